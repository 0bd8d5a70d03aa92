from django.conf import settings
from django.db import models
from django.db.models import Count, F, Q
from django.utils.translation import gettext_lazy as _

from claims.models import Decision
from claims.models.rules import exactly_when, one_of, together


class SecondLookQuerySet(models.QuerySet):
    def open(self):
        """Drawn, and not looked at yet."""
        return self.filter(looked_at__isnull=True, voided_at__isnull=True)

    def returned(self):
        """Looked at and sent back, until a lead has settled it."""
        return self.filter(outcome="returned", settled_at__isnull=True, voided_at__isnull=True)

    def claims_waiting(self):
        """IDs of the claims with a decision to look at again, or one that was returned; each half by its own index."""
        return self.open().values("decision__claim").union(self.returned().values("decision__claim"))

    def over(self):
        """Agreed, settled, or void because the decision was undone."""
        return self.filter(Q(outcome="agreed") | Q(settled_at__isnull=False) | Q(voided_at__isnull=False))

    def drawn_between(self, start, end):
        return self.filter(drawn_at__gte=start, drawn_at__lt=end)

    def tally(self) -> dict[str, int]:
        """How many were drawn, and what came of them; of the returned ones, what a lead made of them."""
        return self.aggregate(
            drawn=Count("pk"),
            agreed=Count("pk", filter=Q(outcome="agreed")),
            returned=Count("pk", filter=Q(outcome="returned")),
            kept=Count("pk", filter=Q(settlement="kept")),
            reversed=Count("pk", filter=Q(settlement="reversed")),
            void=Count("pk", filter=Q(voided_at__isnull=False)),
        )


class SecondLook(models.Model):
    """A decision that was drawn for another reviewer to look at (REV-9). For staff only."""

    class Outcome(models.TextChoices):
        AGREED = "agreed", _("Agreed")
        RETURNED = "returned", _("Returned with a note")

    class Settlement(models.TextChoices):
        KEPT = "kept", _("The decision stands")
        REVERSED = "reversed", _("The decision was reversed")

    decision = models.OneToOneField(Decision, models.CASCADE, related_name="second_look")
    drawn_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    looked_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    note = models.TextField(_("note, for staff only"), max_length=10_000, blank=True)
    # What a lead made of a returned one.
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    settlement = models.CharField(max_length=10, choices=Settlement, blank=True)
    text = models.TextField(_("reasoning, for staff only"), max_length=10_000, blank=True)
    # The decision was undone before anything came of it, so there is nothing to look at.
    voided_at = models.DateTimeField(null=True)

    objects = SecondLookQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("second_look_outcome_is_known", "outcome", ["", "agreed", "returned"]),
            one_of("second_look_settlement_is_known", "settlement", ["", "kept", "reversed"]),
            together("second_look_taken_at_and_by", "taken_at", "taken_by"),
            together("second_look_settled_at_and_by", "settled_at", "settled_by"),
            models.CheckConstraint(
                name="second_look_by_who_took_it",
                condition=Q(looked_at__isnull=True) | Q(taken_at__isnull=False),
            ),
            exactly_when("second_look_done_with_an_outcome", Q(looked_at__isnull=False), ~Q(outcome="")),
            exactly_when("second_look_returned_with_a_note", ~Q(note=""), Q(outcome="returned")),
            exactly_when("second_look_settled_somehow", Q(settled_at__isnull=False), ~Q(settlement="")),
            models.CheckConstraint(
                name="second_look_settled_once_returned",
                condition=Q(settled_at__isnull=True) | Q(outcome="returned"),
            ),
            models.CheckConstraint(
                name="second_look_void_or_settled",
                condition=Q(voided_at__isnull=True) | (Q(settled_at__isnull=True) & ~Q(outcome="agreed")),
            ),
            models.CheckConstraint(
                name="second_look_after_it_was_drawn",
                condition=Q(looked_at__isnull=True) | Q(looked_at__gte=F("drawn_at")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["id"],
                name="second_look_open",
                condition=Q(looked_at__isnull=True, voided_at__isnull=True),
            ),
            models.Index(
                fields=["id"],
                name="second_look_returned",
                condition=Q(outcome="returned", settled_at__isnull=True, voided_at__isnull=True),
            ),
            models.Index(fields=["drawn_at"], name="second_look_drawn"),
        ]

    def __str__(self):
        return str(self.decision)

    @property
    def is_open(self) -> bool:
        return self.looked_at is None and self.voided_at is None

    @property
    def is_returned(self) -> bool:
        """And waits for a lead."""
        return self.outcome == self.Outcome.RETURNED and self.settled_at is None and self.voided_at is None
