"""Which rows of figures a period is read from: whole months, and days where it begins or ends within one. Pure.

A period that begins on the fifth is the whole month less four days, as what is summed can be taken off again. So the
rows are few however long it is, and there are no more of them than days in it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Q, When

from calendars.business_time import DAY

from ..models.figures import Span


@dataclass(frozen=True)
class Piece:
    """The rows of one span that begin in these days, to be added or (-1) taken off. `end` lies behind them."""

    sign: int
    span: Span
    begin: date
    end: date

    @property
    def condition(self) -> Q:
        return Q(span=self.span, date__gte=self.begin, date__lt=self.end)

    def has(self, span: str, day: date) -> bool:
        return span == self.span and self.begin <= day < self.end


@dataclass(frozen=True)
class Cut:
    pieces: tuple[Piece, ...]

    @property
    def condition(self) -> Q:
        found = Q()
        for piece in self.pieces:
            found |= piece.condition
        return found

    @property
    def signed(self) -> Case:
        """Of a row that meets the condition."""
        return Case(*(When(piece.condition, then=piece.sign) for piece in self.pieces))

    def sign(self, span: str, day: date) -> int:
        """How often the row counts: 0 where it is no part of the period."""
        return next((piece.sign for piece in self.pieces if piece.has(span, day)), 0)


def cut(first: date, last: date) -> Cut:
    """The period from its first to its last day, in rows as few as there can be."""
    end = last + DAY
    days = Piece(1, Span.DAY, first, end)
    from_month, to_month = _nearest_month(first), _nearest_month(end)
    if from_month >= to_month:
        return Cut((days,))
    edges = (*_edge(first, from_month), *_edge(to_month, end))
    months = Piece(1, Span.MONTH, from_month, to_month)
    needed = sum((edge.end - edge.begin).days for edge in edges) + _months_in(months)
    return Cut((months, *edges)) if needed < (end - first).days else Cut((days,))


def _nearest_month(day: date) -> date:
    """Where the month begins, this one or the next."""
    this = Span.MONTH.begin(day)
    following = Span.MONTH.begin(this + 31 * DAY)
    return this if day - this <= following - day else following


def _edge(begin: date, end: date) -> Iterator[Piece]:
    if begin < end:
        yield Piece(1, Span.DAY, begin, end)
    elif begin > end:
        yield Piece(-1, Span.DAY, end, begin)


def _months_in(piece: Piece) -> int:
    return (piece.end.year - piece.begin.year) * 12 + piece.end.month - piece.begin.month
