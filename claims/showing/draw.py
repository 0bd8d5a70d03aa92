"""Looks at one file and draws its pages, as a process of its own that may be killed: `python -I draw.py ASKED < file`.

Nothing of the portal is imported here and nothing of it is in reach: no settings, no database, no network use.
ASKED is a JSON object: task (look or draw), kind (pdf or picture), and the limits seconds, megabytes, pages, pixels.
To look takes passages, a list of [page, text]; the answer is one line of JSON: status, count, pages, passages.
To draw takes number and width; the answer is a line of JSON, then the pixels, three bytes each: raw pixels, since
whoever asked can hold them against what was agreed, as he could not hold a packed picture.
"""

import json
import math
import resource
import sys
import unicodedata
import warnings
from ctypes import byref, c_double, c_int
from difflib import SequenceMatcher

MEGABYTE = 1024 * 1024
# What PDFium can take, and what a page can sensibly measure, in points.
LEAST, MOST = 1.0, 20_000.0
# Places are given in tenths of a point.
FINE = 10
# So much of a passage must stand together on the page, and so much of all of it must be found.
PIECE, ENOUGH = 5, 0.7
MOST_LETTERS, MOST_AREAS = 40_000, 24


class Locked(Exception):
    """Nobody can read the file without its password."""


# PDF


def opened(content: bytes):
    # Imported when a PDF is there to be opened: pictures do without.
    import pypdfium2  # noqa: PLC0415 (loaded for this kind of file only)

    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise (Locked if "password" in str(error).lower() else ValueError)(str(error)) from None


def look_at_pdf(content: bytes, asked: dict) -> dict:
    document = opened(content)
    count = len(document)
    sizes = [size_of(*document.get_page_size(number)) for number in range(min(count, asked["pages"]))]
    found = [places_of(document, sizes, page, passage) for page, passage in asked["passages"]]
    return {"count": count, "pages": sizes, "passages": found}


def size_of(width: float, height: float) -> list[int]:
    return [
        round(min(MOST, max(LEAST, side)) * FINE) if math.isfinite(side) else FINE for side in (width, height)
    ]


def draw_pdf(content: bytes, asked: dict):
    document = opened(content)
    number = asked["number"]
    width, height = size_of(*document.get_page_size(number - 1))
    scale = asked["width"] / width
    scale = min(scale, math.sqrt(asked["pixels"] / (width * height)))
    document.init_forms()
    return document[number - 1].render(scale=scale * FINE, may_draw_forms=True, rev_byteorder=True).to_pil()


# Passages: letters and digits only, for spaces, hyphens and ligatures differ from reader to reader.


def letters_of(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.lower())
    return "".join(letter for letter in plain if letter.isalnum())


def places_of(document, sizes, page: int, passage: str) -> list[list[int]]:
    """Rectangles in tenths of a point from the page's top left corner, as the page is seen; none if it isn't found."""
    if not 1 <= page <= len(sizes):
        return []
    import pypdfium2.raw as pdfium  # noqa: PLC0415 (loaded for this kind of file only)

    loaded = document[page - 1]
    text = loaded.get_textpage()
    letters, places = [], []
    for place in range(min(text.count_chars(), MOST_LETTERS)):
        for letter in letters_of(chr(pdfium.FPDFText_GetUnicode(text.raw, place) & 0x10FFFF)):
            letters.append(letter)
            places.append(place)
    areas = []
    for start, end in spans_of("".join(letters), letters_of(passage)):
        first, last = places[start], places[end - 1]
        for index in range(max(0, pdfium.FPDFText_CountRects(text.raw, first, last - first + 1))):
            areas.append(area_of(pdfium, loaded, text, index, sizes[page - 1]))
            if len(areas) == MOST_AREAS:
                return areas
    return areas


def spans_of(page: str, passage: str) -> list[tuple[int, int]]:
    """Where the passage stands: whole, or in pieces, as in the cells of a table; right-to-left text also backwards."""
    for wanted in (passage, passage[::-1]):
        if wanted and (start := page.find(wanted)) >= 0:
            return [(start, start + len(wanted))]
    for wanted in (passage, passage[::-1]):
        blocks = SequenceMatcher(None, page, wanted, autojunk=False).get_matching_blocks()
        spans = [(block.a, block.a + block.size) for block in blocks if block.size >= PIECE]
        if wanted and sum(end - start for start, end in spans) >= ENOUGH * len(wanted):
            return spans
    return []


