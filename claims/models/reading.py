from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .proof import ProofFile
from .rules import exactly_when, one_of


class ProofReadingQuerySet(models.QuerySet):
    def due(self, at):
        return self.filter(due_at__lte=at)


class ProofReading(models.Model):
    """The text of a file of proof, page by page: what the findings of its claim are made of.

    It is seen only through the claim that the file belongs to.
    """

    class Status(models.TextChoices):
        WAITING = "waiting", _("Being read")
        READ = "read", _("Read")
        NO_TEXT = "no_text", _("No text in it")
        FAILED = "failed", _("Can't be read")

    proof = models.OneToOneField(ProofFile, models.CASCADE, related_name="reading")
    status = models.CharField(max_length=20, choices=Status, default=Status.WAITING)
    # A list of {"text": …, "has_picture": …}, one for each page; one alone for a DOCX, which has none.
    pages = models.JSONField(default=list)
    # Whether pages are missing in it: the file has more than is read.
    is_cut = models.BooleanField(default=False)
    tries = models.PositiveIntegerField(default=0)
    # From when on a sweep reads what still waits: by then the task that was asked for is lost.
    due_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)

    objects = ProofReadingQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("reading_status_is_known", "status", ["waiting", "read", "no_text", "failed"]),
            exactly_when("read_at_unless_waiting", Q(read_at__isnull=True), Q(status="waiting")),
            exactly_when("reading_due_while_waiting", Q(due_at__isnull=False), Q(status="waiting")),
        ]
        indexes = [
            models.Index(fields=["due_at", "id"], name="reading_due", condition=Q(due_at__isnull=False)),
        ]

    def __str__(self):
        return f"{self.proof_id}: {self.status}"
