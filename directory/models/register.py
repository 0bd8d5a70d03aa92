"""The register of partners of record, and what hangs on its entries."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Location, Partner

from .. import terms
from .customers import Product, Subscription, Tenant


class AssociationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Staff see every entry of the register; partners those of the places their roles cover."""
        if user.is_reviewing or user.is_support:
            return self
        covered = Q(pk__in=[])
        for role in user.roles:
            covered |= Q(location_id=role.location_id) if role.location_id else Q(partner_id=role.partner_id)
        return self.filter(covered)

    def listed(self):
        """What was taken back within minutes is as if it had never been."""
        return self.exclude(end_reason=Association.EndReason.TAKEN_BACK)

    def live(self):
        return self.filter(ended_at__isnull=True)

    def to_look_at(self, at):
        """Whose subscription has ended, or whose partner must be warned that it will."""
        return self.live().filter(look_at__lte=at)

    def astray(self):
        """Those whose dates don't follow from what the directory says by now of their subscription."""
        subscribed = self.live().filter(subscription__isnull=False)
        moved = ~Q(ends_date=F("subscription__end_date")) & (
            Q(ends_date__isnull=False) | Q(subscription__end_date__isnull=False)
        )
        forgotten = Q(look_at__isnull=True) & (
            Q(subscription__state=Subscription.State.ENDED)
            | (Q(subscription__end_date__isnull=False) & ~Q(subscription__state=Subscription.State.GRACE))
        )
        return subscribed.filter(moved | forgotten)

    def official(self, at):
        """Those whose partner is the partner of record at that instant."""
        return self.filter(Q(ended_at__isnull=True) | Q(ended_at__gt=at), official_at__lte=at)

    def for_thing(self, kind, tenant, product, subscription):
        """Whatever was ever registered for what may have one partner of record only."""
        if subscription is not None:
            return self.filter(kind=kind, subscription=subscription)
        return self.filter(kind=kind, tenant=tenant, product=product, subscription__isnull=True)


