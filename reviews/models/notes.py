from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from claims.models import Claim

from .. import mentions


class Note(models.Model):
    """An internal note: for staff only, which is why it is no comment with a flag."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="notes")
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    body = models.TextField(_("internal note"), max_length=10_000)
    mentioned = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", blank=True)

    class Meta:
        constraints = [models.CheckConstraint(name="note_says_something", condition=~Q(body=""))]
        indexes = [models.Index(fields=["claim", "id"], name="note_of_claim")]

    def __str__(self):
        return self.body[:50]

    @property
    def marked(self):
        """What it says, with the colleagues who are meant in it marked."""
        return mentions.marked(self.body, self.mentioned.all())
