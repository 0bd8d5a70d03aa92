"""A claim's whole history for staff: narrowed down, page by page, or as a table to take away."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from claims.history_filters import narrowed
from claims.views.history import earlier_than, page_of, table_of

from .. import desk
from ..forms.history import INSIDE, StaffHistoryForm
from ..timeline import changes_inside, entries
from .access import claim_or_404, staff_only


def _narrowed(claim, wanted):
    if wanted.get("group") == INSIDE:
        return narrowed(claim.events.filter(staff_only=True), {**wanted, "group": ""})
    return narrowed(claim.events.all(), wanted)


@require_safe
@staff_only
def history(request, code):
    claim = claim_or_404(request, code)
    form = StaffHistoryForm(request.GET)
    if request.htmx and form.is_valid():
        more = desk.latest_history(claim, request.user, before=earlier_than(request))
        return render(request, "reviews/history_entries.html", {**more, "entries": more["history"]})
    context = page_of(
        request,
        claim,
        form,
        lambda wanted: _narrowed(claim, wanted),
        lambda events: entries(events, request.user),
        "reviews:history",
    )
    return render(request, "reviews/history.html", context, status=422 if form.errors else 200)


@require_safe
@staff_only
def history_export(request, code):
    claim = claim_or_404(request, code)
    return table_of(
        request,
        claim,
        StaffHistoryForm(request.GET),
        lambda wanted: _narrowed(claim, wanted),
        changes_inside,
        "reviews:history",
        more=[(_("For staff only"), lambda event: _("yes") if event.staff_only else "")],
    )
