"""Reads a sheet row by row, whatever program wrote it: text with separators in four encodings, or XLSX."""

import codecs
import csv
import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import IO
from xml.etree.ElementTree import ParseError
from xml.parsers import expat

from defusedxml.common import DefusedXmlException
from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from ..numbers import worded
from ..refusals import Refused
from . import archives
from .columns import recognised

MAX_BYTES = 10 * 1024 * 1024
MAX_ROWS = 5_000
MAX_COLUMNS = 100
# An XLSX keeps its texts in one table, which has to be read whole.
MAX_UNPACKED = 32 * 1024 * 1024
MAX_PARTS = 500
# Of one part of an XLSX: 5,000 rows with all columns filled in have half of it.
MAX_ELEMENTS = 800_000
# With the empty ones, of which many programs write some thousands.
MAX_LINES = 100_000
# They mean nothing in a sheet, and databases refuse some of them.
CONTROLS = {code: None for code in (*range(32), *range(127, 160)) if chr(code) not in "\t\n"}
SEPARATORS = ",;\t"
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
BLOCK = 64 * 1024
WRITTEN_AS_FORMULA = ("=", "+", "-", "@")


class BadSheet(Refused):
    """Nothing of it is used; the message says why."""


@dataclass(frozen=True)
class SheetRow:
    """`number` is what stands beside the row in a spreadsheet."""

    number: int
    cells: list[str]

    @property
    def is_blank(self) -> bool:
        return not any(self.cells)


def refuse_what_is_no_sheet(file: IO[bytes]) -> None:
    """What can be told from its first bytes, before it is kept."""
    file.seek(0)
    start = file.read(4096)
    file.seek(0)
    if not start:
        raise BadSheet(_("The file is empty."))
    if start.startswith(OLD_EXCEL):
        raise BadSheet(_("This is an old Excel file (XLS), or an encrypted one. Save it as XLSX or CSV."))
    if not is_xlsx(start) and not start.startswith(UTF_16) and _is_binary(start):
        raise BadSheet(_("This is neither a CSV nor an XLSX file."))


def is_xlsx(start: bytes) -> bool:
    return start.startswith(b"PK\x03\x04")


def _is_binary(start: bytes) -> bool:
    """Text has no control characters; every second byte of UTF-16 is zero, though."""
    controls = sum(byte < 32 and byte not in b"\t\r\n\f\x1a" for byte in start)
    zeros = start.count(0)
    return controls > zeros or bool(zeros) and abs(zeros - len(start) / 2) > len(start) / 4


def rows_of(file: IO[bytes]) -> Iterator[SheetRow]:
    """The header and then the rows, blank ones left out; raises BadSheet where it can't go on."""
    file.seek(0)
    start = file.read(4)
    file.seek(0)
    for row in _of_workbook(file) if is_xlsx(start) else _of_text(file):
        if not row.is_blank:
            yield row


def _of_text(file: IO[bytes]) -> Iterator[SheetRow]:
    text = io.TextIOWrapper(file, encoding=_encoding_of(file), newline="")
    try:
        separator = _separator_of(text)
        reader = csv.reader(text, delimiter=separator)
        number = 1
        try:
            for cells in reader:
                if not (number == 1 and len(cells) == 2 and cells[0].lower() == "sep=" and not cells[1]):
                    yield SheetRow(number, [_clean(cell) for cell in cells[:MAX_COLUMNS]])
                number = reader.line_num + 1
        except (csv.Error, UnicodeError) as error:
            raise BadSheet(_("Row %(number)d can't be read.") % {"number": number}) from error
    finally:
        text.detach()


def _encoding_of(file: IO[bytes]) -> str:
    """What a byte order mark says; else UTF-8 if all of it is, and Windows' own where not."""
    start = file.read(4)
    file.seek(0)
    if start.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if start.startswith(UTF_16):
        return "utf-16"
    if b"\0" in start:
        return "utf-16-be" if start[:1] == b"\0" else "utf-16-le"
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while block := file.read(BLOCK):
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252"
    finally:
        file.seek(0)
    return "utf-8"


