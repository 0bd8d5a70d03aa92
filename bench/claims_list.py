"""How fast the list of the company with the most claims is: `python -m bench.claims_list`."""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cpor_portal.settings")
django.setup()

from django.db.models import Count  # noqa: E402 (Django has to be set up first)
from django.urls import reverse  # noqa: E402

from accounts.models import Membership, User  # noqa: E402
from accounts.roles import PartnerRole  # noqa: E402
from bench.pages import Page, report  # noqa: E402
from claims.models import Claim  # noqa: E402
from claims.states import State  # noqa: E402


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
    return [
        Page("list: newest", user, address),
        Page("list: deep page", user, f"{address}?before={oldest.pk}"),
        *(Page(f"list: {state.label}", user, f"{address}?state={state}") for state in State),
        Page("search: claim ID", user, f"{address}?q={oldest.code}"),
        Page("search: domain", user, f"{address}?q={oldest.domain}"),
        Page("search: nothing found", user, f"{address}?q=no-such-customer"),
        Page("one claim", user, reverse("claims:detail", args=[oldest.code])),
    ]


def main() -> int:
    found = admin_of_the_biggest_company()
    if found is None:
        print("There are no claims; `manage.py seed_bulk --claims 20000` makes some.")
        return 1
    user, count = found
    about = f"{Claim.objects.count():,} claims, {count:,} of them of {user}'s company"
    return 0 if report(pages(user), about) else 1


if __name__ == "__main__":
    sys.exit(main())
