"""The clocks' sums, against tables worked out by hand on the calendar, and against counting hour by hour."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendars.business_time import BusinessCalendar
from claims import deadlines
from claims.deadlines import Span

SATURDAY_AND_SUNDAY = frozenset({5, 6})
EASTER_MONDAY = date(2026, 4, 6)


def a_calendar(zone, *holidays):
    return BusinessCalendar(zone, ZoneInfo(zone), dict.fromkeys(holidays, "Holiday"), {}, SATURDAY_AND_SUNDAY)


DUBLIN = a_calendar("Europe/Dublin", date(2026, 3, 17), EASTER_MONDAY, date(2026, 10, 26))
BERLIN = a_calendar("Europe/Berlin", date(2026, 4, 3), EASTER_MONDAY)
NEW_YORK = a_calendar("America/New_York", date(2026, 7, 3))
PLAIN = a_calendar("UTC", date(2026, 3, 11), date(2026, 3, 19))


def local(text, calendar=DUBLIN):
    """A moment of the year 2026 as the calendar's clocks show it: "03-02 09:00"."""
    return datetime.fromisoformat(f"2026-{text.replace(' ', 'T')}").replace(tzinfo=calendar.zone)


def shown(instant, calendar=DUBLIN):
    return f"{instant.astimezone(calendar.zone):%m-%d %H:%M}"


@pytest.mark.rule("CLK-1", "CLK-2")
@pytest.mark.parametrize(
    ("submitted", "due"),
    [
        ("03-02 09:00", "03-09 09:00"),  # a plain week
        ("03-06 14:30", "03-13 14:30"),  # Friday afternoon
        ("03-13 14:30", "03-23 14:30"),  # over St Patrick's Day
        ("03-07 11:00", "03-16 00:00"),  # Saturday counts as Monday 00:00
        ("03-17 10:00", "03-25 00:00"),  # a holiday counts as the next day 00:00
        ("03-25 09:00", "04-01 09:00"),  # clocks go forward on the Sunday between
        ("10-21 16:00", "10-29 16:00"),  # clocks go back on the Sunday between, then a holiday
        ("04-03 12:00", "04-13 12:00"),  # Good Friday is worked in Ireland, Easter Monday is not
        ("12-31 23:59", "01-07 23:59"),  # over the end of the year; this calendar knows no New Year's Day
    ],
)
def test_review_starts_within_five_business_days(submitted, due):
    found = deadlines.start_review_due(DUBLIN, local(submitted)).at

    assert shown(found) == due
    # The same count of seconds since 1970 whatever the zone in which it was said.
    assert deadlines.start_review_due(DUBLIN, local(submitted).astimezone(UTC)).at == found


@pytest.mark.rule("CLK-1", "CLK-4")
@pytest.mark.parametrize(
    ("calendar", "asked", "first", "last", "due"),
    [
        (DUBLIN, "03-02 09:00", "03-05 09:00", "03-06 09:00", "03-09 09:00"),
        (DUBLIN, "04-01 10:00", "04-07 10:00", "04-08 10:00", "04-09 10:00"),
        (BERLIN, "04-01 10:00", "04-08 10:00", "04-09 10:00", "04-10 10:00"),
        (BERLIN, "04-04 10:00", "04-10 00:00", "04-13 00:00", "04-14 00:00"),
        (NEW_YORK, "03-06 16:30", "03-11 16:30", "03-12 16:30", "03-13 16:30"),
        (NEW_YORK, "07-02 10:00", "07-08 10:00", "07-09 10:00", "07-10 10:00"),
    ],
)
def test_partner_has_five_days_of_its_own_calendar_and_two_reminders(calendar, asked, first, last, due):
    at = local(asked, calendar)

    assert shown(deadlines.answer_due(calendar, at).at, calendar) == due
    assert [shown(deadlines.reminder_due(calendar, at, left).at, calendar) for left in (2, 1)] == [
        first,
        last,
    ]


