"""Writes a plain one-page PDF: enough for a proof of execution that opens everywhere."""

TOP, LEFT, LEADING = 780, 60, 18
TITLE_SIZE, TEXT_SIZE = 18, 11


def one_page(title: str, lines: list[str]) -> bytes:
    """A4, in Helvetica, which every reader has. What its letters can't spell becomes a question mark."""
    stream = _page(title, lines)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Title %s >>" % _string(title),
    ]
    return _file(objects)


def _page(title: str, lines: list[str]) -> bytes:
    shown = [
        b"BT",
        b"/F1 %d Tf" % TITLE_SIZE,
        b"%d TL" % LEADING,
        b"%d %d Td" % (LEFT, TOP),
        _string(title) + b" Tj",
    ]
    shown += [b"T*", b"/F1 %d Tf" % TEXT_SIZE]
    for line in lines:
        shown += [b"T*", _string(line) + b" Tj"]
    return b"\n".join([*shown, b"ET"])


def _string(text: str) -> bytes:
    raw = text.encode("cp1252", "replace")
    for special in (b"\\", b"(", b")"):
        raw = raw.replace(special, b"\\" + special)
    return b"(" + raw + b")"


def _file(objects: list[bytes]) -> bytes:
    content = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    trailer = b"trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\n" % (count, len(objects))
    end = b"startxref\n%d\n%%%%EOF\n" % len(content)
    return content + b"xref\n0 %d\n0000000000 65535 f \n" % count + table + trailer + end
