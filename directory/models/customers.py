"""Who can be claimed, and what for: tenants, their domains, products and subscriptions."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length, Lower
from django.utils.translation import gettext_lazy as _

from accounts.models import COUNTRY
from calendars import countries
from calendars.zones import refuse_unknown_zone, zone_of_country

from .. import spelling


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
