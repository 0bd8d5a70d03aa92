"""Claims that lie idle go back into the queue (REV-2)."""

from collections.abc import Iterator
from datetime import datetime

from calendars import lookup
from calendars.business_time import latest_start
from claims.sweeps import each

from ..actions.taking import idle, return_idle

IDLE_DAYS = 2


def sweep(at: datetime, *, dry_run: bool = False) -> Iterator[str]:
    """What was last touched two business days ago or longer; asks an index for just that.

    An absence of the holder makes no difference: while they are away nobody works on the claim.
    """
    since = latest_start(lookup.for_review_team(), at, IDLE_DAYS)
    yield from each(
        idle(since),
        lambda pk: _return(pk, since, at),
        dry_run=dry_run,
        would="back in the queue: nothing was done on it for two business days",
        code="code",
    )


def _return(claim_id: int, since: datetime, at: datetime) -> str | None:
    holder = return_idle(claim_id, since=since, at=at)
    return holder and f"back in the queue: {holder} had done nothing on it for two business days"
