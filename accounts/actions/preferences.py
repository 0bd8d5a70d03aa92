from django.db import transaction

from ..models import User


@transaction.atomic
def set_preferences(
    user_id: int, *, name: str, language: str, time_zone: str, keys: bool | None = None
) -> User:
    """`keys` are the single keys of the review pages, which only staff are asked about."""
    user = User.objects.select_for_update().get(pk=user_id)
    user.name, user.language, user.time_zone = name, language, time_zone
    if keys is not None:
        user.without_keys = not keys
    user.save(update_fields=["name", "language", "time_zone", "without_keys"])
    return user


def set_own_language(user_id: int, *, language: str) -> None:
    User.objects.filter(pk=user_id).update(language=language)
