"""When an association ends with its subscription, and when its partner is warned of that. Pure."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from calendars.business_time import first_instant

# How many days before the end the partner is warned.
WARNED_DAYS = (60, 30)
WARNING_HOUR = time(8)
DAY = timedelta(days=1)
GRACE, ENDED = "grace", "ended"


def ends_at(end_date: date, zone: ZoneInfo) -> datetime:
    """The subscription's last day is whole."""
    return first_instant(datetime.combine(end_date + DAY, time()), zone)


def warns_at(end_date: date, days: int, zone: ZoneInfo) -> datetime:
    return first_instant(datetime.combine(end_date - days * DAY, WARNING_HOUR), zone)


def has_ended(state: str, end_date: date | None, at: datetime, zone: ZoneInfo) -> bool:
    """In grace it goes on past its end, until the directory calls it ended."""
    if state == ENDED:
        return True
    return end_date is not None and state != GRACE and at >= ends_at(end_date, zone)


def ended_at(state: str, end_date: date | None, at: datetime, zone: ZoneInfo) -> datetime:
    """Of what has ended: to the minute of its last day, however late that is noticed.

    What the directory calls ended may have been in grace until now, or have been cancelled before its
    last day: it ended when that became known.
    """
    if state == ENDED or end_date is None:
        return at
    return ends_at(end_date, zone)


def warnings_due(end_date: date | None, told: Collection[int], at: datetime, zone: ZoneInfo) -> list[int]:
    """Which warnings of this end are due and were not given; the one that is still true comes last."""
    if end_date is None:
        return []
    return [days for days in WARNED_DAYS if days not in told and at >= warns_at(end_date, days, zone)]


def next_look(
    state: str,
    end_date: date | None,
    at: datetime,
    zone: ZoneInfo,
    *,
    is_official: bool,
    told: Collection[int],
) -> datetime | None:
    """When the clock must look at the association again; None until the directory changes something."""
    if state == ENDED:
        return at
    if end_date is None:
        return None
    end = ends_at(end_date, zone)
    if at >= end:
        return None if state == GRACE else at
    # Whom the customer can still say no to is not warned yet.
    waiting = [warns_at(end_date, days, zone) for days in WARNED_DAYS if days not in told]
    return min([*(waiting if is_official else []), end])
