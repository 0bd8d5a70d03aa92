from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import ConcurrentTransitionMixin, FSMField

from accounts.models import Location, Partner
from accounts.programmes import Programme
from accounts.roles import PartnerRole
from directory.models import Association, Product, Subscription, Tenant

from .. import codes
from ..states import DECIDED, OPEN, Activity, Area, PartnerReason, RejectionReason, Result, State
from .listing import LIST_INDEXES, QUEUE_INDEXES, Listed
from .moves import Moves
from .rules import exactly_when, one_of


def _places(user) -> list[Q]:
    """What the person's roles cover in each company: all of it, or some locations."""
    companies: dict[int, set[int | None]] = {}
    for role in user.roles:
        if role.role in PartnerRole:
            companies.setdefault(role.partner_id, set()).add(role.location_id)
    return [
        Q(partner_id=partner_id) if None in locations else Q(partner_id=partner_id) & _at(locations)
        for partner_id, locations in companies.items()
    ]


def programmes_of(*, presales: bool, usage: bool, area: str) -> list[Programme]:
    """The programme of each chosen activity (PRG-2); revenue association has none."""
    chosen = []
    if presales:
        chosen.append(Programme.OSA_SELL)
    if usage:
        chosen.append(Programme.OSU_M365 if area == Area.M365 else Programme.OSU_BA)
    return chosen


def programme_set(programmes: list[Programme]) -> str:
    """As one word, for figures: empty for a revenue association, which has none."""
    return "+".join(programmes)


def _at(locations: set[int]) -> Q:
    return Q(location_id__in=sorted(locations)) if len(locations) > 1 else Q(location_id=min(locations))


class ClaimQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Staff see every claim that was submitted; partners the claims of the places their roles cover."""
        if user.is_reviewing or user.is_support:
            return self.exclude(state=State.DRAFT)
        places = Q(pk__in=[])
        for place in _places(user):
            places |= place
        return self.filter(places)

    def parts_visible_to(self, user):
        """The same, company by company: what is one company's, an index of its claims can sort."""
        if user.is_reviewing or user.is_support:
            return [self.visible_to(user)]
        return [self.filter(place) for place in _places(user)]

    def open(self):
        return self.filter(state__in=OPEN)

    def awaiting_review(self):
        return self.filter(state__in=(State.SUBMITTED, State.UNDER_REVIEW))

    def free(self):
        """What a reviewer can take: it waits for the review team, and nobody has it."""
        return self.awaiting_review().filter(reviewer__isnull=True, due_at__isnull=False)

    def idle_since(self, at):
        """Waiting for the review team, with a reviewer who has done nothing on it since then."""
        return self.awaiting_review().filter(reviewer__isnull=False, acted_at__lte=at)

    def overdue(self, at):
        return self.filter(state__in=OPEN, due_at__lte=at)

    def for_page(self):
        return self.select_related("partner", "location", "tenant", "reviewer", "barred_reviewer", "dispute")


