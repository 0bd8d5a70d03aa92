"""The people of a company: who they are, and what those who manage them can do."""

from itertools import groupby

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from .. import actions
from ..forms import InvitationForm, RoleForm
from ..models import Invitation, Location, Membership, Partner, User
from ..permissions import manages_people, may_give, may_remove
from ..ratelimit import exceeds
from ..refusals import Refused
from ..roles import MANAGED_ROLES
from ..words import sentence
from .company import companies_of, company_of

CHANGES = 50
# Invitations are mail to strangers in somebody's name.
INVITATIONS_OF_A_PERSON = 100
AN_HOUR = 3600


def _managed_locations(by: User, partner: Partner) -> list[Location]:
    own = [role for role in by.roles if role.role in MANAGED_ROLES and role.partner_id == partner.pk]
    found = partner.locations.order_by("name", "mpn_id")
    if not any(role.location_id is None for role in own):
        found = found.filter(pk__in=[role.location_id for role in own])
    return list(found)


def _may_give(by: User, row: Membership | Invitation) -> bool:
    return may_give(by, row.role, row.partner_id, row.location_id)


@require_safe
def people(request, pk):
    partner, by = company_of(request, pk), request.user
    roles = partner.memberships.visible_to(by).select_related("user", "location")
    ordered = roles.order_by("user__name", "user_id", "location__name", "role")
    invitations = partner.invitations.open().visible_to(by).select_related("location", "invited_by")
    changes = partner.people_changes.visible_to(by).order_by("-pk")
    before = request.GET.get("before", "")
    if before.isascii() and before.isdigit() and len(before) < 19:
        changes = changes.filter(pk__lt=int(before))
    shown = list(changes[: CHANGES + 1])
    now = timezone.now()
    listed = [(person, list(held)) for person, held in groupby(ordered, key=lambda role: role.user)]
    context = {
        "company": partner,
        "companies": companies_of(by),
        "people": [(person, held, any(_may_give(by, role) for role in held)) for person, held in listed],
        "invitations": [
            (invitation, invitation.is_expired(now), _may_give(by, invitation))
            for invitation in invitations.order_by("-invited_at", "-pk")
        ],
        "may_invite": manages_people(by, partner.pk),
        "changes": [(change, sentence(change)) for change in shown[:CHANGES]],
        "older_url": f"?before={shown[CHANGES - 1].pk}#changes" if len(shown) > CHANGES else "",
        "newest_url": f"{request.path}#changes" if before else "",
    }
    return render(request, "accounts/company/people.html", context)


def _managed_company(request, pk: int) -> Partner:
    partner = company_of(request, pk)
    if not manages_people(request.user, partner.pk):
        raise PermissionDenied(_("A Global admin or an Incentives admin manages the people of a company."))
    return partner


@require_http_methods(["GET", "HEAD", "POST"])
def invite(request, pk):
    partner, by = _managed_company(request, pk), request.user
    form = InvitationForm(
        request.POST if request.method == "POST" else None,
        by=by,
        partner=partner,
        locations=_managed_locations(by, partner),
    )
    if request.method == "POST" and form.is_valid():
        try:
            _refuse_too_many(by)
            invitation = actions.invite(partner.pk, by=by, at=timezone.now(), **form.cleaned_data)
        except Refused as refused:
            form.add_error("email", refused.message)
        else:
            messages.success(
                request, _("The invitation to %(email)s is on its way.") % {"email": invitation.email}
            )
            return redirect("accounts:people", partner.pk)
    status = 422 if form.errors else 200
    return render(request, "accounts/company/invite.html", {"company": partner, "form": form}, status=status)


def _refuse_too_many(by: User) -> None:
    if exceeds(f"invite:{by.pk}", INVITATIONS_OF_A_PERSON, AN_HOUR):
        raise Refused(_("These were many invitations in a short time. Please go on in an hour."))


def _invitation(request, pk: int, invitation: int) -> Invitation:
    partner = _managed_company(request, pk)
    return get_object_or_404(partner.invitations.visible_to(request.user), pk=invitation)


@require_POST
def invite_again(request, pk, invitation):
    invited = _invitation(request, pk, invitation)

    def act():
        _refuse_too_many(request.user)
        actions.invite_again(invited.pk, by=request.user, at=timezone.now())

    done = _("A new link is on its way to %(email)s; the earlier one no longer works.")
    return _done(request, act, done % {"email": invited.email}, "accounts:people", pk)


