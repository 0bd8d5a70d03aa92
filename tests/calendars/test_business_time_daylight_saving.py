"""Every day is a business day here unless a case says otherwise: clocks mostly change on Sundays."""

from datetime import timedelta

import pytest

from calendars.business_time import add_business_days, add_business_time, business_time_between

from .samples import EVERY_DAY_COUNTS, calendar_in, day, local, utc

DUBLIN = "Europe/Dublin"
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)

pytestmark = pytest.mark.rule("CLK-1", "CLK-9")


@pytest.mark.parametrize(
    ("zone", "start", "due"),
    [
        pytest.param(DUBLIN, "2026-03-28T01:30", "2026-03-29T01:00", id="Dublin skips 01:00 to 02:00"),
        pytest.param(DUBLIN, "2026-03-28T01:00", "2026-03-29T01:00", id="the first skipped moment"),
        pytest.param(DUBLIN, "2026-03-28T00:59:59", "2026-03-29T00:59:59", id="the last moment before"),
        pytest.param(DUBLIN, "2026-03-28T02:00", "2026-03-29T01:00", id="the first moment after"),
        pytest.param("Asia/Beirut", "2026-03-28T00:30", "2026-03-28T22:00", id="Beirut skips midnight"),
        pytest.param("Africa/Cairo", "2026-04-23T00:30", "2026-04-23T22:00", id="Cairo skips midnight"),
        pytest.param(
            "America/Santiago", "2026-09-05T00:30", "2026-09-06T04:00", id="Santiago skips midnight"
        ),
        pytest.param(
            "Australia/Lord_Howe", "2026-10-03T02:10", "2026-10-03T15:30", id="Lord Howe skips half an hour"
        ),
        pytest.param("America/New_York", "2026-03-07T02:30", "2026-03-08T07:00", id="New York"),
    ],
)
def test_a_skipped_local_time_moves_to_the_first_that_exists(zone, start, due):
    calendar = calendar_in(zone, weekend=EVERY_DAY_COUNTS)
    assert add_business_days(calendar, local(zone, start), 1).at == utc(due)
    assert add_business_time(calendar, local(zone, start), timedelta(days=1)).at == utc(due)


@pytest.mark.parametrize(
    ("zone", "closed", "start", "due"),
    [
        ("Asia/Beirut", "2026-03-28", "2026-03-28T15:00", "2026-03-28T22:00"),
        ("Africa/Cairo", "2026-04-23", "2026-04-23T15:00", "2026-04-23T22:00"),
        ("America/Santiago", "2026-09-05", "2026-09-05T15:00", "2026-09-06T04:00"),
    ],
)
def test_a_business_day_that_has_no_midnight_starts_when_it_starts(zone, closed, start, due):
    calendar = calendar_in(zone, weekend=EVERY_DAY_COUNTS, closures={day(closed): "Closed"})
    assert add_business_days(calendar, local(zone, start), 0).at == utc(due)
    assert add_business_time(calendar, local(zone, start), 3 * HOUR).at == utc(due) + 2 * HOUR


def test_the_day_that_samoa_skipped_moves_to_the_next():
    thursday = local("Pacific/Apia", "2011-12-29T14:30")
    calendar = calendar_in("Pacific/Apia")
    assert add_business_days(calendar, thursday, 1).at == local("Pacific/Apia", "2011-12-31T00:00")
    assert add_business_days(calendar, thursday, 1).at == utc("2011-12-30T10:00")
    assert add_business_days(calendar, thursday, 2).at == local("Pacific/Apia", "2012-01-02T14:30")
    assert business_time_between(calendar, thursday, local("Pacific/Apia", "2012-01-02T14:30")) == timedelta(
        days=2
    )


