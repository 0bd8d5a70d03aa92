"""The checklist, point by point: saved as one goes, or with a button where there are no scripts."""

from urllib.parse import urlsplit

from django.contrib import messages
from django.http import QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from claims.reading import report_of
from claims.refusals import Refused

from .. import actions, checking, desk, viewing
from ..forms import TickAllForm, TickForm
from .access import claim_or_404, reviewers_only
from .looking import show_desk


@require_POST
@reviewers_only
def tick(request, code):
    claim = claim_or_404(request, code)
    form = TickForm(request.POST)
    at = timezone.now()
    if not form.is_valid():
        return _refused(request, claim, form, at, _("Choose met, not met or can't tell."), 422)
    try:
        entry = actions.tick(claim.pk, by=request.user, at=at, **form.details())
    except actions.TickedMeanwhile as refusal:
        return _refused(request, claim, form, at, refusal.message, 409)
    except Refused as refusal:
        return _refused(request, claim, form, at, refusal.message, 422)
    if request.htmx:
        untick = form.cleaned_data["untick"]
        return _said(request, claim, entry.point, entry.product_id, report=untick and report_of(claim, at))
    messages.success(request, _("The point is kept."))
    return redirect("reviews:claim", claim.code)


@require_POST
@reviewers_only
def tick_all(request, code):
    """Several points at once; the whole list comes back where there are scripts."""
    claim = claim_or_404(request, code)
    form, at = TickAllForm(request.POST), timezone.now()
    refusal = ""
    if not form.is_valid():
        refusal = _("Choose met, not met or can't tell.")
    else:
        try:
            ticked = actions.tick_all(claim.pk, by=request.user, at=at, **form.details())
            refusal = ticked.changed and _changed(ticked.changed)
        except Refused as refused:
            refusal = refused.message
    if request.htmx:
        return _whole(request, claim, at, refusal)
    if refusal:
        messages.error(request, refusal)
    else:
        messages.success(request, _("The checklist is kept."))
    return redirect(reverse("reviews:claim", args=[claim.code]) + "#checklist")


def _changed(count: int) -> str:
    text = ngettext(
        "%(count)d point was changed by somebody else since, and stays as it is now.",
        "%(count)d points were changed by somebody else since, and stay as they are now.",
        count,
    )
    return text % {"count": count}


def _whole(request, claim, at, refusal):
    """With links into the file that the page has on show."""
    report, files = report_of(claim, at), desk.files_of(claim)
    asked = QueryDict(urlsplit(request.htmx.current_url or "").query)
    viewer = viewing.viewer_of(asked, claim, files, at, report=report)
    checklist = checking.checklist_of(claim, report)
    checking.link(checklist, viewer)
    context = {"claim": claim, "checklist": checklist, "viewer": viewer, "may_tick": True, "refusal": refusal}
    return render(request, "reviews/checklist.html", {**context, "is_new": True})


def _said(request, claim, reason, product_id, refusal="", status=200, report=None):
    """Only who said what when, and how far the list is: what is being typed beside it stays as it is.

    With a report the choices come too, as the tick is gone.
    """
    checklist = checking.checklist_of(claim, report or None)
    number = product_id or None
    point = next(
        (
            each
            for each in checklist
            if each.reason == reason and (each.product.pk if each.product else None) == number
        ),
        None,
    )
    return render(
        request,
        "reviews/checklist_said.html",
        {
            "claim": claim,
            "point": point,
            "checklist": checklist,
            "refusal": refusal,
            "is_answer": True,
            "is_unticked": bool(report),
        },
        status=status,
    )


def _refused(request, claim, form, at, refusal, status):
    typed = {name: form.data.get(name, "") for name in form.fields}
    product = typed["product"]
    if request.htmx:
        number = int(product) if product.isdecimal() else None
        return _said(request, claim, typed["point"], number, refusal, status)
    key = f"{typed['point']}-{product}" if product else typed["point"]
    return show_desk(
        request, claim, at, status=status, refused_tick={**typed, "key": key, "refusal": refusal}
    )
