"""What is refused of a file that looks like proof, and what only looks bad."""

import struct
import zipfile
import zlib
from io import BytesIO

import pypdf
import pytest

from claims.proof import FileRefused, inspect, pdf
from tests import proofs
from tests.claim_factories import an_upload
from tests.proofs import (
    JPEG,
    PDF,
    PNG,
    a_docx,
    a_jpeg,
    a_pdf,
    a_png,
    a_stream,
    a_zip,
    an_outside,
    packed_objects,
)

MB = 1024 * 1024
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BOMB = "The file unpacks to far more"
ACTIVE, ATTACHED = "The PDF carries scripts", "The PDF has other files embedded"
LOCKED_PDF, DAMAGED_PDF = "The PDF is encrypted", "The PDF is damaged"
MACROS, OBJECTS = "The document carries macros", "The document has other files or controls"
OUTSIDE, DAMAGED_DOCX = "The document fetches a template", "The document is damaged"
HIDDEN, DAMAGED_PICTURE = "There is another file hidden", "The picture is damaged"
SCRIPT = b"<</S/JavaScript/JS(app.alert(1))>>"


def refusal_of(content, name=""):
    try:
        inspect(an_upload(content, name), name)
    except FileRefused as refused:
        return refused.message
    return None


def encrypted_by_pypdf():
    writer, content = pypdf.PdfWriter(), BytesIO()
    writer.add_blank_page(100, 100)
    writer.encrypt("", owner_password="only to print", algorithm="RC4-128")
    writer.write(content)
    return content.getvalue()


def by_pypdf(change):
    writer, content = pypdf.PdfWriter(), BytesIO()
    writer.add_blank_page(100, 100)
    change(writer)
    writer.write(content)
    return content.getvalue()


def with_encryption_of_its_update():
    update = b"trailer\n<</Size 4/Root 1 0 R/Prev 1/#45ncrypt 9 0 R>>\nstartxref\n9\n%%EOF\n"
    return PDF + update


def in_a_stream_of_references():
    table = a_stream(b"\0" * 8, b"/Type/XRef/Size 4/Root 1 0 R/W[1 2 1]/Encrypt<</Filter/Standard>>")
    return b"%PDF-1.7\n9 0 obj\n" + table + b"\nendobj\nstartxref\n9\n%%EOF"


def packed_zeros(megabytes):
    inflater = zlib.compressobj(9)
    return b"".join(inflater.compress(b"\0" * 2**20) for _ in range(megabytes)) + inflater.flush()


