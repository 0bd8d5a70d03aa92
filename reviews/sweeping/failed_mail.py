"""Goes on sending failed mail again, where a lead asked for all of it."""

from collections.abc import Iterator
from datetime import datetime

from claims.sweeps import each

from ..actions import go_on_sending
from ..models import SendingAgain


def sweep(at: datetime, *, dry_run: bool = False) -> Iterator[str]:
    yield from each(
        SendingAgain.objects.filter(finished_at__isnull=True),
        lambda pk: "failed mail sent again" if go_on_sending(pk, at=at) else None,
        dry_run=dry_run,
        would="failed mail sent again",
        code="asked_by__name",
    )