@pytest.mark.rule("CLK-3")
@pytest.mark.parametrize(
    ("spans", "due"),
    [
        # Never paused.
        (["03-02 09:00"], "03-09 09:00"),
        (["03-06 14:30"], "03-13 14:30"),
        # A day and six hours were used, three days and eighteen hours are left.
        (["03-02 09:00", "03-03 15:00", "03-05 10:00"], "03-11 04:00"),
        # Paused for two weeks: no difference.
        (["03-02 09:00", "03-03 15:00", "03-19 10:00"], "03-25 04:00"),
        # Nineteen hours are left, but never less than a day.
        (["03-02 09:00", "03-06 14:00", "03-11 11:00"], "03-12 11:00"),
        # More than all was used.
        (["03-02 09:00", "03-12 09:00", "03-13 09:00"], "03-16 09:00"),
        # Three pauses: a day, a day and a half were used before the last.
        (
            [
                "03-02 09:00",
                "03-03 09:00",
                "03-04 09:00",
                "03-05 09:00",
                "03-06 09:00",
                "03-06 21:00",
                "03-09 12:00",
            ],
            "03-12 00:00",
        ),
        # What passes at the weekend is not spent: seven hours of Friday only.
        (["03-06 17:00", "03-08 12:00", "03-09 09:00"], "03-16 02:00"),
        # Back on a Saturday, with three days left.
        (["03-02 09:00", "03-04 09:00", "03-07 15:00"], "03-12 00:00"),
        # Taken back after five minutes: those are all that is lost.
        (["03-02 09:00", "03-03 09:00", "03-03 09:05"], "03-09 09:05"),
        # A second asked, a second back: less than a day is never left, nor more than five.
        (["03-02 09:00", "03-02 09:00", "03-02 09:00"], "03-09 09:00"),
    ],
)
def test_decision_takes_five_days_under_review(spans, due):
    moments = [local(text) for text in spans] + [None]
    stretches = [Span(*pair) for pair in zip(moments[::2], moments[1::2], strict=True)]

    assert shown(deadlines.decision_due(DUBLIN, stretches).at) == due


@pytest.mark.rule("CLK-5")
@pytest.mark.parametrize(
    ("started", "at_risk", "due"),
    [
        ("03-02 09:00", "03-12 09:00", "03-16 09:00"),
        ("03-06 14:30", "03-19 14:30", "03-23 14:30"),
        ("03-27 17:00", "04-09 17:00", "04-13 17:00"),
    ],
)
def test_overall_takes_ten_days_and_is_at_risk_two_before(started, at_risk, due):
    assert shown(deadlines.overall_risk_due(DUBLIN, local(started)).at) == at_risk
    assert shown(deadlines.overall_due(DUBLIN, local(started)).at) == due


@pytest.mark.rule("CLK-7")
def test_dispute_has_thirty_calendar_days_and_five_business_days_for_its_answer():
    rejected_at = datetime(2026, 3, 13, 14, 30, tzinfo=UTC)

    assert deadlines.dispute_until(rejected_at) == datetime(2026, 4, 12, 14, 30, tzinfo=UTC)
    assert shown(deadlines.dispute_answer_due(DUBLIN, local("03-13 14:30")).at) == "03-23 14:30"


@pytest.mark.rule("LIF-6")
def test_what_was_done_can_be_taken_back_for_ten_minutes():
    assert deadlines.take_back_until(local("03-02 23:55")) == local("03-03 00:05")


QUARTER = timedelta(minutes=15)
BEGINNING = datetime(2026, 3, 2, tzinfo=UTC)


def is_worked(moment):
    return moment.weekday() < 5 and moment.date() not in PLAIN.holidays


def spent_by_counting(spans):
    """Every quarter of an hour on a business day, one by one."""
    quarters = 0
    for start, end in spans:
        while start < end:
            quarters += is_worked(start)
            start += QUARTER
    return quarters


def due_by_counting(start, quarters):
    while quarters > 0 or not is_worked(start):
        quarters -= is_worked(start)
        start += QUARTER
    return start


@pytest.mark.rule("CLK-3")
@given(st.lists(st.integers(0, 300), min_size=1, max_size=9).filter(lambda steps: len(steps) % 2))
def test_decision_agrees_with_counting_quarters_of_an_hour(steps):
    moments, now = [], BEGINNING
    for step in steps:
        now += step * QUARTER
        moments.append(now)
    past = list(zip(moments[:-1:2], moments[1::2], strict=True))
    day = 96
    left = 5 * day - spent_by_counting(past)
    left = max(left, day) if past else left

    found = deadlines.decision_due(PLAIN, [*(Span(*pair) for pair in past), Span(moments[-1], None)]).at

    assert found == due_by_counting(moments[-1], left)
