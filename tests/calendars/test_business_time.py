from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from calendars.business_time import (
    Day,
    NoBusinessDays,
    add_business_days,
    add_business_time,
    business_time_between,
)

from .samples import calendar_in, day, local, utc

DUBLIN = "Europe/Dublin"
FRIDAY_AND_SATURDAY = frozenset({4, 5})
CHRISTMAS = {day("2025-12-25"): "Christmas Day", day("2025-12-26"): "Saint Stephen's Day"}
GOLDEN_WEEK = {day(f"2019-05-0{number}"): "Golden Week" for number in range(1, 7)} | {
    day("2019-04-29"): "Showa Day",
    day("2019-04-30"): "Abdication Day",
}


@pytest.mark.rule("CLK-1")
@pytest.mark.parametrize(
    ("start", "n", "due"),
    [
        pytest.param("2026-11-20T14:30", 1, "2026-11-23T14:30", id="Friday afternoon, Monday afternoon"),
        pytest.param("2026-11-21T10:00", 5, "2026-11-30T00:00", id="Saturday, Monday week at midnight"),
        pytest.param("2026-11-22T23:59", 5, "2026-11-30T00:00", id="Sunday night, like Saturday"),
        pytest.param("2026-11-23T00:00", 5, "2026-11-30T00:00", id="Monday at midnight, like Saturday"),
        pytest.param("2026-11-23T00:01", 5, "2026-11-30T00:01", id="a minute later, a minute later"),
        pytest.param("2026-11-16T09:15", 4, "2026-11-20T09:15", id="within a week"),
        pytest.param("2026-11-16T09:15", 5, "2026-11-23T09:15", id="over one weekend"),
        pytest.param("2026-11-16T09:15", 10, "2026-11-30T09:15", id="over two weekends"),
        pytest.param("2026-11-20T23:59:59.999999", 1, "2026-11-23T23:59:59.999999", id="to the microsecond"),
        pytest.param("2026-11-20T14:30", 0, "2026-11-20T14:30", id="none from a business day"),
        pytest.param("2026-11-21T14:30", 0, "2026-11-23T00:00", id="none from a Saturday"),
        pytest.param("2028-02-28T12:00", 2, "2028-03-01T12:00", id="over a leap day"),
    ],
)
def test_add_business_days_over_weekends(start, n, due):
    assert add_business_days(calendar_in(DUBLIN), local(DUBLIN, start), n).at == local(DUBLIN, due)


@pytest.mark.rule("CLK-1")
@pytest.mark.parametrize(
    ("start", "n", "due"),
    [
        pytest.param("2025-12-24T16:00", 1, "2025-12-29T16:00", id="over Christmas and a weekend"),
        pytest.param("2025-12-25T16:00", 1, "2025-12-30T00:00", id="from Christmas"),
        pytest.param("2025-12-27T16:00", 1, "2025-12-30T00:00", id="from the weekend after it"),
        pytest.param("2025-12-31T18:00", 1, "2026-01-02T18:00", id="over the year's end"),
        pytest.param("2025-12-22T09:00", 10, "2026-01-08T09:00", id="ten days over all of it"),
    ],
)
def test_add_business_days_over_holidays_and_closures(start, n, due):
    calendar = calendar_in(DUBLIN, holidays=CHRISTMAS, closures={day("2026-01-01"): "Stocktaking"})
    assert add_business_days(calendar, local(DUBLIN, start), n).at == local(DUBLIN, due)


@pytest.mark.rule("CLK-1")
def test_add_business_days_over_ten_closed_days_in_a_row():
    calendar = calendar_in("Asia/Tokyo", holidays=GOLDEN_WEEK)
    due = add_business_days(calendar, local("Asia/Tokyo", "2019-04-26T10:00"), 1)
    assert due.at == local("Asia/Tokyo", "2019-05-07T10:00")


@pytest.mark.rule("CLK-1")
@pytest.mark.parametrize(
    ("start", "n", "due"),
    [
        pytest.param("2026-11-19T14:30", 1, "2026-11-22T14:30", id="Thursday, Sunday"),
        pytest.param("2026-11-20T14:30", 5, "2026-11-29T00:00", id="Friday, Sunday week at midnight"),
        pytest.param("2026-11-22T14:30", 4, "2026-11-26T14:30", id="Sunday, Thursday"),
    ],
)
@pytest.mark.parametrize("zone", ["Asia/Riyadh", "Asia/Jerusalem"])
def test_add_business_days_with_friday_and_saturday_closed(zone, start, n, due):
    calendar = calendar_in(zone, weekend=FRIDAY_AND_SATURDAY)
    assert add_business_days(calendar, local(zone, start), n).at == local(zone, due)