PDFS = {
    "protected by pypdf": (encrypted_by_pypdf, LOCKED_PDF),
    "encrypted by an update": (with_encryption_of_its_update, LOCKED_PDF),
    "encrypted, told in a stream of references": (in_a_stream_of_references, LOCKED_PDF),
    "file in it by pypdf": (lambda: by_pypdf(lambda writer: writer.add_attachment("a.txt", b"x")), ATTACHED),
    "script": (lambda: a_pdf(SCRIPT), ACTIVE),
    "script by numbers": (lambda: a_pdf(b"<</S/J#61va#53cript>>"), ACTIVE),
    "script with comments between": (lambda: a_pdf(b"<</S %x\n/JavaScript>>"), ACTIVE),
    "script that a string seems to hold": (lambda: a_pdf(b"<</A(\\\\)/S/JavaScript>>"), ACTIVE),
    "script behind a string of a stream": (lambda: a_pdf(b"<</A(>>stream )/S/JavaScript>>"), ACTIVE),
    "script in the data of a stream": (lambda: a_pdf(a_stream(b"\n9 0 obj\n" + SCRIPT)), ACTIVE),
    "script packed": (lambda: a_pdf(packed_objects(b"(one)", SCRIPT)), ACTIVE),
    "script packed behind a bracket": (lambda: a_pdf(packed_objects(b"(open", SCRIPT)), ACTIVE),
    "start of a program": (lambda: a_pdf(b"<</S/Launch/F(cmd.exe)>>"), ACTIVE),
    "video with scripts": (lambda: a_pdf(b"<</Subtype/RichMedia>>"), ACTIVE),
    "form with scripts": (lambda: a_pdf(b"<</XFA 9 0 R>>"), ACTIVE),
    "attachments": (lambda: a_pdf(catalog=b"<</Type/Catalog/Names<</EmbeddedFiles 4 0 R>>>>"), ATTACHED),
    "packed objects that can't be read": (
        lambda: a_pdf(a_stream(b"xx", b"/Type/ObjStm/First 4/Filter[/ASCII85Decode/FlateDecode]")),
        DAMAGED_PDF,
    ),
    "packed objects that are written otherwise": (
        lambda: a_pdf(
            a_stream(
                zlib.compress(b"20 0 (x)"),
                b"/Type/ObjStm/First 5/Filter/FlateDecode/DecodeParms<</Predictor 12>>",
            )
        ),
        DAMAGED_PDF,
    ),
    "stream that is a bomb": (
        lambda: a_pdf(a_stream(packed_zeros(3), b"/Filter/FlateDecode")),
        BOMB,
    ),
    "packed objects that are a bomb": (
        lambda: a_pdf(a_stream(packed_zeros(2), b"/Type/ObjStm/First 9/Filter/FlateDecode")),
        BOMB,
    ),
    "packed twice": (lambda: a_pdf(a_stream(b"", b"/Filter[/FlateDecode/Fl]")), BOMB),
    "picture that is a bomb": (
        lambda: a_pdf(a_stream(b"", b"/Subtype/Image/Width 99999/Height 99999/Filter/FlateDecode")),
        BOMB,
    ),
    "brackets without end": (
        lambda: PDF[:9] + b"1 0 obj" + b"(" * 10_001 + PDF[9:],
        "The PDF has too many",
    ),
    "slashes without end": (lambda: PDF[:9] + b"/" * 20_001 + PDF[9:], "The PDF has too many"),
    "objects without end": (lambda: PDF[:9] + b" obj" * 1_001 + PDF[9:], "The PDF has too many"),
    "cut off": (lambda: PDF[:-8], DAMAGED_PDF),
    "cut off behind an earlier end": (lambda: PDF + b"9 0 obj\n" + b"x" * 2000, DAMAGED_PDF),
    "nothing but a beginning and an end": (lambda: b"%PDF-1.7\nsome text\n%%EOF\n", DAMAGED_PDF),
    "no version": (lambda: b"%PDF-" + PDF[8:], DAMAGED_PDF),
    "page of the web at its beginning": (lambda: PDF[:9] + b"<script>alert(1)</script>" + PDF[9:], HIDDEN),
    "page of the web at its end": (lambda: PDF + b"<html><script>alert(1)</script>", HIDDEN),
    "ZIP at its end": (lambda: PDF + a_zip({"a": "b"}), HIDDEN),
    "ZIP in the data of a stream": (lambda: a_pdf(a_stream(a_zip({"a": "b"}))), HIDDEN),
    "program at its end": (lambda: PDF + b"\nMZ\x90\0", HIDDEN),
}


@pytest.mark.rule("POE-5")
@pytest.mark.parametrize("kind", PDFS)
def test_pdf_is_refused_with_the_reason(kind, monkeypatch):
    for limit, low in (
        ("OBJECTS", 1_000),
        ("STEPS", 10_000),
        ("UNPACKED", 2 * MB),
        ("PACKED", MB),
        ("MARKS", 20_000),
    ):
        monkeypatch.setattr(pdf, f"MAX_{limit}", low)
    make, reason = PDFS[kind]

    assert str(refusal_of(make())).startswith(reason)


@pytest.mark.rule("POE-1")
@pytest.mark.parametrize(
    "content",
    [
        a_pdf(b"<</Title(HTML/JavaScript)>>"),
        a_pdf(b"<</Title(some \\) (of /JS \\\\) /Launch)>>"),
        a_pdf(packed_objects(b"<</Title(see /EmbeddedFiles)>>")),
        a_pdf(a_stream(b"BT (HTML /JavaScript) Tj /JS ET")),
        a_pdf(b"<</BaseFont/BitstreamVera/EncryptMetadata true/JSON 1>> %/JS"),
        a_pdf(a_stream(zlib.compress(b"text"), b"/Filter/FlateDecode")),
        a_pdf(a_stream(zlib.compress(b"text")[:-3], b"/Filter/FlateDecode")),
        PDF + b"\r\n\0\0" + b" " * 5000,
        PDF + PDF[9:],
    ],
)
def test_pdf_that_only_looks_bad_is_taken(content):
    assert refusal_of(content) is None


def with_flags(content, flags):
    """Every part marked so, in its own header and in the directory."""
    content = bytearray(content)
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = -1
        while (start := content.find(sign, start + 1)) >= 0:
            content[start + place] |= flags
    return bytes(content)


def that_lies_of_its_size():
    """It unpacks to more than its directory says."""
    content = a_docx({"word/media/a.bin": b"a" * 900_000})
    return content.replace(struct.pack("<L", 900_000), struct.pack("<L", 9_000))


def with_two_of_a_name():
    content = BytesIO(a_docx())
    with zipfile.ZipFile(content, "a") as archive:
        archive.writestr("word/Document.xml", "<other/>")
    return content.getvalue()


