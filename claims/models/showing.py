import secrets

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .proof import ProofFile
from .rules import exactly_when, one_of


def new_folder() -> str:
    return secrets.token_urlsafe(24)


class ShownFile(models.Model):
    """What is known of a file that was looked at in the portal, and where its drawn pages are kept.

    It can be thrown away at any time, with the folder, and is made anew at the next look.
    """

    class Status(models.TextChoices):
        SHOWN = "shown", _("Shown")
        BROKEN = "broken", _("Damaged")
        LOCKED = "locked", _("Protected by a password")
        TOO_MUCH = "too_much", _("Too large to be shown")

    proof = models.OneToOneField(ProofFile, models.CASCADE, related_name="shown")
    status = models.CharField(max_length=20, choices=Status)
    # In the default storage; the name can't be guessed.
    folder = models.CharField(max_length=40, default=new_folder)
    # How many pages the file has, and the size of those that are shown: [width, height] in tenths of a point.
    count = models.PositiveIntegerField(default=0)
    pages = models.JSONField(default=list)
    looked_into_at = models.DateTimeField()
    # To the day: when somebody last had it on show.
    used_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("shown_status_is_known", "status", ["shown", "broken", "locked", "too_much"]),
            exactly_when("shown_file_has_pages", Q(count__gt=0), Q(status="shown")),
        ]
        indexes = [models.Index(fields=["used_at", "id"], name="shown_by_last_use")]

    def __str__(self):
        return f"{self.proof_id}: {self.status}"
