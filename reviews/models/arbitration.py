from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from claims.models import Claim, ClaimProduct, InformationRequest
from claims.models.rules import exactly_when, one_of, together
from claims.states import OPEN, Result
from directory.models import Association, Product, Subscription, Tenant


class ArbitrationQuerySet(models.QuerySet):
    def open(self):
        return self.filter(closed_at__isnull=True)

    def about(self, thing: dict):
        """The arbitrations of one workload of a tenant, or of one subscription."""
        if thing["subscription"] is not None:
            return self.filter(kind=thing["kind"], subscription=thing["subscription"])
        return self.filter(
            kind=thing["kind"], tenant=thing["tenant"], product=thing["product"], subscription__isnull=True
        )


class Arbitration(models.Model):
    """Several partners want, or have, what only one can have."""

    class Outcome(models.TextChoices):
        DECIDED = "decided", _("Decided")
        MOOT = "moot", _("No rival left")

    kind = models.CharField(max_length=20, choices=Association.Kind)
    tenant = models.ForeignKey(Tenant, models.PROTECT, related_name="+")
    product = models.ForeignKey(Product, models.PROTECT, related_name="+")
    subscription = models.ForeignKey(Subscription, models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    text = models.TextField(_("reasoning, for staff only"), blank=True)

    objects = ArbitrationQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("arbitration_kind_is_known", "kind", Association.Kind.values),
            one_of("arbitration_outcome_is_known", "outcome", ["", "decided", "moot"]),
            exactly_when("arbitration_closed_with_an_outcome", Q(closed_at__isnull=False), ~Q(outcome="")),
            exactly_when(
                "arbitration_decided_by_somebody", Q(decided_at__isnull=False), Q(outcome="decided")
            ),
            together("arbitration_decided_at_and_by", "decided_at", "decided_by"),
            models.UniqueConstraint(
                name="one_open_arbitration_of_a_workload",
                fields=["kind", "tenant", "product"],
                condition=Q(closed_at__isnull=True, subscription__isnull=True),
            ),
            models.UniqueConstraint(
                name="one_open_arbitration_of_a_subscription",
                fields=["kind", "subscription"],
                condition=Q(closed_at__isnull=True, subscription__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["opened_at", "id"], name="arbitration_open", condition=Q(closed_at__isnull=True)
            )
        ]

    def __str__(self):
        return f"{self.product} – {self.tenant}"

    @property
    def thing(self) -> dict:
        return {
            "kind": self.kind,
            "tenant": self.tenant,
            "product": self.product,
            "subscription": self.subscription,
        }


class PartyQuerySet(models.QuerySet):
    def standing(self):
        """Who is still in it: an open claim that wants it, or an association that lasts."""
        wants = Q(
            association__isnull=True,
            claim_product__claim__state__in=OPEN,
            claim_product__result=Result.PENDING,
        )
        return self.filter(wants | Q(association__ended_at__isnull=True, association__isnull=False))


class ArbitrationParty(models.Model):
    """A claim that wants the product, or (with `association`) the partner of record that has it.

    Without a claim: a partner of record from before the portal. A claim whose product was taken off it while its
    partner could edit it stays in the record, without the product.
    """

    arbitration = models.ForeignKey(Arbitration, models.CASCADE, related_name="parties")
    claim = models.ForeignKey(Claim, models.CASCADE, null=True, related_name="arbitration_parties")
    claim_product = models.ForeignKey(
        ClaimProduct, models.SET_NULL, null=True, related_name="arbitration_parties"
    )
    association = models.ForeignKey(
        Association, models.PROTECT, null=True, related_name="arbitration_parties"
    )
    joined_at = models.DateTimeField()
    # When its product was taken off the claim.
    left_at = models.DateTimeField(null=True)
    won = models.BooleanField(null=True)

    objects = PartyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="party_is_somebody",
                condition=Q(claim__isnull=False) | Q(association__isnull=False),
            ),
            models.CheckConstraint(
                name="party_product_is_of_a_claim",
                condition=Q(claim_product__isnull=True) | Q(claim__isnull=False),
            ),
            models.CheckConstraint(
                name="party_that_left_has_no_product",
                condition=Q(left_at__isnull=True) | Q(claim_product__isnull=True),
            ),
            models.UniqueConstraint(
                name="claim_product_once_in_an_arbitration",
                fields=["arbitration", "claim_product"],
                condition=Q(claim_product__isnull=False),
            ),
            models.UniqueConstraint(
                name="association_once_in_an_arbitration",
                fields=["arbitration", "association"],
                condition=Q(association__isnull=False),
            ),
            models.UniqueConstraint(name="one_winner", fields=["arbitration"], condition=Q(won=True)),
        ]

    def __str__(self):
        return str(self.claim_product or self.association)

    @property
    def is_incumbent(self) -> bool:
        return self.association_id is not None


class JointRequest(models.Model):
    """The same request to every party of an arbitration, at one instant and until one date (ARB-3)."""

    arbitration = models.ForeignKey(Arbitration, models.CASCADE, related_name="joint_requests")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    text = models.TextField()
    # Reason → what is missing, the same for all.
    points = models.JSONField(default=dict)
    requests = models.ManyToManyField(InformationRequest, related_name="joint_requests")
    taken_back_at = models.DateTimeField(null=True)
    # Who holds the association moves nowhere, so it is told in a comment, once nothing can be taken back.
    incumbents_told_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="joint_request_says_something", condition=~Q(text="")),
            models.CheckConstraint(
                name="joint_request_told_or_taken_back",
                condition=Q(taken_back_at__isnull=True) | Q(incumbents_told_at__isnull=True),
            ),
        ]
        indexes = [
            models.Index(
                fields=["asked_at"],
                name="joint_request_to_tell",
                condition=Q(taken_back_at__isnull=True, incumbents_told_at__isnull=True),
            ),
            models.Index(fields=["arbitration", "-id"], name="joint_request_of_arbitration"),
        ]

    def __str__(self):
        return f"{self.arbitration_id} {self.asked_at:%Y-%m-%d}"
