from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from claims.models import Claim, ClaimProduct, Decision, InformationRequest
from claims.models.rules import exactly_when, one_of
from claims.states import RequestReason

from .arbitration import ArbitrationParty

# A PoE as a whole is signed, dated and about the work; only whether a product is in it is asked of each.
PRODUCT_POINT = RequestReason.PRODUCT_NOT_MENTIONED


class Verdict(models.TextChoices):
    MET = "met", _("Met")
    NOT_MET = "not_met", _("Not met")
    CANT_TELL = "cant_tell", _("Can't tell")


class ChecklistEntry(models.Model):
    """What the review team found on one of the five points, of one product where the point is about products.

    There is a row once somebody has ticked or written something; `version` counts how often.
    """

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="checklist")
    point = models.CharField(max_length=30, choices=RequestReason)
    product = models.ForeignKey(ClaimProduct, models.CASCADE, null=True, related_name="checklist")
    verdict = models.CharField(max_length=10, choices=Verdict, blank=True)
    note = models.TextField(_("note"), max_length=2_000, blank=True)
    ticked_at = models.DateTimeField()
    ticked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            one_of("checked_point_is_known", "point", RequestReason.values),
            one_of("verdict_is_known", "verdict", ["", *Verdict.values]),
            exactly_when(
                "product_point_has_a_product", Q(product__isnull=False), Q(point=str(PRODUCT_POINT.value))
            ),
            models.UniqueConstraint(
                name="point_once_in_a_checklist",
                fields=["claim", "point"],
                condition=Q(product__isnull=True),
            ),
            models.UniqueConstraint(
                name="product_once_in_a_checklist",
                fields=["product"],
                condition=Q(product__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.claim_id}: {self.get_point_display()}"


class KeptChecklist(models.Model):
    """What was ticked when a decision was taken, or a request was sent: a copy that nothing changes any more.

    The decision of an arbitration keeps one for each party, whatever becomes of its claim.
    """

    decision = models.OneToOneField(Decision, models.CASCADE, null=True, related_name="kept_checklist")
    request = models.OneToOneField(
        InformationRequest, models.CASCADE, null=True, related_name="kept_checklist"
    )
    party = models.OneToOneField(ArbitrationParty, models.CASCADE, null=True, related_name="kept_checklist")
    kept_at = models.DateTimeField()
    # A list of {"point", "product", "verdict", "note", "by", "at"}: as text, like history, for products and
    # accounts may go.
    points = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="kept_with_one_thing",
                condition=Q(decision__isnull=False, request__isnull=True, party__isnull=True)
                | Q(decision__isnull=True, request__isnull=False, party__isnull=True)
                | Q(decision__isnull=True, request__isnull=True, party__isnull=False),
            ),
        ]

    def __str__(self):
        return str(self.decision or self.request or self.party)
