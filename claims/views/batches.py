"""Many claims at once: uploads, what was found in each row, and the decision what becomes of the good ones."""

from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.roles import FILING_ROLES

from ..actions import batches
from ..batches import archives, downloads, sheets
from ..batches.columns import COLUMNS
from ..batches.forms import UploadForm
from ..models import Batch, BatchRow
from ..refusals import Refused
from . import tables

PAGE, ROWS = 25, 50
UNNAMED = 10
State, Row = Batch.State, BatchRow.State
# What can be looked at alone, by the name that stands in the address.
SHOWN = {
    "problems": (gettext_lazy("With problems"), (Row.WRONG, Row.REFUSED)),
    "incomplete": (gettext_lazy("Good for a draft"), (Row.DRAFTABLE,)),
    "ready": (gettext_lazy("Ready to be submitted"), (Row.READY,)),
    "repeated": (gettext_lazy("Made before"), (Row.REPEATED,)),
    "made": (gettext_lazy("Claims made"), (Row.BEGUN, Row.DRAFTED, Row.SUBMITTED)),
}
TONES = {
    **dict.fromkeys((Row.WRONG, Row.REFUSED), "error"),
    Row.DRAFTABLE: "warning",
    **dict.fromkeys((Row.READY, Row.SUBMITTED, Row.DRAFTED), "success"),
}
BATCH_TONES = {
    State.UNREADABLE: "error",
    State.CHECKED: "warning",
    State.DONE: "success",
    **dict.fromkeys(Batch.AT_WORK, "info"),
}


def takes(most_bytes):
    """Marks a view that takes larger requests than all others."""

    def mark(view):
        view.request_max_bytes = most_bytes
        return view

    return mark


