"""How long claims of each kind take by now, for partners to read: the same figures as a lead's last 90 days."""

from datetime import datetime, timedelta

from calendars import lookup
from claims.models import ExpectedTime

from ..models import Figure
from ..models.figures import EVERY, EVERYBODY
from .figures import SETS, Asked, by_programmes, percentile

DAYS = 90


def lately(at: datetime) -> Asked:
    today = at.astimezone(lookup.for_review_team().zone).date()
    return Asked(today - timedelta(days=DAYS - 1), today)


def refresh(at: datetime, *, is_counted: bool) -> None:
    """Where something was counted, or another day has begun. Writes no row that stays what it is."""
    asked = lately(at)
    known = {row.programmes: row for row in ExpectedTime.objects.all()}
    if not is_counted and all(row.until_date == asked.until_date for row in known.values()):
        return
    rows = Figure.objects.filter(reviewer=EVERYBODY, programmes__in=(EVERY, *SETS))
    for programmes, sums in by_programmes(rows, asked.cut).items():
        days = sums.histograms["total_days"]
        median, ninety = percentile(days, 50), percentile(days, 90)
        row = known.pop(programmes, None) or ExpectedTime(programmes=programmes)
        if median is not None and ninety is not None:
            _write(row, days.total(), median, ninety, asked)
        elif row.pk:
            row.delete()
    for row in known.values():
        row.delete()


def _write(row: ExpectedTime, decisions: int, median: int, ninety: int, asked: Asked) -> None:
    new = {
        "decisions": decisions,
        "median_tenths": median,
        "ninety_tenths": ninety,
        "from_date": asked.from_date,
        "until_date": asked.until_date,
    }
    if row.pk is None or any(getattr(row, name) != value for name, value in new.items()):
        for name, value in new.items():
            setattr(row, name, value)
        row.save()
