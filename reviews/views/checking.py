"""The checklist, point by point: saved as one goes, or with a button where there are no scripts."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from claims.refusals import Refused

from .. import actions, checking
from ..forms import TickForm
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
        return _said(request, claim, entry.point, entry.product_id)
    messages.success(request, _("The point is kept."))
    return redirect("reviews:claim", claim.code)


def _said(request, claim, reason, product_id, refusal="", status=200):
    """Only who said what when, and how far the list is: what is being typed beside it stays as it is."""
    checklist = checking.checklist_of(claim)
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
        {"claim": claim, "point": point, "checklist": checklist, "refusal": refusal, "is_answer": True},
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
