"""Figures are exact at any time: by increments, after a rebuild, and by brute force they are the same."""

import random
from collections import Counter, defaultdict
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from importlib import import_module
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command

from accounts.actors import Customer
from accounts.programmes import Programme
from calendars.models import Closure
from claims import actions
from claims.models import Claim, ExpectedTime, Uncounted
from claims.models.claim import programme_set
from claims.refusals import Refused
from claims.states import OPEN, PartnerReason, RejectionReason, State
from reviews import actions as reviews
from reviews import closures
from reviews.demo.bulk.seed import seed
from reviews.insights import expecting
from reviews.insights.counting import ABOUT, COUNTS, HISTOGRAMS, Sums, count
from reviews.insights.figures import FLOW, IN, OUT, VALUES, Asked, figures, percentile, summed
from reviews.insights.waiting import waiting
from reviews.models import Counted, Figure
from reviews.models.figures import Span
from reviews.sweeps import enforce
from tests.claim_factories import (
    MONDAY,
    a_claim_under_review,
    a_dynamics_draft,
    a_ready_draft,
    an_approved_claim,
    an_upload,
    answer,
    ask,
    fresh,
)
from tests.factories import a_lead, a_reviewer

from .oracle import Oracle, open_claims

NOW = datetime(2026, 11, 18, 11, 0, tzinfo=UTC)
EVER = (date(2019, 1, 1), date(2031, 12, 31))
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def plain(counter):
    return {name: number for name, number in counter.items() if number}


def without_clocks(counter):
    return {name: number for name, number in plain(counter).items() if not name.endswith(("_met", "_passed"))}


def assert_exact(asked, oracle):
    found = figures(asked)
    wanted = oracle.counts(asked)
    if asked.reviewer is None:
        assert plain(found.total.counts) == plain(wanted)
    else:
        assert without_clocks(found.total.counts) == without_clocks(wanted)
    for place, name in enumerate(("review_days", "total_days")):
        assert plain(found.total.histograms[name]) == plain(oracle.days(asked, place))


def assert_exact_before(asked, oracle):
    found = figures(asked).before
    assert plain(found.counts) == plain(oracle.counts(asked.before))
    assert plain(found.histograms["total_days"]) == plain(oracle.days(asked.before, 1))


def assert_reviewers_and_programmes_are_exact(asked, oracle):
    found = figures(asked)
    for reviewer, counts in found.reviewers.items():
        wanted = oracle.counts(Asked(asked.from_date, asked.until_date, reviewer=reviewer))
        assert without_clocks(counts) == without_clocks(wanted)
    by_set = defaultdict(Counter)
    for day, programmes, _who, measure in oracle.found:
        if asked.from_date <= day <= asked.until_date:
            by_set[programme_set(programmes)][measure] += 1
    assert {each: plain(sums.counts) for each, sums in found.programmes.items()} == by_set


def assert_flow_is_exact(asked, oracle):
    """By day, or by month: what is under the dates of each month is what happened in it within the period."""
    begin = Span.MONTH.begin if asked.is_by_month else lambda day: day
    found, wanted = defaultdict(Counter), defaultdict(Counter)
    for day, counts in figures(asked).flow.items():
        found[begin(day)].update({name: counts[name] for name in FLOW})
    for day, _programmes, _who, measure in oracle.found:
        if asked.from_date <= day <= asked.until_date and measure in FLOW:
            wanted[begin(day)][measure] += 1
    assert {day: plain(counts) for day, counts in found.items() if plain(counts)} == wanted


def assert_waiting_is_exact(asked, at):
    found = waiting(asked, at)
    claims = [
        claim for claim in Claim.objects.filter(state__in=OPEN) if asked.reviewer in (None, claim.reviewer_id)
    ]
    assert Counter(claim.state for claim in claims) == plain({state: found.of_state(state) for state in OPEN})
    of_team = [claim for claim in claims if claim.state != State.ACTION_REQUIRED]
    assert found.overdue == sum(claim.due_at <= at for claim in of_team)
    assert found.missed == sum(bool(each.overall_due_at and each.overall_due_at <= at) for each in claims)
    at_risk = [
        each for each in claims if each.overall_risk_at and each.overall_risk_at <= at < each.overall_due_at
    ]
    assert found.at_risk == len(at_risk)


def kept(**which):
    """What stands in the figures, but for rows in which nothing is."""
    rows = {}
    for row in Figure.objects.filter(**which).values(*ABOUT, *VALUES):
        values = {name: row[name] for name in VALUES if row[name]}
        if values:
            rows[tuple(row[name] for name in ABOUT)] = values
    return rows


