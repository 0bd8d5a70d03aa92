"""What lists copy from the directory and the register, brought up to date."""

from django.db import transaction
from django.db.models import Min

from .. import finding
from ..models import Claim, Word

__all__ = ["keep_words", "note_end", "relist"]


def note_end(claim: Claim) -> None:
    """After an association of the claim began or ended; in the same transaction."""
    live = claim.products.filter(association__isnull=False, association__ended_at__isnull=True)
    claim.ends_date = live.aggregate(first=Min("subscription__end_date"))["first"]
    claim.save(update_fields=["ends_date"])


def keep_words(claim: Claim) -> None:
    """After a change of what a claim is found by; in the same transaction."""
    chosen = claim.products.values_list("subscription__subscription_id", "typed_subscription")
    wanted = finding.words_of(
        code=claim.code,
        names=(claim.name, claim.partner_name, claim.customer),
        mpn_id=claim.mpn_id,
        domain=claim.domain,
        directory_id=claim.directory_id,
        subscriptions=[str(known or typed) for known, typed in chosen],
    )
    present = set(claim.words.values_list("word", flat=True))
    if stale := present - wanted:
        claim.words.filter(word__in=stale).delete()
    Word.objects.bulk_create(Word(claim=claim, word=word) for word in sorted(wanted - present))


def relist(claim_id: int) -> bool:
    """No change of the claim, so nothing of it stands in the history. False while somebody else works on it."""
    with transaction.atomic():
        claim = Claim.objects.select_for_update(skip_locked=True, of=("self",)).filter(pk=claim_id).first()
        if claim is None:
            return False
        claim.save(update_fields=["tenant", "partner", "location"])
        note_end(claim)
        keep_words(claim)
    return True
