"""What holds for every calendar and instant, with more of the latter near clock changes than a year has."""

from bisect import bisect_left
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calendars.business_time import add_business_days, add_business_time, business_time_between

from .samples import calendar_in

ZONES = [
    "Africa/Cairo",
    "Africa/Casablanca",
    "America/Havana",
    "America/New_York",
    "America/Santiago",
    "America/St_Johns",
    "Asia/Beirut",
    "Asia/Jerusalem",
    "Asia/Kolkata",
    "Asia/Tehran",
    "Australia/Lord_Howe",
    "Europe/Dublin",
    "Pacific/Apia",
    "Pacific/Chatham",
    "UTC",
]
DAY = timedelta(days=1)
FIRST, LAST = datetime(2009, 1, 1, tzinfo=UTC), datetime(2031, 1, 1, tzinfo=UTC)

pytestmark = pytest.mark.rule("CLK-1", "CLK-9")
examples = settings(max_examples=150)


@cache
def clock_changes(zone):
    """The instants at which a zone's offset changes."""
    tz = ZoneInfo(zone)
    days = [FIRST + n * DAY for n in range((LAST - FIRST).days)]
    offsets = [at.astimezone(tz).utcoffset() for at in days]
    changes = []
    for at, before, after in zip(days, offsets, offsets[1:], strict=False):
        if before != after:
            seconds = bisect_left(
                range(86_401),
                True,
                key=lambda n, at=at, before=before: (
                    (at + timedelta(seconds=n)).astimezone(tz).utcoffset() != before
                ),
            )
            changes.append(at + timedelta(seconds=seconds))
    return changes


def spans(longest):
    return st.timedeltas(timedelta(), longest)


def instants(zone):
    anywhere = st.datetimes(FIRST.replace(tzinfo=None), LAST.replace(tzinfo=None), timezones=st.just(UTC))
    if not clock_changes(zone):
        return anywhere
    change = st.sampled_from(clock_changes(zone))
    near = st.builds(lambda at, off: at + off, change, st.timedeltas(timedelta(hours=-2), timedelta(hours=2)))
    a_week_before = st.builds(lambda at, off: at - off, near, spans(9 * DAY))
    # Exactly some days before, so that the due date itself meets the change.
    days_before = st.builds(lambda at, n: at - n * DAY, near, st.integers(0, 9))
    return st.one_of(near, days_before, a_week_before, anywhere)


@st.composite
def situations(draw):
    """A calendar and a start."""
    zone = draw(st.sampled_from(ZONES))
    start = draw(instants(zone))
    weekend = draw(st.frozensets(st.integers(0, 6), max_size=6))
    closed = draw(st.lists(st.integers(-3, 20), max_size=6))
    holidays = {start.date() + n * DAY: "Holiday" for n in closed}
    return calendar_in(zone, holidays=holidays, weekend=weekend), start


amounts = st.one_of(
    spans(12 * DAY),
    st.integers(0, 12).map(lambda n: n * DAY),
    st.integers(0, 300).map(lambda n: n * DAY / 24),
)
steps = st.one_of(spans(timedelta(hours=3)), spans(10 * DAY))


def is_end_of_gap(at, zone):
    just_before = at - timedelta(microseconds=1)
    return just_before.astimezone(zone).utcoffset() < at.astimezone(zone).utcoffset()


@examples
@given(situations(), amounts, steps)
def test_a_later_start_is_never_due_earlier(situation, amount, step):
    calendar, start = situation
    assert (
        add_business_time(calendar, start, amount).at <= add_business_time(calendar, start + step, amount).at
    )


@examples
@given(situations(), amounts, steps)
def test_more_time_is_never_due_earlier(situation, amount, more):
    calendar, start = situation
    assert (
        start
        <= add_business_time(calendar, start, amount).at
        <= add_business_time(calendar, start, amount + more).at
    )


@examples
@given(situations(), amounts)
def test_adding_and_measuring_agree(situation, amount):
    calendar, start = situation
    due = add_business_time(calendar, start, amount).at
    measured = business_time_between(calendar, start, due)
    assert measured == amount or (measured > amount and is_end_of_gap(due, calendar.zone))


@examples
@given(situations(), steps, steps)
def test_measuring_in_two_parts_loses_nothing(situation, one, two):
    calendar, start = situation
    middle, end = start + one, start + one + two
    in_parts = business_time_between(calendar, start, middle) + business_time_between(calendar, middle, end)
    assert in_parts == business_time_between(calendar, start, end)


@examples
@given(situations(), amounts, st.floats(0, 1), steps)
def test_a_pause_never_shortens(situation, amount, part, pause):
    calendar, start = situation
    due = add_business_time(calendar, start, amount).at
    paused_at = start + part * (due - start)
    left = max(amount - business_time_between(calendar, start, paused_at), timedelta())
    assert add_business_time(calendar, paused_at + pause, left).at >= due


@examples
@given(situations(), amounts, st.floats(0, 1, exclude_max=True))
def test_a_pause_of_no_length_changes_nothing(situation, amount, part):
    calendar, start = situation
    due = add_business_time(calendar, start, amount).at
    paused_at = start + part * (due - start)
    left = amount - business_time_between(calendar, start, paused_at)
    if left >= timedelta():
        assert add_business_time(calendar, paused_at, left).at == due
    else:
        assert is_end_of_gap(due, calendar.zone)


@examples
@given(situations(), st.integers(0, 8), st.integers(0, 8))
def test_n_days_and_then_m_are_n_plus_m(situation, n, m):
    calendar, start = situation
    first = add_business_days(calendar, start, n).at
    then, at_once = add_business_days(calendar, first, m).at, add_business_days(calendar, start, n + m).at
    assert then == at_once or (then > at_once and is_end_of_gap(first, calendar.zone))


@examples
@given(situations(), st.integers(0, 12))
def test_the_reason_counts_n_days_and_leaves_none_out(situation, n):
    calendar, start = situation
    days = add_business_days(calendar, start, n).days
    kinds = [day.kind for day in days]
    assert (kinds.count("start"), kinds.count("counted"), kinds[-1]) == (1, n, "counted" if n else "start")
    assert [day.date for day in days] == [days[0].date + number * DAY for number in range(len(days))]
    closed = [day for day in days if day.kind in ("weekend", "holiday")]
    assert closed == [calendar.closed_reason(day.date) for day in days if calendar.closed_reason(day.date)]


@examples
@given(situations(), st.integers(0, 12))
def test_due_shows_the_starts_time_on_the_last_day_of_the_reason(situation, n):
    calendar, start = situation
    due = add_business_days(calendar, start, n)
    clock, wall = start.astimezone(calendar.zone), due.at.astimezone(calendar.zone)
    if clock.fold or is_end_of_gap(due.at, calendar.zone):
        return
    on_closed_day = calendar.closed_reason(clock.date())
    expected = "00:00:00.000000" if on_closed_day else f"{clock:%H:%M:%S.%f}"
    assert (wall.date(), f"{wall:%H:%M:%S.%f}") == (due.days[-1].date, expected)
