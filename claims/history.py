"""Writes a claim's history and says in words what happened."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.actors import CLOCK, Customer

from .models import Claim, Event, Uncounted
from .states import State

Side = Event.Side

# What is said of each kind of event, after the name of who did it.
PHRASES = {
    "created": gettext_lazy("created the draft"),
    "copied": gettext_lazy("copied the draft from an earlier claim"),
    "deleted": gettext_lazy("deleted the draft"),
    "edited": gettext_lazy("changed the claim"),
    "products_chosen": gettext_lazy("changed the products"),
    "file_added": gettext_lazy("added a file to the proof of execution"),
    "file_removed": gettext_lazy("removed a file from the draft"),
    "commented": gettext_lazy("wrote a comment"),
    "noted": gettext_lazy("wrote an internal note"),
    "asked_support": gettext_lazy("asked support for help"),
    "submit": gettext_lazy("submitted the claim"),
    "start_review": gettext_lazy("started the review"),
    "request_information": gettext_lazy("asked for information"),
    "answer": gettext_lazy("answered the request"),
    "approve": gettext_lazy("approved the claim"),
    "reject": gettext_lazy("rejected the claim"),
    "withdraw": gettext_lazy("withdrew the claim"),
    "give_up": gettext_lazy("gave the association up"),
    "decline": gettext_lazy("declined"),
    "change_mind": gettext_lazy("changed their mind and agreed"),
    "lapse": gettext_lazy("rejected the claim because no answer came in time"),
    "lose_arbitration": gettext_lazy("decided the arbitration for another claim"),
    "take_back": gettext_lazy("took the last decision back"),
    "reverse": gettext_lazy("reversed the decision"),
    "accept_dispute": gettext_lazy("accepted the dispute"),
    "disputed": gettext_lazy("disputed the rejection"),
    "dispute_upheld": gettext_lazy("upheld the rejection"),
    "taken": gettext_lazy("took the claim"),
    "released": gettext_lazy("released the claim"),
    "assigned": gettext_lazy("assigned the claim"),
    "handed_on": gettext_lazy("handed the claim to a colleague"),
    "lay_idle": gettext_lazy("put the claim back into the queue, as its reviewer had done nothing on it"),
    "review_not_started": gettext_lazy("noticed that the review did not start in time"),
    "decision_overdue": gettext_lazy("noticed that the decision is overdue"),
    "dispute_overdue": gettext_lazy("noticed that the answer to the dispute is overdue"),
    "overall_at_risk": gettext_lazy("noticed that the overall decision is at risk"),
    "overall_missed": gettext_lazy("noticed that the overall deadline was missed"),
    "reminded": gettext_lazy("reminded the partner"),
    "deadline_moved": gettext_lazy("moved a deadline after a change of the calendar"),
    "notice_sent": gettext_lazy("wrote to the customer's contact"),
    "notice_accepted": gettext_lazy("delivered the notice to the customer's mail server"),
    "notice_bounced": gettext_lazy("could not deliver the notice to the customer's contact"),
    "contact_corrected": gettext_lazy("corrected the customer's contact"),
    "window_opened": gettext_lazy("opened the customer's time to opt out"),
    "ended_by_customer": gettext_lazy("ended an association of the claim"),
    "mail_sent_again": gettext_lazy("sent a mail again that had not arrived"),
    "window_stopped": gettext_lazy("stopped the customer's time to opt out"),
    "customer_reminded": gettext_lazy("reminded the customer's contact"),
    "confirmed": gettext_lazy("confirmed the association"),
    "official": gettext_lazy("made the association official"),
    "handed_over": gettext_lazy("handed the association over for incentive evaluation"),
    "association_ending": gettext_lazy("warned the partner that an association ends with its subscription"),
    "association_ended": gettext_lazy("ended an association, as its subscription has ended"),
    "hand_off_again": gettext_lazy("sent a failed hand-off again"),
    "arbitration_opened": gettext_lazy("opened an arbitration"),
    "arbitration_won": gettext_lazy("decided the arbitration for this claim"),
    "arbitration_closed": gettext_lazy("closed the arbitration because no rival is left"),
    "product_lost": gettext_lazy("decided the arbitration for another claim; the other products go on"),
    "second_look_drawn": gettext_lazy("drew the decision for a second look"),
    "second_look_agreed": gettext_lazy("looked at the decision again and agreed"),
    "second_look_returned": gettext_lazy("looked at the decision again and returned it to the leads"),
    "second_look_kept": gettext_lazy("let the decision stand after a second look"),
    "association_questioned": gettext_lazy("opened a review of another claim for the same product"),
}


def side_of(claim: Claim, by) -> str:
    if by is CLOCK:
        return Side.CLOCK
    if isinstance(by, Customer):
        return Side.CUSTOMER
    return Side.STAFF if by.is_reviewing or by.is_support else Side.PARTNER


def record(claim: Claim, kind: str, *, by, at, before=None, after=None, text="", staff_only=False) -> Event:
    """Adds an event. The claim must be locked, for each event's hash covers the one before."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("History is written in the transaction of the change that it tells of.")
    event = Event(
        claim=claim,
        number=claim.history_length + 1,
        at=at,
        kind=kind,
        side=side_of(claim, by),
        actor=str(by),
        actor_id=by.pk,
        before=before or {},
        after=after or {},
        text=text,
        staff_only=staff_only,
        previous_hash=claim.history_head,
    )
    event.hash = event.computed_hash()
    event.save()
    claim.history_length = event.number
    claim.history_head = event.hash
    if not staff_only:
        claim.changed_at = max(at, claim.changed_at)
    claim.save(update_fields=["history_length", "history_head", "changed_at"])
    if claim.state != State.DRAFT:
        Uncounted.objects.create(claim=claim)
    note_action(claim, by=by, at=at)
    return event


def note_action(claim: Claim, *, by, at) -> None:
    """That the claim's reviewer did something on it, so that it does not lie idle; what others do is none."""
    if claim.reviewer_id is not None and by.pk == claim.reviewer_id and claim.acted_at < at:
        claim.acted_at = at
        claim.save(update_fields=["acted_at"])


def actor_for(event: Event, viewer) -> str:
    """Who did it, as far as this reader may know: reviewers have no names for partners and customers."""
    if event.side == Side.CLOCK:
        return Side.CLOCK.label
    if isinstance(viewer, Customer) and event.side == Side.PARTNER:
        return Side.PARTNER.label
    if event.side == Side.STAFF and not (viewer.is_reviewing or viewer.is_support):
        return Side.STAFF.label
    return event.actor


def sentence(event: Event, viewer) -> str:
    phrase = PHRASES.get(event.kind, event.kind)
    return _("%(who)s %(did)s.") % {"who": actor_for(event, viewer), "did": phrase}


def last_visible(claim: Claim, viewer) -> Event | None:
    events = claim.events.order_by("-number")
    return (events if viewer.is_reviewing or viewer.is_support else events.for_partner()).first()
