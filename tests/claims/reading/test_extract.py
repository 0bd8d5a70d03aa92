"""Files that are damaged or hostile: each ends as unread, within its limits, and harms nobody."""

import io
import zipfile
import zlib

import pytest

from claims.reading import process
from claims.reading.extract import extract
from claims.reading.process import extracted

from .measuring import LIMITS
from .papers import NEW_PAGE, as_docx, as_pdf, as_scanned_pdf, lines, table

pytestmark = [pytest.mark.rule("POE-3"), pytest.mark.rule("POE-5")]
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
V = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def a_docx(body, *, start="", **parts):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr(
            "word/document.xml", f"{start}<w:document {W} {V}><w:body>{body}</w:body></w:document>"
        )
        for name, xml in parts.items():
            zipped.writestr(f"word/{name}.xml", f"<w:{name} {W}>{xml}</w:{name}>")
    return held.getvalue()


def paragraph(words):
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def a_pdf(content, *, count=1, catalogue=b""):
    """One page with this content stream, packed."""
    packed = zlib.compress(content, 9)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalogue,
        b"<< /Type /Pages /Kids [3 0 R] /Count %d >>" % count,
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    written, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table_of = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer\n<< /Size 999999999 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(written)
    return written + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table_of + end


def of(content, kind="docx", **limits):
    return extract(io.BytesIO(content), kind, **LIMITS | limits)


def test_docx_is_read_with_its_headers_tables_boxes_and_without_what_nobody_filled_in():
    box = f"<mc:AlternateContent><mc:Choice><wps:txbx>{paragraph('In a box')}</wps:txbx></mc:Choice>"
    box += f"<mc:Fallback>{paragraph('In a box')}</mc:Fallback></mc:AlternateContent>"
    prompt = (
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>Click here to enter a date"
    )
    prompt += "</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    row = f"<w:tbl><w:tr><w:tc>{paragraph('Date')}</w:tc><w:tc>{paragraph('3 May')}</w:tc></w:tr></w:tbl>"
    deleted = "<w:p><w:del><w:r><w:delText>deleted</w:delText></w:r></w:del></w:p>"
    content = a_docx(
        f"{paragraph('Hello')}<w:p><w:r>{box}</w:r></w:p>{prompt}{row}{deleted}", header1=paragraph("On top")
    )

    found = of(content)

    (page,) = found["pages"]
    assert found["status"] == "read"
    assert [line for line in page["text"].split("\n") if line] == [
        "On top",
        "Hello",
        "In a box",
        "Date\t3 May",
    ]


def test_pdf_is_read_page_by_page_up_to_a_limit():
    content = as_pdf([lines("The first page says this."), NEW_PAGE, lines("And the second this.")])

    whole, cut = of(content, "pdf"), of(content, "pdf", characters=20)

    assert [page["text"].strip() for page in whole["pages"]] == [
        "The first page says this.",
        "And the second this.",
    ]
    assert (whole["is_cut"], of(content, "pdf", pages=1)["is_cut"]) == (False, True)
    assert (cut["is_cut"], [page["text"].lstrip() for page in cut["pages"]]) == (
        True,
        ["The first page says "],
    )


def test_scan_has_no_text():
    assert of(as_scanned_pdf(), "pdf")["status"] == "no_text"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7 and then nothing", "pdf"),
        (as_pdf([lines("whole")])[:300], "pdf"),
        (b"PK\x03\x04 broken", "docx"),
        (a_docx("<w:p>"), "docx"),
        (a_docx(paragraph("&a;"), start='<!DOCTYPE x [<!ENTITY a "aaaa">]>'), "docx"),
        (a_docx(paragraph("x"), start='<!DOCTYPE x SYSTEM "file:///etc/passwd">'), "docx"),
        (a_docx("<w:p/>" * 100_000), "docx-small"),
    ],
    ids=["cut pdf", "half a pdf", "cut zip", "cut xml", "entity", "outside", "too large"],
)
def test_damaged_and_hostile_files_fail(content, kind):
    found = of(content, kind.partition("-")[0], **({"unpacked": 50_000} if "-" in kind else {}))

    assert (found["status"], found["pages"]) == ("failed", [])


def test_process_reads_what_it_is_given():
    content = as_docx([table(["Name", "Carla Çelik"], ["Date", "3 May 2026"])])

    found = extracted(io.BytesIO(content), "docx")

    assert found == {
        "status": "read",
        "pages": [{"text": "Name\tCarla Çelik\nDate\t3 May 2026", "has_picture": False}],
        "is_cut": False,
    }


@pytest.mark.parametrize(
    ("content", "limits"),
    [
        (a_pdf(b"BT /F1 9 Tf " + b"(abc) Tj 1 1 Td " * 900_000 + b"ET"), {"seconds": 0.3}),
        (a_pdf(b" " * 60_000_000, count=10**9), {"megabytes": 120}),
    ],
    ids=["endless", "memory"],
)
def test_file_that_takes_too_much_is_stopped(settings, content, limits):
    settings.PROOF_READING = settings.PROOF_READING | limits

    found = extracted(io.BytesIO(content), "pdf")

    assert found == {"status": "failed", "pages": [], "is_cut": True}


@pytest.mark.parametrize(
    "program",
    [
        "import time; time.sleep(60)",
        "import sys; sys.exit(3)",
        "print('no JSON')",
        """print('{"status": "approved", "pages": [], "is_cut": false}')""",
        """print('{"status": "failed", "pages": [{"text": "a", "has_picture": 0}], "is_cut": false}')""",
    ],
    ids=["hangs", "dies", "babbles", "lies", "contradicts itself"],
)
def test_process_that_goes_astray_is_not_believed(settings, monkeypatch, tmp_path, program):
    path = tmp_path / "extract.py"
    path.write_text(program)
    monkeypatch.setattr(process, "PROGRAM", path)
    settings.PROOF_READING = settings.PROOF_READING | {"seconds": 0.2}

    found = extracted(io.BytesIO(b"%PDF-"), "pdf")

    assert (found["status"], found["pages"]) == ("failed", [])


def test_process_sees_nothing_of_the_portal(monkeypatch, tmp_path):
    monkeypatch.setenv("SECRET_KEY", "known to the portal only")
    path = tmp_path / "extract.py"
    path.write_text(
        "import json, os, sys\n"
        "says = json.dumps([sorted(os.environ), os.getcwd()])\n"
        "json.dump({'status': 'read', 'pages': [{'text': says, 'has_picture': False}], 'is_cut': False}, sys.stdout)"
    )
    monkeypatch.setattr(process, "PROGRAM", path)

    found = extracted(io.BytesIO(b"%PDF-"), "pdf")

    assert "SECRET_KEY" not in found["pages"][0]["text"]
    assert found["pages"][0]["text"].endswith('"/"]')
