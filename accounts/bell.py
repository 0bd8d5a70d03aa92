"""How many unread notices the bell in the masthead shows."""

from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from .models import News
from .news import MOST_COUNTED


def bell(request):
    """Counted once, and only by pages that show it.

    Also used on error pages that are made before anyone is known, so it takes nothing for granted.
    """
    user = getattr(request, "user", None)
    return {"unread_notices": SimpleLazyObject(lambda: unread_notices(user))}


def unread_notices(user) -> str:
    """A number, "99+" when it is more than anybody would count, and nothing when there is none."""
    if user is None or not user.is_authenticated:
        return ""
    found = News.objects.filter(user=user).unread(timezone.now()).count_for_bell()
    if found >= MOST_COUNTED:
        return f"{MOST_COUNTED - 1}+"
    return str(found or "")
