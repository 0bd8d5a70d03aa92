"""The figures of a period by brute force: every row of the facts is looked at, by other ways than the portal's."""

from collections import Counter
from decimal import ROUND_HALF_UP, Decimal

from calendars import lookup
from calendars.business_time import business_time_between
from claims.models import Claim, Deadline, Decision, Event, InformationRequest
from claims.states import OPEN, RejectionReason

PLAIN = {
    "submit": "submitted",
    "start_review": "started",
    "answer": "answered",
    "withdraw": "partner_request",
    "lapse": "no_partner_response",
    "take_back": "taken_back",
    "reverse": "reversed",
    "accept_dispute": "reopened",
    "disputed": "disputed",
    "dispute_upheld": "upheld",
    "give_up": "ended_later",
    "change_mind": "agreed_again",
}
CLOCKS = ("start_review", "decision", "answer", "overall", "dispute_answer")


class Oracle:
    """Everything that ever counted, as (day, programmes, reviewer or None, measure)."""

    def __init__(self):
        self.team = lookup.for_review_team()
        self.claims = Claim.objects.in_bulk()
        self.found = []
        self.durations = []
        self._events()
        self._requests()
        self._decisions()
        self._deadlines()

    def counts(self, asked):
        """Of everybody, or of one reviewer; clocks of everybody only."""
        return Counter(
            measure
            for day, programmes, who, measure in self.found
            if self._is_in(asked, day, programmes) and asked.reviewer in (None, who)
        )

    def days(self, asked, which):
        return Counter(
            tenths[which]
            for day, programmes, who, tenths in self.durations
            if self._is_in(asked, day, programmes) and asked.reviewer in (None, who)
        )

    def _is_in(self, asked, day, programmes):
        of_these = {"": True, "none": not programmes}.get(asked.programme, asked.programme in programmes)
        return of_these and asked.from_date <= day <= asked.until_date

    def _add(self, at, claim_id, who, measure):
        self.found.append((self._day(at), self.claims[claim_id].programmes, who, measure))

    def _day(self, at):
        return at.astimezone(self.team.zone).date()

    def _events(self):
        for event in Event.objects.all():
            who = event.actor_id if event.side == "staff" else None
            if event.kind in PLAIN:
                self._add(event.at, event.claim_id, who, PLAIN[event.kind])
            was_open = event.before.get("state") in OPEN
            if event.kind == "decline":
                self._add(event.at, event.claim_id, who, "customer_denial" if was_open else "ended_later")
            if event.kind == "lose_arbitration":
                self._add(event.at, event.claim_id, who, "lost_in_arbitration" if was_open else "ended_later")
                if was_open:
                    self._time(event.claim_id, who, event.at)

    def _requests(self):
        for request in InformationRequest.objects.filter(taken_back_at=None):
            self._add(request.asked_at, request.claim_id, request.asked_by_id, "asked")

    def _decisions(self):
        self.taken_back = set()
        for decision in Decision.objects.all():
            undone = Event.objects.filter(claim=decision.claim_id, kind="take_back", at=decision.undone_at)
            if decision.undone_at and undone.exists():
                self.taken_back.add((decision.claim_id, decision.made_at))
                continue
            self._add(decision.made_at, decision.claim_id, decision.made_by_id, decision.reason or "approved")
            self._time(decision.claim_id, decision.made_by_id, decision.made_at)

    def _time(self, claim_id, who, at):
        before = Event.objects.filter(claim=claim_id, at__lte=at)
        began = before.filter(kind__in=["start_review", "reverse", "accept_dispute"]).latest("number").at
        filed = before.filter(kind__in=["submit", "reverse", "accept_dispute"]).latest("number").at
        tenths = tuple(self._tenths(start, at) for start in (began, filed))
        self.durations.append((self._day(at), self.claims[claim_id].programmes, who, tenths))

    def _tenths(self, start, end):
        seconds = business_time_between(self.team, start, end).total_seconds()
        return int((Decimal(seconds) / 8640).quantize(Decimal(1), ROUND_HALF_UP))

    def _deadlines(self):
        for clock in Deadline.objects.filter(kind__in=CLOCKS, outcome__in=["met", "passed"]):
            of_decision = clock.kind in ("decision", "overall") and clock.outcome == "met"
            if of_decision and (clock.claim_id, clock.settled_at) in self.taken_back:
                continue
            self._add(clock.settled_at, clock.claim_id, None, f"{clock.kind}_{clock.outcome}")


def open_claims():
    return Claim.objects.filter(state__in=OPEN).count()


REASONS = tuple(RejectionReason.values)