@require_POST
def take_back(request, pk, invitation):
    invited = _invitation(request, pk, invitation)
    return _done(
        request,
        lambda: actions.take_back(invited.pk, by=request.user, at=timezone.now()),
        _("The invitation of %(email)s is taken back; its link no longer works.") % {"email": invited.email},
        "accounts:people",
        pk,
    )


def _done(request, act, said: str, page: str, *args):
    """Does it, and leads back to the page with what came of it."""
    try:
        act()
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, said)
    return redirect(page, *args)


def _managed_person(request, pk: int, person: int) -> tuple[Partner, User, list[Membership]]:
    """With all their roles in the company, of which at least one is the reader's to manage."""
    partner = _managed_company(request, pk)
    roles = partner.memberships.visible_to(request.user).filter(user__pk=person)
    held = list(roles.select_related("user", "location").order_by("location__name", "role"))
    if not held:
        raise Http404
    if not any(_may_give(request.user, role) for role in held):
        raise PermissionDenied(_("Your role does not allow this."))
    return partner, held[0].user, held


@require_safe
def person(request, pk, person):
    return _person_page(request, *_managed_person(request, pk, person))


def _person_page(request, partner, person, held, *, new_form=None, refused=None, status=200):
    """`refused` is the role whose form was refused, and that form."""
    by = request.user
    locations = _managed_locations(by, partner)

    def form_of(role):
        if refused and refused[0] == role.pk:
            return refused[1]
        return _role_form(request, partner, locations, role) if _may_give(by, role) else None

    every_role = partner.memberships.filter(user=person)
    context = {
        "company": partner,
        "person": person,
        "roles": [(role, form_of(role)) for role in held],
        "form": new_form or RoleForm(by=by, partner=partner, locations=locations, prefix="new"),
        "may_take": len(every_role) > 1,
        "may_remove": may_remove(by, every_role),
    }
    return render(request, "accounts/company/person.html", context, status=status)


def _role_form(request, partner, locations, role, data=None):
    return RoleForm(
        data,
        by=request.user,
        partner=partner,
        locations=locations,
        prefix=f"role{role.pk}",
        initial={"role": role.role, "location": role.location_id or ""},
    )


@require_POST
def add_role(request, pk, person):
    partner, somebody, held = _managed_person(request, pk, person)
    locations = _managed_locations(request.user, partner)
    form = RoleForm(request.POST, by=request.user, partner=partner, locations=locations, prefix="new")
    if form.is_valid():
        try:
            actions.add_role(partner.pk, somebody.pk, by=request.user, at=timezone.now(), **form.cleaned_data)
        except Refused as refused:
            form.add_error("role", refused.message)
        else:
            messages.success(request, _("%(person)s has the role now.") % {"person": somebody})
            return redirect("accounts:person", pk, person)
    return _person_page(request, partner, somebody, held, new_form=form, status=422)


@require_POST
def change_role(request, pk, person, role):
    partner, somebody, held = _managed_person(request, pk, person)
    changed = next((each for each in held if each.pk == role), None)
    if changed is None:
        messages.error(request, _("This role was changed or taken away in the meantime."))
        return redirect("accounts:person", pk, person)
    locations = _managed_locations(request.user, partner)
    form = _role_form(request, partner, locations, changed, request.POST)
    if form.is_valid():
        try:
            actions.change_role(role, by=request.user, at=timezone.now(), **form.cleaned_data)
        except Refused as refused:
            form.add_error("role", refused.message)
        else:
            messages.success(request, _("The role is changed."))
            return redirect("accounts:person", pk, person)
    return _person_page(request, partner, somebody, held, refused=(role, form), status=422)


@require_POST
def remove_role(request, pk, person, role):
    _partner, somebody, _held = _managed_person(request, pk, person)
    return _done(
        request,
        lambda: actions.remove_role(role, by=request.user, at=timezone.now()),
        _("%(person)s no longer has this role.") % {"person": somebody},
        "accounts:person",
        pk,
        person,
    )


@require_POST
def remove_person(request, pk, person):
    partner, somebody, _held = _managed_person(request, pk, person)
    try:
        actions.remove_person(partner.pk, somebody.pk, by=request.user, at=timezone.now())
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect("accounts:person", pk, person)
    if somebody == request.user:
        messages.success(request, _("You no longer belong to %(company)s.") % {"company": partner})
        return redirect("start")
    messages.success(
        request,
        _("%(person)s no longer belongs to %(company)s. What they drafted is still here.")
        % {"person": somebody, "company": partner},
    )
    return redirect("accounts:people", pk)
