from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from directory.models import Association


class DefenceFile(models.Model):
    """Proof for an association that came from no claim, while it is being compared; never changed or deleted."""

    association = models.ForeignKey(Association, models.PROTECT, related_name="defence_files")
    file = models.FileField(_("file"), max_length=200)
    name = models.CharField(max_length=255)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(name="defence_file_is_not_empty", condition=Q(size__gt=0)),
            models.CheckConstraint(name="defence_file_has_a_digest", condition=~Q(sha256="")),
            models.UniqueConstraint(name="defence_file_once", fields=["association", "sha256"]),
        ]

    def __str__(self):
        return self.name


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
