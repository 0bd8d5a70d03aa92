"""A year of two hundred claims through every clock, with a scheduler that stops at random.

Afterwards every deadline, reminder, rejection and official association is held against the rules, by an
oracle of its own: NumPy counts the business days.
"""

import heapq
import itertools
import random
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import holidays
import numpy as np
import pytest
from django.core.management import call_command

from accounts.actors import Customer
from calendars.models import Closure
from claims import actions
from claims.models import Claim, Event, Queued
from claims.models.queued import NAMES
from claims.refusals import Refused
from claims.states import PartnerReason, RejectionReason, State
from consent.models import Window
from outbox.models import Message
from reviews import actions as reviews
from reviews.sweeps import enforce
from tests.claim_factories import a_ready_draft, answer, ask, fresh
from tests.factories import a_filer, a_lead, a_location, a_reviewer

CLAIMS = 200
START = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
END = START + timedelta(days=365)
TEAM_CLOSURE = date(2026, 9, 14)
PLACES = (
    ("IE", "Europe/Dublin"),
    ("DE", "Europe/Berlin"),
    ("SE", "Europe/Stockholm"),
    ("US", "America/New_York"),
)
DAY = 86_400_000_000  # in microseconds, so that nothing is rounded


class Oracle:
    """Business time as one growing number: whole business days, and what passed of the present one."""

    def __init__(self, country, zone, closures=()):
        self.zone = ZoneInfo(zone)
        public = holidays.country_holidays(country, years=range(2025, 2029), expand=False)
        self.closed = np.array(sorted({*public, *closures}), dtype="datetime64[D]")

    def reading(self, instant):
        local = instant.astimezone(self.zone)
        days = int(np.busday_count("2025-01-01", local.date(), holidays=self.closed))
        passed = timedelta(hours=local.hour, minutes=local.minute, seconds=local.second)
        if not np.is_busday(local.date(), holidays=self.closed):
            passed = timedelta()
        return days * DAY + passed // timedelta(microseconds=1)

    def instant(self, reading):
        days, rest = divmod(reading, DAY)
        day = np.busday_offset("2025-01-01", days, roll="forward", holidays=self.closed).astype(date)
        local = datetime(day.year, day.month, day.day, tzinfo=self.zone) + timedelta(microseconds=rest)
        return local.astimezone(UTC)

    def after(self, start, days):
        return self.instant(self.reading(start) + days * DAY)


