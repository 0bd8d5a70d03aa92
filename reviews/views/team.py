"""The team: who has what, who is away, and for whom somebody used to work. For leads, and a person's own absence."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import Partner, User
from accounts.roles import DECIDING_ROLES
from claims.models import Claim
from claims.refusals import Refused

from .. import actions, team
from ..absences import team_day
from ..forms import AbsenceForm, EmployerForm, MoveClaimsForm
from ..forms.bulk import SEEN
from ..models import Absence
from ..queues import MOST_AT_ONCE
from .access import leads_only, reviewers_only

LATEST = 20


@require_safe
@leads_only
def show_team(request):
    at = timezone.now()
    return render(
        request, "reviews/team.html", {"team": team.team(at), "now": at, "form": MoveClaimsForm(at=at)}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@leads_only
def move_claims(request):
    """First which claims, by their number and each of them; then, sent, what became of each."""
    at = timezone.now()
    if request.method == "POST":
        return _moved(request, at)
    form = MoveClaimsForm(request.GET, at=at)
    if not form.is_valid():
        return render(
            request, "reviews/team.html", {"team": team.team(at), "now": at, "form": form}, status=422
        )
    asked = form.cleaned_data
    found = team.movable(None if asked["source"] == form.NOBODY else int(asked["source"]), asked["which"], at)
    shown = list(found[: asked["most"] or MOST_AT_ONCE])
    return render(
        request,
        "reviews/team_move.html",
        {
            "now": at,
            "person": form.people.get(asked["source"]),
            "to": asked["to"],
            "claims": shown,
            "all_count": found.count(),
        },
    )


def _moved(request, at):
    given = [SEEN.fullmatch(value) for value in request.POST.getlist("claim")[:MOST_AT_ONCE]]
    chosen = {int(match[1]): int(match[2]) for match in given if match}
    to = request.POST.get("to", "")
    if not chosen:
        messages.error(request, _("Tick at least one claim."))
        return redirect("reviews:team")
    person = get_object_or_404(actions.team(), pk=int(to)) if to.isdecimal() and len(to) < 19 else None
    outcomes = actions.distribute(chosen, to=person, by=request.user, at=at)
    return _show_outcomes(request, outcomes)


def _show_outcomes(request, outcomes, person=None):
    moved = [each for each in outcomes if each.to is not None]
    shown = {"person": person, "outcomes": outcomes, "moved_count": len(moved)}
    return render(request, "reviews/team_spread.html", shown)


def _person_or_404(pk) -> User:
    return get_object_or_404(User, pk=pk, staff_role__in=DECIDING_ROLES)


def _home(request, person):
    if request.user.is_lead:
        return redirect("reviews:team_person", person.pk)
    return redirect("reviews:own_absence")


def _show_person(request, person, *, absence_form=None, employer_form=None, status=200):
    at = timezone.now()
    today = team_day(at)
    planned = person.absences.select_related("planned_by", "taken_back_by").order_by("-from_date", "-pk")
    shown = {
        "person": person,
        "now": at,
        "today": today,
        "coming": list(planned.not_over(today))[::-1],
        "past": planned.exclude(pk__in=Absence.objects.not_over(today).values("pk"))[:LATEST],
        "absence_form": absence_form or AbsenceForm(),
        "is_own": person.pk == request.user.pk,
    }
    if request.user.is_lead:
        shown |= {
            "employers": person.former_employers.order_by("name", "pk"),
            "employer_changes": person.employer_changes.select_related("partner", "changed_by").order_by(
                "-pk"
            )[:LATEST],
            "employer_form": employer_form or EmployerForm(),
            "open_count": Claim.objects.open().filter(reviewer=person).count(),
        }
    return render(request, "reviews/team_person.html", shown, status=status)


@require_safe
@leads_only
def team_person(request, pk):
    return _show_person(request, _person_or_404(pk))


@require_safe
@reviewers_only
def own_absence(request):
    return _show_person(request, request.user)


@require_POST
@reviewers_only
def plan_absence(request, pk):
    person = _person_or_404(pk)
    if person.pk != request.user.pk and not request.user.is_lead:
        raise PermissionDenied(_("Only a lead plans the absence of somebody else."))
    form = AbsenceForm(request.POST)
    if form.is_valid():
        try:
            actions.plan_absence(person.pk, **form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(
                request, _("The absence is planned. Nobody is given claims by the clock meanwhile.")
            )
            return _home(request, person)
    return _show_person(request, person, absence_form=form, status=422)


@require_POST
@reviewers_only
def take_absence_back(request, pk):
    visible = Absence.objects.all() if request.user.is_lead else Absence.objects.filter(person=request.user)
    absence = get_object_or_404(visible.select_related("person"), pk=pk)
    try:
        actions.take_absence_back(absence.pk, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("The absence is taken back."))
    return _home(request, absence.person)


@require_POST
@leads_only
def note_employer(request, pk):
    person, form = _person_or_404(pk), EmployerForm(request.POST)
    if form.is_valid():
        try:
            partner = form.cleaned_data["company"]
            released = actions.note_employer(person.pk, partner, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error("company", refusal.message)
        else:
            count = len(released)
            back = ngettext("%(count)d claim went back into the queue.", "%(count)d claims went back.", count)
            messages.success(request, _("Noted.") + (" " + back % {"count": count} if released else ""))
            return redirect("reviews:team_person", person.pk)
    return _show_person(request, person, employer_form=form, status=422)


@require_POST
@leads_only
def strike_employer(request, pk, partner):
    person = _person_or_404(pk)
    company = get_object_or_404(Partner, pk=partner)
    try:
        actions.strike_employer(person.pk, company, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("Struck out."))
    return redirect("reviews:team_person", person.pk)


@require_POST
@leads_only
def spread(request, pk):
    """Each claim with what became of it; asking again moves what is left."""
    person, at = get_object_or_404(User, pk=pk), timezone.now()
    outcomes = actions.spread(person.pk, by=request.user, at=at)
    return _show_outcomes(request, outcomes, person)
