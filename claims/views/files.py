"""Proof of execution: uploads, downloads, and what is taken out of a draft."""

from django.contrib import messages
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from .. import actions
from ..forms import FilesForm
from ..models import Claim, CommentFile, ProofFile
from ..proof import JPEG, PDF, PNG
from ..refusals import Refused
from .finding import partner_claim, visible_claim

# What a browser may show; the others are only ever downloaded.
SHOWN = (PDF, PNG, JPEG)
# Whatever is in a file: no script, no origin, and nothing loaded but the picture itself.
SHOWN_POLICY = (
    "default-src 'none'; img-src 'self'; object-src 'self'; style-src 'unsafe-inline'; "
    "frame-ancestors 'self'; sandbox"
)
DOWNLOAD_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox"


@require_POST
def add_file(request, code):
    now = timezone.now()
    claim = partner_claim(request, code)
    form = FilesForm(request.POST, request.FILES)
    if form.is_valid():
        keep_files(request, claim, form.cleaned_data["files"], now)
    else:
        for error in form.errors["files"]:
            messages.error(request, error)
    return redirect(f"{claim.get_absolute_url()}#files")


def keep_files(request, claim: Claim, uploads, at) -> None:
    """Keeps what is good and says of the rest, file by file, why not."""
    kept = 0
    for upload in uploads:
        try:
            proof = actions.add_file(claim.pk, by=request.user, at=at, upload=upload, name=upload.name)
            if is_new(proof, at):
                kept += 1
            else:
                say_attached_already(request, upload, proof)
        except Refused as refused:
            messages.error(request, f"{upload.name}: {refused.message}")
    if kept:
        text = ngettext("%(count)d file is attached.", "%(count)d files are attached.", kept)
        messages.success(request, text % {"count": kept})


def is_new(proof: ProofFile, at) -> bool:
    """The same content twice is kept once: then the action gives back what was there."""
    return proof.uploaded_at == at


def say_attached_already(request, upload, proof: ProofFile) -> None:
    text = _("%(upload)s is attached already, as %(name)s.")
    messages.info(request, text % {"upload": upload.name, "name": proof.name})


@require_safe
def file(request, code, pk):
    """Through the portal only, for whoever may see the claim: a type we told ourselves, and nothing that runs."""
    return serve(request, get_object_or_404(visible_claim(request, code).files, pk=pk))


def serve(request, proof: ProofFile | CommentFile):
    """Whoever calls this has checked that the reader may have it."""
    try:
        content = proof.file.open("rb")
    except FileNotFoundError:
        raise Http404(_("The file is missing from the storage.")) from None
    shown = proof.content_type in SHOWN and "download" not in request.GET
    response = FileResponse(
        content, as_attachment=not shown, filename=proof.name, content_type=proof.content_type
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = SHOWN_POLICY if shown else DOWNLOAD_POLICY
    response.headers["X-Frame-Options"] = "SAMEORIGIN" if shown else "DENY"
    response.headers["Cache-Control"] = "private, no-store"
    return response


@require_POST
def remove_file(request, code, pk):
    claim = partner_claim(request, code)
    proof = get_object_or_404(claim.files, pk=pk)
    try:
        actions.remove_file(proof.pk, by=request.user, at=timezone.now())
        messages.success(request, _("%(name)s was removed.") % {"name": proof.name})
    except Refused as refused:
        messages.error(request, refused.message)
    return redirect(f"{claim.get_absolute_url()}#files")