@pytest.mark.parametrize(
    ("zone", "start", "due"),
    [
        pytest.param(DUBLIN, "2026-10-24T01:30", "2026-10-25T00:30", id="a repeated time is its first pass"),
        pytest.param(DUBLIN, "2026-10-24T00:59", "2026-10-24T23:59", id="just before the repeated hour"),
        pytest.param(DUBLIN, "2026-10-24T02:00", "2026-10-25T02:00", id="just after it, not an hour early"),
        pytest.param("Asia/Jerusalem", "2026-10-24T01:30", "2026-10-24T22:30", id="Jerusalem"),
        pytest.param("Africa/Cairo", "2026-10-28T23:30", "2026-10-29T20:30", id="Cairo repeats 23:00"),
        pytest.param("Africa/Cairo", "2026-10-29T00:00", "2026-10-29T22:00", id="Cairo's midnight after it"),
        pytest.param(
            "Australia/Lord_Howe", "2026-04-04T01:40", "2026-04-04T14:40", id="Lord Howe repeats half an hour"
        ),
    ],
)
def test_a_repeated_local_time_is_its_first_pass(zone, start, due):
    assert add_business_days(calendar_in(zone, weekend=EVERY_DAY_COUNTS), local(zone, start), 1).at == utc(
        due
    )


@pytest.mark.parametrize(
    ("zone", "start", "fold", "due"),
    [
        pytest.param(DUBLIN, "2026-10-25T01:50", 0, "2026-10-26T01:50", id="first pass"),
        pytest.param(DUBLIN, "2026-10-25T01:00", 1, "2026-10-26T02:00", id="start of the second pass"),
        pytest.param(DUBLIN, "2026-10-25T01:10", 1, "2026-10-26T02:00", id="second pass"),
        pytest.param(DUBLIN, "2026-10-25T01:59:59", 1, "2026-10-26T02:00", id="end of the second pass"),
        pytest.param(DUBLIN, "2026-10-25T02:00", 0, "2026-10-26T02:00", id="after it"),
        pytest.param(
            "Australia/Lord_Howe", "2026-04-05T01:31", 1, "2026-04-05T15:30", id="Lord Howe, half an hour"
        ),
        pytest.param("Africa/Cairo", "2026-10-29T23:30", 1, "2026-10-30T22:00", id="Cairo, up to midnight"),
    ],
)
def test_a_start_in_the_second_pass_reads_as_the_end_of_the_repeated_hour(zone, start, fold, due):
    calendar = calendar_in(zone, weekend=EVERY_DAY_COUNTS)
    assert add_business_days(calendar, local(zone, start, fold=fold), 1).at == utc(due)


def test_a_later_start_in_the_repeated_hour_is_never_due_earlier():
    calendar = calendar_in(DUBLIN, weekend=EVERY_DAY_COUNTS)
    starts = [utc("2026-10-24T23:00") + minutes * MINUTE for minutes in range(240)]
    dues = [add_business_days(calendar, start, 1).at for start in starts]
    assert dues == sorted(dues)


@pytest.mark.parametrize("date", ["2026-03-29", "2026-10-25"])
def test_a_day_counts_24_hours_whatever_the_clock_change(date):
    calendar = calendar_in(DUBLIN, weekend=EVERY_DAY_COUNTS)
    start, end = local(DUBLIN, f"{date}T00:00"), local(DUBLIN, str(day(date) + timedelta(days=1)))
    assert business_time_between(calendar, start, end) == timedelta(days=1)
    assert add_business_time(calendar, start, timedelta(days=1)).at == end
    assert end - start.astimezone(end.tzinfo) == timedelta(days=1)


def test_a_clock_change_on_a_weekend_changes_nothing_on_the_wall():
    for start, due in [("2026-03-27T14:30", "2026-03-30T14:30"), ("2026-10-23T14:30", "2026-10-26T14:30")]:
        at = add_business_days(calendar_in(DUBLIN), local(DUBLIN, start), 1).at
        assert at == local(DUBLIN, due)
        assert at - local(DUBLIN, start).astimezone(at.tzinfo) != timedelta(days=3)
