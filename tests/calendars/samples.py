"""Calendars and instants that the tests of this app share."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from calendars.business_time import BusinessCalendar

WEEKEND = frozenset({5, 6})
EVERY_DAY_COUNTS = frozenset()


def calendar_in(zone, *, holidays=None, closures=None, weekend=WEEKEND):
    return BusinessCalendar(
        name="sample", zone=ZoneInfo(zone), holidays=holidays or {}, closures=closures or {}, weekend=weekend
    )


def local(zone, text, *, fold=0):
    """The instant at which a clock on the wall there shows this; `fold=1` for the second time."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone), fold=fold)


def utc(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def day(text):
    return date.fromisoformat(text)
