"""How a sheet is read, whatever program wrote it, and what is refused before it costs anything."""

import io
import random
import struct
import unicodedata
import zipfile
import zlib
from datetime import date, datetime

import pytest
from openpyxl import Workbook

from claims.batches import archives, sheets
from claims.batches.archives import BadArchive
from claims.batches.columns import COLUMNS, FIELDS, key_of, longest, parts
from claims.batches.downloads import example
from claims.batches.header import read_header
from claims.batches.sheets import BadSheet, rows_of
from claims.models import Claim
from claims.proof import FileRefused
from claims.tables import csv_lines, safe, xlsx_file
from tests.batch_factories import a_paper, a_zip

pytestmark = pytest.mark.rule("FIL-8")
TEXT = "MPN ID{0}Claim name{0}Domain\n1234567{0}Zoë & Müller{0}zoë.example\n"
READ = [["MPN ID", "Claim name", "Domain"], ["1234567", "Zoë & Müller", "zoë.example"]]


def cells_of(content):
    return [row.cells for row in rows_of(io.BytesIO(content))]


def a_workbook(*rows, shapes=None):
    book, file = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    for place, shape in (shapes or {}).items():
        book.active[place].number_format = shape
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_text_is_read_in_every_common_shape(separator, encoding):
    text = TEXT.format(separator)

    assert cells_of(text.encode(encoding)) == READ
    assert cells_of(text.replace("\n", "\r\n").encode(encoding)) == READ


def test_rows_keep_the_numbers_that_a_spreadsheet_shows():
    text = 'sep=;\nMPN ID;Name\n1;"two\nlines"\n\n;\n2; x \n'

    assert [(row.number, row.cells) for row in rows_of(io.BytesIO(text.encode()))] == [
        (2, ["MPN ID", "Name"]),
        (3, ["1", "two\nlines"]),
        (7, ["2", "x"]),
    ]


def test_a_workbook_says_what_people_see():
    content = a_workbook(
        ["MPN ID", "Claim name", "Domain", "Comment", "Directory ID"],
        [1234567, 12.0, date(2026, 3, 2), True, "{0F3C5A2E-4B1D-4E8F-9A60-7C2D1E5B8F01}"],
        [None, None, None, None, None],
        [12345, 0.5, datetime.fromisoformat("2026-03-02T09:30"), "'=1+1", "  x\x7f "],
        shapes={"A4": "0000000"},
    )

    assert [(row.number, row.cells) for row in rows_of(io.BytesIO(content))][1:] == [
        (2, ["1234567", "12", "2026-03-02", "TRUE", "{0F3C5A2E-4B1D-4E8F-9A60-7C2D1E5B8F01}"]),
        (4, ["0012345", "0.5", "2026-03-02 09:30:00", "=1+1", "x"]),
    ]


