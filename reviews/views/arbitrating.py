"""Competing claims: what waits for a lead, and the proofs side by side with one decision."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from claims.refusals import Refused

from .. import arbitrations as domain
from .. import comparison
from ..forms import DecideForm
from ..models import Arbitration
from .access import staff_only


@require_safe
@staff_only
def arbitrations(request):
    closed = request.GET.get("show") == "closed"
    page = comparison.page_of(closed=closed, after=request.GET.get("after", ""))
    place = {"show": "closed"} if closed else {}
    return render(
        request,
        "reviews/arbitrations.html",
        {
            "now": timezone.now(),
            "closed": closed,
            "arbitrations": page.rows,
            "next_url": page.after and "?" + urlencode(place | {"after": page.after}),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def arbitration(request, pk):
    found = get_object_or_404(comparison.for_page(), pk=pk)
    parties = comparison.parties_of(found)
    if request.method != "POST":
        return _show(request, found, parties, _form(parties))
    if not request.user.is_lead:
        raise PermissionDenied(_("Only a lead decides an arbitration."))
    form = _form(parties, request.POST)
    if not form.is_valid():
        return _show(request, found, parties, form, status=422)
    if form.cleaned_data["seen"] != comparison.version_of(parties):
        moved = _("The claims have changed since you opened this page. Please look at them again.")
        return _show_again(request, pk, form, moved, status=409)
    try:
        domain.decide(
            pk,
            winner_id=form.cleaned_data["winner"],
            by=request.user,
            at=timezone.now(),
            text=form.cleaned_data["text"],
        )
    except Refused as refusal:
        return _show_again(request, pk, form, refusal.message, status=422)
    messages.success(request, _("The arbitration is decided. Each partner is told its own result."))
    return redirect("reviews:arbitration", pk)


def _form(parties, data=None):
    standing = [(party.pk, comparison.name_of(party)) for party in parties if party.is_standing]
    return DecideForm(data, parties=standing, initial={"seen": comparison.version_of(parties)})


def _show_again(request, pk, form, refusal, status):
    """Read anew, with what was typed."""
    found = comparison.for_page().get(pk=pk)
    parties = comparison.parties_of(found)
    form.data = form.data.copy()
    form.data["seen"] = comparison.version_of(parties)
    return _show(request, found, parties, form, refusal, status)


def _show(request, found: Arbitration, parties, form, refusal="", status=200):
    return render(
        request,
        "reviews/arbitration.html",
        {
            "arbitration": found,
            "now": timezone.now(),
            "parties": parties,
            "form": form,
            "refusal": refusal,
            "unready": comparison.unready(parties),
            "may_decide": request.user.is_lead and found.closed_at is None,
        },
        status=status,
    )
