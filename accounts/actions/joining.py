"""An invited person joins: with an account of theirs, or with a new one."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from ..emails import zone_of
from ..models import Invitation, Membership, User
from ..refusals import Refused
from ..tokens import token_hash
from .people import Kind, locked, record


def invitation_of(token: str) -> Invitation | None:
    found = Invitation.objects.filter(token_hash=token_hash(token))
    return found.select_related("partner", "location", "invited_by").first()


def _usable(token: str, at: datetime) -> Invitation:
    """Locked with its company, and still good."""
    found = invitation_of(token)
    if found is None:
        raise Refused(_("This invitation can't be used any more."))
    locked(found.partner_id)
    invitation = invitation_of(token)
    if (
        invitation is None
        or invitation.accepted_at is not None
        or invitation.taken_back_at is not None
        or invitation.is_expired(at)
    ):
        raise Refused(_("This invitation can't be used any more."))
    known = User.objects.filter(email=invitation.email).first()
    if known is not None and (known.staff_role or known.is_staff):
        raise Refused(_("This invitation can't be used with this address."))
    if known is not None and known.memberships.filter(partner=invitation.partner).exists():
        raise Refused(_("You belong to this company already."))
    return invitation


def accept(token: str, *, by: User, at: datetime) -> Invitation:
    """By somebody who signed in with the invited address."""
    with transaction.atomic():
        invitation = _usable(token, at)
        if by.email.lower() != invitation.email:
            raise PermissionDenied(_("This invitation is for another address."))
        _join(invitation, by, at)
    return invitation


def join(token: str, *, at: datetime, name: str, password: str) -> User:
    """With a new account: the link proves that the address is theirs."""
    with transaction.atomic():
        invitation = _usable(token, at)
        person = _new_account(invitation, name, password, at)
        EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
        _join(invitation, person, at)
    return person


def _new_account(invitation: Invitation, name: str, password: str, at: datetime) -> User:
    """Refused when there is one: another company's invitation may be accepted at the same moment."""
    try:
        with transaction.atomic():
            return User.objects.create_user(
                invitation.email,
                password,
                name=name,
                # The one in which they read the page.
                language=translation.get_language() or settings.LANGUAGE_CODE,
                time_zone=zone_of(invitation),
                date_joined=at,
            )
    except IntegrityError as taken:
        raise Refused(_("There is an account with this address by now. Please sign in with it.")) from taken


def _join(invitation: Invitation, person: User, at: datetime) -> None:
    invitation.accepted_at, invitation.accepted_by = at, person
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    Membership.objects.create(
        user=person, partner=invitation.partner, role=invitation.role, location=invitation.location
    )
    record(
        invitation.partner,
        Kind.JOINED,
        by=person,
        at=at,
        person=person.email,
        role=invitation.role,
        location=invitation.location,
    )