@pytest.mark.rule("CLK-1")
def test_add_business_days_counts_in_the_calendars_zone_not_the_starts():
    # 23:30 on Sunday in UTC is Monday morning in Auckland, and Sunday afternoon in Los Angeles.
    start = utc("2026-07-05T23:30")
    assert add_business_days(calendar_in("Pacific/Auckland"), start, 1).at == utc("2026-07-06T23:30")
    assert add_business_days(calendar_in("America/Los_Angeles"), start, 1).at == utc("2026-07-07T07:00")
    elsewhere = start.astimezone(timezone(timedelta(hours=9)))
    assert add_business_days(calendar_in("Pacific/Auckland"), elsewhere, 1).at == utc("2026-07-06T23:30")


@pytest.mark.rule("CLK-1")
@pytest.mark.parametrize(
    ("start", "hours", "due"),
    [
        pytest.param("2026-11-16T09:00", 6, "2026-11-16T15:00", id="within the day"),
        pytest.param("2026-11-16T20:00", 6, "2026-11-17T02:00", id="into the next"),
        pytest.param("2026-11-20T20:00", 6, "2026-11-23T02:00", id="over the weekend"),
        pytest.param(
            "2026-11-20T20:00", 4, "2026-11-23T00:00", id="to the last moment of Friday, which is Monday"
        ),
        pytest.param("2026-11-21T12:00", 30, "2026-11-24T06:00", id="from a Saturday"),
        pytest.param("2026-11-16T09:00", 120, "2026-11-23T09:00", id="five days of 24 hours"),
        pytest.param("2026-11-16T09:00", 0, "2026-11-16T09:00", id="nothing"),
    ],
)
def test_add_business_time_what_is_left_of_a_clock(start, hours, due):
    added = add_business_time(calendar_in(DUBLIN), local(DUBLIN, start), timedelta(hours=hours))
    assert added.at == local(DUBLIN, due)


@pytest.mark.rule("CLK-1")
@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        pytest.param("2026-11-16T09:00", "2026-11-16T15:00", 6, id="within the day"),
        pytest.param("2026-11-20T20:00", "2026-11-23T02:00", 6, id="over the weekend"),
        pytest.param("2026-11-20T20:00", "2026-11-22T18:00", 4, id="into the weekend"),
        pytest.param("2026-11-21T08:00", "2026-11-22T18:00", 0, id="within the weekend"),
        pytest.param("2026-11-21T08:00", "2026-11-24T18:00", 42, id="out of the weekend"),
        pytest.param("2025-12-24T12:00", "2025-12-29T12:00", 24, id="over Christmas"),
        pytest.param("2026-11-16T09:00", "2026-11-16T09:00", 0, id="no time at all"),
    ],
)
def test_business_time_between_counts_business_days_only(start, end, hours):
    calendar = calendar_in(DUBLIN, holidays=CHRISTMAS)
    between = business_time_between(calendar, local(DUBLIN, start), local(DUBLIN, end))
    assert between == timedelta(hours=hours)


@pytest.mark.rule("CLK-1")
def test_due_names_every_day_from_the_start_to_the_last_counted():
    calendar = calendar_in(DUBLIN, holidays=CHRISTMAS, closures={day("2025-12-29"): "Moving offices"})
    assert add_business_days(calendar, local(DUBLIN, "2025-12-24T16:00"), 1).days == (
        Day(day("2025-12-24"), "start"),
        Day(day("2025-12-25"), "holiday", "Christmas Day"),
        Day(day("2025-12-26"), "holiday", "Saint Stephen's Day"),
        Day(day("2025-12-27"), "weekend"),
        Day(day("2025-12-28"), "weekend"),
        Day(day("2025-12-29"), "closure", "Moving offices"),
        Day(day("2025-12-30"), "counted"),
    )


def test_due_from_a_closed_day_shows_it_and_starts_on_the_first_business_day():
    assert add_business_days(calendar_in(DUBLIN), local(DUBLIN, "2026-11-21T14:30"), 1).days == (
        Day(day("2026-11-21"), "weekend"),
        Day(day("2026-11-22"), "weekend"),
        Day(day("2026-11-23"), "start"),
        Day(day("2026-11-24"), "counted"),
    )


