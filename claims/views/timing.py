"""Why a date is what it is, and the date for people's own calendars; staff read them too."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from calendars import ics

from ..why import explain, least_of, whole_time
from .finding import visible_claim


def _explained(request, code, kind):
    claim = visible_claim(request, code)
    found = explain(claim, kind)
    if found is None:
        raise Http404(_("This claim has no such date."))
    return claim, found


@require_safe
def why(request, code, kind):
    claim, found = _explained(request, code, kind)
    context = {
        "claim": claim,
        "kind": kind,
        "why": found,
        "days": [(day, whole_time(day.counted)) for day in found.days],
        "total": whole_time(found.total) if found.total is not None else None,
        "is_least": found.total is not None and least_of(found.total),
        "now": timezone.now(),
    }
    return render(request, "claims/why.html", context)


@require_safe
def calendar(request, code, kind):
    claim, found = _explained(request, code, kind)
    text = ics.event(
        f"{claim.code}-{kind}@cpor-portal",
        found.due_at,
        f"{claim.code}: {found.label}",
        settings.BASE_URL + claim.get_absolute_url(),
        timezone.now(),
    )
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{claim.code}-{kind}.ics"'
    return response
