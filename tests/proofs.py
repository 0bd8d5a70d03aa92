"""Small files of each kind that proof comes as, good ones and bad ones, made here."""

import io
import struct
import zipfile
import zlib

PNG_START = b"\x89PNG\r\n\x1a\n"
CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
PAGES = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">%s</Types>'
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s" '
    'Target="%s" TargetMode="External"/></Relationships>'
)


def a_pdf(*more: bytes, catalog: bytes = CATALOG, trailer: bytes = b"") -> bytes:
    """One empty page; `more` are further objects, from number 4 on."""
    content, places = b"%PDF-1.7\n", []
    for number, each in enumerate((catalog, PAGES, PAGE, *more), start=1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table_at = len(content)
    content += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    content += b"".join(b"%010d 00000 n \n" % place for place in places)
    content += b"trailer\n<</Size %d/Root 1 0 R%s>>\n" % (len(places) + 1, trailer)
    return content + b"startxref\n%d\n%%%%EOF\n" % table_at


def a_stream(data: bytes, about: bytes = b"") -> bytes:
    return b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(data), about, data)


def packed_objects(*objects: bytes) -> bytes:
    """An object stream, in which a PDF keeps objects compressed."""
    places, text = [], b""
    for number, each in enumerate(objects, start=20):
        places.append(b"%d %d" % (number, len(text)))
        text += each + b" "
    head = b" ".join(places) + b" "
    about = b"/Type/ObjStm/N %d/First %d/Filter/FlateDecode" % (len(objects), len(head))
    return a_stream(zlib.compress(head + text), about)


def a_png(width: int = 1, height: int = 1, *, extra: bytes = b"") -> bytes:
    header = struct.pack(">LLBBBBB", width, height, 8, 0, 0, 0, 0)
    data = zlib.compress(b"\0" * (width + 1) * height) if width * height < 10_000 else b"x"
    return PNG_START + png_part(b"IHDR", header) + extra + png_part(b"IDAT", data) + png_part(b"IEND", b"")


def png_part(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">L", len(data)) + kind + data + struct.pack(">L", zlib.crc32(kind + data))


def a_jpeg(width: int = 1, height: int = 1, *, comment: bytes = b"") -> bytes:
    """By its structure; there is nothing to see."""
    frame = struct.pack(">BHHBBBB", 8, height, width, 1, 1, 0x11, 0)
    content = b"\xff\xd8" + _segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0")
    if comment:
        content += _segment(0xFE, comment)
    content += _segment(0xC0, frame) + _segment(0xDA, b"\1\1\0\0\x3f\0")
    return content + b"\x12\x34\xff\x00\x56\xff\xd0\x78" + b"\xff\xd9"


def _segment(marker: int, data: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(data) + 2) + data


def a_zip(parts: dict[str, bytes | str]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return content.getvalue()


def a_docx(parts: dict[str, bytes | str] | None = None, *, types: str = "") -> bytes:
    return a_zip({"[Content_Types].xml": TYPES % types, "word/document.xml": "<document/>"} | (parts or {}))


def an_outside(kind: str, target: str) -> str:
    return RELATIONS % (kind, target)


PDF, PNG, JPEG, DOCX = a_pdf(), a_png(), a_jpeg(), a_docx()
