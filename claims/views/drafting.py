"""What may still be changed of a claim after its submission."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from .. import actions
from ..actions.filing import DRAFT_FIELDS, editable_fields
from ..forms import ClaimForm
from ..refusals import ClaimMoved, Refused
from ..states import State
from ..steps import STEPS
from .checking import places_of
from .conflicts import tell_of_others, with_changes_of_others
from .finding import partner_claim, refuse_or_leave, show_in, status_of


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, code):
    """Location and contacts on one page; a draft has a page for each step instead."""
    now = timezone.now()
    claim = partner_claim(request, code)
    if leave := refuse_or_leave(request, claim):
        return leave
    if claim.state == State.DRAFT:
        return redirect(STEPS[0].url(claim))
    if request.method != "POST":
        return _edit_page(request, claim, ClaimForm(claim=claim, user=request.user))
    names = None if editable_fields(claim) else DRAFT_FIELDS & set(request.POST)
    form = ClaimForm(request.POST, claim=claim, user=request.user, names=names)
    if not form.is_valid():
        return _edit_page(request, claim, form, status=422)
    seen_history = form.cleaned_data["seen_history"]
    try:
        saved = actions.edit(claim.pk, by=request.user, at=now, seen_history=seen_history, **form.values)
    except ClaimMoved as refused:
        claim = partner_claim(request, code)
        form, others = with_changes_of_others(form, claim, seen_history, request.user)
        return _edit_page(request, claim, form, status=409, refused=refused, others=others)
    except Refused as refused:
        show_in(form, refused)
        return _edit_page(request, claim, form, status=status_of(refused))
    tell_of_others(request, saved, seen_history, saved_at=now)
    messages.success(request, _("Your changes are saved."))
    return redirect(claim)


def _edit_page(request, claim, form, *, status=200, refused=None, others=()):
    context = {
        "claim": claim,
        "form": form,
        "places": places_of(form, claim),
        "refused": refused,
        "others": others,
        "can_save": bool(editable_fields(claim)),
    }
    return render(request, "claims/edit.html", context, status=status)
