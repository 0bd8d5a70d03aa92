"""The way back from a claim to the list as it was: its filters and its page, for as long as the browser is open.

In a cookie and not in the session, because looking at a list should write nothing. It is signed for one person, so
that whoever uses the browser next starts afresh.
"""

from django.conf import settings
from django.core import signing
from django.urls import reverse

COOKIE = "claims_list"
LONGEST = 1000


def _salt(request) -> str:
    return f"{COOKIE}-{request.user.pk}"


def remember(response, request) -> None:
    query = request.META.get("QUERY_STRING", "")
    if not query or len(query) > LONGEST:
        response.delete_cookie(COOKIE, path=reverse("claims:list"), samesite="Lax")
        return
    response.set_signed_cookie(
        COOKIE,
        query,
        salt=_salt(request),
        path=reverse("claims:list"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def list_address(request) -> str:
    """The list as this person last saw it; the whole list when that is not known."""
    try:
        query = request.get_signed_cookie(COOKIE, default="", salt=_salt(request))
    except signing.BadSignature:
        query = ""
    return reverse("claims:list") + (f"?{query}" if query else "")
