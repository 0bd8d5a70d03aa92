"""Who has a claim open just now. It informs and never locks, so the cache alone knows it, for a short time.

Each person has one entry, which only their own pages write; all that is asked about a page of claims is one
look into the cache. Two tabs of one person that write at the same instant can lose one of the two notes, which
the next ping of that tab puts back. Without its cache the portal knows of nobody, and all else goes on.
"""

import logging
import secrets
from collections.abc import Collection
from datetime import datetime, timedelta

from django.core.cache import cache
from redis.exceptions import RedisError

from accounts.models import User
from accounts.roles import StaffRole
from claims.models import Claim

# A page that was not heard of for so long is taken for closed. Its script pings three times as often.
TIME_LIMIT = timedelta(seconds=36)
PING_SECONDS = 12
MOST_PAGES = 40
OUT_OF_REACH = (RedisError, OSError)

logger = logging.getLogger(__name__)


def note(claim_id: int, user: User, at: datetime, *, tab: str = "") -> None:
    """This person has the claim open, in that tab, from now on and until the time limit."""
    _write(user, at, (claim_id, tab), at.timestamp() + TIME_LIMIT.total_seconds())


def leave(claim_id: int, user: User, at: datetime, *, tab: str = "") -> None:
    """That tab is closed; what the person has open in others stays."""
    _write(user, at, (claim_id, tab), None)


def who_looks(claim_ids: Collection[int], at: datetime, without: User | None = None) -> dict[int, list[User]]:
    """For each claim that somebody has open, who: one query, and one look into the cache."""
    if not claim_ids:
        return {}
    people = User.objects.filter(is_active=True, staff_role__in=StaffRole.values).order_by("name", "pk")
    keys = {_key(person.pk): person for person in people if without is None or person.pk != without.pk}
    try:
        found = cache.get_many(keys)
    except OUT_OF_REACH as trouble:
        logger.warning("The cache does not say who looks at what: %s", trouble)
        return {}
    looking: dict[int, list[User]] = {}
    for key, person in keys.items():
        open_now = {claim_id for claim_id, _tab in _living(found.get(key, {}), at)}
        for claim_id in open_now.intersection(claim_ids):
            looking.setdefault(claim_id, []).append(person)
    return looking


def open_page(claim: Claim, user: User, at: datetime) -> dict:
    """For `reviews/presence.html` on a page of one claim: counts as a look at it, and says who else has it open."""
    tab = secrets.token_hex(6)
    note(claim.pk, user, at, tab=tab)
    return {
        "tab": tab,
        "every": PING_SECONDS,
        "others": who_looks([claim.pk], at, without=user).get(claim.pk, []),
    }


def _key(user_id: int) -> str:
    return f"looks:{user_id}"


def _living(pages: dict, at: datetime) -> dict:
    return {page: until for page, until in pages.items() if until > at.timestamp()}


def _write(user: User, at: datetime, page: tuple[int, str], until: float | None) -> None:
    try:
        pages = _living(cache.get(_key(user.pk), {}), at)
        pages.pop(page, None)
        if until is not None:
            pages[page] = until
        newest = dict(list(pages.items())[-MOST_PAGES:])
        cache.set(_key(user.pk), newest, TIME_LIMIT.total_seconds())
    except OUT_OF_REACH as trouble:
        logger.warning("The cache does not take who looks at what: %s", trouble)
