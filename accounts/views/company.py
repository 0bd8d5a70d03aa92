"""A company as its own people see it: where it is, and what it is enrolled in."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ..models import Enrolment, Location, Partner
from ..programmes import Programme


@dataclass(frozen=True)
class Standing:
    """What a location is to a programme on one day."""

    programme: str
    word: str
    tone: str
    icon: str
    from_date: date | None = None
    until_date: date | None = None


def company_of(request, pk: int) -> Partner:
    """404 for whoever has no role there."""
    return get_object_or_404(Partner.objects.visible_to(request.user), pk=pk)


def companies_of(user) -> list[Partner]:
    return list(Partner.objects.visible_to(user).order_by("name", "pk"))


@require_safe
def own_company(request):
    found = companies_of(request.user)
    if found:
        return redirect("accounts:company", found[0].pk)
    if request.user.staff_role:
        raise PermissionDenied(_("This page is for the partner's people."))
    return render(request, "start/no_company.html", status=404)


@require_safe
def company(request, pk):
    partner = company_of(request, pk)
    enrolments = Enrolment.objects.order_by("from_date")
    locations = partner.locations.visible_to(request.user).prefetch_related(
        Prefetch("enrolments", queryset=enrolments)
    )
    now = timezone.now()
    context = {
        "company": partner,
        "companies": companies_of(request.user),
        "locations": [(place, _standings(place, now)) for place in locations.order_by("name", "mpn_id")],
        "is_whole": any(
            role.partner_id == partner.pk and role.location_id is None for role in request.user.roles
        ),
    }
    return render(request, "accounts/company/locations.html", context)


def _standings(location: Location, now) -> list[Standing]:
    """Every programme, with each time that the location was, is or will be in it."""
    today = location.local_date(now)
    found = []
    for programme in Programme:
        times = [each for each in location.enrolments.all() if each.programme == programme]
        found += [_standing(each, today) for each in times]
        if not times:
            found.append(Standing(programme.label, _("Not enrolled"), "neutral", "cross"))
    return found


def _standing(enrolment: Enrolment, today: date) -> Standing:
    if enrolment.covers(today):
        look = (_("Enrolled"), "success", "check")
    elif today < enrolment.from_date:
        look = (_("Coming"), "info", "clock")
    else:
        look = (_("Expired"), "warning", "warning")
    return Standing(Programme(enrolment.programme).label, *look, enrolment.from_date, enrolment.until_date)
