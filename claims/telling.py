"""Whom of the partner's people something about a claim is told, and what of it can be called back."""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts import notices
from accounts.models import Membership, User
from accounts.roles import FILING_ROLES, MANAGING_ROLES
from directory.models import Association

from .deadlines import take_back_until
from .models import Claim
from .permissions import is_partner_side

Paragraphs = Callable[[User], Iterable[str]]


def people_of(claim: Claim) -> list[User]:
    """Who is told on the partner's side: who submitted it, and the own contact that the claim names.

    Whoever has an account is told only while a role of theirs covers the claim, so nobody who was removed is.
    When that leaves nobody, those are told who may file there.
    """
    address = claim.own_contact_email.lower()
    known = User.objects.filter(Q(pk=claim.submitted_by_id) | Q(email=address))
    people = {each.email: each for each in sorted(known, key=lambda each: each.pk != claim.submitted_by_id)}
    found = [person for person in people.values() if person.is_active and is_partner_side(claim, person)]
    if address and address not in people:
        found.append(User(email=address, name=claim.own_contact_name))
    return found or _filers_of(claim)


def _filers_of(claim: Claim) -> list[User]:
    roles = Membership.objects.filter(partner_id=claim.partner_id, role__in=FILING_ROLES)
    covering = roles.filter(Q(location=None) | Q(location_id=claim.location_id))
    return list(User.objects.filter(is_active=True, memberships__in=covering).distinct().order_by("pk"))


def holders_of(association: Association) -> list[User]:
    """Who is told of an association that came from no claim, which would name a contact."""
    here = Q(memberships__location__isnull=True) | Q(memberships__location=association.location_id)
    people = User.objects.filter(
        here,
        is_active=True,
        memberships__partner=association.partner_id,
        memberships__role__in=MANAGING_ROLES,
    )
    return list(people.distinct().order_by("pk"))


def local(instant: datetime, person: User) -> str:
    when = timezone.localtime(instant, timezone=person.zone)
    return f"{date_format(when, pgettext('date format', 'D j M Y, H:i'))} ({person.time_zone})"


def held_prefix(claim: Claim, moved_at: datetime) -> str:
    """What goes out because of one reviewer's move, and can be called back while it is held."""
    return f"claim:{claim.code}:held:{moved_at.timestamp():.6f}:"


def tell(
    claim: Claim,
    kind: str,
    subject: Callable[[], str],
    paragraphs: Paragraphs,
    *,
    at: datetime,
    held: bool = False,
    people: Iterable[User] | None = None,
    without: User | None = None,
    link: str = "",
    link_text: Callable[[], str] = lambda: _("Open the claim"),
) -> None:
    prefix = held_prefix(claim, claim.entered_at) if held else f"claim:{claim.code}:{claim.history_length}:"
    notices.tell(
        [each for each in (people_of(claim) if people is None else people) if each != without],
        kind,
        subject,
        paragraphs,
        key_prefix=prefix,
        link=link or claim.get_absolute_url(),
        link_text=link_text,
        about=claim.code,
        partner_id=claim.partner_id if people is None else None,
        at=at,
        not_before=take_back_until(at) if held else None,
    )


def tell_reviewer(
    claim: Claim, kind: str, subject: Callable[[], str], paragraphs: Paragraphs, *, at: datetime
) -> None:
    people = [claim.reviewer] if claim.reviewer_id and claim.reviewer.is_active else []
    page = reverse("reviews:claim", args=[claim.code])
    tell(claim, kind, subject, paragraphs, at=at, people=people, link=page)


def call_back(claim: Claim, moved_at: datetime, *, at: datetime) -> bool:
    """Cancels what a move of that instant would still send; False when some of it has left already."""
    return notices.call_back(held_prefix(claim, moved_at), at=at)