def area_of(pdfium, page, text, index: int, size: list[int]) -> list[int]:
    left, top, right, bottom = c_double(), c_double(), c_double(), c_double()
    pdfium.FPDFText_GetRect(text.raw, index, byref(left), byref(top), byref(right), byref(bottom))
    corners = []
    for across, up in ((left, top), (right, bottom)):
        x, y = c_int(), c_int()
        pdfium.FPDF_PageToDevice(page.raw, 0, 0, *size, 0, across.value, up.value, byref(x), byref(y))
        corners.append((x.value, y.value))
    (x1, y1), (x2, y2) = corners
    width, height = size
    x1, x2 = (min(width, max(0, x)) for x in sorted((x1, x2)))
    y1, y2 = (min(height, max(0, y)) for y in sorted((y1, y2)))
    return [x1, y1, x2 - x1, y2 - y1]


# Pictures


def opened_picture(content: bytes):
    from io import BytesIO  # noqa: PLC0415 (loaded for this kind of file only)

    from PIL import Image  # noqa: PLC0415 (loaded for this kind of file only)

    # How much it may hold is bounded by this process's memory.
    Image.MAX_IMAGE_PIXELS = None
    return Image.open(BytesIO(content), formats=("PNG", "JPEG"))


def look_at_picture(content: bytes, asked: dict) -> dict:
    picture = opened_picture(content)
    width, height = picture.size
    if picture.getexif().get(0x0112, 1) in (5, 6, 7, 8):  # taken with the camera on its side
        width, height = height, width
    # A pixel counts as three quarters of a point, as in a style sheet.
    return {
        "count": 1,
        "pages": [size_of(width * 0.75, height * 0.75)],
        "passages": [[] for _each in asked["passages"]],
    }


def draw_picture(content: bytes, asked: dict):
    from PIL import Image, ImageOps  # noqa: PLC0415 (loaded for this kind of file only)

    picture = opened_picture(content)
    width, height = picture.size
    scale = min(1, asked["width"] / min(width, height), math.sqrt(asked["pixels"] / (width * height)))
    wanted = (max(1, round(width * scale)), max(1, round(height * scale)))
    picture.draft("RGB", wanted)  # a JPEG is made smaller while it is unpacked
    turned = ImageOps.exif_transpose(picture)
    if turned.mode.startswith("I;16"):
        turned = turned.point(lambda value: value / 256).convert("L")
    if turned.has_transparency_data:
        paper = Image.new("RGBA", turned.size, "white")
        turned = Image.alpha_composite(paper, turned.convert("RGBA"))
    turned = turned.convert("RGB")
    scale = min(1, asked["width"] / turned.width, math.sqrt(asked["pixels"] / (turned.width * turned.height)))
    if scale < 1:
        wanted = (max(1, round(turned.width * scale)), max(1, round(turned.height * scale)))
        turned = turned.resize(wanted, Image.Resampling.LANCZOS)
    return turned


# The process


def bind(asked: dict) -> None:
    """From here on this process can't take more than it was given; the kernel sees to that."""
    memory, seconds = asked["megabytes"] * MEGABYTE, max(1, round(asked["seconds"]))
    for what, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 32),
        (resource.RLIMIT_FSIZE, 4 * asked["pixels"] + MEGABYTE),
    ):
        resource.setrlimit(what, (most, most))


def answer(content: bytes, asked: dict) -> bytes:
    is_pdf = asked["kind"] == "pdf"
    if asked["task"] == "look":
        found = (look_at_pdf if is_pdf else look_at_picture)(content, asked)
        return said({"status": "shown"} | found)
    picture = (draw_pdf if is_pdf else draw_picture)(content, asked).convert("RGB")
    return said({"status": "drawn", "width": picture.width, "height": picture.height}) + picture.tobytes()


def said(what: dict) -> bytes:
    return json.dumps(what).encode() + b"\n"


def main() -> int:
    asked = json.loads(sys.argv[1])
    bind(asked)
    warnings.simplefilter("ignore")
    try:
        found = answer(sys.stdin.buffer.read(), asked)
    except Locked:
        found = said({"status": "locked"})
    except MemoryError:
        found = said({"status": "too_much"})
    except Exception:  # whatever a damaged file makes its reader stumble over
        found = said({"status": "broken"})
    sys.stdout.buffer.write(found)
    return 0


if __name__ == "__main__":
    sys.exit(main())
