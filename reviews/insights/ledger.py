"""Facts sorted by day or month outside of memory and of the portal's database, however many there are."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from operator import itemgetter

from ..models.figures import Span
from .counting import Cells, no_cells

Row = tuple[str, str, int, str, int | None, int | None]


def rows_of(programmes: str, facts: Iterable) -> Iterator[Row]:
    for day, reviewer, measure, *durations in facts:
        review, total = durations or (None, None)
        yield day, programmes, reviewer, measure, review, total


BEGIN = {Span.DAY: "day", Span.MONTH: "substr(day, 1, 7) || '-01'"}


class Ledger:
    """What was written into it, added up, by day or month. Its file is nobody else's, and gone when it is."""

    def __init__(self):
        self._file = sqlite3.connect("", isolation_level=None)
        self._file.execute("PRAGMA journal_mode = off")
        self._file.execute(
            "CREATE TABLE facts (day TEXT, programmes TEXT, reviewer INTEGER, measure TEXT,"
            " review INTEGER, total INTEGER, number INTEGER)"
        )

    def write(self, rows: Counter[Row]) -> None:
        self._file.execute("BEGIN")
        self._file.executemany(
            "INSERT INTO facts VALUES (?, ?, ?, ?, ?, ?, ?)",
            ((*row, number) for row, number in rows.items() if number),
        )
        self._file.execute("COMMIT")

    def sums(self, span: Span) -> Iterator[tuple[date, Cells]]:
        rows = self._file.execute(
            f"SELECT {BEGIN[span]} AS begin, programmes, reviewer, measure, review, total, SUM(number) FROM facts"  # noqa: S608 (our own words)
            " GROUP BY begin, programmes, reviewer, measure, review, total ORDER BY begin"
        )
        for text, group in groupby(rows, itemgetter(0)):
            day, cells = date.fromisoformat(text), no_cells()
            for _day, programmes, reviewer, measure, review, total, number in group:
                durations = () if total is None else (review, total)
                cells[day, programmes, reviewer].take(measure, durations, number)
            yield day, cells

    def close(self) -> None:
        self._file.close()