class Year:
    def __init__(self, seed):
        self.chance = random.Random(seed)
        self.queue, self.order, self.sweeps, self.refused = [], itertools.count(), [], Counter()
        self.reviewers = [a_reviewer() for _ in range(3)]
        self.lead = a_lead()
        self.places = [a_location(country=country, time_zone=zone) for country, zone in PLACES]
        self.filers = {place.pk: a_filer(place.partner) for place in self.places}
        for _ in range(CLAIMS):
            self.plan(self.moment(START, 330 * 24), self.file)
        self.plan_sweeps()

    def moment(self, after, hours):
        # Whole seconds that no sweep falls on.
        return after + timedelta(seconds=self.chance.randrange(60, int(hours * 3600), 60) + 7)

    def plan(self, at, act, *details):
        heapq.heappush(self.queue, (at, next(self.order), act, details))

    def plan_sweeps(self):
        at = START
        while at < END:
            self.plan(at, self.sweep)
            outage = self.chance.random() < 0.02
            # At all hours of the day in their turn.
            at += timedelta(hours=self.chance.uniform(30, 240) if outage else 19).__floordiv__(
                timedelta(seconds=60)
            ) * timedelta(seconds=60)

    def run(self):
        while self.queue and self.queue[0][0] < END:
            at, _number, act, details = heapq.heappop(self.queue)
            try:
                act(at, *details)
            except Refused as refusal:
                self.refused[type(refusal).__name__] += 1

    def sweep(self, at):
        self.sweeps.append(at)
        list(enforce(at))

    def file(self, at):
        place = self.chance.choice(self.places)
        claim = a_ready_draft(location=place, by=self.filers[place.pk], at=at)
        actions.submit(claim.pk, by=claim.created_by, at=at)
        self.plan(self.moment(at, 12 * 24), self.begin, claim.pk)
        if self.chance.random() < 0.05:
            self.plan(self.moment(at, 20 * 24), self.withdraw, claim)
        if self.chance.random() < 0.05:
            self.plan(self.moment(at, 20 * 24), self.decline, claim)

    def begin(self, at, pk):
        reviews.start_review(pk, by=self.chance.choice(self.reviewers), at=at)
        self.plan(self.moment(at, 8 * 24), self.work, pk)

    def work(self, at, pk):
        claim = fresh_by(pk)
        if claim.state != State.UNDER_REVIEW:
            return
        if claim.reviewer is None:  # it lay idle
            actions.take(pk, reviewer=self.reviewers[0], by=self.reviewers[0], at=at)
            claim = fresh_by(pk)
        choice = self.chance.random()
        if choice < 0.5:
            ask(claim, at=at)
            # Sometimes much too late, sometimes never.
            if self.chance.random() < 0.7:
                self.plan(self.moment(at, 10 * 24), self.reply, pk)
            if self.chance.random() < 0.1:
                self.plan(at + timedelta(minutes=self.chance.randrange(1, 15)), self.undo, pk)
        elif choice < 0.6:
            actions.reject(pk, by=claim.reviewer, at=at, reason=RejectionReason.INSUFFICIENT_POE, text="No.")
        else:
            reviews.approve(pk, by=claim.reviewer, at=at)
            self.plan(at + timedelta(minutes=13), self.accept, pk)
            if self.chance.random() < 0.3:
                self.plan(self.moment(at, 9 * 24), self.opt_out, pk)
            if self.chance.random() < 0.1:
                self.plan(at + timedelta(minutes=self.chance.randrange(1, 15)), self.undo, pk)

    def reply(self, at, pk):
        if fresh_by(pk).state != State.ACTION_REQUIRED:
            return
        answer(fresh_by(pk), at=at)
        self.plan(self.moment(at, 8 * 24), self.work, pk)

    def undo(self, at, pk):
        claim = fresh_by(pk)
        if claim.state in (State.ACTION_REQUIRED, State.APPROVED) and claim.mover is not None:
            reviews.take_back(pk, by=claim.mover, at=at)
            self.plan(self.moment(at, 8 * 24), self.work, pk)

    def accept(self, at, pk):
        """The customer's mail server takes whatever notice of this claim may leave by now."""
        for message in Message.objects.filter(
            about=fresh_by(pk).code, kind="notice_approval", state="waiting", not_before__lte=at
        ):
            message.state, message.sent_at, message.sealed = "sent", at, ""
            message.save(update_fields=["state", "sent_at", "sealed"])

    def opt_out(self, at, pk):
        actions.decline(pk, by=Customer(fresh_by(pk).contact_email), at=at)
        if self.chance.random() < 0.5:
            self.plan(self.moment(at, 4 * 24), self.agree, pk)

    def agree(self, at, pk):
        actions.change_mind(pk, by=Customer(fresh_by(pk).contact_email), at=at)

    def decline(self, at, claim):
        actions.decline(claim.pk, by=Customer(claim.contact_email), at=at)

    def withdraw(self, at, claim):
        reason = PartnerReason.NO_LONGER_WORKING
        actions.withdraw(claim.pk, by=claim.created_by, at=at, reason=reason)


def fresh_by(pk):
    return fresh(type("Row", (), {"pk": pk}))


MOVES = {
    "submit",
    "start_review",
    "request_information",
    "answer",
    "approve",
    "reject",
    "withdraw",
    "decline",
    "change_mind",
    "lapse",
    "take_back",
}


