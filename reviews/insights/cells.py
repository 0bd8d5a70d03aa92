"""What stands in the insights' tables: numbers that a page says in words and a spreadsheet goes on with."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import number_format

from claims.plots import Bars, Columns


@dataclass(frozen=True)
class Share:
    part: int
    whole: int

    def __str__(self) -> str:
        return f"{self.part * 100 / self.whole:.0f}\N{NO-BREAK SPACE}%" if self.whole else "–"

    @property
    def plain(self) -> float | str:
        return round(self.part * 100 / self.whole, 1) if self.whole else ""


@dataclass(frozen=True)
class BusinessDays:
    tenths: int | None

    def __str__(self) -> str:
        return "–" if self.tenths is None else number_format(self.tenths / 10, 1)

    @property
    def plain(self) -> float | str:
        return "" if self.tenths is None else self.tenths / 10


Cell = str | int | Share | BusinessDays


def said(cell: Cell) -> str:
    return number_format(cell, force_grouping=True) if isinstance(cell, int) else str(cell)


def plain(cell: Cell) -> str | int | float:
    """As a spreadsheet can go on with it: a share in percent, durations in days."""
    return cell.plain if isinstance(cell, Share | BusinessDays) else cell


@dataclass(frozen=True)
class Part:
    """The first cell of each row is what the row is about; all others are numbers, or empty."""

    key: str
    title: str
    explanation: str
    titles: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    plot: Columns | Bars | None = None
    # For who can't see the plot: what it shows, in a sentence.
    says: str = ""
    # The first column is a page's link, where it has one.
    links: Sequence[str] = ()

    @property
    def is_broad(self) -> bool:
        """Too many columns for half a window; then the table is what people come for."""
        return len(self.titles) > 6

    @property
    def linked(self):
        links = self.links or [""] * len(self.rows)
        return [(list(map(said, row)), link) for row, link in zip(self.rows, links, strict=True)]

    @property
    def to_take_away(self):
        return [list(self.titles), *(list(map(plain, row)) for row in self.rows)]


@dataclass(frozen=True)
class Tile:
    title: str
    value: str
    note: str = ""
