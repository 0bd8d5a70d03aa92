"""What was found in the proof while the partner waits, and the template to write one with."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from .. import reading as proof_reading
from ..template import template_of
from .finding import partner_claim

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@never_cache
@require_safe
def reading(request, code):
    """The part of the page that asks for itself again while files are being read."""
    claim = partner_claim(request, code)
    report = proof_reading.report_of(claim, timezone.now())
    return render(request, "claims/parts/reading.html", {"claim": claim, "reading": report})


@never_cache
@require_safe
def template(request, code):
    claim = partner_claim(request, code)
    response = HttpResponse(template_of(claim), content_type=DOCX)
    response.headers["Content-Disposition"] = f'attachment; filename="Proof of execution {claim.code}.docx"'
    return response
