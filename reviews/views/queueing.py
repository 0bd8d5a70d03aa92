"""The review queue: its page, the counts that it asks for again, and its table to take away."""

from dataclasses import dataclass
from itertools import chain

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import User
from calendars import lookup
from claims import codes, returning
from claims.models import Claim
from claims.searching import NEWEST
from claims.views.tables import CSV, XLSX, download

from .. import presence, queues
from ..models import DefaultView, SavedView
from ..queues import Asked
from ..queues_export import rows_of, titles
from ..queues_filters import Listing, QueueFilterForm
from .access import staff_only

SHOWN_PRODUCTS = 3
# What everybody's queue begins with, as an address.
DEFAULT = f"show={Listing.SOON}"
# More of them are on the page of views.
SHOWN_VIEWS = 8


@dataclass(frozen=True)
class Row:
    claim: Claim
    clock: str
    products: list[str]
    more_products: int
    watchers: list[User]
    country: str
    # The filter and the claim's place in it, for the claim's page.
    carried: str


@dataclass(frozen=True)
class Tab:
    """A list or a saved view; `key` is what its count is refreshed by."""

    key: str
    label: str
    url: str
    is_here: bool
    count: queues.Count | None
    is_shared: bool = False


@require_safe
@staff_only
def queue(request):
    user, at = request.user, timezone.now()
    if not request.GET and (chosen := DefaultView.objects.filter(user=user).select_related("view").first()):
        return redirect(f"{reverse('reviews:queue')}?{chosen.view.query or DEFAULT}")
    asked = queues.asked(request.GET, user, at)
    if claim := _named(asked.form, user):
        return redirect("reviews:claim", claim.code)
    after, before = request.GET.get(queues.AFTER, ""), request.GET.get(queues.BEFORE, "")
    page = asked.page(after=after, before=before)
    tabs, views, matching = _tabs(asked, user)
    place = _place(asked, after, before)
    query = asked.form.query
    context = {
        "now": at,
        "form": asked.form,
        "asked": asked,
        "listing": asked.form.listing,
        "query": query,
        "query_as_value": urlencode({"from": query}),
        "place": place,
        "rows": _rows(page.ids, place, asked, user, at),
        "tabs": tabs,
        "views": views,
        "matching": matching,
        "most_at_once": queues.MOST_AT_ONCE,
        "has_more_pages": bool(page.previous or page.next),
        "reviewers": asked.form.asker.reviewers if user.is_lead else [],
        "previous_url": page.previous and f"?{_joined(query, **{queues.BEFORE: page.previous})}",
        "next_url": page.next and f"?{_joined(query, **{queues.AFTER: page.next})}",
        "newest": NEWEST,
        "search_all": asked.form.address(show=Listing.ANY),
        "only_words": urlencode({"q": asked.form.wanted.get("q", "")}),
        "is_beyond": bool(after or before),
        "last_query": "" if asked.form.narrowing else returning.remembered(request, returning.QUEUE),
    }
    response = render(request, "reviews/queue.html", context)
    if asked.form.narrowing and not asked.form.errors:
        returning.remember(response, request, returning.QUEUE, query)
    return response


def _named(form: QueueFilterForm, user) -> Claim | None:
    """A whole claim ID leads straight to its claim."""
    code = codes.normalise(form.wanted.get("q", ""))
    return Claim.objects.visible_to(user).filter(code=code).first() if code else None


def _joined(query: str, **place: str) -> str:
    return "&".join(filter(None, [query, urlencode(place)]))


def _place(asked: Asked, after: str, before: str) -> str:
    """The query of exactly this page."""
    at_page = {name: value for name, value in ((queues.AFTER, after), (queues.BEFORE, before)) if value}
    return _joined(asked.form.query, **at_page)


def _rows(ids: list[int], place: str, asked: Asked, user, at) -> list[Row]:
    watchers = presence.who_looks(ids, at, without=user)
    return [
        Row(
            claim,
            queues.clock_of(claim),
            (names := list(dict.fromkeys(str(chosen.product) for chosen in claim.products.all())))[
                :SHOWN_PRODUCTS
            ],
            max(0, len(names) - SHOWN_PRODUCTS),
            watchers.get(claim.pk, []),
            lookup.country_names().get(claim.customer_country, claim.customer_country),
            urlencode({"from": _joined(place, **{queues.PLACE: queues.place_words(claim, asked.order)})}),
        )
        for claim in queues.rows_of(ids)
    ]


def _tabs(asked: Asked, user) -> tuple[list[Tab], list[Tab], queues.Count | None]:
    """The lists, the saved views, and how many claims the filter itself finds; counted in one query."""
    lists = queues.lists_of(asked.form.asker)
    saved = list(
        SavedView.objects.visible_to(user).select_related("owner").order_by("name", "pk")[:SHOWN_VIEWS]
    )
    by_view = {view: queues.of_view(view, asked.form.asker) for view in saved}
    wanted = {listing.value: one for listing, one in lists.items()}
    wanted |= {f"view_{view.pk}": one.to_count for view, one in by_view.items() if "q" not in one.form.wanted}
    counts = queues.counts_of({**wanted, "matching": asked.to_count}, user, {"matching": queues.MOST_AT_ONCE})
    query = asked.form.query
    is_list = query in ("", urlencode({"show": asked.form.listing.value}))
    tabs = [
        Tab(
            listing.value,
            str(listing.label),
            "?" + urlencode({"show": listing.value}),
            listing == asked.form.listing,
            counts.get(listing.value),
        )
        for listing in asked.form.listings
    ]
    views = [
        Tab(
            f"view_{view.pk}",
            view.name,
            f"?{view.query}",
            view.query == query and not is_list,
            counts.get(f"view_{view.pk}"),
            view.is_shared,
        )
        for view in saved
    ]
    return tabs, views, counts.get("matching")


@require_safe
@staff_only
def pulse(request):
    """The counts as they are now, and how many claims of the page are new or have changed since it was shown."""
    user, at = request.user, timezone.now()
    asked = queues.asked(request.GET, user, at)
    after, before = request.GET.get(queues.AFTER, ""), request.GET.get(queues.BEFORE, "")
    tabs, views, matching = _tabs(asked, user)
    ids = asked.page(after=after, before=before).ids
    now_there = {
        f"{pk}:{version}" for pk, version in Claim.objects.filter(pk__in=ids).values_list("pk", "version")
    }
    shown = set(filter(None, request.GET.get("seen", "").split(",")))
    changed = {each.partition(":")[0] for each in now_there ^ shown}
    context = {
        "tabs": tabs,
        "views": views,
        "matching": matching,
        "changed": len(changed),
        "place": _place(asked, after, before),
    }
    return render(request, "reviews/queue_pulse.html", context)


@require_safe
@staff_only
def export(request):
    """What the queue shows with the same filter, on all its pages."""
    at = timezone.now()
    asked = queues.asked(request.GET, request.user, at)
    if asked.form.errors:
        # The page says what is wrong; a file with more in it than was asked for would not.
        return redirect(f"{reverse('reviews:queue')}?{request.GET.urlencode()}")
    return download(
        chain([titles(timezone.get_current_timezone_name())], rows_of(asked, at)),
        f"review-queue-{timezone.localtime(at):%Y-%m-%d}",
        XLSX if request.GET.get("as") == XLSX else CSV,
        title=_("Review queue"),
        freeze="B2",
    )
