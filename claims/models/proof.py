import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from directory.models import Association

from .claim import Claim
from .conversation import RequestPoint
from .rules import exactly_when


def proof_path(proof, filename: str) -> str:
    """A path that tells nothing and can't be guessed; the name that people see is kept in the row."""
    return f"poe/{proof.claim_id}/{secrets.token_urlsafe(24)}"


class ProofFile(models.Model):
    """A file of the proof of execution: never changed, and never deleted once its claim is submitted.

    Without a claim: for an association that came from none, while it is compared with claims.
    """

    claim = models.ForeignKey(Claim, models.CASCADE, null=True, related_name="files")
    association = models.ForeignKey(Association, models.PROTECT, null=True, related_name="files")
    file = models.FileField(_("file"), upload_to=proof_path, max_length=200)
    name = models.CharField(max_length=255)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    in_answer_to = models.ForeignKey(
        RequestPoint, models.PROTECT, null=True, blank=True, related_name="files"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(name="file_is_not_empty", condition=Q(size__gt=0)),
            models.CheckConstraint(name="file_has_a_digest", condition=~Q(sha256="")),
            exactly_when(
                "file_of_a_claim_or_an_association", Q(claim__isnull=False), Q(association__isnull=True)
            ),
            models.UniqueConstraint(
                name="file_once_for_an_association",
                fields=["association", "sha256"],
                condition=Q(association__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["sha256"], name="proof_by_content")]

    def __str__(self):
        return self.name

    @property
    def partner_id(self) -> int:
        return (self.claim or self.association).partner_id