class Association(models.Model):
    """An entry in the register of partners of record; written by `directory.actions` only."""

    class Kind(models.TextChoices):
        INCENTIVE = "incentive", _("Incentive")
        REVENUE = "revenue", _("Revenue association")

    class Source(models.TextChoices):
        CLAIM = "claim", _("Claim")
        IMPORT = "import", _("Import")

    class EndReason(models.TextChoices):
        GIVEN_UP = "given_up", _("Given up by the partner")
        CUSTOMER_DENIAL = "customer_denial", _("Customer denial")
        LOST_IN_ARBITRATION = "lost_in_arbitration", _("Lost in arbitration")
        SUBSCRIPTION_ENDED = "subscription_ended", _("Subscription ended")
        TAKEN_BACK = "taken_back", _("Decision taken back")
        REVERSED = "reversed", _("Decision reversed")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    tenant = models.ForeignKey(Tenant, models.PROTECT, related_name="associations")
    product = models.ForeignKey(Product, models.PROTECT, related_name="associations")
    subscription = models.ForeignKey(
        Subscription, models.PROTECT, null=True, blank=True, related_name="associations"
    )
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="associations")
    location = models.ForeignKey(Location, models.PROTECT, related_name="associations")
    source = models.CharField(_("source"), max_length=20, choices=Source, default=Source.CLAIM)
    # The claim's own word, kept here whatever becomes of the claim: denied, reversed, approved anew.
    claim_code = models.CharField(_("claim ID"), max_length=12, blank=True, editable=False)
    started_at = models.DateTimeField(_("since"))
    official_at = models.DateTimeField(_("official since"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    end_reason = models.CharField(_("why it ended"), max_length=30, choices=EndReason, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    # The subscription's last day, as the directory last said, and when the clock must look at it again.
    ends_date = models.DateField(_("ends with its subscription on"), null=True, blank=True, editable=False)
    look_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = AssociationQuerySet.as_manager()

    class Meta:
        verbose_name = _("association")
        verbose_name_plural = _("associations")
        constraints = [
            models.UniqueConstraint(
                name="one_partner_of_a_workload",
                fields=["kind", "tenant", "product"],
                condition=Q(subscription__isnull=True, ended_at__isnull=True),
            ),
            models.UniqueConstraint(
                name="one_partner_of_a_subscription",
                fields=["kind", "subscription"],
                condition=Q(subscription__isnull=False, ended_at__isnull=True),
            ),
            models.CheckConstraint(
                name="association_kind_is_known", condition=Q(kind__in=["incentive", "revenue"])
            ),
            models.CheckConstraint(
                name="association_source_is_known", condition=Q(source__in=["claim", "import"])
            ),
            models.CheckConstraint(
                name="association_of_a_claim_names_it", condition=Q(claim_code="") | Q(source="claim")
            ),
            models.CheckConstraint(
                name="association_official_after_it_began",
                condition=Q(official_at__isnull=True) | Q(official_at__gte=F("started_at")),
            ),
            models.CheckConstraint(
                name="association_ends_after_it_began",
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("started_at")),
            ),
            models.CheckConstraint(
                name="association_ends_only_with_a_subscription",
                condition=Q(ends_date__isnull=True, look_at__isnull=True) | Q(subscription__isnull=False),
            ),
            models.CheckConstraint(
                name="association_ends_with_a_reason",
                condition=Q(ended_at__isnull=True, end_reason="")
                | Q(
                    ended_at__isnull=False,
                    end_reason__in=[
                        "given_up",
                        "customer_denial",
                        "lost_in_arbitration",
                        "subscription_ended",
                        "taken_back",
                        "reversed",
                    ],
                ),
            ),
        ]
        indexes = [
            models.Index(
                name="live_of_tenant", fields=["tenant", "product"], condition=Q(ended_at__isnull=True)
            ),
            models.Index(
                name="live_of_partner", fields=["partner", "tenant"], condition=Q(ended_at__isnull=True)
            ),
            models.Index(
                name="association_to_look_at",
                fields=["look_at", "id"],
                condition=Q(ended_at__isnull=True, look_at__isnull=False),
            ),
            # The register: all of a partner's, and what ends first.
            models.Index(name="register_of_partner", fields=["partner", "-id"]),
            models.Index(
                name="register_by_end",
                fields=["partner", "ends_date", "id"],
                condition=Q(ended_at__isnull=True, ends_date__isnull=False),
            ),
            models.Index(
                name="register_of_all_by_end",
                fields=["ends_date", "id"],
                condition=Q(ended_at__isnull=True, ends_date__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.subscription or self.product} – {self.tenant}"

    def is_official(self, at) -> bool:
        return (
            self.official_at is not None
            and self.official_at <= at
            and (self.ended_at is None or at < self.ended_at)
        )


class EndWarning(models.Model):
    """That an association's partner was warned of this end, so many days before: once for each end there is."""

    association = models.ForeignKey(Association, models.CASCADE, related_name="end_warnings")
    ends_date = models.DateField(_("ends"))
    days = models.PositiveSmallIntegerField(_("days before"))
    told_at = models.DateTimeField(_("told"))

    class Meta:
        verbose_name = _("warning of an end")
        verbose_name_plural = _("warnings of an end")
        constraints = [
            models.UniqueConstraint(
                name="warned_once_of_an_end", fields=["association", "ends_date", "days"]
            ),
            models.CheckConstraint(
                name="warned_so_many_days_before", condition=Q(days__in=terms.WARNED_DAYS)
            ),
        ]

    def __str__(self):
        return f"{self.ends_date}: {self.days}"


class Usage(models.Model):
    """People who used an associated product in a month."""

    association = models.ForeignKey(Association, models.CASCADE, related_name="usage")
    month_date = models.DateField(_("month"), help_text=_("The month's first day."))
    active_users = models.IntegerField(_("active users"))

    class Meta:
        verbose_name = _("usage")
        verbose_name_plural = _("usage")
        constraints = [
            models.UniqueConstraint(name="usage_once_a_month", fields=["association", "month_date"]),
            models.CheckConstraint(name="usage_month_is_its_first_day", condition=Q(month_date__day=1)),
            models.CheckConstraint(name="usage_is_not_negative", condition=Q(active_users__gte=0)),
        ]

    def __str__(self):
        return f"{self.month_date:%Y-%m}: {self.active_users}"
