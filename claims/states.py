from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from directory.models import Product

Area = Product.Area


class State(TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    UNDER_REVIEW = "under_review", _("Under review")
    ACTION_REQUIRED = "partner_action_required", _("Partner action required")
    APPROVED = "approved", _("Approved")
    REJECTED = "rejected", _("Rejected")


# Submitted and not decided: what rivals, reviewers and clocks care about.
OPEN = (State.SUBMITTED, State.UNDER_REVIEW, State.ACTION_REQUIRED)
DECIDED = (State.APPROVED, State.REJECTED)
EDITABLE_AFTER_SUBMISSION = (State.SUBMITTED, State.ACTION_REQUIRED)


class RejectionReason(TextChoices):
    INSUFFICIENT_POE = "insufficient_poe", _("Insufficient PoE")
    MISSING_ACKNOWLEDGEMENT = "missing_acknowledgement", _("Missing customer acknowledgement in PoE")
    MISSING_PRODUCTS = "missing_products", _("Missing products")
    NO_PARTNER_RESPONSE = "no_partner_response", _("No partner response")
    POE_UNAVAILABLE = "poe_unavailable", _("PoE unavailable")
    PARTNER_REQUEST = "partner_request", _("Partner request")
    CUSTOMER_DENIAL = "customer_denial", _("Customer denial")
    LOST_IN_ARBITRATION = "lost_in_arbitration", _("Lost in arbitration")


# What a reviewer may choose; the others follow from what somebody else did.
REVIEWER_REASONS = (
    RejectionReason.INSUFFICIENT_POE,
    RejectionReason.MISSING_ACKNOWLEDGEMENT,
    RejectionReason.MISSING_PRODUCTS,
    RejectionReason.POE_UNAVAILABLE,
)
# The partner or the customer ended it: nothing to dispute (DSP-1).
UNDISPUTABLE_REASONS = (RejectionReason.PARTNER_REQUEST, RejectionReason.CUSTOMER_DENIAL)


class PartnerReason(TextChoices):
    WRONG_MPN_ID = "wrong_mpn_id", _("Wrong MPN ID")
    WRONG_ACTIVITY = "wrong_activity", _("Wrong activity")
    NO_LONGER_WORKING = "no_longer_working", _("No longer working with the customer")
    OTHER = "other", _("Other")


class CustomerReason(TextChoices):
    """Why the customer says no."""

    UNKNOWN_PARTNER = "unknown_partner", _("I don't know this partner")
    OTHER_PARTNER = "other_partner", _("Another partner did this work")
    NO_SHARING = "no_sharing", _("We don't want to share this data")
    OTHER = "other", _("Another reason")


class RequestReason(TextChoices):
    """The five reasons for which a claim goes back to its partner."""

    WRONG_POE = "wrong_poe", _("The PoE does not belong to this claim")
    NO_ACKNOWLEDGEMENT = "no_acknowledgement", _("No customer acknowledgement or signature")
    DATES = "dates", _("Dates missing or older than twelve months")
    NO_DESCRIPTION = "no_description", _("No description of the service")
    PRODUCT_NOT_MENTIONED = "product_not_mentioned", _("A claimed product is not mentioned")


class Result(TextChoices):
    PENDING = "pending", pgettext_lazy("product result", "Pending")
    APPROVED = "approved", pgettext_lazy("product result", "Approved")
    REMOVED = "removed", pgettext_lazy("product result", "Removed")
    LOST = "lost", pgettext_lazy("product result", "Lost in arbitration")


class Activity(TextChoices):
    PRESALES = "presales", _("Pre-sales")
    USAGE = "usage", _("Usage")
    REVENUE = "revenue", _("Revenue association")


class ClockKind(TextChoices):
    """The deadlines that a claim can be under; each is stored once and settled once."""

    START_REVIEW = "start_review", _("Start of review")
    DECISION = "decision", _("Decision")
    ANSWER = "answer", _("Answer by the partner")
    FIRST_REMINDER = "first_reminder", _("First reminder to the partner")
    LAST_REMINDER = "last_reminder", _("Last reminder to the partner")
    OVERALL_RISK = "overall_risk", _("Overall decision at risk")
    OVERALL = "overall", _("Overall decision")
    DISPUTE_ANSWER = "dispute_answer", _("Answer to the dispute")
