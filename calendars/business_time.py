"""Business time: which days count, and when an amount of it has passed.

Pure: the calendar is passed in. Instants are aware; what comes back is in UTC.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

# "paused" is for callers whose clock stood still on a day; nothing here returns it.
Kind = Literal["start", "counted", "weekend", "holiday", "closure", "paused"]

DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)
MICROSECOND = timedelta(microseconds=1)
LONGEST_CLOSURE_DAYS = 400


class NoBusinessDays(ValueError):
    """The calendar has no working day within reach, so nothing can ever be due."""


@dataclass(frozen=True)
class Day:
    """A calendar day and what it meant for a due date; `note` names the holiday or closure."""

    date: date
    kind: Kind
    note: str = ""


@dataclass(frozen=True)
class Due:
    """An instant, and the reason for it: every day from the start's to the one counted last."""

    at: datetime
    days: tuple[Day, ...]


@dataclass(frozen=True)
class BusinessCalendar:
    """`weekend` holds days as `date.weekday()` counts them: Monday is 0."""

    name: str
    zone: ZoneInfo
    holidays: Mapping[date, str]
    closures: Mapping[date, str]
    weekend: frozenset[int]

    def closed_reason(self, day: date) -> Day | None:
        if day.weekday() in self.weekend:
            return Day(day, "weekend")
        if (holiday := self.holidays.get(day)) is not None:
            return Day(day, "holiday", holiday)
        if (closure := self.closures.get(day)) is not None:
            return Day(day, "closure", closure)
        return None


def add_business_days(calendar: BusinessCalendar, start: datetime, n: int) -> Due:
    """The same local time on the n-th business day after the start's own."""
    return add_business_time(calendar, start, n * DAY)


def add_business_time(calendar: BusinessCalendar, start: datetime, amount: timedelta) -> Due:
    """When `amount` of local clock time on business days will have passed, in days of 24 hours."""
    if amount < timedelta():
        raise ValueError("Business time is only added forwards.")
    clock = _local_clock(start, calendar.zone)
    if calendar.closed_reason(clock.date()) is None:
        amount += clock - _midnight(clock.date())
    # From here on the amount counts from 00:00 of the first business day.
    whole_days, rest = divmod(amount, DAY)
    days: list[Day] = []
    seen = 0
    for day in _days_from(calendar, clock.date()):
        days.append(replace(day, kind="start") if day.kind == "counted" and not seen else day)
        if day.kind == "counted":
            seen += 1
            if seen > whole_days:
                break
    return Due(first_instant(_midnight(days[-1].date) + rest, calendar.zone), tuple(days))


def latest_start(calendar: BusinessCalendar, end: datetime, n: int) -> datetime:
    """The latest instant from which `n` business days are over by `end`.

    What began later still runs, so that a query for what is due needs one comparison, whatever the calendar. A
    later start is never due earlier, which is why halving finds it.
    """
    earliest = end - (LONGEST_CLOSURE_DAYS + 2 * n + 7) * DAY
    steps = range((end - earliest) // MICROSECOND + 1)
    still_running = bisect_left(
        steps,
        True,
        key=lambda passed: add_business_days(calendar, earliest + MICROSECOND * passed, n).at > end,
    )
    return earliest + MICROSECOND * (still_running - 1)


def business_time_between(calendar: BusinessCalendar, start: datetime, end: datetime) -> timedelta:
    if end < start:
        raise ValueError("The end lies before the start.")
    opening, closing = _local_clock(start, calendar.zone), _local_clock(end, calendar.zone)
    passed = timedelta()
    day = opening.date()
    while day <= closing.date():
        if calendar.closed_reason(day) is None:
            midnight = _midnight(day)
            passed += min(closing, midnight + DAY) - max(opening, midnight)
        day += DAY
    return passed


class Reading:
    """Business time as a number that grows: `business_time_between` is the difference of two readings.

    For many of them: each day is looked up once.
    """

    def __init__(self, calendar: BusinessCalendar, first: date) -> None:
        self._calendar, self._first = calendar, first
        # How many business days lie before the day that is so far from the first, and whether it is one.
        self._days: list[tuple[int, bool]] = []

    def __call__(self, instant: datetime) -> timedelta:
        clock = _local_clock(instant, self._calendar.zone)
        before, counts = self._day(clock.date())
        return before * DAY + (clock - _midnight(clock.date()) if counts else timedelta())

    def _day(self, day: date) -> tuple[int, bool]:
        place = (day - self._first).days
        if place < 0:
            raise ValueError("The day lies before the first.")
        while len(self._days) <= place:
            passed = self._days[-1][0] + self._days[-1][1] if self._days else 0
            next_day = self._first + len(self._days) * DAY
            self._days.append((passed, self._calendar.closed_reason(next_day) is None))
        return self._days[place]


def _days_from(calendar: BusinessCalendar, day: date) -> Iterator[Day]:
    closed_in_a_row = 0
    while closed_in_a_row <= LONGEST_CLOSURE_DAYS:
        closed = calendar.closed_reason(day)
        closed_in_a_row = closed_in_a_row + 1 if closed else 0
        yield closed or Day(day, "counted")
        day += DAY
    raise NoBusinessDays(
        f"{calendar.name} has no business day in the {LONGEST_CLOSURE_DAYS} days before {day}."
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min)


def _local_clock(instant: datetime, zone: ZoneInfo) -> datetime:
    """The naive local time, made never to run backwards.

    When an hour is repeated in autumn, the whole second pass reads as the end of that hour. Read as it shows,
    02:10 in the second pass would be earlier than 02:50 in the first, and a later start would be due earlier.
    """
    if instant.utcoffset() is None:
        raise ValueError("Business time needs an instant with a time zone.")
    local = instant.astimezone(zone)
    if local.fold:
        first_pass = local.replace(fold=0)
        change = _offset_change(first_pass.astimezone(UTC), instant.astimezone(UTC), zone)
        local = change + (first_pass.utcoffset() or timedelta())
    return local.replace(tzinfo=None, fold=0)


def first_instant(clock: datetime, zone: ZoneInfo) -> datetime:
    """A repeated local time is its first pass; a skipped one moves to the first instant that exists.

    Some zones skip midnight, and Samoa skipped the whole of 30 December 2011, so the gap's end is looked for.
    """
    by_offset_before, by_offset_after = (
        clock.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)
    )
    if by_offset_before <= by_offset_after:
        return by_offset_before
    return _offset_change(by_offset_after, by_offset_before, zone)


def _offset_change(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """The first second after `before` with another offset, given that `after` has one. Both are in UTC."""
    before = before.replace(microsecond=0)
    offset = before.astimezone(zone).utcoffset()
    seconds = range((after - before) // SECOND + 1)
    return before + SECOND * bisect_left(
        seconds, True, key=lambda passed: (before + SECOND * passed).astimezone(zone).utcoffset() != offset
    )
