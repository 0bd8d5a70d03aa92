"""How fast the review queue is, for a lead and for the reviewer with the most work: `python -m bench.queue`.

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
from django.utils import timezone
from django.utils.http import urlencode

from accounts.models import User
from accounts.programmes import Programme
from accounts.roles import StaffRole
from bench.pages import Page, compare, compare_plans, other_database, report
from claims import paging
from claims.models import Claim, ClaimProduct
from claims.states import Area, State
from reviews import queues
from reviews.queues_filters import DueBy, Listing

# A page that is full in a small database, too.
FULL = "list: all"
LISTS = [listing for listing in Listing if listing not in (Listing.DISPUTED, Listing.ARBITRATION)]


def busiest_reviewer() -> User | None:
    busy = (
        Claim.objects.awaiting_review()
        .exclude(reviewer=None)
        .values("reviewer")
        .annotate(work=Count("pk"))
        .order_by("-work")
    )
    found = busy.first()
    if found is not None:
        return User.objects.get(pk=found["reviewer"])
    return User.objects.filter(staff_role=StaffRole.REVIEWER).first()


def pages(reviewer: User) -> list[Page]:
    address = reverse("reviews:queue")

    def page(label, **asked):
        return Page(label, reviewer, f"{address}?{urlencode(asked)}")

    shown = [Page("as it begins", reviewer, address), *(page(f"list: {each}", show=each) for each in LISTS)]
    claim = Claim.objects.awaiting_review().select_related("partner").order_by("-due_at", "-pk").first()
    if claim is None:
        return shown
    return [
        *shown,
        page("order: waiting longest", show="all", sort="age"),
        page("all, last page but one", show="all", after=_near_the_end(reviewer, "show=all")),
        page("waiting longest, last page but one", **_deep(reviewer, show="all", sort="age")),
        page("all claims, last page but one", **_deep(reviewer, show="any")),
        *(page(f"state: {state}", state=state) for state in State if state != State.DRAFT),
        *(page(f"due: {due}", show="all", due=due) for due in DueBy),
        page("reviewer: a person", show="all", reviewer=reviewer.pk),
        page("reviewer: nobody", show="all", reviewer="nobody"),
        *(page(f"programme: {each}", show="all", programme=each) for each in Programme),
        *(page(f"area: {each}", show="all", area=each) for each in Area),
        page("country: many", show="all", country="DE"),
        page("country: few", show="all", country="IE"),
        page("country: none", show="all", country="JP"),
        page("product", show="all", product=_product_of(claim)),
        page("partner by MPN ID", show="all", partner=claim.mpn_id),
        page("partner by name", show="all", partner=claim.partner.name),
        page("answered", show="all", answered="on"),
        page("in arbitration", show="all", arbitration="on"),
        page("overdue", show="all", overdue="on"),
        page("overall at risk", show="all", risk="on"),
        page("four filters", show="all", country="DE", area=claim.area, due="week", reviewer="nobody"),
        page("all claims of a partner", show="any", partner=claim.mpn_id),
        page("all claims with a product", show="any", product=_product_of(claim)),
        page("all claims of a reviewer, rejected", show="any", reviewer=reviewer.pk, state="rejected"),
        *_searches(claim, page),
        Page("counts asked for again", reviewer, f"{reverse('reviews:pulse')}?show=all"),
        Page("one claim", reviewer, reverse("reviews:claim", args=[claim.code])),
    ]


def _searches(claim: Claim, page) -> list[Page]:
    sought = claim.directory_id
    chosen = ClaimProduct.objects.filter(subscription__isnull=False, claim__due_at__isnull=False).order_by(
        "-pk"
    )
    subscription = chosen.values_list("subscription__subscription_id", flat=True).first()
    return [
        page("search: claim ID, all but the last", q=claim.code[:-1]),
        page("search: beginning of a claim ID", q=claim.code[:6]),
        page("search: Directory ID", q=sought),
        page("search: beginning of a Directory ID", q=sought[:9]),
        page("search: subscription ID", q=subscription),
        page("search: domain", q=claim.domain),
        page("search: MPN ID", q=claim.mpn_id),
        page("search: MPN ID, waiting", show="all", q=claim.mpn_id),
        page("search: customer's name", q=claim.customer),
        page("search: a word that all have", q="customer"),
        page("search: a word that all have, waiting", show="all", q="customer"),
        page("search: a word of a seventh", q="migration"),
        page("search: a word of a seventh, waiting", show="all", q="migration"),
        page("search: two common words, waiting", show="all", q="migration customer"),
        page("search: common words with a filter", show="all", q="migration", country="SE"),
        page("search: rare with common", q=f"{claim.name} customer"),
        page("search: nothing", q="no-such-word"),
    ]


def _deep(reviewer: User, **asked) -> dict:
    return asked | {"after": _near_the_end(reviewer, urlencode(asked))}


def _near_the_end(reviewer: User, query: str) -> str:
    """The place from which a page and a few claims more are left."""
    asked = queues.asked(query, reviewer, timezone.now())
    columns = asked.order.columns
    sign = "" if asked.order.is_descending else "-"
    backwards = asked.parts[-1].order_by(*(sign + column for column in columns)).values_list(*columns)
    last = list(backwards[: queues.PAGE + 5])
    return paging.words_of(last[-1]) if last else ""


def _product_of(claim: Claim) -> str:
    return claim.products.values_list("product__code", flat=True).first()


def main(arguments=()) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", metavar="URL", help="a second database, with few claims, to compare with")
    parser.add_argument(
        "--plans", action="store_true", help="compare what the database does, not whole pages"
    )
    asked = parser.parse_args(arguments)
    small = asked.small
    reviewer = busiest_reviewer()
    if reviewer is None:
        print("There is no reviewer; `manage.py seed_bulk --claims 20000` makes some, with claims.")
        return 1
    about = (
        f"{Claim.objects.count():,} claims, {Claim.objects.open().count():,} of them open, seen by {reviewer}"
    )
    if small is None:
        return 0 if report(pages(reviewer), about) else 1
    with other_database(small) as switch:
        switch(True)
        few = pages(busiest_reviewer())
        about = f"{about}, against {Claim.objects.count():,} with {Claim.objects.open().count():,} open"
        switch(False)
        if asked.plans:
            return 0 if compare_plans(few, pages(reviewer), switch, about) else 1
        return 0 if compare(few, pages(reviewer), switch, about, full=FULL) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
