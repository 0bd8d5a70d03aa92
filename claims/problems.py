"""What stops a claim from being submitted, and what may cause a question later, each with its field."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.programmes import Programme
from directory import checks, live, spelling
from directory.checks import SubscriptionCheck
from directory.models import Association, Holding, Product, Subscription

from .models import Claim, ClaimProduct
from .states import OPEN, Area


@dataclass(frozen=True)
class Problem:
    field: str
    message: str
    blocks: bool = True
    # Nothing is known to be wrong: the directory does not answer, and can be asked again in a moment.
    waits: bool = False


CONTACTS = ("contact_name", "contact_title", "contact_email", "own_contact_name", "own_contact_email")
TECHNICAL_CONTACT = ("technical_contact_name", "technical_contact_title", "technical_contact_email")
REVENUE_DETAILS = ("seller_name", "customer_name", "isv_solution")


def problems_of(claim: Claim, on_date: date) -> list[Problem]:
    found = [
        *_tenant_problems(claim),
        *_activity_problems(claim),
        *enrolment_problems(claim, on_date),
        *_missing_fields(claim),
        *_product_problems(claim, on_date),
    ]
    if not claim.files.exists():
        found.append(Problem("files", _("Attach at least one file as proof of execution.")))
    return found


def _tenant_problems(claim: Claim) -> list[Problem]:
    return [
        Problem(check.field, check.message, waits=check.waits)
        for check in checks.check_customer(claim.domain, claim.directory_id)
        if not check.ok
    ]


def _activity_problems(claim: Claim) -> list[Problem]:
    if not claim.area:
        return [Problem("area", _("Choose a solution area."))]
    if not claim.activities:
        return [Problem("usage", _("Choose an activity."))]
    return []


def impossible_activities(area: str, *, presales: bool, usage: bool, revenue: bool) -> dict[str, str]:
    """PRG-3: what does not go together, by field; the database refuses it, too."""
    if area == Area.M365:
        only = _("Microsoft 365 takes Usage only.")
        return {name: only for name, chosen in (("presales", presales), ("revenue", revenue)) if chosen}
    if revenue and (presales or usage):
        return {"revenue": _("Revenue association can't be combined with another activity.")}
    return {}


def enrolment_problems(claim: Claim, on_date: date) -> list[Problem]:
    enrolled = claim.location.enrolled_programmes(on_date)
    return [
        Problem(
            "location",
            _(
                "%(location)s is not enrolled in %(programme)s. Your Global admin can enrol it in "
                "Partner Center under Incentives; until then, choose a location that is enrolled."
            )
            % {"location": claim.location, "programme": Programme(programme).label},
        )
        for programme in claim.programmes
        if programme not in enrolled
    ]


def _missing_fields(claim: Claim) -> list[Problem]:
    needed = ["name", *CONTACTS]
    if claim.needs_technical_contact:
        needed += TECHNICAL_CONTACT
    if claim.revenue:
        needed += REVENUE_DETAILS
    found = []
    for field in needed:
        typed, named = getattr(claim, field).strip(), {"field": Claim._meta.get_field(field).verbose_name}
        if not typed:
            found.append(Problem(field, _("Fill in: %(field)s.") % named))
        elif field.endswith("_email") and not _is_address(typed):
            found.append(Problem(field, _("This is no e-mail address: %(field)s.") % named))
    return found


def _is_address(typed: str) -> bool:
    try:
        validate_email(typed)
    except ValidationError:
        return False
    return True


def _product_problems(claim: Claim, on_date: date) -> list[Problem]:
    chosen = list(claim.products.live().select_related("product", "subscription__product"))
    if not chosen:
        return [Problem("products", _("Choose at least one product."))]
    # While the directory does not answer, that is the one problem to tell.
    if claim.tenant is None or not live.knows_tenant(claim.tenant.directory_id, claim.tenant):
        return []
    held = set(Holding.objects.filter(tenant=claim.tenant).values_list("product_id", flat=True))
    own = claimed_by_own_company(claim)
    typed = {row.product: row.typed_subscription for row in chosen if row.typed_subscription}
    checked = check_typed(claim, typed, own, on_date)
    # What was submitted in time is not late because of an edit.
    filed_on = claim.location.local_date(claim.submitted_at) if claim.submitted_at else on_date
    found = []
    for row in chosen:
        row.claim = claim
        flaw = _area_flaw(claim, row) or validity_flaw(row.product, filed_on)
        if not flaw and row.typed_subscription:
            flaw = _typed_flaw(row, checked[row.product])
        elif not flaw and row.subscription_id:
            flaw = _subscription_flaw(row, own, on_date)
        elif not flaw:
            flaw = _workload_flaw(row, held, own)
        if flaw:
            found.append(Problem("products", flaw))
    return found + _rival_warnings(claim, chosen)


def _area_flaw(claim: Claim, row: ClaimProduct) -> str:
    """A claim is of one solution area, which decides its programme."""
    # What is no Dynamics subscription is told in the words of the subscription's own check.
    if claim.area in ("", row.product.area) or (row.subscription_id and row.product.area == Area.M365):
        return ""
    return _("%(product)s does not belong to the solution area of this claim.") % {"product": row.product}


def validity_flaw(product: Product, on_date: date) -> str:
    """DIR-1: the catalogue says from when to when a product can be claimed."""
    if product.is_offered(on_date):
        return ""
    known = {"product": product}
    if on_date < product.valid_from_date:
        known["date"] = date_format(product.valid_from_date, pgettext("date format", "j M Y"))
        return _("%(product)s can't be claimed before %(date)s.") % known
    known["date"] = date_format(product.valid_until_date, pgettext("date format", "j M Y"))
    return _("%(product)s can't be claimed any more: it was offered until %(date)s.") % known


def check_typed(
    claim: Claim, typed: Mapping[Product, str], own: set, on_date: date
) -> dict[Product, SubscriptionCheck]:
    """What `checks.check_subscription` finds of each typed ID, in one query; `own` is `claimed_by_own_company`."""
    guids = {product: spelling.guid(text) for product, text in typed.items()}
    known = claim.tenant.subscriptions.known().filter(subscription_id__in=set(guids.values()) - {None})
    found = {subscription.subscription_id: subscription for subscription in known.select_related("product")}
    return {
        product: _check(claim, text, found.get(guids[product]), product, own, on_date)
        for product, text in typed.items()
    }


def _check(
    claim: Claim, typed: str, found: Subscription | None, product: Product, own: set, on_date: date
) -> SubscriptionCheck:
    is_own = found is not None and (product.pk, found.pk) in own
    return checks.judge(typed, found, claim.tenant, product, claim.partner, on_date, claimed_by_own=is_own)


def check_listed(
    claim: Claim, subscription: Subscription, product: Product, own: set, on_date: date
) -> SubscriptionCheck:
    """The same of a subscription that is at hand, with its product; no query."""
    is_known = subscription.tenant_id == claim.tenant_id and subscription.gone_at is None
    found = subscription if is_known else None
    return _check(claim, str(subscription), found, product, own, on_date)


def _typed_flaw(row: ClaimProduct, check: SubscriptionCheck) -> str:
    message = check.message
    if check.ok:
        message = _("%(typed)s can be claimed now: open the products and continue, so that it is taken.")
        message = message % {"typed": row.typed_subscription}
    return f"{row.product}: {message}"


def _subscription_flaw(row: ClaimProduct, own: set, on_date: date) -> str:
    check = check_listed(row.claim, row.subscription, row.product, own, on_date)
    return "" if check.ok else f"{row.product}: {check.message}"


def _workload_flaw(row: ClaimProduct, held: set[int], own: set) -> str:
    if row.product.area != Area.M365:
        message = _("%(product)s: choose its subscription.")
    elif row.product_id not in held:
        message = _("%(product)s is not on this tenant.")
    elif (row.product_id, None) in own:
        message = _("%(product)s is already claimed by your own company.")
    else:
        return ""
    return message % {"product": row.product}


def claimed_by_own_company(claim: Claim) -> set[tuple[int, int | None]]:
    """What this company has, or has another open claim on, at this tenant."""
    others = ClaimProduct.objects.live().filter(
        claim__partner_id=claim.partner_id,
        claim__tenant_id=claim.tenant_id,
        claim__state__in=OPEN,
        claim__revenue=claim.revenue,
    )
    own = set(others.exclude(claim_id=claim.pk).values_list("product_id", "subscription_id"))
    held = Association.objects.live().filter(
        partner_id=claim.partner_id, tenant_id=claim.tenant_id, kind=claim.association_kind
    )
    return own | set(held.values_list("product_id", "subscription_id"))


def taken_by_others(claim: Claim) -> set[tuple[int, int | None]]:
    """What another company has, or has an open claim on, at this tenant."""
    others = ClaimProduct.objects.live().filter(
        claim__tenant_id=claim.tenant_id, claim__state__in=OPEN, claim__revenue=claim.revenue
    )
    wanted = others.exclude(claim__partner_id=claim.partner_id).values_list("product_id", "subscription_id")
    held = (
        Association.objects.live()
        .filter(tenant_id=claim.tenant_id, kind=claim.association_kind)
        .exclude(partner_id=claim.partner_id)
    )
    return set(wanted) | set(held.values_list("product_id", "subscription_id"))


def _rival_warnings(claim: Claim, chosen: list[ClaimProduct]) -> list[Problem]:
    """DIR-5: taken or wanted by somebody else is a warning, and never says by whom."""
    taken = taken_by_others(claim)
    return [
        Problem(
            "products",
            _(
                "%(product)s is claimed by another partner or has one already. You can go on: the claims will be "
                "compared in an arbitration, which can take longer than ten business days."
            )
            % {"product": row},
            blocks=False,
        )
        for row in chosen
        if (row.product_id, row.subscription_id) in taken
    ]
