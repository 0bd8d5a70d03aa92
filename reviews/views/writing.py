"""Comments to the partner, and internal notes: two forms, two addresses, two models."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from claims import actions as claims
from claims.proof import FileRefused
from claims.refusals import Refused

from .. import actions, mentions
from ..forms import CommentForm, NoteForm, typed_again
from ..rehearsing import rehearse
from .access import claim_or_404, reviewers_only
from .looking import show_desk

PARTS = ["claims/parts/comment.html"]


@require_POST
@reviewers_only
def comment(request, code):
    claim = claim_or_404(request, code)
    at = timezone.now()
    if name := request.POST.get("insert"):
        form = CommentForm(claim=claim, auto_id="comment_%s")
        typed_again(form, request.POST)
        form.insert(name, request.POST, at)
        return show_desk(request, claim, at, comment_form=form)
    form = CommentForm(request.POST, request.FILES, claim=claim, auto_id="comment_%s")
    form.pick_data = request.POST
    if request.POST.get("do") == "preview" and form.is_valid():
        return _preview(request, claim, form, at)
    return _write(
        request, claim, form, claims.comment, "comment_form", _("The partner can read your comment.")
    )


def _preview(request, claim, form, at):
    """What the comment and its mail will be; the form stays below, as the browser keeps the files only there."""

    def say():
        return claims.comment(claim.pk, by=request.user, at=at, body=form.cleaned_data["body"])

    form.rehearsal = rehearse(claim.pk, say, by=request.user, templates=PARTS)
    form.rehearsed_files = [upload.name for upload in form.cleaned_data["files"]]
    return show_desk(request, claim, at, comment_form=form)


@require_POST
@reviewers_only
def note(request, code):
    form = NoteForm(request.POST, auto_id="note_%s")
    return _write(
        request, claim_or_404(request, code), form, actions.note, "note_form", _("The internal note is kept.")
    )


def _write(request, claim, form, act, form_name, done):
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


@require_safe
@reviewers_only
def colleagues(request):
    """Whom to offer after an @ in an internal note: part of a page, for the list under the field."""
    found = mentions.offered(request.GET.get("q", "").strip())
    return render(request, "reviews/colleagues.html", {"offered": found})
