"""How fast the list of the company with the most claims is: `python -m bench.claims_list`.

`--small URL` names a second database with few claims; each page is then asked for in both, and compared.
"""

import argparse
import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cpor_portal.settings")
django.setup()

from django.db.models import Count
from django.urls import reverse
from django.utils.http import urlencode

from accounts.models import Membership, User
from accounts.programmes import Programme
from accounts.roles import PartnerRole
from bench.pages import Page, compare, other_database, report
from claims.filters import SHOWN
from claims.models import Claim, ClaimProduct
from claims.paging import ORDERS, page_of
from claims.states import Activity, Area

DEEP = "order: {}, near the end"
# Rows, filters and counts, but not what stands above an unfiltered list.
FULL = DEEP.format("newest")


def admin_of_the_biggest_company() -> tuple[User, int] | None:
    biggest = Claim.objects.values("partner").annotate(count=Count("pk")).order_by("-count").first()
    if biggest is None:
        return None
    role = Membership.objects.filter(
        partner=biggest["partner"], role=PartnerRole.INCENTIVES_ADMIN, location=None
    ).first()
    return None if role is None else (role.user, biggest["count"])


def pages(user: User) -> list[Page]:
    address = reverse("claims:list")
    mine = Claim.objects.visible_to(user)
    oldest = mine.order_by("pk")[50:51].first() or mine.order_by("-pk").first()

    def page(label, **asked):
        return Page(label, user, f"{address}?{urlencode(asked)}")

    return [
        Page("overview and newest", user, address),
        *(page(f"order: {name}", sort=name) for name in ORDERS),
        *(_deep_page(name, user, page) for name in ORDERS),
        *(page(f"state: {shown}", state=shown) for shown in SHOWN),
        *(page(f"programme: {each}", programme=each) for each in Programme),
        *(page(f"area: {each}", area=each) for each in Area),
        *(page(f"activity: {each}", activity=each) for each in Activity),
        page("location", location=oldest.location.mpn_id),
        page("product", product=_product_of(mine)),
        page("due: overdue", due="overdue"),
        page("due: within a week", due="7"),
        page("submitted since the start of 2025", submitted_from="2025-01-01"),
        page("submitted until the start of 2024", submitted_until="2024-01-01"),
        page("mine", mine="on"),
        page("approved, by customer", state="approved", sort="customer"),
        page("draft, by name", state="draft", sort="name"),
        page("search: claim ID", q=oldest.code),
        page("search: one domain", q=oldest.domain),
        page("search: one customer", q=oldest.customer),
        page("search: one Directory ID", q=oldest.directory_id),
        page("search: one subscription", q=_subscription_of(mine)),
        page("search: MPN ID of a location", q=oldest.location.mpn_id),
        page("search: prefix of every customer", q="Customer"),
        page("search: prefix of a seventh, by customer", q="Migra", sort="customer"),
        page("search: nothing found", q="no-such-customer"),
        Page("one claim", user, reverse("claims:detail", args=[oldest.code])),
    ]


def _deep_page(name: str, user: User, page) -> Page:
    """The last page but one."""
    parts = Claim.objects.parts_visible_to(user)
    last = page_of(parts, ORDERS[name], 30, before=_end_of(parts, ORDERS[name]))
    return page(DEEP.format(name), sort=name, after=last.previous)


def _end_of(parts, order) -> str:
    sign = "" if order.is_descending else "-"
    last = parts[0].order_by(*(sign + column for column in order.columns)).values_list(*order.columns).first()
    *values, pk = last
    return "~".join(
        [str(pk), *(value.isoformat() if hasattr(value, "isoformat") else value for value in values)]
    )


def _product_of(claims) -> str:
    return ClaimProduct.objects.filter(claim__in=claims[:1]).values_list("product__code", flat=True).first()


def _subscription_of(claims):
    chosen = ClaimProduct.objects.filter(claim__in=claims, subscription__isnull=False)
    return chosen.order_by("-pk").values_list("subscription__subscription_id", flat=True).first()


def main(arguments=()) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", metavar="URL", help="a second database, with few claims, to compare with")
    small = parser.parse_args(arguments).small
    found = admin_of_the_biggest_company()
    if found is None:
        print("There are no claims; `manage.py seed_bulk --claims 20000` makes some.")
        return 1
    user, count = found
    about = f"{Claim.objects.count():,} claims, {count:,} of them of {user}'s company"
    if small is None:
        return 0 if report(pages(user), about) else 1
    with other_database(small) as switch:
        switch(True)
        other = admin_of_the_biggest_company()
        few = pages(other[0])
        switch(False)
        about = f"{about}, against {other[1]:,}"
        return 0 if compare(few, pages(user), switch, about, full=FULL) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
