"""The queue and the desk: what staff read. Support reads the same and is offered nothing to do."""

from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from claims import codes
from claims.deadlines import take_back_until

from .. import desk, possible, queues
from ..forms import CommentForm, NoteForm
from ..queues import Listing
from .access import claim_or_404, staff_only


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


@require_safe
@staff_only
def claim(request, code):
    return show_desk(request, claim_or_404(request, code), timezone.now())


def show_desk(request, found, at, *, comment_form=None, note_form=None, status=200):
    """Also the answer to a comment or a note that could not be kept, with what was typed."""
    user = request.user
    return render(
        request,
        "reviews/claim.html",
        {
            **desk.desk(found, user, at),
            "claim": found,
            "now": at,
            "may": possible.moves(found, user, at),
            "has_conflict": possible.has_conflict(found, user),
            "take_back_until": take_back_until(found.entered_at),
            "comment_form": comment_form or CommentForm(auto_id="comment_%s"),
            "note_form": note_form or NoteForm(auto_id="note_%s"),
        },
        status=status,
    )
