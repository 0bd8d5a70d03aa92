from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..states import ClockKind, State
from .claim import Claim
from .rules import exactly_when, one_of


class Stay(models.Model):
    """A stretch of time that a claim spent in one state: the fact from which its clocks are computed."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="stays")
    state = models.CharField(max_length=30, choices=State)
    entered_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            one_of("stay_state_is_known", "state", State.values),
            models.CheckConstraint(
                name="left_after_entered", condition=Q(left_at__isnull=True) | Q(left_at__gte=F("entered_at"))
            ),
            models.UniqueConstraint(
                name="in_one_state_at_a_time", fields=["claim"], condition=Q(left_at__isnull=True)
            ),
        ]

    def __str__(self):
        return f"{self.get_state_display()} {self.entered_at:%Y-%m-%d %H:%M}"


class DeadlineQuerySet(models.QuerySet):
    def running(self):
        return self.filter(settled_at__isnull=True)

    def passed(self, at):
        return self.running().filter(due_at__lte=at)


class Deadline(models.Model):
    """One clock of a claim. It is settled once: met in time, passed, or cancelled with what it waited for."""

    class Outcome(models.TextChoices):
        MET = "met", pgettext_lazy("clock", "Met")
        PASSED = "passed", _("Passed")
        CANCELLED = "cancelled", _("Cancelled")

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="deadlines")
    kind = models.CharField(max_length=20, choices=ClockKind)
    counted_from = models.DateTimeField()
    due_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)

    objects = DeadlineQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("deadline_kind_is_known", "kind", ClockKind.values),
            one_of("deadline_outcome_is_known", "outcome", ["", "met", "passed", "cancelled"]),
            exactly_when("settled_with_an_outcome", Q(settled_at__isnull=False), ~Q(outcome="")),
            models.UniqueConstraint(
                name="one_running_clock_of_a_kind",
                fields=["claim", "kind"],
                condition=Q(settled_at__isnull=True),
            ),
        ]
        indexes = [
            models.Index(
                fields=["kind", "due_at", "id"], name="deadline_running", condition=Q(settled_at__isnull=True)
            ),
            models.Index(fields=["claim", "kind", "-id"], name="deadline_of_claim"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.due_at:%Y-%m-%d %H:%M}"
