"""Sheets that people download: the example, and their own with what was found in each row."""

from collections.abc import Iterable, Iterator

from ..models import Batch, BatchRow
from .columns import ADDED, BY_KEY, COLUMNS

BROAD, NARROW = 38, 20
WIDTHS = [BROAD if number > 5 else NARROW for number in range(1, len(COLUMNS) + len(ADDED) + 1)]


def example() -> Iterator[list[str]]:
    yield [column.header for column in COLUMNS]
    for number in range(len(COLUMNS[0].examples)):
        yield [column.examples[number] for column in COLUMNS]


def result(batch: Batch, rows: Iterable[BatchRow]) -> Iterator[list[str]]:
    """As it was uploaded, in the portal's words and order, so that it can be put right and uploaded again."""
    columns = [column for column in COLUMNS if column.key in batch.columns]
    yield [*(column.header for column in columns), *ADDED]
    for row in rows:
        claim = row.claim or row.earlier
        yield [
            *(row.values.get(column.key, "") for column in columns),
            str(row.number),
            str(row.get_state_display()),
            claim.code if claim else "",
            " ".join(f"{column}: {text}" if column else text for column, text in said(row)),
        ]


def said(row: BatchRow) -> list[tuple[str, str]]:
    """The header of the column, which is empty for the row as a whole, and what is to say about it."""
    return [
        (BY_KEY[remark["column"]].header if remark["column"] in BY_KEY else "", remark["text"])
        for remark in row.remarks
    ]
