from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from directory.models import Association


class DefenceText(models.Model):
    """What the partner of record writes to the review team about it."""

    association = models.ForeignKey(Association, models.PROTECT, related_name="defence_texts")
    body = models.TextField(_("text"), max_length=10_000)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(name="defence_text_says_something", condition=~Q(body=""))]

    def __str__(self):
        return f"{self.association}: {self.body[:50]}"