class Inspector:
    """Holds one claim's history against the rules."""

    def __init__(self, year, claim):
        self.year, self.claim = year, claim
        self.team = Oracle("IE", "Europe/Dublin", [TEAM_CLOSURE])
        self.partner = Oracle(claim.location.country, claim.location.time_zone)
        self.events = list(Event.objects.filter(claim=claim).order_by("number"))
        moves = [event for event in self.events if event.kind in MOVES]
        ends = [event.at for event in moves[1:]] + [None]
        self.stays = list(zip(moves, ends, strict=True))

    def first_sweep(self, due, before=None):
        """The instant at which the scheduler acts on what is due, unless something else happens `before`."""
        acting = next((at for at in self.year.sweeps if at >= due), None)
        return acting if acting is not None and (before is None or acting < before) else None

    def times(self, kind, start, end):
        return [
            e.at for e in self.events if e.kind == kind and e.at >= start and (end is None or e.at <= end)
        ]

    def inspect(self):
        spans, started = [], None
        for move, left in self.stays:
            state = move.after["state"]
            if state == State.SUBMITTED:
                self.submitted(move.at, left)
            elif state == State.UNDER_REVIEW:
                started = started or move.at
                self.under_review(spans, move.at, left)
                spans.append((move.at, left))
            elif state == State.ACTION_REQUIRED:
                self.action_required(move.at, left)
        if started:
            self.overall(started)
        self.windows()

    def submitted(self, start, left):
        acting = self.first_sweep(self.team.after(start, 5), before=left)
        assert self.times("review_not_started", start, left) == [acting] * bool(acting)
        assert len(self.times("assigned", start, left)) == bool(acting)

    def under_review(self, spans, start, left):
        spent = sum(self.team.reading(end) - self.team.reading(begin) for begin, end in spans)
        allowed = max(5 * DAY - spent, DAY) if spans else 5 * DAY
        due = self.team.instant(self.team.reading(start) + allowed)
        acting = self.first_sweep(due, before=left)
        assert self.times("decision_overdue", start, left) == [acting] * bool(acting)

    def action_required(self, start, left):
        due = self.partner.after(start, 5)
        lapsed = self.times("lapse", start, left)
        assert lapsed == ([left] if lapsed else [])
        if left is None or left >= due:
            acting = self.first_sweep(due)
            assert lapsed == [acting] * bool(acting), (
                "rejected by the first sweep after the deadline, and only then"
            )
        else:
            assert not lapsed
        acting = {self.first_sweep(self.partner.after(start, days), before=left) for days in (3, 4)}
        assert self.times("reminded", start, left) == sorted(at for at in acting if at and at < due)

    def overall(self, started):
        decided = [
            (m.at, left) for m, left in self.stays if m.after["state"] in (State.APPROVED, State.REJECTED)
        ]
        for kind, days in (("overall_at_risk", 8), ("overall_missed", 10)):
            due = self.team.after(started, days)
            told = self.times(kind, started, None)
            acting = self.first_sweep(due)
            open_then = acting and not any(
                at <= acting and (left is None or acting < left) for at, left in decided
            )
            if open_then:
                assert told == [acting]
            else:
                # Decided when it passed; told only if the decision was taken back after that.
                assert len(told) <= 1

    def windows(self):
        for window in Window.objects.filter(claim=self.claim):
            zone = ZoneInfo(self.claim.tenant.time_zone)
            local = window.opened_at.astimezone(zone).replace(tzinfo=None) + timedelta(days=7)
            assert window.ends_at == local.replace(tzinfo=zone)
            noted = next(e.at for e in self.events if e.kind == "window_opened" and e.at >= window.opened_at)
            closing = self.first_sweep(max(window.ends_at, noted))
            assert window.closed_at == closing
            if window.outcome == "official":
                association = self.claim.products.get().association
                assert association.official_at == window.ends_at
                assert self.times("official", window.opened_at, None) == [closing]
                assert self.claim.hand_offs.count() == 1
            else:
                assert window.outcome == "opted_out" or window.closed_at is None
                assert not self.times("official", window.opened_at, None)


# What the clocks come to is no matter of the database; how each of them is swept at once, test_sweeps.py tries on both.
@pytest.mark.django_db
@pytest.mark.timeout(400)
@pytest.mark.rule("CLK-2", "CLK-3", "CLK-4", "CLK-5", "CLK-6", "CLK-9", "CON-4")
def test_a_year_of_two_hundred_claims_keeps_every_clock():
    Closure.objects.create(calendar="team", date=TEAM_CLOSURE, name="Moving house")
    year = Year(seed=2026)
    year.run()

    claims = [fresh(event.claim) for event in Event.objects.filter(kind="submit").select_related("claim")]
    for claim in claims:
        Inspector(year, claim).inspect()

    assert len(claims) == CLAIMS
    still_open = Claim.objects.filter(due_at__isnull=False).order_by("pk")
    kept = Queued.objects.order_by("pk").values_list("pk", *NAMES)
    assert list(kept) == list(still_open.values_list("pk", *NAMES))
    happened = Counter(Event.objects.values_list("kind", flat=True))
    # The year was worth it: everything that the clocks do came up.
    for kind in (
        "review_not_started",
        "assigned",
        "lay_idle",
        "decision_overdue",
        "overall_at_risk",
        "overall_missed",
        "reminded",
        "lapse",
        "official",
        "customer_reminded",
        "take_back",
        "change_mind",
    ):
        assert happened[kind] >= 2, (kind, happened)
    assert year.refused["TooLate"] > 5
    call_command("verify_history")
