"""Proof shown in place: the part of a page that holds it, and the pictures of its pages."""

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseNotModified
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from claims import showing
from claims.models import Claim, ProofFile, ShownFile
from directory.models import Association

from .. import desk, second_looks, viewing
from ..models import SecondLook
from .access import claim_or_404, staff_only

PICTURE_TYPE = "image/webp"


@require_safe
@staff_only
def viewer(request, code):
    """Replaces the viewer on a page with the same one, showing something else."""
    found, at = claim_or_404(request, code), timezone.now()
    name = found.code if request.GET.get("viewer") else ""
    files = desk.files_of(found)
    look = request.GET.get("look", "")
    if look.isdecimal() and len(look) < 19:
        _mark_later(files, found, int(look))
    return _viewer(request, viewing.viewer_of(request.GET, found, files, at, name=name))


@require_safe
@staff_only
def defence_viewer(request, pk):
    """The same for an association that came from no claim; only beside others."""
    found, at = _proved(pk), timezone.now()
    name = viewing.owner_of(found).code
    return _viewer(request, viewing.viewer_of(request.GET, found, desk.files_of(found), at, name=name))


def _viewer(request, shown: viewing.Viewer):
    response = render(request, "reviews/viewer.html", {"viewer": shown})
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _proved(pk: int) -> Association:
    """Nothing of an association without proof of its own is shown here."""
    return get_object_or_404(Association.objects.filter(files__isnull=False).distinct(), pk=pk)


def _mark_later(files, claim: Claim, look: int) -> None:
    found = SecondLook.objects.select_related("decision").filter(pk=look, decision__claim=claim).first()
    if found is not None:
        second_looks.mark_later(files, found.decision)


@require_safe
@staff_only
def page_picture(request, code, pk, number, width):
    """A page as a picture that the portal drew: the file itself is never sent from here."""
    claim = get_object_or_404(Claim.objects.visible_to(request.user), code=code)
    return _page(request, claim.files.filter(pk=pk), number, width)


@require_safe
@staff_only
def defence_picture(request, pk, file, number, width):
    return _page(request, _proved(pk).files.filter(pk=file), number, width)


def _page(request, files: QuerySet[ProofFile], number: int, width: int) -> HttpResponse:
    shown = get_object_or_404(
        ShownFile.objects.select_related("proof"), proof__in=files, status=ShownFile.Status.SHOWN
    )
    if width not in settings.PROOF_SHOWN_WIDTHS or not 1 <= number <= len(shown.pages):
        raise Http404(_("There is no such page."))
    etag = f'"{shown.pk}-{shown.proof.sha256[:16]}-{number}-{width}"'
    if request.headers.get("If-None-Match") == etag:
        response: HttpResponse = HttpResponseNotModified()
    else:
        response = _picture(shown, number, width)
    response.headers["ETag"] = etag
    return _guarded(response, shown, number)


def _picture(shown: ShownFile, number: int, width: int) -> HttpResponse:
    try:
        return HttpResponse(showing.picture_of(shown, number, width), content_type=PICTURE_TYPE)
    except showing.NotShown:
        raise Http404(_("This page can't be shown.")) from None


def _guarded(response: HttpResponse, shown: ShownFile, number: int) -> HttpResponse:
    """Kept by the reader's browser, which asks each time whether its reader may still see it."""
    name = f"{shown.proof.name} {number}.webp"
    response.headers["Content-Disposition"] = content_disposition_header(False, name)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'; sandbox"
    response.headers["X-Frame-Options"] = "DENY"
    response.headers["Cache-Control"] = "private, no-cache"
    return response
