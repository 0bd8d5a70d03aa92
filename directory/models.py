from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length, Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import COUNTRY, Location, Partner
from calendars import countries
from calendars.zones import refuse_unknown_zone, zone_of_country

from . import spelling


class TenantQuerySet(models.QuerySet):
    def known(self):
        """Those that the live directory has not given up since."""
        return self.filter(gone_at__isnull=True)


class Tenant(models.Model):
    """A customer, as the directory knows it."""

    class Language(models.TextChoices):
        ENGLISH = "en", _("English")
        GERMAN = "de", _("German")
        DUTCH = "nl", _("Dutch")
        SWEDISH = "sv", _("Swedish")

    directory_id = models.UUIDField(_("Directory ID"), unique=True)
    name = models.CharField(_("name"), max_length=200)
    country = models.CharField(_("country"), max_length=2, validators=[COUNTRY])
    language = models.CharField(_("language"), max_length=2, choices=Language, default=Language.ENGLISH)
    time_zone = models.CharField(
        _("time zone"), max_length=50, blank=True, help_text=_("Left empty, it is the country's main one.")
    )
    # When a live directory last told what this tenant has; empty for what was loaded or typed in here.
    told_at = models.DateTimeField(_("told by the live directory"), null=True, editable=False)
    # Since when the live directory does not know it any more; claims may still refer to it.
    gone_at = models.DateTimeField(_("unknown since"), null=True, blank=True)

    objects = TenantQuerySet.as_manager()

    class Meta:
        verbose_name = _("tenant")
        verbose_name_plural = _("tenants")
        constraints = [
            models.CheckConstraint(name="tenant_has_a_name", condition=~Q(name="")),
            models.CheckConstraint(
                name="tenant_country_is_a_code", condition=Q(country__regex=r"^[A-Z]{2}\Z")
            ),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.time_zone = self.time_zone or zone_of_country(self.country)
        super().save(*args, **kwargs)

    def clean(self):
        refuse_unknown_zone(self.time_zone)

    @property
    def country_name(self) -> str:
        return countries.name_of(self.country)


class DomainQuerySet(models.QuerySet):
    def owning(self, typed: str):
        """The verified domains that the typed one is, or lies below; the nearest comes first."""
        labels = spelling.domain(typed).split(".")
        # A verified domain has two labels or more, so that nobody owns all of .com by mistake.
        names = [".".join(labels[start:]) for start in range(len(labels) - 1)]
        return self.filter(name__in=names, tenant__gone_at__isnull=True).order_by(Length("name").desc())


class Domain(models.Model):
    """A verified domain of a tenant."""

    tenant = models.ForeignKey(Tenant, models.CASCADE, related_name="domains")
    name = models.CharField(_("domain"), max_length=253, unique=True)

    objects = DomainQuerySet.as_manager()

    class Meta:
        verbose_name = _("domain")
        verbose_name_plural = _("domains")
        constraints = [
            models.CheckConstraint(name="domain_is_lower_case", condition=Q(name=Lower("name"))),
            models.CheckConstraint(name="domain_has_two_labels", condition=Q(name__contains=".")),
        ]

    def __str__(self):
        return self.name

    def clean(self):
        self.name = spelling.domain(self.name)


class ProductQuerySet(models.QuerySet):
    def offered(self, on_date):
        return self.filter(
            Q(valid_until_date__isnull=True) | Q(valid_until_date__gte=on_date), valid_from_date__lte=on_date
        )


class Product(models.Model):
    class Area(models.TextChoices):
        M365 = "m365", _("Microsoft 365")
        BUSINESS_APPLICATIONS = "business_applications", _("Business Applications")

    code = models.SlugField(_("code"), max_length=50, unique=True)
    name = models.CharField(_("name"), max_length=200)
    area = models.CharField(_("solution area"), max_length=30, choices=Area)
    valid_from_date = models.DateField(_("offered from"))
    valid_until_date = models.DateField(_("offered until"), null=True, blank=True)

    objects = ProductQuerySet.as_manager()

    class Meta:
        verbose_name = _("product")
        verbose_name_plural = _("products")
        constraints = [
            models.CheckConstraint(
                name="product_area_is_known", condition=Q(area__in=["m365", "business_applications"])
            ),
            models.CheckConstraint(
                name="product_is_offered_before_it_ends",
                condition=Q(valid_until_date__isnull=True) | Q(valid_until_date__gte=F("valid_from_date")),
            ),
        ]

    def __str__(self):
        return self.name

    def is_offered(self, on_date) -> bool:
        """The same as `offered`, of a product that is at hand."""
        return self.valid_from_date <= on_date and (
            self.valid_until_date is None or on_date <= self.valid_until_date
        )


class Holding(models.Model):
    """A Microsoft 365 workload that a tenant has."""

    tenant = models.ForeignKey(Tenant, models.CASCADE, related_name="holdings")
    product = models.ForeignKey(
        Product, models.PROTECT, related_name="holdings", limit_choices_to={"area": Product.Area.M365}
    )

    class Meta:
        verbose_name = _("workload held")
        verbose_name_plural = _("workloads held")
        constraints = [models.UniqueConstraint(name="workload_held_once", fields=["tenant", "product"])]

    def __str__(self):
        return f"{self.product} – {self.tenant}"


class SubscriptionQuerySet(models.QuerySet):
    def known(self):
        """Those that the live directory has not given up since."""
        return self.filter(gone_at__isnull=True)


class Subscription(models.Model):
    class Channel(models.TextChoices):
        VOLUME_LICENSING = "volume_licensing", _("Volume Licensing")
        WEB_DIRECT = "web_direct", _("Web-Direct")
        CSP = "csp", _("CSP")

    class State(models.TextChoices):
        PROVISIONING = "provisioning", _("Being provisioned")
        ACTIVE = "active", _("Active")
        GRACE = "grace", _("In grace")
        SUSPENDED = "suspended", _("Suspended")
        ENDED = "ended", _("Ended")

    subscription_id = models.UUIDField(_("subscription ID"), unique=True)
    tenant = models.ForeignKey(Tenant, models.PROTECT, related_name="subscriptions")
    product = models.ForeignKey(Product, models.PROTECT, related_name="subscriptions")
    channel = models.CharField(_("channel"), max_length=20, choices=Channel)
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.ACTIVE)
    start_date = models.DateField(_("starts"))
    end_date = models.DateField(_("ends"), null=True, blank=True)
    # Since when the live directory does not list it any more; claims and associations may still refer to it.
    gone_at = models.DateTimeField(_("unknown since"), null=True, blank=True)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")
        constraints = [
            models.CheckConstraint(
                name="subscription_channel_is_known",
                condition=Q(channel__in=["volume_licensing", "web_direct", "csp"]),
            ),
            models.CheckConstraint(
                name="subscription_state_is_known",
                condition=Q(state__in=["provisioning", "active", "grace", "suspended", "ended"]),
            ),
            models.CheckConstraint(
                name="subscription_ends_after_it_begins",
                condition=Q(end_date__isnull=True) | Q(end_date__gte=F("start_date")),
            ),
        ]
        indexes = [models.Index(name="subscription_of_tenant", fields=["tenant", "product"])]

    def __str__(self):
        return str(self.subscription_id)

    def is_usable(self, on_date) -> bool:
        """Active, or past its end and in grace."""
        if self.state == self.State.GRACE:
            return True
        return self.state == self.State.ACTIVE and (self.end_date is None or on_date <= self.end_date)


class AssociationQuerySet(models.QuerySet):
    def live(self):
        return self.filter(ended_at__isnull=True)

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
    started_at = models.DateTimeField(_("since"))
    official_at = models.DateTimeField(_("official since"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    end_reason = models.CharField(_("why it ended"), max_length=30, choices=EndReason, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

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
                name="association_official_after_it_began",
                condition=Q(official_at__isnull=True) | Q(official_at__gte=F("started_at")),
            ),
            models.CheckConstraint(
                name="association_ends_after_it_began",
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("started_at")),
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
        ]

    def __str__(self):
        return f"{self.subscription or self.product} – {self.tenant}"

    def is_official(self, at) -> bool:
        return (
            self.official_at is not None
            and self.official_at <= at
            and (self.ended_at is None or at < self.ended_at)
        )


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