class Claim(ConcurrentTransitionMixin, Moves, Listed):
    code = models.CharField(_("claim ID"), max_length=12, unique=True, default=codes.new_code, editable=False)
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="claims")
    location = models.ForeignKey(
        Location, models.PROTECT, related_name="claims", verbose_name=_("location (MPN ID)")
    )

    state = FSMField(_("state"), max_length=30, choices=State, default=State.DRAFT, protected=True)
    # Counts every change that somebody who decides must have seen: moves, edits, files.
    version = models.PositiveIntegerField(default=1)

    # Kept as typed, right or wrong; `tenant` is set when the two belong together.
    domain = models.CharField(_("customer's domain"), max_length=253, blank=True)
    directory_id = models.CharField(_("Directory ID"), max_length=60, blank=True)
    tenant = models.ForeignKey(Tenant, models.PROTECT, null=True, blank=True, related_name="claims")

    area = models.CharField(_("solution area"), max_length=30, choices=Area, blank=True)
    presales = models.BooleanField(Activity.PRESALES.label, default=False)
    usage = models.BooleanField(Activity.USAGE.label, default=False)
    revenue = models.BooleanField(Activity.REVENUE.label, default=False)

    name = models.CharField(_("claim name"), max_length=200, blank=True)
    contact_name = models.CharField(_("customer contact's name"), max_length=200, blank=True)
    contact_title = models.CharField(_("customer contact's title"), max_length=200, blank=True)
    contact_email = models.EmailField(_("customer contact's e-mail"), blank=True)
    own_contact_name = models.CharField(_("your contact's name"), max_length=200, blank=True)
    own_contact_email = models.EmailField(_("your contact's e-mail"), blank=True)
    technical_contact_name = models.CharField(_("technical contact's name"), max_length=200, blank=True)
    technical_contact_title = models.CharField(_("technical contact's title"), max_length=200, blank=True)
    technical_contact_email = models.EmailField(_("technical contact's e-mail"), blank=True)
    seller_name = models.CharField(_("Dynamics solution seller's name"), max_length=200, blank=True)
    customer_name = models.CharField(_("customer's name"), max_length=200, blank=True)
    isv_solution = models.CharField(_("name of the ISV product or solution"), max_length=200, blank=True)
    # Becomes the first comment when the draft is submitted.
    opening_comment = models.TextField(_("comment to the review team"), max_length=10_000, blank=True)

    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    submitted_at = models.DateTimeField(null=True, editable=False)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    # Since when the claim is in its state, and which user brought it there (none: the customer or the clock).
    entered_at = models.DateTimeField(default=timezone.now, editable=False)
    mover = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="claims_in_review", editable=False
    )
    # When the reviewer last did something on it; at first, when it came to them or came back from the partner.
    acted_at = models.DateTimeField(null=True, editable=False)
    # Whose decision was disputed: another person reviews the claim from then on.
    barred_reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    review_started_at = models.DateTimeField(null=True, editable=False)
    answered_at = models.DateTimeField(
        null=True,
        editable=False,
        help_text=_("Set while a claim is back under review with the partner's answer."),
    )
    decided_at = models.DateTimeField(null=True, editable=False)
    rejection_reason = models.CharField(max_length=30, choices=RejectionReason, blank=True, editable=False)
    partner_reason = models.CharField(max_length=30, choices=PartnerReason, blank=True, editable=False)
    partner_reason_text = models.TextField(blank=True, editable=False)

    # While a dispute waits for its answer.
    disputed_at = models.DateTimeField(null=True, editable=False)

    # Stored for the index only: claims.clocks computes them from facts on every move.
    due_at = models.DateTimeField(null=True, editable=False)
    overall_risk_at = models.DateTimeField(null=True, editable=False)
    overall_due_at = models.DateTimeField(null=True, editable=False)
    # When the customer's time to opt out ends; set when it began, which needs a delivered notice.
    window_ends_at = models.DateTimeField(null=True, editable=False)

    # Set when the customer's contact must be written to; whoever writes clears it.
    notice_due_at = models.DateTimeField(null=True, editable=False)
    # Until the review team's sweep has looked whether others want the same.
    compare_due_at = models.DateTimeField(null=True, editable=False)
    # Set while the last message to the customer's contact is known to have come back.
    contact_bounced_at = models.DateTimeField(null=True, editable=False)

    history_length = models.PositiveIntegerField(default=0, editable=False)
    history_head = models.CharField(max_length=64, blank=True, editable=False)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("claim_state_is_known", "state", State.values),
            one_of("claim_area_is_known", "area", ["", *Area.values]),
            one_of("rejection_reason_is_known", "rejection_reason", ["", *RejectionReason.values]),
            one_of("partner_reason_is_known", "partner_reason", ["", *PartnerReason.values]),
            exactly_when("submitted_unless_draft", Q(submitted_at__isnull=True), Q(state=State.DRAFT)),
            exactly_when("submitted_at_and_by", Q(submitted_at__isnull=True), Q(submitted_by__isnull=True)),
            exactly_when("decided_at_when_decided", Q(decided_at__isnull=False), Q(state__in=DECIDED)),
            exactly_when("reason_when_rejected", ~Q(rejection_reason=""), Q(state=State.REJECTED)),
            exactly_when(
                "partner_reason_on_partner_request",
                ~Q(partner_reason=""),
                Q(rejection_reason=RejectionReason.PARTNER_REQUEST),
            ),
            models.CheckConstraint(
                name="review_started_when_reviewed",
                condition=Q(review_started_at__isnull=False)
                | ~Q(state__in=[State.UNDER_REVIEW, State.ACTION_REQUIRED, State.APPROVED]),
            ),
            models.CheckConstraint(
                name="review_starts_after_submission",
                condition=Q(review_started_at__isnull=True)
                | Q(submitted_at__isnull=False, review_started_at__gte=F("submitted_at")),
            ),
            models.CheckConstraint(
                name="no_reviewer_on_a_draft", condition=Q(reviewer__isnull=True) | ~Q(state=State.DRAFT)
            ),
            models.CheckConstraint(
                name="acted_at_once_held",
                condition=Q(reviewer__isnull=True) | Q(acted_at__isnull=False),
            ),
            models.CheckConstraint(
                name="answered_only_under_review",
                condition=Q(answered_at__isnull=True) | Q(state=State.UNDER_REVIEW),
            ),
            models.CheckConstraint(
                name="due_while_open", condition=Q(due_at__isnull=False) | ~Q(state__in=OPEN)
            ),
            models.CheckConstraint(
                name="due_only_while_open_or_disputed",
                condition=Q(due_at__isnull=True) | Q(state__in=OPEN) | Q(disputed_at__isnull=False),
            ),
            exactly_when(
                "overall_due_and_risk", Q(overall_due_at__isnull=False), Q(overall_risk_at__isnull=False)
            ),
            models.CheckConstraint(
                name="overall_due_once_review_started",
                condition=Q(overall_due_at__isnull=True) | Q(review_started_at__isnull=False),
            ),
            models.CheckConstraint(
                name="disputed_only_when_rejected",
                condition=Q(disputed_at__isnull=True) | Q(state=State.REJECTED),
            ),
            models.CheckConstraint(
                name="window_only_once_approved",
                condition=Q(window_ends_at__isnull=True) | Q(state__in=DECIDED),
            ),
            models.CheckConstraint(
                name="revenue_association_alone",
                condition=Q(revenue=False) | Q(presales=False, usage=False),
            ),
            models.CheckConstraint(
                name="microsoft_365_takes_usage_only",
                condition=~Q(area=Area.M365) | Q(presales=False, revenue=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["reviewer", "due_at", "id"],
                name="claim_queue_of_reviewer",
                condition=Q(state__in=OPEN),
            ),
            models.Index(
                fields=["due_at", "id", "state"],
                name="claim_free",
                condition=Q(due_at__isnull=False, reviewer__isnull=True),
            ),
            models.Index(
                fields=["acted_at", "id"],
                name="claim_idle",
                condition=Q(state__in=[State.SUBMITTED, State.UNDER_REVIEW], reviewer__isnull=False),
            ),
            models.Index(fields=["partner", "-id"], name="claim_of_partner"),
            models.Index(fields=["partner", "state", "-id"], name="claim_of_partner_by_state"),
            models.Index(fields=["location", "-id"], name="claim_of_location"),
            models.Index(fields=["state", "-id"], name="claim_by_state"),
            models.Index(fields=["tenant", "state"], name="claim_of_tenant"),
            models.Index(
                fields=["notice_due_at", "id"],
                name="claim_notice_due",
                condition=Q(notice_due_at__isnull=False),
            ),
            models.Index(
                fields=["compare_due_at", "id"],
                name="claim_compare_due",
                condition=Q(compare_due_at__isnull=False),
            ),
            models.Index(
                fields=["disputed_at", "id"], name="claim_disputed", condition=Q(disputed_at__isnull=False)
            ),
            *LIST_INDEXES,
            *QUEUE_INDEXES,
        ]

    def __str__(self):
        return self.code

    def get_absolute_url(self):
        return reverse("claims:detail", args=[self.code])

    @property
    def activities(self) -> list[Activity]:
        return [activity for activity in Activity if getattr(self, activity)]

    @property
    def programmes(self) -> list[Programme]:
        return programmes_of(presales=self.presales, usage=self.usage, area=self.area)

    @property
    def programme_set(self) -> str:
        return programme_set(self.programmes)

    @property
    def association_kind(self) -> str:
        return Association.Kind.REVENUE if self.revenue else Association.Kind.INCENTIVE

    @property
    def needs_technical_contact(self) -> bool:
        return self.area == Area.BUSINESS_APPLICATIONS and not self.revenue

    def is_overdue(self, at) -> bool:
        return self.due_at is not None and self.due_at <= at


