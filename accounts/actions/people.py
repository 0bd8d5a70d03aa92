"""Who belongs to a company, and as what: invited, given and taken roles, removed.

Each action locks the company's row first, so that what it checks stays true until it has written, whatever
somebody else does at the same moment.
"""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from outbox import actions as outbox

from .. import emails, notices
from ..models import Invitation, Location, Membership, Partner, PeopleChange, User
from ..permissions import may_give, may_remove
from ..refusals import Refused
from ..roles import PartnerRole
from ..tokens import new_token, token_hash

Kind = PeopleChange.Kind


def locked(partner_id: int) -> Partner:
    return Partner.objects.select_for_update().get(pk=partner_id)


def _locked_for(partner_id: int, by: User) -> tuple[Partner, User]:
    """With the person's roles as they are now, not as they were when the page was asked for."""
    return locked(partner_id), User.objects.get(pk=by.pk)


def record(
    partner: Partner,
    kind: str,
    *,
    by: User,
    at: datetime,
    person: str,
    role: str = "",
    location: Location | None = None,
) -> None:
    PeopleChange.objects.create(
        partner=partner,
        location=location,
        at=at,
        kind=kind,
        actor=str(by),
        actor_id=by.pk,
        person=person,
        role=role,
        place=str(location or ""),
    )


def _refuse_unless_given(by: User, role: str, partner: Partner, location: Location | None) -> None:
    if location is not None and location.partner_id != partner.pk:
        raise PermissionDenied(_("This location belongs to another company."))
    if not may_give(by, role, partner.pk, location.pk if location else None):
        raise PermissionDenied(_("Your role does not allow this."))


def invite(
    partner_id: int, *, by: User, at: datetime, email: str, role: str, location: Location | None
) -> Invitation:
    address = email.strip().lower()
    with transaction.atomic():
        partner, by = _locked_for(partner_id, by)
        _refuse_unless_given(by, role, partner, location)
        _refuse_to_invite(partner, address)
        earlier = partner.invitations.open().filter(email=address).first()
        if earlier is not None and not earlier.is_expired(at):
            raise Refused(
                _("%(email)s has an invitation that is still open. You can send it again, or take it back.")
                % {"email": address}
            )
        if earlier is not None:
            _close(earlier, by=by, at=at)
        token = new_token()
        invitation = Invitation.objects.create(
            partner=partner,
            location=location,
            email=address,
            role=role,
            token_hash=token_hash(token),
            invited_at=at,
            invited_by=by,
            expires_at=at + Invitation.HOLDS,
        )
        record(partner, Kind.INVITED, by=by, at=at, person=address, role=role, location=location)
        emails.invited(invitation, by=by, token=token, at=at)
    return invitation


def _refuse_to_invite(partner: Partner, address: str) -> None:
    known = User.objects.filter(email=address).first()
    if known is None:
        return
    if known.staff_role or known.is_staff:
        # Says nothing of who reviews: partners are not to learn that.
        raise Refused(_("This address can't be invited. Please use the person's address at your company."))
    if known.memberships.filter(partner=partner).exists():
        raise Refused(
            _("%(email)s belongs to your company already: change the roles of the person instead.")
            % {"email": address}
        )


def _open_invitation(invitation_id: int, by: User) -> tuple[Invitation, User]:
    found = Invitation.objects.get(pk=invitation_id)
    partner, by = _locked_for(found.partner_id, by)
    invitation = partner.invitations.select_related("location").get(pk=invitation_id)
    _refuse_unless_given(by, invitation.role, partner, invitation.location)
    if invitation.accepted_at is not None:
        raise Refused(_("%(email)s has joined in the meantime.") % {"email": invitation.email})
    if invitation.taken_back_at is not None:
        raise Refused(_("The invitation of %(email)s was taken back already.") % {"email": invitation.email})
    return invitation, by


def invite_again(invitation_id: int, *, by: User, at: datetime) -> Invitation:
    """With a new link and a new week; the links sent before stop working."""
    with transaction.atomic():
        invitation, by = _open_invitation(invitation_id, by)
        _refuse_to_invite(invitation.partner, invitation.email)
        outbox.cancel(key_prefix=emails.key_prefix(invitation), at=at)
        token = new_token()
        invitation.token_hash, invitation.invited_at, invitation.invited_by = token_hash(token), at, by
        invitation.expires_at = at + Invitation.HOLDS
        invitation.save(update_fields=["token_hash", "invited_at", "invited_by", "expires_at"])
        _record_of(invitation, Kind.INVITED_AGAIN, by=by, at=at)
        emails.invited(invitation, by=by, token=token, at=at)
    return invitation


def take_back(invitation_id: int, *, by: User, at: datetime) -> Invitation:
    with transaction.atomic():
        invitation, by = _open_invitation(invitation_id, by)
        _close(invitation, by=by, at=at)
        _record_of(invitation, Kind.TAKEN_BACK, by=by, at=at)
    return invitation


def _close(invitation: Invitation, *, by: User, at: datetime) -> None:
    outbox.cancel(key_prefix=emails.key_prefix(invitation), at=at)
    invitation.taken_back_at, invitation.taken_back_by = at, by
    invitation.save(update_fields=["taken_back_at", "taken_back_by"])


def _record_of(invitation: Invitation, kind: str, *, by: User, at: datetime) -> None:
    record(
        invitation.partner,
        kind,
        by=by,
        at=at,
        person=invitation.email,
        role=invitation.role,
        location=invitation.location,
    )


