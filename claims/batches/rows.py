"""What a row of a sheet wants: the claim that its cells describe, and what is wrong with the cells themselves."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import Location, Partner, User
from accounts.roles import DRAFTING_ROLES
from directory import checks, spelling
from directory.models import Product, Subscription, Tenant
from directory.outcomes import SUBSCRIPTION_MESSAGES, SubscriptionOutcome

from ..numbers import worded
from ..problems import Problem, impossible_activities
from ..states import Activity, Area
from .columns import BY_KEY, FIELDS, folded, longest, parts

WRONG, MISSING, WARNING = "wrong", "missing", "warning"
SHORT = {
    **dict.fromkeys(("m365", "office365", "o365"), Area.M365),
    **dict.fromkeys(("bizapps", "dynamics365"), Area.BUSINESS_APPLICATIONS),
    "presale": Activity.PRESALES,
}
# Where a claim's field is another column of the sheet.
COLUMN_OF = {
    "location": "mpn_id",
    **dict.fromkeys(("presales", "usage", "revenue"), "activities"),
}


@cache
def _names() -> dict[str, Area | Activity]:
    """What a cell may say for each area and activity: its code, or its name in any of our languages."""
    names: dict[str, Area | Activity] = {}
    for choice in (*Area, *Activity):
        names[folded(choice.value)] = choice
        for language, _name in settings.LANGUAGES:
            with translation.override(language):
                names[folded(str(choice.label))] = choice
    return names | SHORT


def _area(typed: str) -> Area | None:
    found = _names().get(folded(typed))
    return found if isinstance(found, Area) else None


def _activity(typed: str) -> Activity | None:
    found = _names().get(folded(typed))
    return found if isinstance(found, Activity) else None


@dataclass(frozen=True)
class Remark:
    """`wrong`: no claim is made of the row. `missing`: a draft, no submission. `warning`: good to know."""

    column: str
    text: str
    kind: str = WRONG

    def as_json(self) -> dict[str, str]:
        return {"column": self.column, "kind": self.kind, "text": self.text}


@dataclass(frozen=True)
class Known:
    """What the rows of one chunk are held against, asked for once."""

    partner: Partner
    by: User
    locations: dict[str, Location]
    products: dict[str, Product]


@dataclass
class Wanted:
    location: Location | None = None
    fields: dict[str, Any] = field(default_factory=dict)
    workloads: list[Product] = field(default_factory=list)
    subscriptions: list[Subscription] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    def refuse(self, column: str, text: str) -> None:
        self.remarks.append(Remark(column, text))


def known_for(partner: Partner, by: User, rows: Iterable[dict[str, str]]) -> Known:
    mpn_ids = {values.get("mpn_id", "")[:20] for values in rows}
    locations = Location.objects.filter(partner=partner, mpn_id__in=mpn_ids).prefetch_related("enrolments")
    products: dict[str, Product] = {}
    for product in Product.objects.order_by("pk"):
        products.setdefault(folded(product.name), product)
        products[folded(product.code)] = product
    return Known(partner, by, {location.mpn_id: location for location in locations}, products)


def wanted_by(values: dict[str, str], known: Known) -> Wanted:
    wanted = Wanted()
    _find_location(wanted, values, known)
    _take_fields(wanted, values, known)
    _choose_activities(wanted, values)
    if wanted.location is not None:
        _find_products(wanted, values, known)
    return wanted


def _find_location(wanted: Wanted, values: dict[str, str], known: Known) -> None:
    typed = values.get("mpn_id", "")
    wanted.location = known.locations.get(typed)
    if not typed:
        wanted.refuse("mpn_id", _("Enter the MPN ID of the location that claims."))
    elif wanted.location is None:
        wanted.refuse(
            "mpn_id", _("Your company has no location with the MPN ID %(typed)s.") % {"typed": typed}
        )
    elif not known.by.holds(DRAFTING_ROLES, known.partner.pk, wanted.location.pk):
        wanted.refuse("mpn_id", _("Your role does not cover this location."))
        wanted.location = None


def _take_fields(wanted: Wanted, values: dict[str, str], known: Known) -> None:
    for key in FIELDS:
        typed, limit = values.get(key, ""), longest(key)
        if len(typed) > limit:
            wanted.refuse(key, worded(_("This cell has more than %(count)d characters."), count=limit))
        wanted.fields[key] = typed[:limit]
    if not wanted.fields["own_contact_name"] and not wanted.fields["own_contact_email"]:
        wanted.fields["own_contact_name"] = known.by.name
        wanted.fields["own_contact_email"] = known.by.email


def _choose_activities(wanted: Wanted, values: dict[str, str]) -> None:
    area = _area(values.get("area", "")) or ""
    if values.get("area") and not area:
        wanted.refuse("area", _("This is no solution area: write Microsoft 365 or Business Applications."))
    chosen = {activity.value: False for activity in Activity}
    for typed in parts(values.get("activities", "")):
        activity = _activity(typed)
        if activity is None:
            wanted.refuse(
                "activities",
                _("“%(typed)s” is no activity: write Pre-sales, Usage or Revenue association.")
                % {"typed": typed[:80]},
            )
        else:
            chosen[activity.value] = True
    for name, message in impossible_activities(area, **chosen).items():
        wanted.refuse("activities", message)
        chosen[name] = False
    wanted.fields |= chosen | {"area": area}


def _find_products(wanted: Wanted, values: dict[str, str], known: Known) -> None:
    products = _named_products(wanted, values, known)
    typed = parts(values.get("subscription_ids", ""))
    if wanted.fields["area"] != Area.BUSINESS_APPLICATIONS:
        wanted.workloads = products
        if typed and wanted.fields["area"]:
            wanted.refuse(
                "subscription_ids", _("Microsoft 365 workloads are claimed without subscription IDs.")
            )
        return
    tenant = checks.check_tenant(wanted.fields["domain"], wanted.fields["directory_id"]).tenant
    if tenant is None:  # the problem with the customer comes first
        return
    wanted.subscriptions = _typed_subscriptions(wanted, typed, products, tenant)
    named = {subscription.product_id for subscription in wanted.subscriptions}
    for product in products:
        if product.area != Area.BUSINESS_APPLICATIONS:
            wanted.workloads.append(product)  # refused in the words of the products' own check
        elif product.pk not in named and not typed:
            _fill_in_subscription(wanted, product, tenant)
        elif product.pk not in named and len(wanted.subscriptions) == len(typed):
            message = _("None of these subscriptions is one of %(product)s.") % {"product": product}
            wanted.refuse("subscription_ids", message)


def _named_products(wanted: Wanted, values: dict[str, str], known: Known) -> list[Product]:
    found = {}
    for typed in parts(values.get("products", "")):
        product = known.products.get(folded(typed))
        if product is None:
            wanted.refuse("products", _("There is no product called “%(typed)s”.") % {"typed": typed[:80]})
        else:
            found[product.pk] = product
    return list(found.values())


def _typed_subscriptions(
    wanted: Wanted, typed: list[str], products: list[Product], tenant: Tenant
) -> list[Subscription]:
    guids = {each: spelling.guid(each) for each in typed}
    found = {
        subscription.subscription_id: subscription
        for subscription in tenant.subscriptions.filter(
            subscription_id__in=[guid for guid in guids.values() if guid]
        ).select_related("product")
    }
    kept = {}
    for each, guid in guids.items():
        subscription = found.get(guid) if guid else None
        if subscription is None:
            outcome = SubscriptionOutcome.UNKNOWN if guid else SubscriptionOutcome.NOT_A_GUID
        elif products and subscription.product not in products:
            outcome = SubscriptionOutcome.OTHER_PRODUCT
        else:
            kept[subscription.pk] = subscription
            continue
        told = {
            "tenant": tenant,
            "product": ", ".join(map(str, products)),
            "actual": subscription.product if subscription else "",
        }
        wanted.refuse("subscription_ids", f"{each[:60]}: {str(SUBSCRIPTION_MESSAGES[outcome]) % told}")
    return list(kept.values())


def _fill_in_subscription(wanted: Wanted, product: Product, tenant: Tenant) -> None:
    """DIR-3: the only one is taken; among several somebody has to choose."""
    found = list(tenant.subscriptions.filter(product=product).select_related("product")[:2])
    if len(found) == 1:
        wanted.subscriptions.append(found[0])
    elif found:
        message = _(
            "This customer has several subscriptions of %(product)s: enter the ID of the one you mean."
        )
        wanted.refuse("subscription_ids", message % {"product": product})
    else:
        wanted.refuse("products", _("%(product)s is not on this tenant.") % {"product": product})


def remark_on(problem: Problem, values: dict[str, str]) -> Remark:
    """A problem of the claim, beside the cell that it comes from."""
    column = COLUMN_OF.get(problem.field, problem.field)
    if column not in BY_KEY:  # a product's own field
        column = "subscription_ids" if values.get("subscription_ids") else "products"
    if not problem.blocks:
        return Remark(column, problem.message, WARNING)
    # What was left empty can be filled in later, and a location can still be enrolled (PRG-5).
    can_wait = problem.field == "location" or not values.get(column)
    return Remark(column, problem.message, MISSING if can_wait else WRONG)


def fingerprint_of(values: dict[str, str], known: Known) -> str:
    """Of what makes a claim this one and no other; contacts, comment and proof may be corrected.

    As typed but for its spelling, so that the same sheet has the same one whatever the directory learns.
    """
    products = [known.products.get(folded(each)) for each in parts(values.get("products", ""))]
    names = [folded(each) for each in parts(values.get("products", ""))]
    subscriptions = parts(values.get("subscription_ids", ""))
    core = {
        "mpn_id": values.get("mpn_id", ""),
        "domain": spelling.domain(values.get("domain", "")),
        "directory_id": _spelled(values.get("directory_id", "")),
        "area": _area(values.get("area", "")) or folded(values.get("area", "")),
        "activities": sorted(
            str(_activity(each) or folded(each)) for each in parts(values.get("activities", ""))
        ),
        "products": sorted(
            product.code if product else name for product, name in zip(products, names, strict=True)
        ),
        "subscriptions": sorted(_spelled(each) for each in subscriptions),
        "name": " ".join(values.get("name", "").split()).casefold(),
    }
    return hashlib.sha256(json.dumps(core, sort_keys=True).encode()).hexdigest()


def _spelled(typed: str) -> str:
    return str(spelling.guid(typed) or typed.strip().casefold())