def assert_months_are_sums_of_days():
    sums = defaultdict(list)
    for programmes, reviewer, day, *values in Figure.objects.filter(span="day").values_list(
        "programmes", "reviewer", "date", *VALUES
    ):
        sums[programmes, reviewer, "month", day.replace(day=1)].append((1, values))
    wanted = {key: by_name(summed(rows)) for key, rows in sums.items()}
    assert kept(span="month") == {key: values for key, values in wanted.items() if values}


def by_name(sums: Sums):
    counts = {name: sums.counts[name] for name in COUNTS if sums.counts[name]}
    durations = ((name, plain(sums.histograms[name])) for name in HISTOGRAMS)
    return counts | {
        name: {str(tenths): number for tenths, number in each.items()} for name, each in durations if each
    }


def rebuilt():
    out = StringIO()
    call_command("rebuild_figures", stdout=out)
    return out.getvalue()


class Months:
    """Random people who do what they can with some claims, while the clock runs now and then."""

    def __init__(self, seed_number):
        self.chance = random.Random(seed_number)
        self.at = MONDAY
        self.reviewers = [a_reviewer() for _ in range(3)]
        self.leads = [a_lead(), a_lead()]
        self.claims = []

    def live(self, steps):
        for _step in range(steps):
            self.at += timedelta(minutes=self.chance.choice((1, 3, 9, 300, 900, 2000, 9000)))
            act = self.chance.choice(
                [self.file, self.review, self.review, self.review, self.end, self.undo, self.sweep]
            )
            with suppress(Refused):
                act()

    def any_claim(self, *states):
        filed = Claim.objects.filter(pk__in=[claim.pk for claim in self.claims]).order_by("pk")
        found = [claim for claim in filed if claim.state in states]
        return fresh(self.chance.choice(found)) if found else None

    def file(self):
        if self.chance.random() < 0.5:
            claim = a_ready_draft(at=self.at)
        else:
            kind = self.chance.choice(
                (
                    {"presales": True, "usage": False},
                    {"presales": True},
                    {"usage": False, "revenue": True},
                    {},
                )
            )
            claim = a_dynamics_draft(
                at=self.at, seller_name="Sally", customer_name="Contoso", isv_solution="ISV", **kind
            )
            actions.add_file(claim.pk, by=claim.created_by, at=self.at, upload=an_upload(), name="proof.pdf")
        actions.submit(claim.pk, by=claim.created_by, at=self.at)
        self.claims.append(claim)

    def review(self):
        claim = self.any_claim(*OPEN)
        if claim is None:
            return
        if claim.state == State.SUBMITTED:
            reviewer = claim.reviewer or self.chance.choice(self.reviewers)
            reviews.start_review(claim.pk, by=reviewer, at=self.at)
        elif claim.state == State.ACTION_REQUIRED:
            answer(claim, at=self.at)
        elif claim.reviewer is None:
            actions.take(claim.pk, reviewer=self.chance.choice(self.reviewers), by=self.leads[0], at=self.at)
        elif self.chance.random() < 0.3:
            ask(claim, at=self.at)
        elif self.chance.random() < 0.5:
            reviews.approve(claim.pk, by=claim.reviewer, at=self.at)
            if self.chance.random() < 0.3:
                self.at += 4 * MINUTE
                reviews.take_back(claim.pk, by=claim.reviewer, at=self.at)
        else:
            actions.reject(
                claim.pk,
                by=claim.reviewer,
                at=self.at,
                reason=self.chance.choice(
                    (RejectionReason.INSUFFICIENT_POE, RejectionReason.MISSING_PRODUCTS)
                ),
            )

    def end(self):
        claim = self.any_claim(*OPEN, State.APPROVED)
        if claim is None or self.chance.random() < 0.6:
            return
        if self.chance.random() < 0.5:
            actions.decline(claim.pk, by=Customer(claim.contact_email), at=self.at)
        elif claim.state == State.APPROVED:
            actions.give_up(claim.pk, by=claim.created_by, at=self.at, reason=PartnerReason.WRONG_MPN_ID)
        else:
            actions.withdraw(claim.pk, by=claim.created_by, at=self.at, reason=PartnerReason.WRONG_MPN_ID)

    def undo(self):
        claim = self.any_claim(State.APPROVED, State.REJECTED, State.ACTION_REQUIRED)
        if claim is None:
            return
        lead = next(lead for lead in self.leads if lead != claim.mover)
        if claim.mover in self.reviewers and self.at - claim.entered_at < timedelta(minutes=10):
            reviews.take_back(claim.pk, by=claim.mover, at=self.at)
        elif claim.disputed_at:
            settle = self.chance.choice((actions.accept_dispute, actions.uphold))
            settle(claim.pk, by=lead, at=self.at, text="Looked at again.")
        elif claim.state == State.REJECTED and self.chance.random() < 0.5:
            actions.raise_dispute(claim.pk, by=claim.created_by, at=self.at, justification="No.")
        elif claim.state != State.ACTION_REQUIRED and claim.rejection_reason not in (
            RejectionReason.PARTNER_REQUEST,
            RejectionReason.CUSTOMER_DENIAL,
        ):
            reviews.reverse(claim.pk, by=lead, at=self.at, text="Reversed.")

    def sweep(self):
        list(enforce(self.at))