def _separator_of(text: io.TextIOWrapper) -> str:
    """The one that makes most columns out of the header; Excel may name it in a line of its own."""
    try:
        lines = [text.readline(BLOCK), text.readline(BLOCK)]
        text.seek(0)
    except UnicodeError as error:
        raise BadSheet(_("The characters of this file can't be read. Save it as CSV in UTF-8.")) from error
    if lines[0].lower().startswith("sep=") and lines[0].strip()[4:] in SEPARATORS:
        return lines[0].strip("\r\n")[4:5] or "\t"

    def columns(separator: str) -> tuple[int, int]:
        headers = next(csv.reader([lines[0]], delimiter=separator), [])
        return recognised(headers), len(headers)

    try:
        return max(SEPARATORS, key=columns)
    except csv.Error:
        return SEPARATORS[0]


def _of_workbook(file: IO[bytes]) -> Iterator[SheetRow]:
    try:
        with archives.opened(file, max_entries=MAX_PARTS, max_unpacked=MAX_UNPACKED) as parts:
            if any(name.lower().endswith("vbaproject.bin") for name in parts.namelist()):
                raise BadSheet(_("The workbook carries macros. Save it as XLSX without them."))
            for name in parts.namelist():
                if name.lower().endswith((".xml", ".rels")):
                    _refuse_crowded(parts, name)
        file.seek(0)
        yield from _first_sheet(file)
    except archives.BadArchive as error:
        raise BadSheet(error.message) from error
    except (
        *(zipfile.BadZipFile, zlib.error, InvalidFileException),
        *(ParseError, expat.ExpatError, DefusedXmlException),
        *(KeyError, ValueError, TypeError, AttributeError, IndexError, EOFError, OSError),
    ) as error:
        raise BadSheet(_("This workbook is damaged. Save it anew as XLSX, or as CSV.")) from error


def _refuse_crowded(parts: zipfile.ZipFile, name: str) -> None:
    """A few bytes can make an element, and each costs the reader memory: they are counted without keeping any."""
    left = MAX_ELEMENTS

    def count(*_element: object) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise BadSheet(
                worded(_("This workbook has far more in it than a sheet of %(rows)d rows."), rows=MAX_ROWS)
            )

    def refuse(*_declaration: object) -> None:
        raise BadSheet(_("This workbook is damaged. Save it anew as XLSX, or as CSV."))

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EntityDeclHandler = count, refuse
    with parts.open(name) as source:
        while block := source.read(BLOCK):
            parser.Parse(block)


def _first_sheet(file: IO[bytes]) -> Iterator[SheetRow]:
    book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
    try:
        if not book.worksheets:
            raise BadSheet(_("This workbook has no sheet."))
        sheet = book.worksheets[0]
        # What the file says of its size may be wrong, and is for whole columns in many files.
        sheet.reset_dimensions()
        for number, cells in enumerate(sheet.iter_rows(max_col=MAX_COLUMNS), start=1):
            if number > MAX_LINES:
                raise BadSheet(_("The sheet goes on after its last row: delete the empty rows below it."))
            yield SheetRow(number, [_clean(_as_typed(cell)) for cell in _used(cells)])
    finally:
        book.close()


def _used(cells: tuple) -> tuple:
    """Without the empty ones at the end, with which each row is filled up to the greatest width."""
    width = len(cells)
    while width and cells[width - 1].value is None:
        width -= 1
    return cells[:width]


def _as_typed(cell) -> str:
    """What a person sees in the cell: no `.0` behind a whole number, no time behind a day."""
    value = cell.value
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case int() | float() if value == int(value) and abs(value) < 10**15:
            shape = str(cell.number_format)
            return str(int(value)).zfill(len(shape) if set(shape) == {"0"} else 0)
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime() | date() | time():
            return value.isoformat(" ") if isinstance(value, datetime) else value.isoformat()
    return str(value)


def _clean(cell: str) -> str:
    """Without the space around it, and without the sign that keeps a program from taking it for a formula."""
    text = cell.translate(CONTROLS).strip(" \t\r\n\f\v\xa0\ufeff\x1a")
    return text[1:] if text.startswith("'") and text[1:].startswith(WRITTEN_AS_FORMULA) else text