def with_parts_in_each_other():
    """Two entries of the directory show the same bytes."""
    content = a_docx({"word/a.bin": b"a" * 50, "word/b.bin": b"a" * 50})
    first, second = content.find(b"word/a.bin") - 30, content.find(b"word/b.bin") - 30
    at = content.rfind(struct.pack("<L", second) + b"word/b.bin")
    return content[:at] + struct.pack("<L", first) + content[at + 4 :]


def with_a_part_inside_of_another():
    """The directory lists a part of its own within the data of another, which so unpacks to both."""
    inner = a_zip({"word/inner.bin": b"a" * 50})
    inner, content = inner[: inner.find(b"PK\x01\x02")], BytesIO(a_docx())
    with zipfile.ZipFile(content, "a") as archive:
        archive.writestr("word/outer.bin", b"some " + inner, zipfile.ZIP_STORED)
        outer = archive.getinfo("word/outer.bin")
        listed = zipfile.ZipFile(BytesIO(a_zip({"word/inner.bin": b"a" * 50}))).infolist()[0]
        listed.header_offset = outer.header_offset + 30 + len(outer.filename + "some ")
        archive.filelist.append(listed)
    return content.getvalue()


def declared(content_type):
    return a_docx(types=f'<Override PartName="/word/x.bin" ContentType="{content_type}"/>')


DOCXS = {
    "bomb": (lambda: a_docx({"word/media/a.png": b"\0" * 10_000_000}), BOMB),
    "bomb of many": (lambda: a_docx({f"word/{n}.xml": "" for n in range(2_000)}), BOMB),
    "bomb in a document in it": (
        lambda: a_docx({"word/embeddings/a.xlsx": a_zip({"xl/a.bin": b"\0" * 10_000_000})}),
        BOMB,
    ),
    "document in a document in a document in it": (
        lambda: a_docx({"a.zip": a_zip({"b.zip": a_zip({"c.zip": a_zip({"d": "x"})})})}),
        BOMB,
    ),
    "lie of its size": (that_lies_of_its_size, BOMB),
    "part inside of another": (with_a_part_inside_of_another, DAMAGED_DOCX),
    "parts in each other": (with_parts_in_each_other, DAMAGED_DOCX),
    "way out": (lambda: a_docx({"../../etc/passwd": "x"}), "The document's parts have names"),
    "absolute": (lambda: a_docx({"/etc/passwd": "x"}), "The document's parts have names"),
    "two of a name": (with_two_of_a_name, "The document's parts have names"),
    "password of a ZIP": (lambda: with_flags(a_docx(), 1), "The document is protected by a password"),
    "password of Word": (
        lambda: OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
        "The document is protected by a password",
    ),
    "old kind": (lambda: OLE + b"\0" * 600, "This is an Office file of the old kind"),
    "macros": (lambda: a_docx({"word/vbaProject.bin": b"x"}), MACROS),
    "macros in capitals": (lambda: a_docx({"word/VBAPROJECT.BIN": b"x"}), MACROS),
    "macros that are declared": (
        lambda: declared("application/vnd.ms-word.document.macroEnabled.main+xml"),
        MACROS,
    ),
    "macros by another name": (lambda: declared("application/vnd.ms-office.vbaProject"), MACROS),
    "macros in a workbook in it": (
        lambda: a_docx({"word/embeddings/a.xlsx": a_zip({"xl/vbaProject.bin": b"x"})}),
        MACROS,
    ),
    "object": (lambda: a_docx({"word/embeddings/oleObject1.bin": b"x"}), OBJECTS),
    "object by another name": (lambda: a_docx({"word/media/picture.png": OLE + b"x"}), OBJECTS),
    "program": (lambda: a_docx({"word/media/picture.png": b"MZ\x90"}), OBJECTS),
    "control": (lambda: a_docx({"word/activeX/activeX1.xml": "<x/>"}), OBJECTS),
    "template from elsewhere": (
        lambda: a_docx(
            {"word/_rels/settings.xml.rels": an_outside("attachedTemplate", "https://a.example/b")}
        ),
        OUTSIDE,
    ),
    "template by numbers": (
        lambda: a_docx({"word/_rels/settings.xml.rels": an_outside("attachedTemplate", "http&#58;//a/b")}),
        OUTSIDE,
    ),
    "template of a server": (
        lambda: a_docx(
            {"word/_rels/settings.xml.rels": an_outside("attachedTemplate", "\\\\server\\a.dotm")}
        ),
        OUTSIDE,
    ),
    "template of a server by slashes": (
        lambda: a_docx({"word/_rels/settings.xml.rels": an_outside("attachedTemplate", "//server/a.dotm")}),
        OUTSIDE,
    ),
    "object from elsewhere": (
        lambda: a_docx({"word/_rels/document.xml.rels": an_outside("oleObject", "a.xlsx")}),
        OUTSIDE,
    ),
    "definitions that grow": (
        lambda: a_docx({"word/document.xml": '<!DOCTYPE a [<!ENTITY b "bb">]><document/>'}),
        DAMAGED_DOCX,
    ),
    "cut off": (lambda: a_docx()[:-30], DAMAGED_DOCX),
    "something before it": (lambda: PDF[:0] + a_zip({"a": "b"})[:40] + a_docx(), DAMAGED_DOCX),
    "something behind it": (lambda: a_docx() + b"<html>", DAMAGED_DOCX),
    "PDF in it": (
        lambda: a_zip({"%PDF-1.7": ""} | dict.fromkeys(WORD, "<x/>")),
        "This is a PDF and a Word",
    ),
}
WORD = ("[Content_Types].xml", "word/document.xml")


