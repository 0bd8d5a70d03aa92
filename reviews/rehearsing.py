"""Shows what a move would send and say, by making the move itself and taking all of it away again.

A preview that were written beside the sending would sooner or later say something else. So nothing is: the action
runs in a transaction that is rolled back, and what it wrote is read before that.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from accounts.models import News, User
from claims import door
from claims.models import Claim
from claims.telling import people_of
from claims.views.page import said_to_partner
from outbox import moments
from outbox.models import Message

from . import arbitrations
from .models import Language

# Ids of a part that stands inside another page, and what points at them.
IDS = re.compile(r' (?:id|for|aria-labelledby|aria-describedby)="[^"]*"')
SECRET = re.compile(r"\{\{secret:\w+\}\}")


@dataclass(frozen=True)
class Letter:
    """A mail as it would leave; the customer's own link is nobody else's to see."""

    to: str
    subject: str
    text: str
    language: str
    is_for_customer: bool
    # What its dates are counted by, from when it may leave.
    counted: dict
    leaves_at: datetime

    @property
    def shown(self) -> str:
        text = moments.fill(self.text, self.counted, self.leaves_at)
        return SECRET.sub(_("(a link that only this person gets)"), text)

    @property
    def language_name(self) -> str:
        return Language(self.language).label if self.language in Language else self.language


@dataclass(frozen=True)
class Rehearsal:
    letters: list[Letter]
    # Who reads it in the portal only, or with the next daily mail, as they chose.
    only_in_portal: list[str]
    parts: list[SafeString]
    language: str


def rehearse(claim_id: int, act: Callable[[], object], *, by: User, templates: list[str]) -> Rehearsal:
    """What `act` would do to the claim, seen from outside; it is refused as `act` would be."""
    with transaction.atomic():
        # Locked first, so that nobody else's messages about this claim come between; and in the order of whoever
        # touches several claims of a customer, so that no two wait for each other.
        arbitrations.one_at_a_time_for(claim_id)
        claim = door.locked(claim_id, by=by)
        last_mail = Message.objects.aggregate(last=Max("pk"))["last"] or 0
        last_news = News.objects.aggregate(last=Max("pk"))["last"] or 0
        act()
        claim = Claim.objects.for_page().get(pk=claim_id)
        mails = list(Message.objects.filter(pk__gt=last_mail, about=claim.code).order_by("pk"))
        news = News.objects.filter(pk__gt=last_news, about=claim.code, partner=claim.partner_id)
        people = people_of(claim)
        told = {person.email: person.language for person in people}
        letters = [_letter(mail, claim, told) for mail in mails]
        written_to = {letter.to for letter in letters}
        found = Rehearsal(
            letters=letters,
            only_in_portal=[
                str(each.user)
                for each in news.select_related("user").order_by("pk")
                if each.user.email not in written_to
            ],
            parts=_as_read_by(people[0] if people else by, claim, templates),
            language=people[0].language if people else Language.ENGLISH.value,
        )
        transaction.set_rollback(True)
    return found


def _letter(mail: Message, claim: Claim, told: dict[str, str]) -> Letter:
    is_for_customer = mail.kind.startswith(("notice_", "decision_reversed"))
    customer = claim.tenant.language if claim.tenant else Language.ENGLISH.value
    return Letter(
        to=mail.recipient,
        subject=mail.subject,
        text=mail.text,
        language=customer if is_for_customer else told.get(mail.recipient, Language.ENGLISH.value),
        is_for_customer=is_for_customer,
        counted=mail.counted,
        leaves_at=mail.not_before,
    )


def _as_read_by(person: User, claim: Claim, templates: list[str]) -> list[SafeString]:
    """Parts of the claim's page, as this person of the partner reads them."""
    with translation.override(person.language), timezone.override(person.zone):
        context = said_to_partner(claim, timezone.now())
        context["requests"] = context["requests"][:1]
        context["comment"] = context["comments"].last()
        return [
            mark_safe(IDS.sub("", render_to_string(template, context)))  # noqa: S308 (our own templates made it)
            for template in templates
        ]
