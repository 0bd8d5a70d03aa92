"""A claim's history for its partner: narrowed down, page by page, or whole as a table to take away."""

from collections.abc import Callable
from itertools import chain

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from .. import exports, permissions
from .. import history as words
from ..changes import changes_of
from ..history_filters import HistoryFilterForm, narrowed
from ..models import Claim, Event
from .finding import partner_claim, visible_claim
from .tables import CSV, XLSX, download

PAGE = 50
LOOKS = {
    "submit": ("info", "send"),
    "request_information": ("warning", "reply"),
    "answer": ("info", "reply"),
    "approve": ("success", "check"),
    "official": ("success", "check-circle"),
    "confirmed": ("success", "check"),
    "change_mind": ("success", "check"),
    "reject": ("error", "cross"),
    "withdraw": ("error", "cross"),
    "give_up": ("error", "cross"),
    "decline": ("error", "cross"),
    "lapse": ("error", "clock"),
    "lose_arbitration": ("error", "scales"),
    "product_lost": ("error", "scales"),
    "disputed": ("warning", "scales"),
    "notice_bounced": ("warning", "mail"),
    "window_stopped": ("warning", "clock"),
    "notice_sent": ("neutral", "mail"),
    "notice_accepted": ("neutral", "mail"),
    "commented": ("neutral", "chat"),
    "asked_support": ("neutral", "chat"),
    "file_added": ("neutral", "file"),
    "reminded": ("warning", "clock"),
}


def entries_of(events, viewer, *, brief=False):
    """Brief, where the claim itself stands on the same page: without what a draft began with."""
    return [
        {
            "at": event.at,
            "title": words.sentence(event, viewer),
            "text": event.text,
            "changes": [] if brief and event.kind == "created" else changes_of(event),
            "tone": LOOKS.get(event.kind, ("neutral", "dot"))[0],
            "icon": LOOKS.get(event.kind, ("neutral", "dot"))[1],
            "number": event.number,
        }
        for event in events
    ]


def earlier_than(request) -> int:
    """The number of the entry before which the page goes on; 0 for the newest."""
    before = request.GET.get("before", "")
    return int(before) if before.isascii() and before.isdigit() and len(before) < 10 else 0


def page_of(request, claim: Claim, form, narrow: Callable, entries: Callable, place: str) -> dict:
    """A page of what the form asks for, newest first; `place` names its address, and its table's with `_export`."""
    is_good = form.is_valid()
    wanted = {name: value for name, value in form.cleaned_data.items() if value}
    events = narrow(wanted) if is_good else claim.events.none()
    before = earlier_than(request)
    if before:
        events = events.filter(number__lt=before)
    found = list(events.order_by("-number")[: PAGE + 1])
    asked = urlencode(wanted)
    url = reverse(place, args=[claim.code])
    return {
        "claim": claim,
        "form": form,
        "is_filtered": bool(wanted) or not is_good,
        "entries": entries(found[:PAGE]),
        "older_url": f"{url}?{asked}&before={found[PAGE - 1].number}" if len(found) > PAGE else "",
        "newest_url": f"{url}?{asked}" if before else "",
        "export_url": f"{reverse(f'{place}_export', args=[claim.code])}?{asked}",
    }


def table_of(request, claim: Claim, form, narrow: Callable, changes: Callable, place: str, more=()):
    """What the page shows with the same filters, all of it, the oldest first; `more` are further columns, each a
    title and what it says of an event."""
    if not form.is_valid():
        # The page says what is wrong; a file with more in it than was asked for would not.
        return redirect(f"{reverse(place, args=[claim.code])}?{request.GET.urlencode()}")
    events = narrow(form.cleaned_data).order_by("number")
    zone = timezone.get_current_timezone_name()
    heads = [
        *(_("Number"), f"{_('When')} ({zone})", _("Side"), _("Who"), _("What"), _("Before and after")),
        _("Text"),
        *(title for title, _say in more),
    ]
    rows = (
        [*_row(event, request.user, changes), *(say(event) for _title, say in more)]
        for event in events.iterator(exports.CHUNK)
    )
    suffix = XLSX if request.GET.get("as") == XLSX else CSV
    return download(chain([heads], rows), f"history-{claim.code}", suffix, title=_("History"), freeze="B2")


def _row(event: Event, viewer, changes: Callable) -> list[str]:
    lines = [f"{label}: {before or '–'} → {after or '–'}" for label, before, after in changes(event)]
    return [
        str(event.number),
        exports.local(event.at),
        str(event.get_side_display()),
        str(words.actor_for(event, viewer)),
        capfirst(str(words.PHRASES.get(event.kind, event.kind))),
        "\n".join(lines),
        event.text,
    ]


@require_safe
def history(request, code):
    claim = visible_claim(request, code)
    if not permissions.is_partner_side(claim, request.user):
        return redirect("reviews:claim", claim.code)
    form = HistoryFilterForm(request.GET)
    context = page_of(
        request,
        claim,
        form,
        lambda wanted: narrowed(claim.events.for_partner(), wanted),
        lambda events: entries_of(events, request.user),
        "claims:history",
    )
    return render(request, "claims/history.html", context, status=422 if form.errors else 200)


@require_safe
def history_export(request, code):
    claim = partner_claim(request, code)
    return table_of(
        request,
        claim,
        HistoryFilterForm(request.GET),
        lambda wanted: narrowed(claim.events.for_partner(), wanted),
        changes_of,
        "claims:history",
    )
