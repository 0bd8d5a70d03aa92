from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from calendars.business_time import BusinessCalendar, add_business_days, business_time_between
from claims import clocks, deadlines
from claims.deadlines import DAY, Span
from claims.states import ClockKind
from claims.why import (
    count_calendar_days,
    count_days,
    count_with_pauses,
    explain,
    whole_time,
)
from tests import claim_factories as claims
from tests.claim_factories import MONDAY

DUBLIN = ZoneInfo("Europe/Dublin")
TEAM = BusinessCalendar(
    "Ireland",
    DUBLIN,
    holidays={date(2026, 3, 17): "Saint Patrick's Day"},
    closures={date(2026, 3, 13): "Team day"},
    weekend=frozenset({5, 6}),
)
HOUR = timedelta(hours=1)


def at(day: int, hour: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, tzinfo=UTC)


@pytest.mark.rule("CLK-8")
def test_count_days_numbers_what_counts_and_names_what_does_not():
    due = add_business_days(TEAM, at(12, 10), 3)

    assert [(row.date.day, row.kind, row.note, row.number) for row in count_days(due.days)] == [
        (12, "start", "", None),
        (13, "closure", "Team day", None),
        (14, "weekend", "", None),
        (15, "weekend", "", None),
        (16, "counted", "", 1),
        (17, "holiday", "Saint Patrick's Day", None),
        (18, "counted", "", 2),
        (19, "counted", "", 3),
    ]


@pytest.mark.rule("CLK-8")
def test_count_with_pauses_says_for_each_day_what_ran_on_it():
    # Two days and two hours ran from Monday 10:00 on; the answer came on Monday after, at noon.
    spans = [Span(at(2, 10), at(4, 12)), Span(at(9, 12), None)]
    due = deadlines.decision_due(TEAM, spans)

    rows = count_with_pauses(TEAM, spans, due.at)

    assert due.at == at(12, 10)
    assert [(row.date.day, row.kind, row.counted) for row in rows] == [
        (2, "counted", 14 * HOUR),
        (3, "counted", DAY),
        (4, "counted", 12 * HOUR),
        (5, "paused", 0 * HOUR),
        (6, "paused", 0 * HOUR),
        (7, "weekend", 0 * HOUR),
        (8, "weekend", 0 * HOUR),
        (9, "counted", 12 * HOUR),
        (10, "counted", DAY),
        (11, "counted", DAY),
        (12, "counted", 10 * HOUR),
    ]
    assert sum((row.counted for row in rows), timedelta()) == 5 * DAY


def test_count_with_pauses_names_a_holiday_before_a_pause():
    spans = [Span(at(16, 10), at(16, 11)), Span(at(18, 9), None)]

    rows = count_with_pauses(TEAM, spans, at(19, 9))

    assert [(row.date.day, row.kind) for row in rows] == [
        (16, "counted"),
        (17, "holiday"),
        (18, "counted"),
        (19, "counted"),
    ]


# At most two days each, so that none of it reaches a change of the clock, whose hour no sum can show.
stretch = st.integers(min_value=0, max_value=2 * 24 * 60).map(lambda number: timedelta(minutes=number))


@pytest.mark.rule("CLK-3", "CLK-8")
@given(turns=st.lists(st.tuples(stretch, stretch), max_size=4))
def test_the_days_of_a_decision_add_up_to_what_its_clock_may_take(turns):
    now, spans = at(2, 9), []
    for under_review, waiting in turns:
        spans.append(Span(now, now + under_review))
        now += under_review + waiting
    spans.append(Span(now, None))
    due = deadlines.decision_due(TEAM, spans)

    total = sum((row.counted for row in count_with_pauses(TEAM, spans, due.at)), timedelta())

    spent = sum((business_time_between(TEAM, span.start, span.end) for span in spans[:-1]), timedelta())
    assert total == max(5 * DAY, spent + DAY if turns else timedelta())


def test_count_calendar_days_counts_every_day_in_the_zone():
    rows = count_calendar_days(at(6, 23), at(8, 23), ZoneInfo("Europe/Berlin"))

    assert [(row.date.day, row.kind, row.number) for row in rows] == [
        (7, "start", None),
        (8, "counted", 1),
        (9, "counted", 2),
    ]


def test_whole_time_is_in_days_of_24_hours():
    assert whole_time(timedelta(days=2, hours=5, minutes=30)) == (2, 5, 30)


@pytest.mark.django_db
@pytest.mark.rule("CLK-8")
@pytest.mark.parametrize("kind", [ClockKind.START_REVIEW, ClockKind.DECISION, ClockKind.OVERALL])
def test_explain_ends_on_the_stored_date(kind):
    claim = claims.a_claim_under_review()

    found = explain(claim, kind)

    stored = claim.deadlines.get(kind=kind)
    assert (found.due_at, found.computed_at) == (stored.due_at, None)
    assert found.days[-1].date == stored.due_at.astimezone(DUBLIN).date()


@pytest.mark.django_db
@pytest.mark.rule("CLK-3", "CLK-8")
def test_explain_a_decision_with_a_pause_adds_its_stretches_up():
    claim = claims.a_claim_to_answer()
    claim = claims.answer(claim, at=MONDAY + timedelta(days=3))

    found = explain(claim, ClockKind.DECISION)

    assert found.start_at == MONDAY
    assert [row.kind for row in found.days[:3]] == ["paused", "paused", "paused"]
    assert found.total == 5 * DAY
    assert found.due_at == claim.due_at


@pytest.mark.django_db
@pytest.mark.rule("CLK-8")
def test_explain_an_answer_counts_in_the_calendar_of_the_location():
    location = claims.a_location(country="DE")
    claim = claims.a_claim_to_answer(location=location)

    found = explain(claim, ClockKind.ANSWER)

    assert found.zone == "Europe/Berlin"
    assert "Germany" in found.calendar
    assert found.days[-1].number == 5


@pytest.mark.django_db
@pytest.mark.rule("CLK-8")
def test_explain_says_when_todays_calendar_gives_another_date():
    claim = claims.a_submitted_claim()
    clocks.Deadline.objects.filter(claim=claim).update(due_at=MONDAY + DAY)

    found = explain(claim, ClockKind.START_REVIEW)

    assert found.due_at == MONDAY + DAY
    assert found.computed_at == MONDAY + 7 * DAY


@pytest.mark.django_db
@pytest.mark.rule("CLK-6", "CLK-8")
def test_explain_the_window_counts_seven_calendar_days_on_the_customers_clock():
    # Over the night in which summer time begins.
    claim = claims.a_claim_in_window(at=datetime(2026, 3, 25, 9, tzinfo=UTC))

    found = explain(claim, "window")

    assert found.start_at == datetime(2026, 3, 25, 9, 10, tzinfo=UTC)
    assert found.due_at == claim.window_ends_at
    assert [row.number for row in found.days] == [None, 1, 2, 3, 4, 5, 6, 7]


@pytest.mark.django_db
@pytest.mark.rule("CLK-7", "CLK-8")
def test_explain_the_time_to_dispute_counts_thirty_calendar_days():
    claim = claims.a_rejected_claim()

    with timezone.override("UTC"):
        found = explain(claim, "dispute")

    assert found.due_at == MONDAY + 30 * DAY
    assert found.days[-1].number == 30


@pytest.mark.django_db
@pytest.mark.parametrize("kind", [ClockKind.DECISION, "window", "dispute", "nonsense"])
def test_explain_knows_no_date_that_the_claim_does_not_have(kind):
    assert explain(claims.a_submitted_claim(), kind) is None
