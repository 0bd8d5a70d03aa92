"""The queue's own table: what a clock runs for, which of a million claims a few thousand are."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.models import Partner

from ..states import OPEN, State
from .rules import together


class QueuedQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The queue is the review team's."""
        return self if user.is_reviewing or user.is_support else self.none()

    def open(self):
        return self.filter(state__in=OPEN)

    def awaiting_review(self):
        return self.filter(state__in=(State.SUBMITTED, State.UNDER_REVIEW))


class Queued(models.Model):
    """A claim that is open or disputed, with what lists of such claims sort and narrow by, spelled as in `Claim`.

    A copy, which `Claim.save` keeps. Among all claims these are so few that a database misjudges every second
    question about them; here it knows how many have what, and reading all of them takes milliseconds.
    """

    claim = models.OneToOneField("claims.Claim", models.CASCADE, primary_key=True, related_name="queued")
    state = models.CharField(max_length=30, choices=State)
    due_at = models.DateTimeField()
    submitted_at = models.DateTimeField()
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="+", db_index=False)
    customer_country = models.CharField(max_length=2, blank=True)
    area = models.CharField(max_length=30, blank=True)
    presales = models.BooleanField()
    usage = models.BooleanField()
    answered_at = models.DateTimeField(null=True)
    overall_risk_at = models.DateTimeField(null=True)
    overall_due_at = models.DateTimeField(null=True)

    objects = QueuedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="queued_while_open_or_disputed", condition=Q(state__in=[*OPEN, State.REJECTED])
            ),
            models.CheckConstraint(
                name="queued_answered_under_review",
                condition=Q(answered_at__isnull=True) | Q(state=State.UNDER_REVIEW),
            ),
            together("queued_overall_due_and_risk", "overall_due_at", "overall_risk_at"),
        ]
        indexes = [
            models.Index(fields=["due_at", "claim"], name="queue_by_due"),
            models.Index(fields=["submitted_at", "claim"], name="queue_by_age"),
            models.Index(fields=["reviewer", "due_at", "claim"], name="queue_of_reviewer"),
            models.Index(fields=["state", "due_at", "claim"], name="queue_of_state"),
            models.Index(fields=["partner", "due_at", "claim"], name="queue_of_partner"),
            models.Index(fields=["customer_country", "due_at", "claim"], name="queue_of_country"),
            models.Index(fields=["overall_risk_at", "claim"], name="queue_at_risk"),
            models.Index(
                fields=["due_at", "claim"], name="queue_of_answered", condition=Q(answered_at__isnull=False)
            ),
        ]

    def __str__(self):
        return str(self.claim_id)


# Both as `save(update_fields=…)` may call them.
NAMES = {field.name: field.attname for field in Queued._meta.local_concrete_fields if not field.primary_key}


def keep(claim, saved: set[str] | None) -> None:
    """After the claim was saved, or `saved` fields of it; in the same transaction. Nothing is due for drafts."""
    changed = [name for name in NAMES if saved is None or saved & {name, NAMES[name]}]
    if not changed or claim.state == State.DRAFT:
        return
    if claim.due_at is None:
        Queued.objects.filter(pk=claim.pk).delete()
        return
    row = Queued(claim_id=claim.pk, **{column: getattr(claim, column) for column in NAMES.values()})
    Queued.objects.bulk_create([row], update_conflicts=True, unique_fields=["claim"], update_fields=changed)
