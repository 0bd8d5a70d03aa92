from django.conf import settings
from django.db import models
from django.db.models import F, Q

from claims.models import Claim


class Look(models.Model):
    """How far a person has read a claim's history, and how far they had at the look before this one.

    It changes nothing of the process, and nobody else reads it.
    """

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="looks")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    # The last time that the page was loaded, and the last event that was on it.
    looked_at = models.DateTimeField()
    number = models.PositiveIntegerField()
    # The same of the look before this one: what came after it is new.
    before_at = models.DateTimeField(null=True)
    before_number = models.PositiveIntegerField(null=True)
    # The queue that the person came from, as its address had it.
    came_from = models.CharField(max_length=2_000, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_look_of_a_person", fields=["user", "claim"]),
            models.CheckConstraint(
                name="look_before_at_and_number",
                condition=Q(before_at__isnull=True, before_number__isnull=True)
                | Q(before_at__isnull=False, before_number__isnull=False),
            ),
            models.CheckConstraint(
                name="looks_go_forward",
                condition=Q(before_number__isnull=True) | Q(before_number__lte=F("number")),
            ),
        ]
        indexes = [models.Index(fields=["user", "looked_at"], name="look_of_person")]

    def __str__(self):
        return f"{self.user_id}: {self.claim_id} up to {self.number}"