@pytest.mark.django_db
@pytest.mark.timeout(300)
@pytest.mark.rule("REV-10", "CLK-9")
@pytest.mark.parametrize("seed_number", [1, pytest.param(2, marks=pytest.mark.each_database)])
def test_whatever_happens_figures_equal_what_is_counted_by_brute_force(seed_number):
    months, chance = Months(seed_number), random.Random(seed_number)
    for _part in range(3):
        months.live(60)
        oracle = Oracle()
        whole = Asked(*EVER)
        assert_exact(whole, oracle)
        middle = MONDAY.date() + timedelta(days=months.chance.randrange(20))
        for asked in (
            Asked(middle, middle + 6 * DAY),
            *(Asked(*EVER, programme=each) for each in (*Programme, "none")),
            Asked(*EVER, reviewer=months.reviewers[0].pk),
            Asked(middle, middle + 30 * DAY, programme="osu_m365", reviewer=months.reviewers[1].pk),
        ):
            assert_exact(asked, oracle)
        for length in chance.sample((12, 45, 100, 230), 2):
            first = MONDAY.date() + chance.randrange(-40, 200) * DAY
            asked = Asked(first, first + length * DAY)
            assert_exact(asked, oracle)
            assert_exact_before(asked, oracle)
            assert_flow_is_exact(asked, oracle)
            assert_reviewers_and_programmes_are_exact(asked, oracle)
        total = figures(whole).total.counts
        assert sum(total[name] for name in IN) - sum(total[name] for name in OUT) == open_claims()
        assert_months_are_sums_of_days()
        for reviewer in (None, months.reviewers[0].pk):
            assert_waiting_is_exact(
                Asked(*EVER, reviewer=reviewer), months.at + chance.randrange(90) * DAY / 10
            )
    assert {"taken_back", "reversed", "no_partner_response", "customer_denial"} <= set(plain(total))

    before = list(Figure.objects.order_by("pk").values())
    assert rebuilt().startswith("0 differences")
    while count():
        pass
    counted = Figure.objects.count()
    assert rebuilt().startswith("0 differences")
    assert counted == Figure.objects.count() >= len(before)
    incremental = kept()
    Figure.objects.all().delete()
    Counted.objects.all().delete()
    rebuilt()
    assert kept() == incremental != {}


@pytest.mark.django_db
@pytest.mark.each_database
@pytest.mark.timeout(300)
@pytest.mark.rule("REV-10")
def test_claims_written_in_bulk_are_counted_like_any_other():
    call_command("load_catalogue", stdout=StringIO())
    seed(200, partners=None, seed=7, now=NOW)

    rebuilt()

    oracle = Oracle()
    for asked in (
        Asked(*EVER),
        Asked(date(2026, 8, 1), date(2026, 11, 18)),
        Asked(*EVER, programme="osu_ba"),
    ):
        assert_exact(asked, oracle)
    total = figures(Asked(*EVER)).total.counts
    assert sum(total[name] for name in IN) - sum(total[name] for name in OUT) == open_claims() > 0
    assert rebuilt().startswith("0 differences")


@pytest.mark.django_db
@pytest.mark.each_database
def test_a_rebuild_says_what_was_wrong_and_puts_it_right():
    claim = an_approved_claim()
    count()
    good = list(Figure.objects.order_by("pk").values())
    Figure.objects.filter(programmes="*", reviewer=-1).update(approved=7)
    Counted.objects.filter(claim=claim).update(facts=[])

    said = rebuilt()

    assert f"{claim.code}: was counted wrong" in said
    assert "approved 8 instead of 1" in said
    assert list(Figure.objects.order_by("pk").values()) == good
    assert rebuilt().startswith("0 differences")