def patched(content, name, change):
    """The workbook with one of its parts replaced."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, change(old.read(part)) if part == name else old.read(part))
    return made.getvalue()


def with_sheet(xml):
    head = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    return patched(
        a_workbook(["MPN ID"]),
        "xl/worksheets/sheet1.xml",
        lambda _old: head + xml + b"</sheetData></worksheet>",
    )


def with_macros():
    made = io.BytesIO(a_workbook(["MPN ID"]))
    with zipfile.ZipFile(made, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    return made.getvalue()


ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>'
BAD = {
    "crowded": lambda: with_sheet(b"<row>" + b"<c/>" * sheets.MAX_ELEMENTS + b"</row>"),
    "far below": lambda: with_sheet(b'<row r="2000000000"><c><v>1</v></c></row>'),
    "unpacks to much": lambda: with_sheet(b" " * (sheets.MAX_UNPACKED + 1)),
    "entities": lambda: patched(a_workbook([1]), "xl/worksheets/sheet1.xml", lambda _old: ENTITIES),
    "no XML": lambda: patched(a_workbook([1]), "xl/worksheets/sheet1.xml", lambda _old: b"<worksheet"),
    "no workbook": lambda: patched(a_workbook([1]), "xl/workbook.xml", lambda _old: b"<x/>"),
    "no parts": lambda: a_zip({"a.txt": b"a"}),
    "macros": with_macros,
    "cut off": lambda: a_workbook(["MPN ID"])[:-30],
    "unclosed quote": lambda: b'MPN ID,Name\n1,"' + b"x" * 200_000,
    "half of UTF-16": lambda: b"\xff\xfeM\x00P",
}


@pytest.mark.parametrize("flaw", BAD)
def test_what_would_cost_too_much_or_is_damaged_is_refused(flaw):
    with pytest.raises(BadSheet):
        cells_of(BAD[flaw]())


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "The file is empty."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, "This is an old Excel file (XLS)"),
        (b"%PDF-1.4\n" + bytes(range(256)) * 4, "This is neither a CSV nor an XLSX file."),
        (b"\x89PNG\r\n\x1a\n" + bytes(500), "This is neither a CSV nor an XLSX file."),
    ],
)
def test_what_is_no_sheet_is_told_from_its_first_bytes(content, why):
    with pytest.raises(BadSheet, match="^" + why.replace("(", r"\(").replace(")", r"\)")):
        sheets.refuse_what_is_no_sheet(io.BytesIO(content))


@pytest.mark.parametrize(
    "content", [TEXT.encode(code) for code in ("utf-8", "utf-16", "utf-16-le", "cp1252")]
)
def test_text_is_a_sheet(content):
    sheets.refuse_what_is_no_sheet(io.BytesIO(content))


@pytest.mark.parametrize(
    ("header", "key"),
    [
        ("MPN ID", "mpn_id"),
        ("mpn_id", "mpn_id"),
        ("  Customer's Domain ", "domain"),
        ("CUSTOMER CONTACT E-MAIL", "contact_email"),
        ("customer_contact_email", "contact_email"),
        ("Proof-of-Execution", "files"),
        ("Colour", None),
    ],
)
def test_headers_are_known_by_several_names(header, key):
    assert key_of(header) == key


def test_columns_are_those_of_the_claim():
    fields = {field.name for field in Claim._meta.get_fields()}

    assert set(FIELDS) <= fields
    assert {key: longest(key) for key in ("name", "opening_comment", "domain")} == {
        "name": 200,
        "opening_comment": 10_000,
        "domain": 253,
    }
    assert parts(" a;b ;; a;\nc ") == ["a", "b", "c"]


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_the_example_is_what_a_sheet_should_be(suffix):
    if suffix == "csv":
        content = "".join(csv_lines(example())).encode()
    else:
        with xlsx_file(example(), title="Claims", is_edited=True) as file:
            content = file.read()

    first, *rows = rows_of(io.BytesIO(content))
    header = read_header(first)

    assert (header.unknown, header.missing) == ((), ())
    assert [header.values_of(row) for row in rows] == [
        {column.key: text for column in COLUMNS if (text := column.examples[number])} for number in (0, 1)
    ]


@pytest.mark.parametrize("cell", ["=1+1", "+49 30", "-5", "@me", "plain", "'quoted"])
def test_no_cell_is_taken_for_a_formula_and_all_come_back(cell):
    assert safe(cell)[0] not in "=+-@"
    assert cells_of("".join(csv_lines([["MPN ID", cell]])).encode()) == [["MPN ID", cell]]


# ZIPs of proof.


def entries_of(content):
    with archives.opened(io.BytesIO(content)) as archive:
        return {entry.name: entry.problem for entry in archives.entries(archive)}


def test_files_that_cannot_be_taken_are_named_with_the_reason():
    content = a_zip(
        {
            "good.pdf": a_paper(),
            "folder/also good.pdf": a_paper(),
            "../up.pdf": a_paper(),
            "/root.pdf": a_paper(),
            "C:\\windows.pdf": a_paper(),
            "empty.pdf": b"",
            "bomb.pdf": b"\0" * 3_000_000,
            "__MACOSX/._good.pdf": b"x",
            "folder/.DS_Store": b"x",
            "folder/": b"",
        }
    )

    assert {name: bool(problem) for name, problem in entries_of(content).items()} == {
        "good.pdf": False,
        "folder/also good.pdf": False,
        "../up.pdf": True,
        "/root.pdf": True,
        "C:/windows.pdf": True,
        "empty.pdf": True,
        "bomb.pdf": True,
    }


def test_names_are_read_as_a_mac_writes_them():
    """In UTF-8 without saying so, with the accent behind its letter."""
    name = unicodedata.normalize("NFD", "Übersicht.pdf").encode()
    content = a_zip({"x" * len(name): a_paper(), "y.pdf": a_paper()}).replace(b"x" * len(name), name)

    assert [archives.folded(found) for found in entries_of(content)] == ["übersicht.pdf", "y.pdf"]


def a_flagged_zip(flags=0, method=None):
    """Each of the two headers of its one file, changed."""
    content = bytearray(a_zip({"a.pdf": a_paper()}))
    for start, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = content.find(start) + at
        struct.pack_into("<H", content, place, flags)
        if method is not None:
            struct.pack_into("<H", content, place + 2, method)
    return bytes(content)


@pytest.mark.parametrize(
    ("content", "why"), [(a_flagged_zip(1), "encrypted"), (a_flagged_zip(0, 14), "unusual")]
)
def test_encrypted_and_oddly_packed_files_are_refused(content, why):
    (problem,) = entries_of(content).values()

    assert why in problem


def test_a_damaged_file_is_refused_when_it_is_unpacked():
    content = bytearray(a_zip({"a.pdf": random.Random(1).randbytes(5000)}))
    content[200] ^= 0xFF

    with archives.opened(io.BytesIO(bytes(content))) as archive, pytest.raises(FileRefused, match="damaged"):
        archives.unpacked(archive, 0).__enter__()


def a_zip_that_says(count=0, length=0, before=b""):
    return before + archives.END + struct.pack("<4H2IH", 0, 0, 0, count, length, 0, 0)


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04 nonsense",
        a_zip_that_says(count=archives.MAX_ENTRIES + 1),
        a_zip_that_says(length=archives.MAX_LIST + 1),
        a_zip_that_says(before=archives.LOCATOR_64 + bytes(16)),
        a_zip({f"{number}.pdf": b"" for number in range(20)})[:-40] + a_zip_that_says(20, 900),
    ],
)
def test_lists_that_are_too_long_or_broken_are_refused_before_they_are_read(content):
    with pytest.raises(BadArchive):
        entries_of(content)


def test_all_files_together_may_not_unpack_to_too_much():
    content = a_zip({f"{number}.pdf": zlib.compress(bytes(900)) * 40 for number in range(3)})

    with pytest.raises(BadArchive), archives.opened(io.BytesIO(content), max_unpacked=1000):
        pass
