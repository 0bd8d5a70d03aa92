"""A reviewer takes the most urgent claim, or hands one of theirs to a colleague."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from claims.refusals import ClaimMoved, Refused
from claims.states import State

from .. import actions, possible
from ..forms import HandOverForm
from .access import claim_or_404, reviewers_only


@require_POST
@reviewers_only
def take_next(request):
    try:
        claim = actions.take_next(by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("reviews:queue")
    if claim is None:
        messages.info(
            request, _("Nothing is left to take: every claim that waits has its reviewer. Well done.")
        )
        return redirect("reviews:queue")
    messages.success(request, _taken(claim))
    return redirect("reviews:claim", claim.code)


def _taken(claim):
    if claim.answered_at:
        return _("The claim is yours. The partner has answered: read the answer, then decide.")
    if claim.state == State.UNDER_REVIEW:
        return _("The claim is yours, and its review runs: read the proof, then approve, ask or reject.")
    return _("The claim is yours.")


@require_http_methods(["GET", "HEAD", "POST"])
@reviewers_only
def hand_over(request, code):
    claim, at = claim_or_404(request, code), timezone.now()
    if request.method != "POST":
        if "hand_over" not in possible.moves(claim, request.user, at):
            messages.warning(request, _("This can't be done with the claim as it is now."))
            return redirect("reviews:claim", claim.code)
        return _show(request, claim, HandOverForm(claim=claim, at=at))
    form = HandOverForm(request.POST, claim=claim, at=at)
    if not form.is_valid():
        return _show(request, claim, form, status=422)
    try:
        given = form.details()
        actions.hand_over(claim.pk, by=request.user, at=at, seen=form.cleaned_data["seen"], **given)
    except Refused as refusal:
        claim = claim_or_404(request, code)
        form.add_error(None, refusal.message)
        if not isinstance(refusal, ClaimMoved):
            return _show(request, claim, form, status=422)
        form.show_version(claim)
        return _show(request, claim, form, status=409)
    messages.success(request, _("%(name)s has the claim now, and is told.") % {"name": given["to"]})
    return redirect("reviews:claim", claim.code)


def _show(request, claim, form, status=200):
    is_possible = "hand_over" in possible.moves(claim, request.user, timezone.now())
    shown = {"claim": claim, "form": form, "is_possible": is_possible}
    return render(request, "reviews/hand_over.html", shown, status=status)
