"""Tells the story of a bulk claim from its fate, move by move."""

from claims import deadlines
from claims.states import RejectionReason, State
from directory.models import Tenant

from .case import Case
from .days import DAY, Offsets
from .fates import REVIEWER_REASONS
from .life import CUSTOMER, PARTNER, STAFF
from .population import SPREAD
from .tables import iso

HELD = 10
# Of the claims under review.
LATE, ANSWERED = 0.1, 0.15
WORDS = (
    "Thank you, that is all we need.",
    "The signed page is attached.",
    "Page 2 names the dates.",
    "We are on it.",
)
ASKED = {
    "no_acknowledgement": "Nobody signed.",
    "dates": "When was this done?",
    "no_description": "What was done?",
}
LANGUAGES = {
    "DE": Tenant.Language.GERMAN.value,
    "NL": Tenant.Language.DUTCH.value,
    "SE": Tenant.Language.SWEDISH.value,
}
LANGUAGES |= dict.fromkeys(set(SPREAD) - set(LANGUAGES), Tenant.Language.ENGLISH.value)


class Told:
    """A submitted claim's story, from its fate."""

    def __init__(self, writer, case: Case, fate: str, submit_place: int):
        self.writer, self.case, self.fate, self.rng = writer, case, fate, writer.rng
        self.tables = writer.tables
        self.partner = (PARTNER, case.filer.name, case.filer.pk)
        self.reviewer = (STAFF, case.reviewer.name, case.reviewer.pk)
        self.customer = (CUSTOMER, case.contact, None)
        self.facts: dict = {"reviewer": None, "mover": case.filer.pk}
        self.notice_id = None
        self._plan(submit_place)

    def _plan(self, submit_place: int) -> None:
        """How many business days each step takes. What is over must have ended before today."""
        rng, latest = self.rng, self.writer.latest
        self.to_start = 1 + rng.randrange(4)
        self.is_asked = self.fate in ("lapsed", State.ACTION_REQUIRED) or rng.random() < 0.2
        self.to_ask, self.to_answer = 1 + rng.randrange(3), 1 + rng.randrange(4)
        self.to_decide = 1 + rng.randrange(4) + 4 * (rng.random() < 0.03)
        past = {
            State.SUBMITTED: rng.randrange(4),
            State.UNDER_REVIEW: self.to_start + rng.randrange(4),
            State.ACTION_REQUIRED: self.to_start + self.to_ask + rng.randrange(3),
        }.get(self.fate)
        if past is None:
            whole = self.to_start + self.to_decide + self.is_asked * (self.to_ask + HELD) + 1
            self.submit_place = min(submit_place, latest - whole)
        else:
            self.is_asked = self.fate == State.ACTION_REQUIRED
            if self.fate == State.UNDER_REVIEW:
                past = self._days_of_review(past)
            self.submit_place = latest - past

    def _days_of_review(self, past: int) -> int:
        """Some take too long, and some are back with the partner's answer."""
        chance = self.rng.random()
        if chance < LATE:
            return self.to_start + deadlines.DECISION_DAYS + self.rng.randrange(8)
        if chance < LATE + ANSWERED:
            self.is_asked = True
            return self.to_start + self.to_ask + self.to_answer + self.rng.randrange(2)
        return past

    def tell(self) -> None:
        writer, case = self.writer, self.case
        created_at = writer.at(self.submit_place - 1)
        self.life = writer.begin(case, created_at)
        at = self.submitted_at = writer.at(self.submit_place)
        self.life.move(at, "submit", "submitted", *self.partner)
        self._notice("submission", at + 1, at + 2)
        if self.rng.random() < 0.3:
            self._comment(at + 5, by_partner=True)
        self._go_on(at)
        self.life.end()
        if self.facts.get("decided_at") is None and self.life.started_at is not None:
            self.facts["mover"] = self.facts["mover"] or case.reviewer.pk
        self.tables.claim(
            case,
            self.life,
            writer.customers,
            created_at=created_at,
            submitted_at=self.submitted_at,
            # Whoever reviews a claim has just looked at it, so that none lies idle.
            acted_at=writer.now if self.fate == State.UNDER_REVIEW else self.life.entered_at,
            **self.facts,
        )
        writer.finish(case, self.life)
        self.tables.products(case, self.facts)

    def _go_on(self, at: int) -> None:
        if self.rng.random() < 0.4 and self.fate != "declined":
            self._answer("confirmed", at + 100)
            self.life.event(at + 100, "confirmed", *self.customer)
        if self.fate == State.SUBMITTED:
            return
        if self.fate in ("withdrawn", "declined"):
            self._end_early(at + DAY // 2)
            return
        place = self.submit_place + self.to_start
        self.facts |= {"reviewer": self.case.reviewer.pk, "mover": self.case.reviewer.pk}
        self.life.move(self.writer.at(place), "start_review", "under_review", *self.reviewer)
        if self.is_asked:
            place = self._ask(place + self.to_ask)
        if self.fate in (State.UNDER_REVIEW, State.ACTION_REQUIRED, "lapsed"):
            return
        self._decide(self.writer.at(place + self.to_decide))

    def _end_early(self, at: int) -> None:
        if self.fate == "withdrawn":
            reason = {"reason": "wrong_mpn_id"}
            self.life.move(at, "withdraw", "rejected", *self.partner, after=reason)
            self._rejected(
                at, RejectionReason.PARTNER_REQUEST, self.case.filer.pk, partner_reason="wrong_mpn_id"
            )
        else:
            self.life.move(at, "decline", "rejected", *self.customer)
            self._rejected(at, RejectionReason.CUSTOMER_DENIAL, None)
            self._answer("declined", at)

    def _rejected(self, at: int, reason: str, mover: int | None, **facts) -> None:
        self.facts |= {"decided_at": at, "rejection_reason": str(reason), "mover": mover, **facts}

    def _ask(self, place: int) -> int:
        """Gives back the business day on which the partner answered."""
        at, text = self.writer.at(place), "Please complete the proof of execution."
        reasons = self.rng.sample(sorted(ASKED), 1 + self.rng.randrange(2))
        points = {reason: ASKED[reason] for reason in reasons}
        self.life.move(
            at,
            "request_information",
            "partner_action_required",
            *self.reviewer,
            text=text,
            after={"points": points},
        )
        due = self.life.due_at
        if self.fate == State.ACTION_REQUIRED:
            self.tables.request(self.case, at, text, points)
        elif self.fate == "lapsed":
            self.life.clock_move(due + 1, "lapse", "rejected")
            self.tables.request(self.case, at, text, points, lapsed_at=due + 1)
            self._rejected(due + 1, RejectionReason.NO_PARTNER_RESPONSE, None)
        else:
            answered_at = min(self.writer.at(place + self.to_answer), due - 30)
            self.life.move(
                answered_at,
                "answer",
                "under_review",
                *self.partner,
                after={"answers": dict.fromkeys(points, "Done.")},
            )
            self.tables.request(self.case, at, text, points, answered_at=answered_at)
            return self.writer.team.place_of(answered_at)[0]
        return place

    def _decide(self, at: int) -> None:
        if self.rng.random() < 0.3:
            self._comment(at - 20, by_partner=False)
        if self.fate in REVIEWER_REASONS:
            text = "The proof does not show what it should."
            self.life.move(at, "reject", "rejected", *self.reviewer, text=text, after={"reason": self.fate})
            self._rejected(at, self.fate, self.case.reviewer.pk)
            self.tables.decision(self.case, "rejected", self.fate, text, at)
            return
        approved = [product.name for product, _subscription in self.case.products]
        self.life.move(at, "approve", "approved", *self.reviewer, after={"approved": approved, "removed": {}})
        self.tables.decision(self.case, "approved", "", "", at)
        self.facts |= {"decided_at": at, "approved_at": at}
        self._window(at)

    def _window(self, at: int) -> None:
        """Opened when the notice was accepted; then the customer opts out, or it ends and makes it official."""
        now, opened = self.writer.now, at + 11
        self._notice("approval", at, opened)
        zone: Offsets = self.writer.zones[self.writer.customers.country(self.case.customer)]
        reminds, ends = zone.days_later(opened, 5), zone.days_later(opened, 7)
        self.facts["window_ends_at"] = ends
        self.life.clock(opened + 1, "window_opened", after={"ends_at": iso(ends)})
        outcome, reminded = "official", reminds + 1
        if self.fate == "opted_out":
            outcome, reminded = "opted_out", None
            self._opt_out(opened + 2 * DAY)
        elif reminded < now:
            self.life.clock(reminded, "customer_reminded", after={"to": self.case.contact_email})
        else:
            reminded = None
        is_over = ends + 1 < now
        closed = (ends + 1, outcome) if is_over else (None, "")
        self.tables.windows.add(self.case.pk, self.notice_id, opened, reminds, reminded, ends, *closed)
        if is_over and outcome == "official":
            self.life.clock(ends + 1, "official", after={"official_at": iso(ends)})
            for product, _subscription in self.case.products:
                self.life.clock(ends + 1, "handed_over", after={"product": product.name})
            self.facts["official_at"] = ends
            self._give_up(ends + (20 + self.rng.randrange(200)) * DAY)

    def _opt_out(self, at: int) -> None:
        at = min(at, self.writer.now - 5)
        self.life.move(at, "decline", "rejected", *self.customer)
        self._rejected(at, RejectionReason.CUSTOMER_DENIAL, None, ended_at=at, end_reason="customer_denial")
        self._answer("opted_out", at)

    def _give_up(self, at: int) -> None:
        if self.fate != "given_up" or at > self.writer.now:
            return
        self.life.move(at, "give_up", "rejected", *self.partner, after={"reason": "no_longer_working"})
        mover = self.case.filer.pk
        self._rejected(at, RejectionReason.PARTNER_REQUEST, mover, partner_reason="no_longer_working")
        self.facts |= {"ended_at": at, "end_reason": "given_up", "window_ends_at": None}

    def _notice(self, kind: str, at: int, accepted_at: int) -> None:
        after = {"kind": kind, "to": self.case.contact_email}
        self.life.clock(at, "notice_sent", after=after)
        self.life.clock(accepted_at, "notice_accepted", after={"to": self.case.contact_email})
        if self.notice_id is not None:
            self.tables.replace_last_notice(at)
        language = LANGUAGES[self.writer.customers.country(self.case.customer)]
        self.notice_id = self.tables.notice(self.case, kind, language, at, accepted_at)

    def _answer(self, kind: str, at: int) -> None:
        self.tables.answers.add(self.notice_id, kind, "", "", at, None)

    def _comment(self, at: int, *, by_partner: bool) -> None:
        body = WORDS[self.rng.randrange(len(WORDS))]
        who = self.partner if by_partner else self.reviewer
        self.life.event(at, "commented", *who, text=body)
        self.tables.comments.add(self.case.pk, at, who[2], by_partner, body)
