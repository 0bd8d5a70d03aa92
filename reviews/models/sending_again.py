from django.conf import settings
from django.db import models
from django.db.models import Q

from claims.models.rules import exactly_when, one_of
from outbox.states import FAILED


class SendingAgain(models.Model):
    """That a lead asked for all failed mail to be sent again, and how far that is: the oldest goes first."""

    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    # What became of the mail, or all of it.
    state = models.CharField(max_length=10, blank=True)
    found = models.PositiveIntegerField()
    sent = models.PositiveIntegerField(default=0)
    left_alone = models.PositiveIntegerField(default=0)
    # The last mail that it came to, by when that was written and its ID: it comes to none a second time.
    reached_at = models.DateTimeField(null=True)
    reached_id = models.PositiveBigIntegerField(default=0)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            one_of("sending_again_state_is_known", "state", ["", *FAILED]),
            exactly_when("sending_again_reached_a_mail", Q(reached_at__isnull=False), Q(reached_id__gt=0)),
            models.UniqueConstraint(
                name="one_sending_again_of_a_kind", fields=["state"], condition=Q(finished_at__isnull=True)
            ),
        ]

    def __str__(self):
        return f"{self.asked_at:%Y-%m-%d %H:%M}"

    @property
    def place(self):
        return (self.reached_at, self.reached_id) if self.reached_at else None

    @property
    def done(self) -> int:
        return self.sent + self.left_alone
