"""Who is away, and for whom somebody used to work: both decide who is given which claims."""

from datetime import date, datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Partner, User
from claims import actions as claims
from claims.models import Claim
from claims.refusals import NotNow, Refused

from ..absences import team_day
from ..models import Absence, EmployerChange

LONGEST = timedelta(days=366)


def plan_absence(person_id: int, from_date: date, until_date: date, *, by: User, at: datetime) -> Absence:
    """By the person, or by a lead for anybody of the team. Claims stay where they are until somebody moves them."""
    if until_date < from_date:
        raise NotNow(_("The last day lies before the first."))
    if until_date < team_day(at):
        raise NotNow(_("These days are over already."))
    if until_date - from_date > LONGEST:
        raise NotNow(_("An absence lasts a year at most."))
    with transaction.atomic():
        person = _locked(person_id, by)
        other = Absence.objects.filter(person=person).touching(from_date, until_date).first()
        if other is not None:
            raise NotNow(
                _("There is an absence from %(first)s until %(last)s already.")
                % {"first": other.from_date.isoformat(), "last": other.until_date.isoformat()}
            )
        return Absence.objects.create(
            person=person, from_date=from_date, until_date=until_date, planned_at=at, planned_by=by
        )


def take_absence_back(absence_id: int, *, by: User, at: datetime) -> Absence:
    """What has not begun goes; what has begun ends with yesterday; what is over stays as it was."""
    with transaction.atomic():
        absence = Absence.objects.select_related("person").get(pk=absence_id)
        _locked(absence.person_id, by)
        absence.refresh_from_db(fields=["from_date", "until_date", "taken_back_at"])
        today = team_day(at)
        if absence.taken_back_at is not None or absence.until_date < today:
            raise NotNow(_("This absence is over already."))
        if absence.from_date < today:
            absence.until_date = today - timedelta(days=1)
            absence.save(update_fields=["until_date"])
        else:
            absence.taken_back_at, absence.taken_back_by = at, by
            absence.save(update_fields=["taken_back_at", "taken_back_by"])
        return absence


def _locked(person_id: int, by: User) -> User:
    """So that two at once can't plan days that overlap."""
    if not by.is_reviewing or (by.pk != person_id and not by.is_lead):
        raise PermissionDenied(_("Only a lead plans the absence of somebody else."))
    person = User.objects.select_for_update(of=("self",)).get(pk=person_id)
    if not person.is_reviewing:
        raise NotNow(_("%(name)s reviews no claims.") % {"name": person})
    return person


def note_employer(person_id: int, partner: Partner, *, by: User, at: datetime) -> list[Claim]:
    """From now on the person reviews nothing of this partner; gives back the claims that they had of it."""
    with transaction.atomic():
        person = _colleague(person_id, by)
        if person.former_employers.filter(pk=partner.pk).exists():
            raise NotNow(_("%(partner)s is noted already.") % {"partner": partner})
        person.former_employers.add(partner)
        _keep(person, partner, EmployerChange.Kind.NOTED, by, at)
    held = Claim.objects.open().filter(reviewer=person, partner=partner).order_by("pk")
    released = []
    # Each in a transaction of its own, after the conflict stands: nobody waits for all of them.
    for claim_id in list(held.values_list("pk", flat=True)):
        try:
            released.append(claims.release(claim_id, by=by, at=at))
        except Refused:  # decided or released in the meantime
            continue
    return released


def strike_employer(person_id: int, partner: Partner, *, by: User, at: datetime) -> None:
    with transaction.atomic():
        person = _colleague(person_id, by)
        if not person.former_employers.filter(pk=partner.pk).exists():
            raise NotNow(_("%(partner)s is not noted.") % {"partner": partner})
        person.former_employers.remove(partner)
        _keep(person, partner, EmployerChange.Kind.STRUCK_OUT, by, at)


def _colleague(person_id: int, by: User) -> User:
    if not by.is_lead:
        raise PermissionDenied(_("Only a lead says for whom somebody used to work."))
    person = User.objects.select_for_update(of=("self",)).get(pk=person_id)
    if not person.is_reviewing:
        raise NotNow(_("%(name)s reviews no claims.") % {"name": person})
    return person


def _keep(person: User, partner: Partner, kind: str, by: User, at: datetime) -> None:
    EmployerChange.objects.create(person=person, partner=partner, kind=kind, changed_at=at, changed_by=by)
