"""The places in the masthead, by role, and the theme that this browser chose."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

THEME_COOKIE = "theme"
THEMES = ("light", "dark")


@dataclass(frozen=True)
class Place:
    """A link, or with `places` a menu of links that is opened by its label."""

    label: str
    url: str
    is_here: bool
    places: tuple["Place", ...] = ()


def _lead_places():
    """The pages of the leads, in one menu, so that the masthead has room for them all."""
    yield _("Arbitrations"), "reviews:arbitrations"
    yield _("Disputes"), "reviews:disputes"
    yield _("Texts"), "reviews:texts"
    yield _("Team"), "reviews:team"
    yield _("Closures"), "reviews:closures"
    yield _("Insights"), "reviews:insights"
    yield _("Failed mail"), "reviews:failed_mail"
    yield _("Hand-offs"), "reviews:hand_offs"
    yield _("Association register"), "claims:associations"


def _places(user):
    if user.is_reviewing:
        yield _("Review queue"), "reviews:queue"
        yield _("Second looks"), "reviews:second_looks"
    if user.is_reviewing and not user.is_lead:
        yield _("My figures"), "reviews:insights"
    if user.is_lead:
        yield _("For leads"), list(_lead_places())
    elif user.is_reviewing:
        yield _("Absence"), "reviews:own_absence"
        yield _("Association register"), "claims:associations"
    if user.is_support:
        yield _("All claims"), "reviews:queue"
        yield _("Insights"), "reviews:insights"
        yield _("Failed mail"), "reviews:failed_mail"
        yield _("Hand-offs"), "reviews:hand_offs"
        yield _("Association register"), "claims:associations"
    if user.is_partner:
        yield _("Customer associations"), "claims:list"
        if not (user.is_reviewing or user.is_support):
            yield _("Association register"), "claims:associations"
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
    found = list(_places(user)) if user and user.is_authenticated else []
    if settings.DEMO:
        found.append((_("Mailbox"), "mailbox:list"))
    here = _best_match(request.path, [reverse(name) for name in _names(found)])
    return {
        "theme": chosen_theme(request),
        # Django's own list would call them by the names that the reader's language has for them.
        "languages": settings.LANGUAGES,
        "navigation": [_place(*each, here) for each in found],
    }


def _names(places):
    for _label, name in places:
        if isinstance(name, str):
            yield name
        else:
            yield from _names(name)


def _place(label, name, here):
    if isinstance(name, str):
        url = reverse(name)
        return Place(label, url, url == here)
    inside = tuple(_place(*each, here) for each in name)
    return Place(label, "", any(place.is_here for place in inside), inside)
