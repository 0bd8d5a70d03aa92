"""One function for each notice to a partner. None carries anything confidential: the link leads to the rest."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import notices
from accounts.models import User
from directory.models import Product

from .models import Batch, Claim, ClaimProduct, Comment, Dispute, InformationRequest
from .numbers import worded
from .states import RejectionReason
from .telling import local, tell, tell_reviewer


def submitted(claim: Claim, *, at: datetime, without: User | None = None) -> None:
    """`without` whoever is told once of a whole upload instead."""
    tell(
        claim,
        "submitted",
        lambda: _("Your claim was submitted"),
        lambda person: [
            _("We have your claim “%(name)s”.") % {"name": claim.name},
            _("The review starts by %(due)s at the latest.") % {"due": local(claim.due_at, person)},
            _("Your customer's contact is asked by e-mail to confirm the association."),
        ],
        at=at,
        without=without,
    )


def information_requested(claim: Claim, request: InformationRequest, *, at: datetime) -> None:
    tell(
        claim,
        "information_requested",
        lambda: _("Your claim needs an answer"),
        lambda person: [
            _("The review team has questions about your claim “%(name)s”.") % {"name": claim.name},
            _("Please answer by %(due)s. Without an answer the claim is rejected then.")
            % {"due": local(claim.due_at, person)},
        ],
        at=at,
        held=True,
    )


def reminded(claim: Claim, *, at: datetime) -> None:
    tell(
        claim,
        "reminder",
        lambda: _("Reminder: your claim needs an answer"),
        lambda person: [
            _("Your claim “%(name)s” still waits for your answer.") % {"name": claim.name},
            _("Please answer by %(due)s. Without an answer the claim is rejected then.")
            % {"due": local(claim.due_at, person)},
        ],
        at=at,
    )


def deadline_moved(claim: Claim, *, at: datetime) -> None:
    """The date that an earlier message named no longer holds."""
    tell(
        claim,
        "deadline_moved",
        lambda: _("The date for your answer has changed"),
        lambda person: [
            _("A calendar was changed, and with it the date for your claim “%(name)s”.")
            % {"name": claim.name},
            _("Please answer by %(due)s. Without an answer the claim is rejected then.")
            % {"due": local(claim.due_at, person)},
        ],
        at=at,
    )


def lapsed(claim: Claim, *, at: datetime) -> None:
    was_disputed = Dispute.objects.filter(claim=claim).exists()
    tell(
        claim,
        "lapsed",
        lambda: _("Your claim was rejected: no answer came in time"),
        lambda person: [
            _("The time to answer the questions about your claim “%(name)s” is over.") % {"name": claim.name},
            _("You can copy the claim and submit it anew. It was disputed before, so this is final.")
            if was_disputed
            else _("You can dispute this on the claim's page, or copy the claim and submit it anew."),
        ],
        at=at,
    )


def answered(claim: Claim, *, at: datetime) -> None:
    tell(
        claim,
        "answered",
        lambda: _("Your answer was received"),
        lambda person: [
            _("Your claim “%(name)s” is back under review.") % {"name": claim.name},
            _("A decision is due by %(due)s.") % {"due": local(claim.due_at, person)},
        ],
        at=at,
    )


def approved(claim: Claim, *, at: datetime) -> None:
    tell(
        claim,
        "approved",
        lambda: _("Your claim was approved"),
        lambda person: [
            _("Your claim “%(name)s” was approved.") % {"name": claim.name},
            _(
                "Your customer's contact now has some days to opt out. "
                "When that time ends without a no, the association is official."
            ),
        ],
        at=at,
        held=True,
    )


def rejected(claim: Claim, *, text: str, at: datetime, held: bool = False) -> None:
    was_disputed = Dispute.objects.filter(claim=claim).exists()
    tell(
        claim,
        "rejected",
        lambda: _("Your claim was rejected"),
        lambda person: [
            _("Your claim “%(name)s” was rejected. Reason: %(reason)s.")
            % {"name": claim.name, "reason": RejectionReason(claim.rejection_reason).label},
            _("The claim's page says why. It was disputed before, so this is final.")
            if was_disputed
            else _("The claim's page says why, and how you can dispute it within 30 days."),
        ],
        at=at,
        held=held,
    )


def reversed_(claim: Claim, *, text: str, at: datetime) -> None:
    tell(
        claim,
        "reversed",
        lambda: _("The decision on your claim was reversed"),
        lambda person: [
            _("Your claim “%(name)s” is under review again.") % {"name": claim.name},
            _("A decision is due by %(due)s.") % {"due": local(claim.due_at, person)},
        ],
        at=at,
    )


def ended_by_partner(claim: Claim, *, at: datetime) -> None:
    tell(
        claim,
        "ended_by_partner",
        lambda: _("Your claim was ended as you asked"),
        lambda person: [
            _("Your claim “%(name)s” was ended at your company's request.") % {"name": claim.name}
        ],
        at=at,
    )


def declined(claim: Claim, *, at: datetime) -> None:
    tell(
        claim,
        "declined",
        lambda: _("Your customer declined"),
        lambda person: [
            _("The customer's contact declined the association of your claim “%(name)s”.")
            % {"name": claim.name},
            _("Please speak with your customer before you claim again."),
        ],
        at=at,
    )
    tell_reviewer(
        claim,
        "declined_in_review",
        lambda: _("The customer declined"),
        lambda person: [
            _(
                "The customer's contact declined the association of the claim “%(name)s”, which is rejected now."
            )
            % {"name": claim.name}
        ],
        at=at,
    )


def ended_by_customer(claim: Claim, product: Product, *, at: datetime) -> None:
    tell(
        claim,
        "ended_by_customer",
        lambda: _("Your customer ended an association"),
        lambda person: [
            _("A contact of your customer ended the association for %(product)s of your claim “%(name)s”.")
            % {"product": product, "name": claim.name},
            _("You no longer see its usage. Please speak with your customer before you claim again."),
        ],
        at=at,
    )


def agreed_after_all(claim: Claim, *, at: datetime) -> None:
    tell(
        claim,
        "agreed_after_all",
        lambda: _("Your customer agreed after all"),
        lambda person: [_("Your claim “%(name)s” is approved again.") % {"name": claim.name}],
        at=at,
    )
    tell_reviewer(
        claim,
        "agreed_in_review",
        lambda: _("The customer agreed after all"),
        lambda person: [_("The claim “%(name)s” is approved again.") % {"name": claim.name}],
        at=at,
    )


def contact_needed(claim: Claim, *, at: datetime) -> None:
    tell(
        claim,
        "contact_needed",
        lambda: _("We can't reach your customer's contact"),
        lambda person: [
            _("Our e-mail about your claim “%(name)s” to %(address)s came back.")
            % {"name": claim.name, "address": claim.contact_email},
            _("Please enter the right contact. Nothing goes on until the contact has the notice."),
        ],
        at=at,
        link=reverse("consent:contact", args=[claim.code]),
        link_text=lambda: _("Correct the contact"),
    )


def official(claim: Claim, *, at: datetime) -> None:
    tell(
        claim,
        "official",
        lambda: _("Your association is official"),
        lambda person: [
            _("The customer's time to opt out has ended: your claim “%(name)s” is official.")
            % {"name": claim.name}
        ],
        at=at,
    )


def questioned(claim: Claim, *, at: datetime) -> None:
    tell(
        claim,
        "questioned",
        lambda: _("Your association is being compared with another claim"),
        lambda person: [
            _("Another claim was made for a product of your claim “%(name)s”.") % {"name": claim.name},
            _(
                "You can add proof of execution and comments on the claim's page. Nothing changes before a decision."
            ),
        ],
        at=at,
    )


def product_lost(claim: Claim, product: ClaimProduct, *, at: datetime) -> None:
    tell(
        claim,
        "product_lost",
        lambda: _("A product of your claim was decided for another claim"),
        lambda person: [
            _("%(product)s is no longer part of your claim “%(name)s”: it was lost in an arbitration.")
            % {"product": product, "name": claim.name},
            _("The other products of the claim are not concerned."),
        ],
        at=at,
    )


def product_won(claim: Claim, product: ClaimProduct, *, at: datetime) -> None:
    tell(
        claim,
        "product_won",
        lambda: _("A product was decided for your claim"),
        lambda person: [
            _("%(product)s was compared with another claim and decided for your claim “%(name)s”.")
            % {"product": product, "name": claim.name},
        ],
        at=at,
    )


def commented(claim: Claim, comment: Comment, *, at: datetime) -> None:
    """Only what the other side wrote is news; a draft has no other side yet."""
    if comment.by_partner or claim.submitted_by_id is None:
        return
    tell(
        claim,
        "commented",
        lambda: _("A new comment on your claim"),
        lambda person: [
            _("The review team wrote a comment on your claim “%(name)s”.") % {"name": claim.name}
        ],
        at=at,
    )


def dispute_settled(claim: Claim, dispute: Dispute, *, at: datetime) -> None:
    tell(
        claim,
        "dispute_settled",
        lambda: _("Your dispute was answered"),
        lambda person: [
            _("Your dispute of claim “%(name)s” was answered: %(outcome)s.")
            % {"name": claim.name, "outcome": dispute.get_outcome_display()},
            _("The claim's page has the answer."),
        ],
        at=at,
    )


def upload_done(batch: Batch, submitted: int, drafted: int, *, at: datetime) -> None:
    person = batch.confirmed_by
    may_see = person and person.is_active and Batch.objects.visible_to(person).filter(pk=batch.pk).exists()
    notices.tell(
        [person] if person and may_see else [],
        "upload_done",
        lambda: _("The claims of your upload are made"),
        lambda person: [
            worded(_("Submitted: %d. Drafts: %d. The page of the upload has the rest."), submitted, drafted)
        ],
        key_prefix=f"upload:{batch.pk}:",
        link=reverse("claims:batch", args=[batch.pk]),
        link_text=lambda: _("Open the upload"),
        partner_id=batch.partner_id,
        at=at,
    )