@takes(sheets.MAX_BYTES + archives.MAX_BYTES + settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
@require_http_methods(["GET", "HEAD", "POST"])
def batch_list(request):
    if not request.user.may_draft_somewhere:
        raise PermissionDenied(_("Your role does not allow this."))
    form = UploadForm(user=request.user)
    if request.method == "POST":
        form = UploadForm(request.POST, request.FILES, user=request.user)
        if form.is_valid():
            return redirect("claims:batch", _uploaded(request, form).pk)
    uploads = Batch.objects.visible_to(request.user).select_related("created_by").order_by("-pk")
    before = _number(request.GET.get("before"))
    found = list((uploads if before is None else uploads.filter(pk__lt=before))[: PAGE + 1])
    context = {
        "form": form,
        "columns": COLUMNS,
        "uploads": [(batch, BATCH_TONES.get(batch.state, "neutral")) for batch in found[:PAGE]],
        "next_url": f"?before={found[PAGE - 1].pk}" if len(found) > PAGE else "",
    }
    return render(request, "claims/batches/list.html", context, status=422 if form.errors else 200)


def _uploaded(request, form) -> Batch:
    sheet, proofs = form.cleaned_data["sheet"], form.cleaned_data["proofs"]
    return batches.upload(
        form.partner,
        by=request.user,
        at=timezone.now(),
        sheet=sheet,
        sheet_name=sheet.name,
        proofs=proofs,
        proofs_name=proofs.name if proofs else "",
    )


def _number(text):
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None


def _visible(request, pk) -> Batch:
    uploads = Batch.objects.visible_to(request.user).select_related("partner", "created_by", "confirmed_by")
    return get_object_or_404(uploads, pk=pk)


@require_safe
def batch(request, pk):
    """Shows how far it is, what was found, and what came of it; asked again and again while a worker is busy."""
    upload = _visible(request, pk)
    counts = dict(upload.rows.values_list("state").annotate(Count("pk")))
    shown = request.GET.get("show") if request.GET.get("show") in SHOWN else ""
    context = {
        "batch": upload,
        "tone": BATCH_TONES.get(upload.state, "neutral"),
        "progress": _progress(upload, counts),
        "totals": {
            name: sum(counts.get(state, 0) for state in states) for name, (_l, states) in SHOWN.items()
        },
        "drafted": counts.get(Row.DRAFTED, 0),
        "submitted": counts.get(Row.SUBMITTED, 0),
        "may_submit": bool(upload.proofs)
        and batches.holds_somewhere(request.user, FILING_ROLES, upload.partner_id),
        **_rows_page(request, upload, shown, counts),
        **_unnamed(upload),
    }
    return render(request, "claims/batches/batch.html", context)


def _progress(upload: Batch, counts: dict) -> dict | None:
    """How many rows of how many; nothing while it is not known how many there are."""
    if upload.state == State.CHECKING:
        return {"done": upload.row_count - counts.get(Row.NEW, 0), "total": upload.row_count}
    if upload.state == State.MAKING:
        made = sum(counts.get(state, 0) for state in (Row.DRAFTED, Row.SUBMITTED, Row.REFUSED))
        return {"done": made, "total": made + sum(counts.get(state, 0) for state in BatchRow.PENDING)}
    return None


def _chosen_rows(upload: Batch, shown: str):
    rows = upload.rows.select_related("claim", "earlier")
    return rows.filter(state__in=SHOWN[shown][1]) if shown else rows


def _rows_page(request, upload: Batch, shown: str, counts: dict) -> dict:
    if upload.is_at_work or upload.state == State.UNREADABLE:
        return {"rows": [], "tabs": []}
    rows = _chosen_rows(upload, shown)
    after, before = _number(request.GET.get("after")), _number(request.GET.get("before"))
    if before is not None:
        found = list(rows.filter(number__lt=before).order_by("-number")[: ROWS + 1])
        has_earlier, has_later = len(found) > ROWS, True
        found = found[:ROWS][::-1]
    else:
        found = list(rows.filter(number__gt=after or 0).order_by("number")[: ROWS + 1])
        has_earlier, has_later = after is not None, len(found) > ROWS
        found = found[:ROWS]
    address = reverse("claims:batch", args=[upload.pk])
    kept = {"show": shown} if shown else {}

    def link(**place):
        query = urlencode(kept | place)
        return f"{address}?{query}"

    return {
        "rows": [(row, TONES.get(row.state, "neutral"), downloads.said(row)) for row in found],
        "shown": shown,
        "tabs": [
            ("", _("All rows"), upload.row_count),
            *(
                (name, label, count)
                for name, (label, states) in SHOWN.items()
                if (count := sum(counts.get(state, 0) for state in states)) or name == shown
            ),
        ],
        "previous_url": link(before=found[0].number) if found and has_earlier else "",
        "next_url": link(after=found[-1].number) if found and has_later else "",
    }


def _unnamed(upload: Batch) -> dict:
    """Files in the ZIP that no row asks for: often a name with a typing error."""
    if not upload.proofs_name or upload.is_at_work or upload.state == State.UNREADABLE:
        return {}
    files = upload.proof_files.filter(is_named=False).order_by("place").values_list("name", flat=True)
    found = list(files[: UNNAMED + 1])
    return {"unnamed": found[:UNNAMED], "more_unnamed": len(found) > UNNAMED}


@require_POST
def make_batch(request, pk):
    upload = _visible(request, pk)
    submits = request.POST.get("what") == "submit"
    try:
        batches.confirm(upload.pk, by=request.user, at=timezone.now(), submits=submits)
    except Refused as refused:
        messages.error(request, refused.message)
    return redirect("claims:batch", upload.pk)


@require_POST
def check_batch_again(request, pk):
    upload = _visible(request, pk)
    try:
        batches.check_again(upload.pk, by=request.user, at=timezone.now())
    except Refused as refused:
        messages.error(request, refused.message)
    return redirect("claims:batch", upload.pk)


@require_safe
def batch_result(request, pk, suffix):
    upload = _visible(request, pk)
    shown = request.GET.get("show") if request.GET.get("show") in SHOWN else ""
    rows = _chosen_rows(upload, shown).order_by("number").iterator(chunk_size=500)
    stem = slugify(upload.sheet_name.rpartition(".")[0]) or "claims"
    return _download(downloads.result(upload, rows), f"{stem}-{shown or 'result'}", suffix)


@require_safe
def batch_example(request, suffix):
    if not request.user.may_draft_somewhere:
        raise PermissionDenied(_("Your role does not allow this."))
    return _download(downloads.example(), "claims-example", suffix)


def _download(lines, stem: str, suffix: str):
    if suffix not in tables.TYPES:
        raise Http404
    return tables.download(lines, stem, suffix, title=_("Claims"), widths=downloads.WIDTHS, is_edited=True)
