"""The places in the masthead, by role, and the theme that this browser chose."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

THEME_COOKIE = "theme"
THEMES = ("light", "dark")


@dataclass(frozen=True)
class Place:
    label: str
    url: str
    is_here: bool


def _places(user):
    if user.is_reviewing:
        yield _("Review queue"), "reviews:queue"
    if user.is_lead:
        yield _("Arbitrations"), "reviews:arbitrations"
        yield _("Closures"), "reviews:closures"
    if user.is_support:
        yield _("All claims"), "reviews:queue"
    if user.is_partner:
        yield _("Customer associations"), "claims:list"
    if user.may_draft_somewhere:
        yield _("+ Customer association"), "claims:new"
    if user.is_partner:
        yield _("Company"), "accounts:own_company"
    if user.is_staff:
        yield _("Admin"), "admin:index"


def _best_match(path, urls):
    """The longest address that the page lies under, so that /claims/new/ doesn't light up /claims/ too."""
    return max((url for url in urls if path.startswith(url)), key=len, default=None)


def chosen_theme(request):
    theme = request.COOKIES.get(THEME_COOKIE)
    return theme if theme in THEMES else ""


def navigation(request):
    """Also used on error pages that are made before anyone is known, so it takes nothing for granted."""
    user = getattr(request, "user", None)
    found = (
        [(label, reverse(name)) for label, name in _places(user)] if user and user.is_authenticated else []
    )
    if settings.DEMO:
        found.append((_("Mailbox"), reverse("mailbox:list")))
    here = _best_match(request.path, [url for _label, url in found])
    return {
        "theme": chosen_theme(request),
        "navigation": [Place(label, url, url == here) for label, url in found],
    }
