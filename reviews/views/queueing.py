"""The review queue."""

from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from claims import codes

from .. import queues
from ..queues import Listing
from .access import staff_only


@require_safe
@staff_only
def queue(request):
    at = timezone.now()
    words = request.GET.get("q", "").strip()
    listings = queues.listings_for(request.user)
    chosen = request.GET.get("show", "")
    listing = Listing(chosen) if chosen in listings else Listing.ALL
    if words:
        found = queues.search(request.user, words)
        if codes.normalise(words) and (claim := found.first()):
            return redirect("reviews:claim", claim.code)
        order = queues.order_of(None)
    else:
        found = queues.claims_in(listing, request.user, at)
        order = queues.order_of(listing)
    page = queues.page_of(
        queues.with_marks(found),
        order,
        after=request.GET.get("after", ""),
        before=request.GET.get("before", ""),
    )
    place = {"q": words} if words else {"show": listing.value}
    counts = queues.counts(request.user, at)
    return render(
        request,
        "reviews/queue.html",
        {
            "now": at,
            "words": words,
            "listing": None if words else listing,
            "tabs": [(one, counts[one], "?" + urlencode({"show": one.value})) for one in listings],
            "claims": page.rows,
            "previous_url": page.before and "?" + urlencode(place | {"before": page.before}),
            "next_url": page.after and "?" + urlencode(place | {"after": page.after}),
        },
    )