@pytest.mark.django_db
def test_a_rebuild_says_which_months_were_wrong():
    an_approved_claim(at=MONDAY)
    count()
    Figure.objects.filter(programmes="*", reviewer=-1, span="month").update(approved=7)

    assert "2026-03, programmes *, reviewer -1: approved 7 instead of 1" in rebuilt()
    assert_months_are_sums_of_days()


@pytest.mark.django_db
@pytest.mark.each_database
@pytest.mark.rule("REV-10")
def test_months_are_filled_from_days_that_were_counted_before():
    for at in (MONDAY - 40 * DAY, MONDAY, MONDAY + 20 * DAY):
        an_approved_claim(at=at)
    while count():
        pass
    counted = kept()
    fill = import_module("reviews.migrations.0019_fill_months").fill
    Figure.objects.filter(span="month").delete()
    for _time in range(2):
        fill(apps, None)
        assert kept() == counted
    Figure.objects.all().delete()
    fill(apps, None)
    assert kept() == {}


@pytest.mark.django_db
@pytest.mark.each_database
def test_what_was_counted_once_is_not_counted_again():
    an_approved_claim()
    while count():
        pass
    before = list(Figure.objects.values())
    Uncounted.objects.bulk_create(Uncounted(claim_id=row.claim_id) for row in Counted.objects.all())
    count()
    assert list(Figure.objects.values()) == before


@pytest.mark.django_db
@pytest.mark.each_database
@pytest.mark.rule("REV-10", "LIF-6")
def test_a_decision_taken_back_is_as_if_it_had_not_been():
    claim = a_claim_under_review()
    reviews.approve(claim.pk, by=claim.reviewer, at=MONDAY + 2 * DAY)
    count()
    reviews.take_back(claim.pk, by=claim.reviewer, at=MONDAY + 2 * DAY + 5 * MINUTE)
    for _turn in range(2):
        total = figures(Asked(*EVER)).total
        assert (total.counts["approved"], total.counts["taken_back"]) == (0, 1)
        assert (total.counts["decision_met"], total.counts["overall_met"]) == (0, 0)
        assert not any(total.histograms["total_days"].values())
        count()
    assert rebuilt().startswith("0 differences")


@pytest.mark.django_db
@pytest.mark.each_database
@pytest.mark.rule("REV-10", "CLK-1")
def test_closing_a_day_of_the_past_changes_how_long_decisions_took():
    claim = a_claim_under_review(at=MONDAY)
    reviews.approve(claim.pk, by=claim.reviewer, at=MONDAY + 3 * DAY)
    count()
    assert percentile(figures(Asked(*EVER)).total.histograms["review_days"], 50) == 30
    lead = a_lead()

    closures.add("team", (MONDAY + DAY).date(), "Moving house", by=lead, at=MONDAY + 4 * DAY)
    assert percentile(figures(Asked(*EVER)).total.histograms["review_days"], 50) == 20
    count()
    assert rebuilt().startswith("0 differences")

    closures.remove(Closure.objects.get().pk, by=lead, at=MONDAY + 4 * DAY)
    assert percentile(figures(Asked(*EVER)).total.histograms["review_days"], 50) == 30


@pytest.mark.django_db
@pytest.mark.each_database
@pytest.mark.rule("REV-10")
def test_expected_times_are_those_of_the_last_ninety_days():
    claim = a_claim_under_review(at=MONDAY)
    reviews.approve(claim.pk, by=claim.reviewer, at=MONDAY + 3 * DAY)
    list(enforce(MONDAY + 4 * DAY))

    asked = expecting.lately(MONDAY + 4 * DAY)
    row = ExpectedTime.objects.get(programmes="osu_m365")
    assert (row.decisions, row.median_tenths, row.ninety_tenths) == (1, 30, 30)
    assert (row.from_date, row.until_date) == (asked.from_date, asked.until_date)

    list(enforce(MONDAY + 100 * DAY))
    assert not ExpectedTime.objects.exists()


@pytest.mark.parametrize(
    ("tenths", "share", "found"),
    [
        ({10: 1}, 50, 10),
        ({10: 1, 20: 1}, 50, 10),
        ({10: 1, 20: 1}, 90, 20),
        ({10: 9, 99: 1}, 90, 10),
        ({10: 8, 99: 2}, 90, 99),
        ({}, 50, None),
    ],
)
def test_a_percentile_is_the_least_time_that_suffices(tenths, share, found):
    assert percentile(Counter(tenths), share) == found
