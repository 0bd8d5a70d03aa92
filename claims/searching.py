"""Claims that have words with these beginnings, found by an index whatever is typed.

The rarest of the words decides how: a few claims have it, and they are looked at one by one; or thousands have even
that one, and then a list soon has a page full of them as it is walked in its own order.
"""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import User

from . import codes
from .counting import CappedCount
from .finding import MOST_TERMS, terms_of
from .folding import LAST
from .models import Claim, Word

# So many claims are looked at one by one.
FEW = 500
# As far back a list of all claims is walked for words that many have.
NEWEST = 20_000


@dataclass(frozen=True)
class Found:
    """`narrow` a queryset of claims by it. `is_cut`: only the newest claims of a list of all are looked through."""

    terms: tuple[str, ...] = ()
    few: frozenset[int] | None = None
    oldest: int = 0

    @property
    def is_cut(self) -> bool:
        return self.oldest > 0

    def narrow(self, claims: QuerySet) -> QuerySet:
        if self.few is not None:
            claims = claims.filter(pk__in=self.few) if self.few else claims.none()
        if self.oldest:
            claims = claims.filter(pk__gte=self.oldest)
        for term in self.terms:
            claims = claims.filter(_has(term, "pk"))
        return claims


def find(typed: str, *, among_all: bool) -> Found:
    """`among_all` claims, or only in a list of what is open or of one company.

    As many queries whether few claims are found or many: one, two for several words, and one more among all.
    """
    terms = terms_of(codes.normalise(typed) or typed)[:MOST_TERMS]
    if not terms:
        return Found(few=frozenset()) if typed.strip() else Found()
    rarest = _rarest(terms) if len(terms) > 1 else terms[0]
    with_it = list(_words(rarest).values_list("claim_id", flat=True)[: FEW + 1])
    oldest = _oldest_of_the_newest() if among_all else 0
    if len(with_it) <= FEW:
        return Found(terms=tuple(term for term in terms if term != rarest), few=frozenset(with_it))
    return Found(terms=tuple(terms), oldest=oldest)


def _words(term: str) -> QuerySet:
    """A range and no LIKE, which not every database looks up in an index."""
    return Word.objects.filter(word__gte=term, word__lt=term + LAST)


def _has(term: str, claim_id: str) -> Exists:
    return Exists(_words(term).filter(claim_id=OuterRef(claim_id)))


def _rarest(terms: list[str]) -> str:
    capped = {
        f"count_{number}": CappedCount(_words(term).values("claim_id")[: FEW + 1])
        for number, term in enumerate(terms)
    }
    found = User.objects.values(**capped).first() or {}
    return min(terms, key=lambda term: found.get(f"count_{terms.index(term)}", 0))


def _oldest_of_the_newest() -> int:
    """By ID, which drafts have, too; 0 when all of them are looked through."""
    newest = Claim.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    return newest - NEWEST + 1 if newest > NEWEST else 0
