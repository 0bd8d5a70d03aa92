"""PNG and JPEG, by their structure: whole, of a size that can be shown, and nothing else behind them."""

import re
import struct
import zlib

from django.utils.translation import gettext as _

from .foreign import refuse_markup, refuse_trailing
from .refused import FileRefused

# More than the finest camera of a phone, and than an A3 page at 600 dots per inch.
MAX_PIXELS, MAX_SIDE = 120_000_000, 40_000
MAX_TEXT = 4 * 1024 * 1024
MAX_PARTS = 100_000
PNG_START = b"\x89PNG\r\n\x1a\n"
COMPRESSED_TEXT = (b"zTXt", b"iTXt", b"iCCP")
TEXTS = (b"tEXt", *COMPRESSED_TEXT)
DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
# In the picture's data 0xFF is followed by 0 or a restart marker; anything else ends a scan.
JPEG_MARKER = re.compile(rb"\xff+([^\x00\xff\xd0-\xd7])")
JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
SCAN, END, SEGMENTS_WITH_TEXT = 0xDA, 0xD9, frozenset({0xFE, *range(0xE0, 0xF0)})


def inspect_png(content) -> None:
    place, seen = len(PNG_START), set()
    for _part in range(MAX_PARTS):
        head = content[place : place + 8]
        if len(head) < 8:
            raise _damaged()
        (length,), kind = struct.unpack(">L", head[:4]), head[4:]
        data_at, next_at = place + 8, place + 12 + length
        if next_at > len(content) or not _has_its_checksum(content, place, next_at):
            raise _damaged()
        if not seen:
            _check_png_header(kind, content[data_at : data_at + length])
        if kind in TEXTS:
            _check_text(kind, content[data_at : data_at + length])
        seen.add(kind)
        place = next_at
        if kind == b"IEND":
            break
    if not {b"IDAT", b"IEND"} <= seen:
        raise _damaged()
    refuse_trailing(content, place)


def _has_its_checksum(content, place: int, end: int) -> bool:
    with memoryview(content) as view:
        found = zlib.crc32(view[place + 4 : end - 4])
    return found == struct.unpack(">L", content[end - 4 : end])[0]


def _check_png_header(kind: bytes, data: bytes) -> None:
    if kind != b"IHDR" or len(data) != 13:
        raise _damaged()
    width, height, depth, colour = struct.unpack(">LLBB", data[:10])
    if depth not in DEPTHS.get(colour, ()):
        raise _damaged()
    _check_dimensions(width, height)


def _check_text(kind: bytes, data: bytes) -> None:
    """Comments are shown nowhere, but a few bytes of them can unpack to gigabytes."""
    refuse_markup(data)
    if kind not in COMPRESSED_TEXT:
        return
    start = data.find(b"\x78")  # the first byte of what zlib makes
    if start < 0:
        return
    try:
        text = zlib.decompressobj().decompress(data[start:], MAX_TEXT)
    except zlib.error:
        return
    if len(text) >= MAX_TEXT:
        raise _bomb()
    if kind != b"iCCP":
        refuse_markup(text)


def inspect_jpeg(content) -> None:
    place, has_frame, has_scan = 2, False, False
    for _part in range(MAX_PARTS):
        found = JPEG_MARKER.search(content, place) if has_scan else JPEG_MARKER.match(content, place)
        if not found:
            raise _damaged()
        marker, place = found[1][0], found.end()
        if marker == END:
            break
        if marker == 0x01:
            continue
        size = content[place : place + 2]
        length = int.from_bytes(size, "big")
        if len(size) < 2 or length < 2 or place + length > len(content):
            raise _damaged()
        data = content[place + 2 : place + length]
        if marker in JPEG_FRAMES:
            has_frame = True
            _check_frame(data)
        if marker in SEGMENTS_WITH_TEXT:
            refuse_markup(data)
        has_scan = has_scan or marker == SCAN
        place += length
    else:
        raise _damaged()
    if not (has_frame and has_scan):
        raise _damaged()
    refuse_trailing(content, place)


def _check_frame(data: bytes) -> None:
    if len(data) < 6:
        raise _damaged()
    height, width = struct.unpack(">HH", data[1:5])
    _check_dimensions(width, height or 1)  # 0: the height is told behind the first scan


def _check_dimensions(width: int, height: int) -> None:
    if not width or not height:
        raise _damaged()
    if width > MAX_SIDE or height > MAX_SIDE or width * height > MAX_PIXELS:
        raise FileRefused(
            _("The picture is too large: %(width)d × %(height)d pixels. Make it smaller and try again.")
            % {"width": width, "height": height}
        )


def _bomb() -> FileRefused:
    return FileRefused(_("The file unpacks to far more than it could honestly hold."))


def _damaged() -> FileRefused:
    return FileRefused(_("The picture is damaged or was cut off. Save it anew and try again."))