def test_due_within_the_day_is_that_day_alone():
    due = add_business_time(calendar_in(DUBLIN), local(DUBLIN, "2026-11-20T09:00"), timedelta(hours=2))
    assert due.days == (Day(day("2026-11-20"), "start"),)


@pytest.mark.parametrize(
    ("closed", "reason"),
    [
        ("2026-11-20", None),
        ("2026-11-21", Day(day("2026-11-21"), "weekend")),
        ("2026-11-23", Day(day("2026-11-23"), "holiday", "Founders' Day")),
        ("2026-11-24", Day(day("2026-11-24"), "closure", "Training")),
    ],
)
def test_closed_reason_names_what_closes_the_day_first(closed, reason):
    calendar = calendar_in(
        DUBLIN,
        holidays={day("2026-11-21"): "Founders' Eve", day("2026-11-23"): "Founders' Day"},
        closures={
            day("2026-11-21"): "Training",
            day("2026-11-23"): "Training",
            day("2026-11-24"): "Training",
        },
    )
    assert calendar.closed_reason(day(closed)) == reason


def test_closed_reason_does_not_need_a_name():
    calendar = calendar_in(DUBLIN, holidays={day("2026-11-23"): ""}, closures={day("2026-11-24"): ""})
    assert calendar.closed_reason(day("2026-11-23")) == Day(day("2026-11-23"), "holiday")
    assert calendar.closed_reason(day("2026-11-24")) == Day(day("2026-11-24"), "closure")


@pytest.mark.parametrize("zone", [DUBLIN, "Pacific/Apia"])
def test_results_are_in_utc(zone):
    at = add_business_days(calendar_in(zone), local(zone, "2026-07-01T14:30"), 1).at
    assert at.tzinfo is UTC


def test_naive_instants_are_refused():
    calendar, naive, aware = (
        calendar_in(DUBLIN),
        datetime.fromisoformat("2026-11-20"),
        utc("2026-11-20T14:30"),
    )
    with pytest.raises(ValueError, match="time zone"):
        add_business_days(calendar, naive, 1)
    with pytest.raises(ValueError, match="time zone"):
        add_business_time(calendar, naive, timedelta(hours=1))
    with pytest.raises(ValueError, match="time zone"):
        business_time_between(calendar, naive, naive)
    with pytest.raises((ValueError, TypeError)):
        business_time_between(calendar, aware, naive)


def test_going_backwards_is_refused():
    calendar, at = calendar_in(DUBLIN), utc("2026-11-20T14:30")
    with pytest.raises(ValueError, match="forwards"):
        add_business_days(calendar, at, -1)
    with pytest.raises(ValueError, match="forwards"):
        add_business_time(calendar, at, timedelta(microseconds=-1))
    with pytest.raises(ValueError, match="before the start"):
        business_time_between(calendar, at, at - timedelta(microseconds=1))


def test_a_calendar_without_working_days_is_refused():
    calendar = calendar_in(DUBLIN, weekend=frozenset(range(7)))
    for n in (0, 1):
        with pytest.raises(NoBusinessDays, match="sample has no business day"):
            add_business_days(calendar, utc("2026-11-20T14:30"), n)
    assert business_time_between(calendar, utc("2026-11-20T14:30"), utc("2026-12-20T14:30")) == timedelta()


def test_a_calendar_that_closes_for_good_is_refused_only_past_its_end():
    closed_from = day("2026-11-24")
    calendar = calendar_in(DUBLIN, closures={closed_from + timedelta(days=n): "Wound up" for n in range(500)})
    assert add_business_days(calendar, utc("2026-11-20T14:30"), 1).at == utc("2026-11-23T14:30")
    with pytest.raises(NoBusinessDays):
        add_business_days(calendar, utc("2026-11-20T14:30"), 2)


def test_many_closed_days_with_business_days_among_them_are_no_obstacle():
    due = add_business_days(calendar_in(DUBLIN), utc("2026-11-20T14:30"), 1500)
    assert due.at == datetime(2032, 8, 20, 14, 30, tzinfo=ZoneInfo(DUBLIN))


def test_a_year_of_closed_days_is_walked_over():
    closures = {day("2026-11-21") + timedelta(days=n): "Sabbatical" for n in range(380)}
    due = add_business_days(calendar_in(DUBLIN, closures=closures), utc("2026-11-20T14:30"), 1)
    assert due.at == datetime(2027, 12, 6, 14, 30, tzinfo=ZoneInfo(DUBLIN))
