from django.db import transaction

from ..models import User


@transaction.atomic
def set_preferences(user_id: int, *, name: str, language: str, time_zone: str) -> User:
    user = User.objects.select_for_update().get(pk=user_id)
    user.name, user.language, user.time_zone = name, language, time_zone
    user.save(update_fields=["name", "language", "time_zone"])
    return user
