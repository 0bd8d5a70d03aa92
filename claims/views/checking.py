"""What is typed about the customer and the activity, looked up while it is typed; nothing is saved here."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from accounts.programmes import Programme
from directory import checks, live

from ..forms import SIDE_BY_SIDE
from ..problems import enrolment_problems, impossible_activities
from ..states import Activity, Area
from ..steps import ACTIVITIES
from .finding import partner_claim

# PRG-4: what each choice means.
AREAS = {
    Area.M365: gettext_lazy("Workloads that the customer's tenant holds, such as Teams or Exchange Online."),
    Area.BUSINESS_APPLICATIONS: gettext_lazy(
        "Dynamics 365 and Power Platform. They count only when bought through a Volume Licensing agreement or "
        "Web-Direct."
    ),
}
MEANINGS = {
    Activity.PRESALES: gettext_lazy(
        "For influencing the purchase of an eligible product. Business Applications only."
    ),
    Activity.USAGE: gettext_lazy("For driving adoption of what the customer has bought."),
    Activity.REVENUE: gettext_lazy(
        "For influencing the choice as Business Influencer, without payment. Business Applications only, and not "
        "together with another activity."
    ),
}
LEADS_TO = {
    Activity.PRESALES: (Programme.OSA_SELL.label,),
    Activity.USAGE: (Programme.OSU_M365.label, Programme.OSU_BA.label),
    Activity.REVENUE: (gettext_lazy("no programme, no payment"),),
}


def customer_checks(domain, directory_id):
    """Nothing to say yet while the Directory ID, which comes last, is still to be typed."""
    live.look_up(domain or "", directory_id or "")
    found = checks.check_customer(domain or "", directory_id or "")
    return [] if found[0].missing else [check for check in found if not check.missing]


@require_safe
def check_customer(request):
    if not request.user.may_draft_somewhere:
        raise PermissionDenied(_("Your role does not allow this."))
    found = customer_checks(request.GET.get("domain"), request.GET.get("directory_id"))
    return render(request, "claims/steps/customer_checks.html", {"checks": found})


@require_safe
def check_activity(request, code):
    """The enrolment of the claim's location in the programmes of what is ticked now (PRG-5)."""
    now = timezone.now()
    claim = partner_claim(request, code)
    area = request.GET.get("area", "")
    claim.area = area if area in Area.values else ""
    for name in ACTIVITIES:
        setattr(claim, name, name in request.GET)
    return render(
        request, "claims/steps/activity_check.html", {"claim": claim, **_activity_check(claim, now)}
    )


def _activity_check(claim, now):
    ticked = {name: getattr(claim, name) for name in ACTIVITIES}
    impossible = impossible_activities(claim.area, **ticked)
    unfit = [] if impossible else enrolment_problems(claim, claim.location.local_date(now))
    is_chosen = bool(claim.area and claim.activities) and not impossible
    return {
        "impossible": list(dict.fromkeys(impossible.values())),
        "unfit": unfit,
        "programmes": claim.programmes if is_chosen else [],
        "is_chosen": is_chosen,
    }


def activity_choices(form, claim, now):
    """The boxes with their meaning, and what is to be said of what is saved."""
    areas = [(option, AREAS[Area(option.data["value"])]) for option in form["area"]]
    activities = [(form[name], MEANINGS[Activity(name)], LEADS_TO[Activity(name)]) for name in ACTIVITIES]
    return {"areas": areas, "activities": activities} | _activity_check(claim, now)


def places_of(form, claim=None):
    """Each location as a card with its programmes, and those that the claim needs and it is not enrolled in.

    None where there are so many that they come as a list.
    """
    field = form.fields.get("location")
    if field is None or len(field.queryset) > SIDE_BY_SIDE:
        return []
    needed = claim.programmes if claim else []
    places = []
    for option in form["location"]:
        location = option.data["value"].instance
        enrolled = location.enrolled_programmes(field.on_date)
        programmes = [programme.label for programme in Programme if programme in enrolled]
        missing = [Programme(programme).label for programme in needed if programme not in enrolled]
        places.append((option, location, programmes, missing))
    return places