@pytest.mark.rule("POE-5")
@pytest.mark.parametrize("kind", DOCXS)
def test_word_document_is_refused_with_the_reason(kind):
    make, reason = DOCXS[kind]

    assert str(refusal_of(make())).startswith(reason)


@pytest.mark.rule("POE-1")
@pytest.mark.parametrize(
    "parts",
    [
        {
            "word/_rels/settings.xml.rels": an_outside(
                "attachedTemplate", "file:///C:\\Users\\fiona\\Our.dotm"
            )
        },
        {"word/_rels/document.xml.rels": an_outside("hyperlink", "https://contoso.example/")},
        {"word/_rels/document.xml.rels": an_outside("image", "https://contoso.example/logo.png")},
        {
            "word/embeddings/Chart.xlsx": a_zip(
                {"[Content_Types].xml": proofs.TYPES % "", "xl/workbook.xml": "<w/>"}
            )
        },
        {"word/media/white.bmp": b"\xff" * 900_000},
    ],
)
def test_word_document_that_is_like_others_is_taken(parts):
    assert refusal_of(a_docx(parts)) is None


PICTURES = {
    "PNG of a beginning only": (lambda: PNG[:8] + b"\0" * 20, DAMAGED_PICTURE),
    "PNG cut off": (lambda: PNG[:-12], DAMAGED_PICTURE),
    "PNG with an error": (lambda: PNG[:20] + b"\7" + PNG[21:], DAMAGED_PICTURE),
    "PNG that is too large": (lambda: a_png(30_000, 30_000), "The picture is too large: 30000 × 30000"),
    "PNG without height": (lambda: a_png(10, 0), DAMAGED_PICTURE),
    "PNG with a comment that is a bomb": (
        lambda: a_png(extra=proofs.png_part(b"zTXt", b"Comment\0\0" + packed_zeros(5))),
        BOMB,
    ),
    "PNG with a page of the web": (
        lambda: a_png(extra=proofs.png_part(b"tEXt", b"Comment\0<script>alert(1)</script>")),
        HIDDEN,
    ),
    "PNG with a ZIP": (lambda: PNG + a_zip({"a": "b"}), HIDDEN),
    "PNG with a PDF": (lambda: PNG + PDF, HIDDEN),
    "PNG with a program": (lambda: PNG + b"\x7fELF\x02\x01", HIDDEN),
    "JPEG of a beginning only": (lambda: JPEG[:4] + b"\0" * 20, DAMAGED_PICTURE),
    "JPEG cut off": (lambda: JPEG[:-2], DAMAGED_PICTURE),
    "JPEG without a picture": (lambda: JPEG[:20] + b"\xff\xd9", DAMAGED_PICTURE),
    "JPEG that is too large": (lambda: a_jpeg(40_000, 40_000), "The picture is too large"),
    "JPEG with a page of the web": (lambda: a_jpeg(comment=b"<html><body onload=alert(1)>"), HIDDEN),
    "JPEG with a page of the web behind it": (lambda: JPEG + b"<svg onload=alert(1)>", HIDDEN),
    "JPEG with a ZIP": (lambda: JPEG + a_zip({"a": "b"}), HIDDEN),
    "JPEG with a ZIP in a comment": (lambda: a_jpeg(comment=a_zip({"a": "b"})), HIDDEN),
    "HEIC": (lambda: b"\0\0\0\x18ftypheic", "This is a HEIC picture"),
}


@pytest.mark.rule("POE-5")
@pytest.mark.parametrize("kind", PICTURES)
def test_picture_is_refused_with_the_reason(kind):
    make, reason = PICTURES[kind]

    assert str(refusal_of(make())).startswith(reason)


@pytest.mark.rule("POE-1")
@pytest.mark.parametrize(
    "content",
    [
        a_png(4000, 2),
        JPEG + b"\0" * 100,
        JPEG + JPEG,
        a_png(10_000, 10_000),
        a_jpeg(12_000, 9_000, comment=b"Pixel"),
    ],
)
def test_picture_as_cameras_make_them_is_taken(content):
    assert refusal_of(content) is None
