"""A claim's whole history for staff: narrowed down, page by page, or as a table to take away."""

from itertools import chain

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from claims import exports
from claims import history as words
from claims.history_filters import narrowed
from claims.models import Event
from claims.views.tables import CSV, XLSX, download

from .. import desk
from ..forms.history import INSIDE, StaffHistoryForm
from ..timeline import changes_inside, entries
from .access import claim_or_404, staff_only

PAGE = 50


def _narrowed(claim, wanted):
    if wanted.get("group") == INSIDE:
        return narrowed(claim.events.filter(staff_only=True), {**wanted, "group": ""})
    return narrowed(claim.events.all(), wanted)


@require_safe
@staff_only
def history(request, code):
    claim = claim_or_404(request, code)
    form = StaffHistoryForm(request.GET)
    is_good = form.is_valid()
    wanted = {name: value for name, value in form.cleaned_data.items() if value}
    before = request.GET.get("before", "")
    before = int(before) if before.isascii() and before.isdigit() and len(before) < 10 else 0
    if request.htmx and is_good:
        more = desk.latest_history(claim, request.user, before=before)
        return render(request, "reviews/history_entries.html", {**more, "entries": more["history"]})
    events = _narrowed(claim, wanted) if is_good else claim.events.none()
    if before:
        events = events.filter(number__lt=before)
    found = entries(events.order_by("-number")[: PAGE + 1], request.user)
    asked = urlencode(wanted)
    url = reverse("reviews:history", args=[claim.code])
    context = {
        "claim": claim,
        "form": form,
        "is_filtered": bool(wanted) or not is_good,
        "entries": found[:PAGE],
        "older_url": f"{url}?{asked}&before={found[PAGE - 1].number}" if len(found) > PAGE else "",
        "newest_url": f"{url}?{asked}" if before else "",
        "export_url": f"{reverse('reviews:history_export', args=[claim.code])}?{asked}",
    }
    return render(request, "reviews/history.html", context, status=200 if is_good else 422)


@require_safe
@staff_only
def history_export(request, code):
    """What the page shows with the same filters, all of it, the oldest first."""
    claim = claim_or_404(request, code)
    form = StaffHistoryForm(request.GET)
    if not form.is_valid():
        # The page says what is wrong; a file with more in it than was asked for would not.
        return redirect(f"{reverse('reviews:history', args=[claim.code])}?{request.GET.urlencode()}")
    events = _narrowed(claim, form.cleaned_data).order_by("number")
    zone = timezone.get_current_timezone_name()
    heads = [
        *(_("Number"), f"{_('When')} ({zone})", _("Side"), _("Who"), _("What"), _("Before and after")),
        *(_("Text"), _("For staff only")),
    ]
    rows = (_row(event, request.user) for event in events.iterator(exports.CHUNK))
    suffix = XLSX if request.GET.get("as") == XLSX else CSV
    return download(chain([heads], rows), f"history-{claim.code}", suffix, title=_("History"), freeze="B2")


def _row(event: Event, viewer) -> list[str]:
    changes = [f"{label}: {before or '–'} → {after or '–'}" for label, before, after in changes_inside(event)]
    return [
        str(event.number),
        exports.local(event.at),
        str(event.get_side_display()),
        str(words.actor_for(event, viewer)),
        capfirst(str(words.PHRASES.get(event.kind, event.kind))),
        "\n".join(changes),
        event.text,
        _("yes") if event.staff_only else "",
    ]
