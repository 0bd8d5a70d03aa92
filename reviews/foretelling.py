"""What a decision of an arbitration would do: it is made, looked at, and undone before anybody sees it."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.models import News, User
from claims.states import State
from outbox.models import Message

from . import arbitrations, comparison
from .models import ArbitrationParty


@dataclass(frozen=True)
class Foretold:
    """What happens to one party, and what its people are told."""

    party: ArbitrationParty
    name: str
    what: str
    told: list[tuple[str, str]]


def foretell(arbitration_id: int, *, winner_id: int, by: User, at: datetime) -> list[Foretold]:
    """Refused where the decision would be."""
    with transaction.atomic():
        latest = News.objects.aggregate(pk=Max("pk"))["pk"] or 0
        sent = Message.objects.aggregate(pk=Max("pk"))["pk"] or 0
        decided = arbitrations.decide(arbitration_id, winner_id=winner_id, by=by, at=at, text="-")
        parties = [party for party in comparison.parties_of(decided) if party.won is not None]
        found = [
            Foretold(party, comparison.name_of(party), _what(party), _told(party, latest, sent))
            for party in sorted(parties, key=lambda party: not party.won)
        ]
        transaction.set_rollback(True)
    return found


def _what(party: ArbitrationParty) -> str:
    if party.won:
        return _of_the_winner(party)
    rejected = party.claim is not None and party.claim.state == State.REJECTED
    if party.is_incumbent:
        if rejected:
            return _("Its association ends at once, and its claim is rejected: lost in arbitration.")
        return _("Its association for this product ends at once. Its other products stay as they are.")
    if rejected:
        return _("The claim is rejected: lost in arbitration. The partner can dispute that.")
    return _("It loses this product. Its other products go on as they are.")


def _of_the_winner(party: ArbitrationParty) -> str:
    if party.is_incumbent:
        return _("It stays partner of record, and nothing changes for it.")
    if party.claim.state == State.APPROVED:
        return _(
            "The claim is approved, and the customer's contact gets the notice with the time to opt out."
        )
    return _("It wins this product. Its reviewer still decides the others, and approves it with them.")


def _told(party: ArbitrationParty, latest: int, sent: int) -> list[tuple[str, str]]:
    """Each text once, however many people get it."""
    news = News.objects.filter(pk__gt=latest, partner=party.partner)
    news = news.filter(about=party.claim.code if party.claim else "")
    texts = [(each.title, each.text) for each in news.order_by("pk")]
    if not texts and party.claim:
        # Nobody of them has an account.
        mails = Message.objects.filter(pk__gt=sent, about=party.claim.code, kind__in=("rejected", "approved"))
        texts = [(mail.subject, mail.text) for mail in mails.order_by("pk")]
    return list(dict.fromkeys(texts))
