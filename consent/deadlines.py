"""The customer's time to opt out: calendar days, to the minute, on the customer's own clock."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from calendars.business_time import first_instant

REMINDER_DAYS_LEFT = 2


def window_ends(opened_at: datetime, days: int, zone: ZoneInfo) -> datetime:
    """The same local time, that many days later, whatever daylight saving did in between."""
    local = opened_at.astimezone(zone).replace(tzinfo=None, fold=0)
    return first_instant(local + timedelta(days=days), zone)


def window_reminds(opened_at: datetime, days: int, zone: ZoneInfo) -> datetime:
    return window_ends(opened_at, max(days - REMINDER_DAYS_LEFT, 0), zone)
