"""A claim's history for its partner: narrowed down, page by page, or whole as a table to take away."""

from datetime import datetime, time, timedelta

from django.http import FileResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from .. import exports, permissions
from .. import history as words
from ..changes import changes_of
from ..forms import HistoryFilterForm
from ..models import Event
from .export import XLSX
from .finding import partner_claim, visible_claim

PAGE = 50
# The groups that history can be narrowed to, each with the kinds of events in it.
GROUPS = {
    "moves": (
        gettext_lazy("Decisions and moves"),
        (
            *("submit", "start_review", "request_information", "answer", "approve", "reject", "withdraw"),
            *("give_up", "lapse", "lose_arbitration", "product_lost", "take_back", "reverse"),
            *("accept_dispute", "disputed", "dispute_upheld", "official", "handed_over"),
            "association_questioned",
        ),
    ),
    "edits": (
        gettext_lazy("Changes"),
        ("created", "copied", "edited", "products_chosen", "contact_corrected"),
    ),
    "files": (gettext_lazy("Files"), ("file_added", "file_removed")),
    "comments": (gettext_lazy("Comments and questions"), ("commented", "asked_support")),
    "customer": (
        gettext_lazy("Customer"),
        (
            *("notice_sent", "notice_accepted", "notice_bounced", "window_opened", "customer_reminded"),
            *("confirmed", "decline", "change_mind"),
        ),
    ),
    "reminders": (gettext_lazy("Reminders"), ("reminded", "deadline_moved")),
}
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
    "notice_sent": ("neutral", "mail"),
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


def _narrowed(events, wanted):
    """A day begins and ends on the reader's clock."""
    if group := wanted.get("group"):
        events = events.filter(kind__in=GROUPS[group][1])
    if side := wanted.get("side"):
        events = events.filter(side=side)
    if first := wanted.get("first"):
        events = events.filter(at__gte=_midnight(first))
    if last := wanted.get("last"):
        events = events.filter(at__lt=_midnight(last + timedelta(days=1)))
    return events


def _midnight(day):
    return timezone.make_aware(datetime.combine(day, time.min))


def _filter_form(request):
    groups = [(name, label) for name, (label, _kinds) in GROUPS.items()]
    return HistoryFilterForm(request.GET, groups=groups)


@require_safe
def history(request, code):
    claim = visible_claim(request, code)
    if not permissions.is_partner_side(claim, request.user):
        return redirect("reviews:claim", claim.code)
    form = _filter_form(request)
    is_good = form.is_valid()
    wanted = {name: value for name, value in form.cleaned_data.items() if value}
    events = _narrowed(claim.events.for_partner(), wanted) if is_good else claim.events.none()
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
    form = _filter_form(request)
    if not form.is_valid():
        # The page says what is wrong; a file with more in it than was asked for would not.
        return redirect(f"{reverse('claims:history', args=[claim.code])}?{urlencode(request.GET)}")
    events = _narrowed(claim.events.for_partner(), form.cleaned_data).order_by("number")
    zone = timezone.get_current_timezone_name()
    heads = [
        *(_("Number"), f"{_('When')} ({zone})", _("Side"), _("Who"), _("What"), _("Before and after")),
        _("Text"),
    ]
    rows = exports.as_now(_row(event, request.user) for event in events.iterator(exports.CHUNK))
    name = f"history-{claim.code}"
    if request.GET.get("as") == "xlsx":
        file = exports.xlsx_file(heads, rows, title=_("History"))
        return FileResponse(file, as_attachment=True, filename=f"{name}.xlsx", content_type=XLSX)
    return StreamingHttpResponse(
        exports.csv_lines(heads, rows),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )


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
