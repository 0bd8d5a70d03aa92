"""Draws the decisions that another reviewer looks at again."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings

from claims.deadlines import TAKE_BACK
from claims.models import Decision
from claims.sweeps import each

from ..actions import draw_second_look, is_drawn
from ..models import SecondLook

# What is older is not drawn any more, when the share is set for the first time or the clock stood still.
OLDEST = timedelta(days=30)
# Decisions are looked through in the order in which they were made; this much is looked through once more,
# for one that was committed late.
OVERLAP = timedelta(days=1)


def sweep(at: datetime, *, dry_run: bool = False) -> Iterator[str]:
    if not settings.SECOND_LOOK_PERCENT:
        return
    final = Decision.objects.filter(
        undone_at__isnull=True, made_at__gt=_looked_through(at), made_at__lte=at - TAKE_BACK
    )
    waiting = final.filter(second_look__isnull=True).order_by("made_at", "pk").values_list("pk", flat=True)
    drawn = [pk for pk in waiting if is_drawn(pk, settings.SECOND_LOOK_PERCENT)]
    yield from each(
        Decision.objects.filter(pk__in=drawn),
        lambda pk: "drawn for a second look" if draw_second_look(pk, at=at) else None,
        dry_run=dry_run,
        would="drawn for a second look",
    )


def _looked_through(at: datetime) -> datetime:
    latest = SecondLook.objects.order_by("-pk").values_list("decision__made_at", flat=True).first()
    oldest = at - OLDEST
    return max(oldest, latest - OVERLAP) if latest else oldest
