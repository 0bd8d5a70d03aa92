"""What partner and reviewers say to each other: comments, requests for information, decisions, disputes."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..states import RejectionReason, RequestReason
from .claim import Claim
from .rules import exactly_when, one_of, together


class Comment(models.Model):
    """Read by partner and staff alike. Internal notes are another model in another app, so that none can leak."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="comments")
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    by_partner = models.BooleanField()
    body = models.TextField(_("comment"), max_length=10_000)

    class Meta:
        constraints = [models.CheckConstraint(name="comment_says_something", condition=~Q(body=""))]
        indexes = [models.Index(fields=["claim", "id"], name="comment_of_claim")]

    def __str__(self):
        return self.body[:50]


def comment_file_path(file, filename: str) -> str:
    """Tells nothing and can't be guessed; the name that people see is kept in the row."""
    return f"comments/{file.comment_id}/{secrets.token_urlsafe(24)}"


class CommentFile(models.Model):
    """Goes with what was said, in every state; proof of execution it is not."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="files")
    file = models.FileField(upload_to=comment_file_path, max_length=200)
    name = models.CharField(max_length=255)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.CheckConstraint(name="comment_file_is_not_empty", condition=Q(size__gt=0)),
            models.CheckConstraint(name="comment_file_has_a_digest", condition=~Q(sha256="")),
        ]

    def __str__(self):
        return self.name


class InformationRequestQuerySet(models.QuerySet):
    def open(self):
        return self.filter(answered_at__isnull=True, taken_back_at__isnull=True, lapsed_at__isnull=True)

    def counted_in(self, calendar: str):
        """Asked of several partners at once, one of them in this country."""
        return self.filter(calendars__contains=f"{calendar} ")


class InformationRequest(models.Model):
    claim = models.ForeignKey(Claim, models.CASCADE, related_name="requests")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    text = models.TextField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    # The claim was decided without an answer: nobody answers it any more.
    lapsed_at = models.DateTimeField(null=True)
    # Asked of several partners at once: whose time to answer is the same for all, as lines of country and
    # time zone. Empty when the claim's own calendar counts.
    calendars = models.TextField(blank=True)

    objects = InformationRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            together("request_answered_at_and_by", "answered_at", "answered_by"),
            together("request_taken_back_at_and_by", "taken_back_at", "taken_back_by"),
            models.CheckConstraint(name="request_says_something", condition=~Q(text="")),
            models.CheckConstraint(
                name="request_answered_or_taken_back",
                condition=Q(answered_at__isnull=True) | Q(taken_back_at__isnull=True),
            ),
            models.UniqueConstraint(
                name="one_open_request",
                fields=["claim"],
                condition=Q(answered_at__isnull=True, taken_back_at__isnull=True, lapsed_at__isnull=True),
            ),
        ]

    def __str__(self):
        return f"{self.claim_id} {self.asked_at:%Y-%m-%d}"

    @property
    def is_open(self) -> bool:
        return self.answered_at is None and self.taken_back_at is None and self.lapsed_at is None


class RequestPoint(models.Model):
    """One deficiency of a request, answered on its own."""

    request = models.ForeignKey(InformationRequest, models.CASCADE, related_name="points")
    reason = models.CharField(max_length=30, choices=RequestReason)
    text = models.TextField(blank=True)
    answer = models.TextField(blank=True)

    class Meta:
        constraints = [
            one_of("request_reason_is_known", "reason", RequestReason.values),
            models.UniqueConstraint(name="each_reason_once_in_a_request", fields=["request", "reason"]),
        ]

    def __str__(self):
        return self.get_reason_display()


class Decision(models.Model):
    class Outcome(models.TextChoices):
        APPROVED = "approved", _("Approved")
        REJECTED = "rejected", _("Rejected")

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="decisions")
    outcome = models.CharField(max_length=10, choices=Outcome)
    reason = models.CharField(max_length=30, choices=RejectionReason, blank=True)
    text = models.TextField(_("text to the partner"), blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="decisions")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            one_of("decision_outcome_is_known", "outcome", ["approved", "rejected"]),
            exactly_when("rejection_has_a_reason", ~Q(reason=""), Q(outcome="rejected")),
            together("decision_undone_at_and_by", "undone_at", "undone_by"),
        ]
        indexes = [
            models.Index(fields=["claim", "-id"], name="decision_of_claim"),
            models.Index(fields=["made_at", "id"], name="decision_by_time"),
        ]

    def __str__(self):
        return f"{self.claim_id}: {self.get_outcome_display()}"


class Dispute(models.Model):
    class Outcome(models.TextChoices):
        REOPENED = "reopened", _("Back under review")
        UPHELD = "upheld", _("Upheld")

    claim = models.OneToOneField(Claim, models.CASCADE, related_name="dispute")
    raised_at = models.DateTimeField()
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    justification = models.TextField(_("justification"))
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    text = models.TextField(_("answer to the partner"), blank=True)
    # When the leads heard of it who may answer it.
    leads_told_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            one_of("dispute_outcome_is_known", "outcome", ["", "reopened", "upheld"]),
            together("dispute_settled_at_and_by", "settled_at", "settled_by"),
            exactly_when("dispute_settled_with_an_outcome", ~Q(outcome=""), Q(settled_at__isnull=False)),
            models.CheckConstraint(name="dispute_has_a_justification", condition=~Q(justification="")),
        ]
        indexes = [
            models.Index(fields=["id"], name="dispute_waiting", condition=Q(settled_at__isnull=True)),
            models.Index(
                fields=["id"],
                name="dispute_to_tell",
                condition=Q(settled_at__isnull=True, leads_told_at__isnull=True),
            ),
        ]

    def __str__(self):
        return f"{self.claim_id}: {self.get_outcome_display()}"
