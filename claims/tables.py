"""Tables to take away: CSV line by line, XLSX row by row, and nothing in them that a spreadsheet would run."""

import csv
import re
from collections.abc import Iterable, Iterator
from tempfile import TemporaryFile
from typing import IO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

# What a spreadsheet would run instead of showing (CWE-1236).
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
# What XML has no way to write.
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
TEXT = "@"


def safe(text: str) -> str:
    """Text that a spreadsheet takes for text: with a mark before what it would take for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text


def writable(text: str) -> str:
    """Without what a workbook or a document can't hold; it comes with what people paste."""
    return UNPRINTABLE.sub("", text)


class _Echo:
    """What the csv module takes for a file: gives each line back."""

    def write(self, line: str) -> str:
        return line


def csv_lines(rows: Iterable[list]) -> Iterator[str]:
    """With the mark by which Excel knows UTF-8."""
    writer = csv.writer(_Echo())
    yield "\ufeff"
    for row in rows:
        yield writer.writerow([safe(cell) if isinstance(cell, str) else cell for cell in row])


def xlsx_file(
    rows: Iterable[list],
    *,
    title: str,
    freeze: str = "A2",
    widths: Iterable[float] = (),
    is_edited: bool = False,
) -> IO[bytes]:
    """A temporary file that vanishes when it is closed; rows go to it as they come, the titles first.

    With `is_edited`, what people type into it stays the text that they typed, long numbers too.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = freeze
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    for number, row in enumerate(rows):
        sheet.append([_cell(sheet, text, is_title=number == 0, is_edited=is_edited) for text in row])
    file = TemporaryFile()  # noqa: SIM115 (whoever sends it closes it)
    book.save(file)
    file.seek(0)
    return file


def _cell(sheet, text: str | int | float, *, is_title: bool, is_edited: bool):
    if not isinstance(text, str):
        return text
    text = writable(text)
    if not (is_title or is_edited or text.startswith(("=", "#"))):
        return text
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"  # openpyxl itself takes some for formulas, and some for errors
    if is_edited:
        cell.number_format = TEXT
    if is_title:
        cell.font = Font(bold=True)
    return cell
