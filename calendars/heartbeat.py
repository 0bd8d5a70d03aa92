"""Whether the scheduled work still runs: each sweep says so when it ends."""

from datetime import datetime

from .models import Sweep


def beat(name: str, at: datetime) -> None:
    """One statement, so that two schedulers that finish at once don't collide."""
    Sweep.objects.bulk_create(
        [Sweep(name=name, ran_at=at)], update_conflicts=True, unique_fields=["name"], update_fields=["ran_at"]
    )


def last_run(name: str) -> datetime | None:
    return Sweep.objects.filter(name=name).values_list("ran_at", flat=True).first()
