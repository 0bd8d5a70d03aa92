"""The way through the queue from one claim to the next: kept in the address, and with the person's look."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.http import urlencode

from accounts.models import User
from claims.models import Claim

from . import queues


@dataclass(frozen=True)
class Walk:
    """Addresses are empty where there is no claim; without a queue that one came from, there are none."""

    back_url: str
    is_walking: bool = False
    previous_url: str = ""
    next_url: str = ""
    # What the claim's own address carries, so that the way on is there when it has left the filter.
    here: str = ""


def walk_of(claim: Claim, came_from: str | None, user: User, at: datetime) -> Walk:
    if came_from is None:
        return Walk(reverse("reviews:queue"))
    beside = queues.neighbours(claim, came_from, user, at)
    query = beside.back_url.partition("?")[2]
    return Walk(
        beside.back_url,
        True,
        claim_url(beside.previous_code, query),
        claim_url(beside.next_code, query),
        beside.here,
    )


def claim_url(code: str, query: str) -> str:
    return f"{reverse('reviews:claim', args=[code])}?{urlencode({'from': query})}" if code else ""
