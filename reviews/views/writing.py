"""Comments to the partner, and internal notes: two forms, two addresses, two models."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from claims import actions as claims
from claims.proof import FileRefused
from claims.refusals import Refused

from .. import actions
from ..forms import CommentForm, NoteForm
from .access import claim_or_404, reviewers_only
from .looking import show_desk


@require_POST
@reviewers_only
def comment(request, code):
    form = CommentForm(request.POST, request.FILES, auto_id="comment_%s")
    return _write(
        request, code, form, claims.comment, "comment_form", _("The partner can read your comment.")
    )


@require_POST
@reviewers_only
def note(request, code):
    form = NoteForm(request.POST, auto_id="note_%s")
    return _write(request, code, form, actions.note, "note_form", _("The internal note is kept."))


def _write(request, code, form, act, form_name, done):
    claim = claim_or_404(request, code)
    at = timezone.now()
    if form.is_valid():
        try:
            files = {"uploads": form.cleaned_data["files"]} if "files" in form.fields else {}
            act(claim.pk, by=request.user, at=at, body=form.cleaned_data["body"], **files)
        except Refused as refusal:
            form.add_error("files" if isinstance(refusal, FileRefused) else "body", refusal.message)
        else:
            messages.success(request, done)
            return redirect("reviews:claim", claim.code)
    return show_desk(request, claim, at, status=422, **{form_name: form})
