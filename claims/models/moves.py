"""The claim's lifecycle: every move there is, from where to where, and who may ask for it.

A move checks what the claim itself knows and stamps the claim's own fields. It runs no query, sends nothing
and does not save: `claims.door` does that around it.
"""

from datetime import datetime

from django.utils.translation import gettext as _
from django_fsm import transition

from .. import permissions
from ..deadlines import take_back_until
from ..refusals import NotNow, TooLate
from ..states import DECIDED, OPEN, UNDISPUTABLE_REASONS, RejectionReason, State


def was_ended_by_neither_side(claim) -> bool:
    """A partner's or a customer's own no is theirs: no dispute and no reversal."""
    return claim.rejection_reason not in UNDISPUTABLE_REASONS


def was_not_lost(claim) -> bool:
    """One loser alone can't be taken back out of an arbitration that its winner rests on."""
    return claim.rejection_reason != RejectionReason.LOST_IN_ARBITRATION


def was_denied_in_window(claim) -> bool:
    return claim.rejection_reason == RejectionReason.CUSTOMER_DENIAL and claim.window_ends_at is not None


def is_dispute_open(claim) -> bool:
    return claim.disputed_at is not None


class Moves:
    """Mixed into Claim: its transitions."""

    def _enter(self, by, at: datetime) -> None:
        self.entered_at = at
        self.mover_id = by.pk
        self.answered_at = None

    def _decide(self, by, at: datetime, reason: str = "") -> None:
        self._enter(by, at)
        self.decided_at = at
        self.rejection_reason = reason
        self.due_at = None

    def _reopen(self, by, at: datetime) -> None:
        self._enter(by, at)
        self.decided_at = None
        self.rejection_reason = self.partner_reason = self.partner_reason_text = ""
        self.window_ends_at = None
        self.disputed_at = None

    def _restart_review(self, by, at: datetime) -> None:
        """The claim is looked at afresh, so its clocks begin again and anyone may take it."""
        self._reopen(by, at)
        self.review_started_at = at
        self.reviewer_id = None

    def _refuse_after(self, end: datetime | None, at: datetime) -> None:
        if end is None or at >= end:
            raise TooLate(_("The time for this is over."))

    @transition("state", State.DRAFT, State.SUBMITTED, permission=permissions.is_filer)
    def submit(self, *, by, at):
        self._enter(by, at)
        self.submitted_at = self.notice_due_at = at
        self.submitted_by_id = by.pk

    @transition("state", State.SUBMITTED, State.UNDER_REVIEW, permission=permissions.may_review)
    def start_review(self, *, by, at):
        self._enter(by, at)
        self.reviewer_id = by.pk
        self.review_started_at = self.acted_at = at

    @transition("state", State.UNDER_REVIEW, State.ACTION_REQUIRED, permission=permissions.is_reviewer)
    def request_information(self, *, by, at):
        self._enter(by, at)

    @transition("state", State.ACTION_REQUIRED, State.UNDER_REVIEW, permission=permissions.is_filer)
    def answer(self, *, by, at):
        self._refuse_after(self.due_at, at)
        self._enter(by, at)
        # From now on the reviewer can act again; what was chosen meanwhile is compared with what others want.
        self.answered_at = self.acted_at = self.compare_due_at = at

    @transition("state", State.UNDER_REVIEW, State.APPROVED, permission=permissions.is_reviewer)
    def approve(self, *, by, at):
        self._decide(by, at)
        self.notice_due_at = at

    @transition("state", State.UNDER_REVIEW, State.REJECTED, permission=permissions.is_reviewer)
    def reject(self, *, by, at, reason):
        self._decide(by, at, reason)

    @transition("state", list(OPEN), State.REJECTED, permission=permissions.is_manager)
    def withdraw(self, *, by, at, reason, reason_text=""):
        self._end_by_partner(by, at, reason, reason_text)

    @transition("state", State.APPROVED, State.REJECTED, permission=permissions.is_manager)
    def give_up(self, *, by, at, reason, reason_text=""):
        self._end_by_partner(by, at, reason, reason_text)
        self.window_ends_at = None
        self.notice_due_at = at

    def _end_by_partner(self, by, at, reason, reason_text):
        if self.state == State.ACTION_REQUIRED:
            self._refuse_after(self.due_at, at)
        self._decide(by, at, RejectionReason.PARTNER_REQUEST)
        self.partner_reason = reason
        self.partner_reason_text = reason_text

    @transition("state", [*OPEN, State.APPROVED], State.REJECTED, permission=permissions.is_customer)
    def decline(self, *, by, at):
        if self.state == State.APPROVED:
            self._refuse_after(self.window_ends_at, at)
        elif self.state == State.ACTION_REQUIRED:
            self._refuse_after(self.due_at, at)
        self._decide(by, at, RejectionReason.CUSTOMER_DENIAL)

    @transition(
        "state",
        State.REJECTED,
        State.APPROVED,
        conditions=[was_denied_in_window],
        permission=permissions.is_customer,
    )
    def change_mind(self, *, by, at):
        self._refuse_after(self.window_ends_at, at)
        self._decide(by, at)

    @transition("state", State.ACTION_REQUIRED, State.REJECTED, permission=permissions.is_clock)
    def lapse(self, *, by, at):
        if at < self.due_at:
            raise NotNow(_("The partner still has time to answer."))
        self._decide(by, at, RejectionReason.NO_PARTNER_RESPONSE)

    @transition("state", [State.UNDER_REVIEW, State.APPROVED], State.REJECTED, permission=permissions.is_lead)
    def lose_arbitration(self, *, by, at):
        self._decide(by, at, RejectionReason.LOST_IN_ARBITRATION)
        self.window_ends_at = None

    @transition(
        "state",
        [State.ACTION_REQUIRED, *DECIDED],
        State.UNDER_REVIEW,
        conditions=[was_not_lost],
        permission=permissions.is_decider,
    )
    def take_back(self, *, by, at):
        self._refuse_after(take_back_until(self.entered_at), at)
        self._reopen(by, at)

    @transition(
        "state",
        list(DECIDED),
        State.UNDER_REVIEW,
        conditions=[was_ended_by_neither_side],
        permission=permissions.is_lead,
    )
    def reverse(self, *, by, at):
        self._restart_review(by, at)

    @transition(
        "state",
        State.REJECTED,
        State.UNDER_REVIEW,
        conditions=[was_ended_by_neither_side, is_dispute_open],
        permission=permissions.is_other_lead,
    )
    def accept_dispute(self, *, by, at):
        decider_id = self.mover_id
        self._restart_review(by, at)
        self.barred_reviewer_id = decider_id
