"""Whether the scheduled work still runs: each sweep says so when it ends."""

from datetime import datetime, timedelta

from django.db.models import Min

from .models import Sweep


def beat(name: str, at: datetime) -> None:
    """One statement, so that two schedulers that finish at once don't collide."""
    Sweep.objects.bulk_create(
        [Sweep(name=name, ran_at=at)], update_conflicts=True, unique_fields=["name"], update_fields=["ran_at"]
    )


def last_run(name: str) -> datetime | None:
    return Sweep.objects.filter(name=name).values_list("ran_at", flat=True).first()


def age_of_oldest(at: datetime) -> timedelta | None:
    """How long ago the sweep ran that has not run for longest; None before the first of all."""
    oldest = Sweep.objects.aggregate(oldest=Min("ran_at"))["oldest"]
    return None if oldest is None else at - oldest
