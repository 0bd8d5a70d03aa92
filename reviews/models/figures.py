"""What insights are read from: sums for each day and each month, instead of claims."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.models import Claim

# Instead of a set of programmes, or of a reviewer: all together. Instead of a reviewer: nobody of the team.
EVERY, EVERYBODY, NOBODY = "*", -1, 0


class Span(models.TextChoices):
    DAY = "day"
    MONTH = "month"

    def begin(self, day: date) -> date:
        """The first day of the day or month that this day lies in."""
        return day if self is Span.DAY else day.replace(day=1)


def _count():
    return models.PositiveIntegerField(default=0)


class Figure(models.Model):
    """What happened on a day, by the review team's calendar, to claims of one set of programmes, by one reviewer.

    Sums over all sets, over everybody, and over both are rows too, so that no page adds up what it does not show; and
    so are sums over each month, so that a long period is read from few rows.
    """

    span = models.CharField(max_length=5, choices=Span, default=Span.DAY)
    # Of a month the first day.
    date = models.DateField(_("day"))
    programmes = models.CharField(_("programmes"), max_length=60)
    # A number and no reference: figures never depend on who still has an account.
    reviewer = models.BigIntegerField(_("reviewer"))

    submitted = _count()
    started = _count()
    asked = _count()
    answered = _count()
    # How open claims ended. But for the first, each is named after its reason for a rejection.
    approved = _count()
    insufficient_poe = _count()
    missing_acknowledgement = _count()
    missing_products = _count()
    no_partner_response = _count()
    poe_unavailable = _count()
    partner_request = _count()
    customer_denial = _count()
    lost_in_arbitration = _count()
    # What was undone; what was taken back within ten minutes counts nowhere else.
    taken_back = _count()
    reversed = _count()
    reopened = _count()
    disputed = _count()
    upheld = _count()
    # Approved claims that the partner, the customer or an arbitration ended; customers who changed their mind.
    ended_later = _count()
    agreed_again = _count()
    # How clocks ended.
    start_review_met = _count()
    start_review_passed = _count()
    decision_met = _count()
    decision_passed = _count()
    answer_met = _count()
    answer_passed = _count()
    overall_met = _count()
    overall_passed = _count()
    dispute_answer_met = _count()
    dispute_answer_passed = _count()
    # Tenths of business days → how many decisions took them: since the review began, and since the submission.
    review_days = models.JSONField(default=dict)
    total_days = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="figure_once", fields=["programmes", "reviewer", "span", "date"]),
        ]
        indexes = [models.Index(fields=["programmes", "span", "date", "reviewer"], name="figure_of_spans")]

    def __str__(self):
        return f"{self.span} {self.date} {self.programmes} {self.reviewer}"


class Counted(models.Model):
    """What of a claim is in the figures: a list of [day, reviewer, measure], for a decision with its two durations.

    When something happens to the claim, the figures change by the difference to this.
    """

    claim = models.OneToOneField(Claim, models.CASCADE, primary_key=True, related_name="+")
    programmes = models.CharField(max_length=60, blank=True)
    facts = models.JSONField(default=list)
    # Of the last decision: closing a day on or before it changes how long that took.
    decided_date = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["decided_date"], name="counted_by_decision")]

    def __str__(self):
        return str(self.claim_id)


class Counting(models.Model):
    """One row: who counts holds its lock, and each count raises its number."""

    revision = models.PositiveBigIntegerField(default=0)

    def __str__(self):
        return str(self.revision)