class ClaimProductQuerySet(models.QuerySet):
    def live(self):
        """Still wanted or held: not removed by a reviewer and not lost."""
        return self.filter(result__in=(Result.PENDING, Result.APPROVED))

    def for_thing(self, kind, tenant, product, subscription):
        """Whatever wants, or has, what may have one partner of record only; see `ClaimProduct.thing`."""
        rows = self.filter(claim__revenue=kind == Association.Kind.REVENUE)
        if subscription is not None:
            return rows.filter(subscription=subscription)
        return rows.filter(claim__tenant=tenant, product=product, subscription__isnull=True)

    def wanting(self, other):
        """What other open claims want of the same tenant's workload, or of the same subscription."""
        rivals = self.live().for_thing(**other.thing).filter(claim__state__in=OPEN)
        return rivals.exclude(claim_id=other.claim_id)


class ClaimProduct(models.Model):
    claim = models.ForeignKey(Claim, models.CASCADE, related_name="products")
    product = models.ForeignKey(Product, models.PROTECT, related_name="+")
    subscription = models.ForeignKey(Subscription, models.PROTECT, null=True, blank=True, related_name="+")
    # Kept as typed while it is not an ID that can be claimed; never together with a subscription.
    typed_subscription = models.CharField(_("subscription ID as typed"), max_length=60, blank=True)
    result = models.CharField(max_length=20, choices=Result, default=Result.PENDING)
    removal_reason = models.TextField(blank=True)
    association = models.OneToOneField(
        Association, models.PROTECT, null=True, blank=True, related_name="claim_product"
    )

    objects = ClaimProductQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="workload_once_in_a_claim",
                fields=["claim", "product"],
                condition=Q(subscription__isnull=True),
            ),
            models.UniqueConstraint(
                name="subscription_once_in_a_claim",
                fields=["claim", "subscription"],
                condition=Q(subscription__isnull=False),
            ),
            one_of("product_result_is_known", "result", Result.values),
            models.CheckConstraint(
                name="typed_only_without_a_subscription",
                condition=Q(typed_subscription="") | Q(subscription__isnull=True),
            ),
            exactly_when("removal_has_a_reason", ~Q(removal_reason=""), Q(result=Result.REMOVED)),
            models.CheckConstraint(
                name="association_only_when_approved",
                condition=Q(association__isnull=True) | Q(result__in=[Result.APPROVED, Result.LOST]),
            ),
        ]
        indexes = [
            models.Index(fields=["subscription", "result"], name="claim_product_subscription"),
            models.Index(fields=["product", "result"], name="claim_product_product"),
        ]

    def __str__(self):
        if self.subscription_id:
            return f"{self.product} – {self.subscription.subscription_id}"
        return (
            f"{self.product} – “{self.typed_subscription}”" if self.typed_subscription else str(self.product)
        )

    @property
    def thing(self) -> dict:
        """What may have one partner of record only: a tenant's workload, or a subscription."""
        return {
            "kind": self.claim.association_kind,
            "tenant": self.claim.tenant,
            "product": self.product,
            "subscription": self.subscription,
        }
