"""Proof of execution: uploads, downloads, and what is taken out of a draft."""

from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from .. import actions, downloads, permissions
from ..forms import FilesForm
from ..models import Claim, CommentFile, ProofFile, RequestPoint
from ..proof import JPEG, PDF, PNG
from ..refusals import Refused
from ..scanning import NotScanned
from ..states import State
from .finding import partner_claim, status_of, visible_claim

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
    point = _asked_point(request, claim)
    form = FilesForm(request.POST, request.FILES)
    if request.get_preferred_type(["text/html", "application/json"]) == "application/json":
        return _add_one(request, claim, form, point, now)
    if form.is_valid():
        keep_files(request, claim, form.cleaned_data["files"], now, point)
    else:
        for error in form.errors["files"]:
            messages.error(request, error)
    return redirect(place_of_files(claim))


def place_of_files(claim: Claim) -> str:
    page = (
        reverse("claims:proof", args=[claim.code]) if claim.state == State.DRAFT else claim.get_absolute_url()
    )
    return f"{page}#files"


def _asked_point(request, claim: Claim) -> RequestPoint | None:
    """What the file is an answer to; nothing can be answered that belongs to another claim."""
    number = request.POST.get("point", "")
    if not number:
        return None
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        raise Http404
    return get_object_or_404(RequestPoint, pk=int(number), request__claim=claim)


def _add_one(request, claim: Claim, form: FilesForm, point: RequestPoint | None, at):
    """For the script that uploads file by file: what became of this one, and its line for the list."""
    if not form.is_valid():
        return JsonResponse({"message": " ".join(form.errors["files"])}, status=422)
    upload = form.cleaned_data["files"][0]
    try:
        proof = actions.add_file(
            claim.pk,
            by=request.user,
            at=at,
            upload=upload,
            name=upload.name,
            point=point,
            for_dispute=request.GET.get("for") == "dispute",
        )
    except NotScanned as refused:
        return JsonResponse({"message": refused.message}, status=503)
    except Refused as refused:
        return JsonResponse({"message": refused.message}, status=status_of(refused))
    if not is_new(proof, at):
        text = _("This file is attached already, as %(name)s.") % {"name": proof.name}
        return JsonResponse({"message": text}, status=409)
    may = {"remove_file": claim.state == State.DRAFT and permissions.is_drafter(claim, request.user)}
    context = {"claim": claim, "file": marked(claim, [proof])[0], "may": may}
    line = render_to_string("claims/parts/file.html", context, request)
    return JsonResponse({"name": proof.name, "line": line}, status=201)


def marked(claim: Claim, files, asked_at=None) -> list[ProofFile]:
    """Each with what its line says of it: in answer to what it came (POE-4), and whether it is new.

    For the partner that is what came since the review team last asked or, before that, since the submission.
    """
    files = list(files)
    since = asked_at or claim.submitted_at
    for file in files:
        file.is_new = claim.state != State.DRAFT and since is not None and file.uploaded_at > since
        file.came_later = claim.submitted_at is not None and file.uploaded_at > claim.submitted_at
    return files


def keep_files(request, claim: Claim, uploads, at, point: RequestPoint | None = None) -> None:
    """Keeps what is good and says of the rest, file by file, why not."""
    kept = 0
    for upload in uploads:
        try:
            proof = actions.add_file(
                claim.pk, by=request.user, at=at, upload=upload, name=upload.name, point=point
            )
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


def serve(request, kept: ProofFile | CommentFile):
    """Whoever calls this has checked that the reader may have it."""
    response = downloads.answer(request, kept)
    shown = kept.content_type in SHOWN and "download" not in request.GET
    response.headers["Content-Disposition"] = content_disposition_header(not shown, kept.name)
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
    return redirect(place_of_files(claim))
