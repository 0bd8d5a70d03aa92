"""A claim's history for its partner: narrowed down, page by page, or whole as a table to take away."""

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
from ..models import Event
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


@require_safe
def history(request, code):
    claim = visible_claim(request, code)
    if not permissions.is_partner_side(claim, request.user):
        return redirect("reviews:claim", claim.code)
    form = HistoryFilterForm(request.GET)
    is_good = form.is_valid()
    wanted = {name: value for name, value in form.cleaned_data.items() if value}
    events = narrowed(claim.events.for_partner(), wanted) if is_good else claim.events.none()
    before = request.GET.get("before", "")
    if before.isascii() and before.isdigit() and len(before) < 10:
        events = events.filter(number__lt=int(before))
    found = entries_of(events.order_by("-number")[: PAGE + 1], request.user)
    asked = urlencode(wanted)
    url = reverse("claims:history", args=[claim.code])
    context = {
        "claim": claim,
        "form": form,
        "is_filtered": bool(wanted) or not is_good,
        "entries": found[:PAGE],
        "older_url": f"{url}?{asked}&before={found[PAGE - 1]['number']}" if len(found) > PAGE else "",
        "newest_url": f"{url}?{asked}" if before else "",
        "export_url": f"{reverse('claims:history_export', args=[claim.code])}?{asked}",
    }
    return render(request, "claims/history.html", context, status=200 if is_good else 422)


@require_safe
def history_export(request, code):
    """What the page shows with the same filters, all of it, the oldest first."""
    claim = partner_claim(request, code)
    form = HistoryFilterForm(request.GET)
    if not form.is_valid():
        # The page says what is wrong; a file with more in it than was asked for would not.
        return redirect(f"{reverse('claims:history', args=[claim.code])}?{request.GET.urlencode()}")
    events = narrowed(claim.events.for_partner(), form.cleaned_data).order_by("number")
    zone = timezone.get_current_timezone_name()
    heads = [
        *(_("Number"), f"{_('When')} ({zone})", _("Side"), _("Who"), _("What"), _("Before and after")),
        _("Text"),
    ]
    rows = (_row(event, request.user) for event in events.iterator(exports.CHUNK))
    suffix = XLSX if request.GET.get("as") == XLSX else CSV
    return download(chain([heads], rows), f"history-{claim.code}", suffix, title=_("History"), freeze="B2")


def _row(event: Event, viewer) -> list[str]:
    changes = [f"{label}: {before or '–'} → {after or '–'}" for label, before, after in changes_of(event)]
    return [
        str(event.number),
        exports.local(event.at),
        str(event.get_side_display()),
        str(words.actor_for(event, viewer)),
        capfirst(str(words.PHRASES.get(event.kind, event.kind))),
        "\n".join(changes),
        event.text,
    ]
