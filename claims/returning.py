"""The way back to a list as it was: its filters and its page, for as long as the browser is open.

In a cookie and not in the session, because looking at a list should write nothing. It is signed for one person, so
that whoever uses the browser next starts afresh.
"""

from django.conf import settings
from django.core import signing
from django.urls import reverse

# Each list by the name of its address, and its cookie.
CLAIMS, QUEUE = "claims:list", "reviews:queue"
COOKIES = {CLAIMS: "claims_list", QUEUE: "review_queue"}
LONGEST = 1000


def _salt(request, name: str) -> str:
    return f"{COOKIES[name]}-{request.user.pk}"


def remember(response, request, name: str = CLAIMS, query: str | None = None) -> None:
    """The query of the request, unless another one is given."""
    query = request.META.get("QUERY_STRING", "") if query is None else query
    if not query or len(query) > LONGEST:
        response.delete_cookie(COOKIES[name], path=reverse(name), samesite="Lax")
        return
    response.set_signed_cookie(
        COOKIES[name],
        query,
        salt=_salt(request, name),
        path=reverse(name),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def remembered(request, name: str = CLAIMS) -> str:
    """The query with which this person last saw the list; empty when that is not known."""
    try:
        return request.get_signed_cookie(COOKIES[name], default="", salt=_salt(request, name))
    except signing.BadSignature:
        return ""


def list_address(request) -> str:
    """The partner's list as this person last saw it; the whole list when that is not known."""
    query = remembered(request)
    return reverse(CLAIMS) + (f"?{query}" if query else "")