def add_role(
    partner_id: int, person_id: int, *, by: User, at: datetime, role: str, location: Location | None
) -> Membership:
    """Another role for somebody who is in the company; others are invited."""
    with transaction.atomic():
        partner, by = _locked_for(partner_id, by)
        _refuse_unless_given(by, role, partner, location)
        person = _person_of(partner, person_id)
        return _give(partner, person, role, location, by=by, at=at)


def _person_of(partner: Partner, person_id: int) -> User:
    person = User.objects.filter(pk=person_id, memberships__partner=partner).first()
    if person is None:
        raise Refused(_("This person does not belong to your company any more."))
    return person


def _give(
    partner: Partner, person: User, role: str, location: Location | None, *, by: User, at: datetime
) -> Membership:
    if Membership.objects.filter(user=person, partner=partner, role=role, location=location).exists():
        raise Refused(_("%(person)s has this role there already.") % {"person": person})
    given = Membership.objects.create(user=person, partner=partner, role=role, location=location)
    record(partner, Kind.ROLE_GIVEN, by=by, at=at, person=person.email, role=role, location=location)
    return given


def change_role(
    membership_id: int, *, by: User, at: datetime, role: str, location: Location | None
) -> Membership:
    """Another role in its place, in one step: nobody is without one in between."""
    with transaction.atomic():
        earlier, by = _locked_role(membership_id, by)
        if (earlier.role, earlier.location) == (role, location):
            return earlier
        _refuse_unless_given(by, role, earlier.partner, location)
        given = _give(earlier.partner, earlier.user, role, location, by=by, at=at)
        _take(earlier, by=by, at=at)
    return given


def remove_role(membership_id: int, *, by: User, at: datetime) -> None:
    with transaction.atomic():
        membership, by = _locked_role(membership_id, by)
        others = membership.user.memberships.filter(partner=membership.partner).exclude(pk=membership.pk)
        if not others.exists():
            raise Refused(
                _("This is the only role that %(person)s has. Remove the person from the company instead.")
                % {"person": membership.user}
            )
        _take(membership, by=by, at=at)


def _locked_role(membership_id: int, by: User) -> tuple[Membership, User]:
    found = Membership.objects.filter(pk=membership_id).first()
    if found is None:
        raise Refused(_("This role was changed or taken away in the meantime."))
    partner, by = _locked_for(found.partner_id, by)
    membership = (
        partner.memberships.select_related("user", "location", "partner").filter(pk=membership_id).first()
    )
    if membership is None:
        raise Refused(_("This role was changed or taken away in the meantime."))
    _refuse_unless_given(by, membership.role, partner, membership.location)
    return membership, by


def _take(membership: Membership, *, by: User, at: datetime) -> None:
    partner = membership.partner
    _refuse_to_lose_the_last_global_admin(partner, [membership])
    record(
        partner,
        Kind.ROLE_TAKEN,
        by=by,
        at=at,
        person=membership.user.email,
        role=membership.role,
        location=membership.location,
    )
    membership.delete()
    _let_go(partner, membership.user_id, [membership.location_id], by=by, at=at)


def _let_go(
    partner: Partner, person_id: int, places: Iterable[int | None], *, by: User, at: datetime
) -> None:
    """After roles at these places were taken: ends what the roles that are left don't reach.

    Invitations to what they can't give any more, or they could come back as that by another address, and
    notices about claims that they may not see.
    """
    person = User.objects.get(pk=person_id)
    for invitation in partner.invitations.open().filter(invited_by=person).select_related("location"):
        if not may_give(person, invitation.role, partner.pk, invitation.location_id):
            _close(invitation, by=by, at=at)
            _record_of(invitation, Kind.TAKEN_BACK, by=by, at=at)
    if not all(person.holds(PartnerRole, partner.pk, place) for place in places):
        notices.forget(person, partner.pk, at=at)


def _refuse_to_lose_the_last_global_admin(partner: Partner, going: Iterable[Membership]) -> None:
    leading = [each for each in going if each.role == PartnerRole.GLOBAL_ADMIN]
    if not leading:
        return
    left = partner.memberships.filter(role=PartnerRole.GLOBAL_ADMIN, user__is_active=True)
    left = left.exclude(pk__in=[each.pk for each in leading])
    if any(each.location_id is None for each in leading):
        left = left.filter(location=None)
    if not left.exists():
        raise Refused(
            _("%(person)s is the last Global admin of %(company)s. Give somebody else this role first.")
            % {"person": leading[0].user, "company": partner}
        )


def remove_person(partner_id: int, person_id: int, *, by: User, at: datetime) -> User:
    """Takes all their roles in this company; what they drafted, and their other companies, stay."""
    with transaction.atomic():
        partner, by = _locked_for(partner_id, by)
        person = _person_of(partner, person_id)
        roles = list(partner.memberships.filter(user=person).select_related("user"))
        if not may_remove(by, roles):
            raise PermissionDenied(_("Your role does not allow this."))
        _refuse_to_lose_the_last_global_admin(partner, roles)
        partner.memberships.filter(pk__in=[each.pk for each in roles]).delete()
        _let_go(partner, person.pk, [each.location_id for each in roles], by=by, at=at)
        record(partner, Kind.REMOVED, by=by, at=at, person=person.email)
    return person
