"""Sheets that people download: the example, and their own with what was found in each row."""

import csv
from collections.abc import Iterable, Iterator
from tempfile import TemporaryFile
from typing import IO

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from ..models import Batch, BatchRow
from .columns import ADDED, BY_KEY, COLUMNS
from .sheets import WRITTEN_AS_FORMULA

CSV, XLSX = "csv", "xlsx"
TYPES = {
    CSV: "text/csv; charset=utf-8",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
BROAD, NARROW = 38, 20


class _Line:
    """csv wants a file to write to; each line is handed on instead."""

    def write(self, text: str) -> str:
        return text


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


def harmless(cell: str) -> str:
    """No spreadsheet takes it for a formula; reading it again takes the sign away."""
    return f"'{cell}" if cell.startswith((*WRITTEN_AS_FORMULA, "\t", "\r")) else cell


def as_csv(lines: Iterable[list[str]]) -> Iterator[str]:
    """Line by line, with the mark by which Excel knows UTF-8."""
    writer = csv.writer(_Line())
    yield "\ufeff"
    for line in lines:
        yield writer.writerow([harmless(cell) for cell in line])


def as_xlsx(lines: Iterable[list[str]]) -> IO[bytes]:
    """Written row by row to the disk; the caller closes it."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Claims"))
    sheet.freeze_panes = "A2"
    for number in range(1, len(COLUMNS) + len(ADDED) + 1):
        sheet.column_dimensions[get_column_letter(number)].width = BROAD if number > 5 else NARROW
    for number, line in enumerate(lines):
        cells = [WriteOnlyCell(sheet, harmless(cell)) for cell in line]
        for cell in cells:
            cell.number_format = "@"  # text, so that no program shortens a long number
            if number == 0:
                cell.font = Font(bold=True)
        sheet.append(cells)
    file = TemporaryFile()  # noqa: SIM115 (whoever sends it closes it)
    book.save(file)
    file.seek(0)
    return file
