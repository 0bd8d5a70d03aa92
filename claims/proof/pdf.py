"""PDFs, looked through object by object without trusting their tables: whole, open, and with nothing that runs.

A reader finds an object where its number and `obj` stand, so each such place is looked at anew, even inside of
what seems to be the data of another; nothing can be hidden by a table that says otherwise. Names are told from
text by the grammar (strings and comments don't count), and packed objects are unpacked within limits.
"""

import re
import zlib
from collections.abc import Iterator
from itertools import pairwise

from django.utils.translation import gettext as _

from .foreign import refuse_markup, refuse_trailing
from .refused import FileRefused

MAX_OBJECTS, MAX_STEPS, MAX_MARKS = 400_000, 3_000_000, 6_000_000
MAX_UNPACKED, MAX_PACKED = 256 * 1024 * 1024, 32 * 1024 * 1024
CHUNK = 256 * 1024
MAX_TRAILING = 1024
MAX_PIXELS = 250_000_000
OPENING = ord("(")
MARKS = (b"(", b"/", b">", b"%")
SPACE = rb"[\x00\t\n\x0c\r ]"
REGULAR = rb"[^\x00\t\n\x0c\r ()<>\[\]{}/%]"


def _name(word: str) -> bytes:
    """As it may be written behind its slash: each letter itself, or its number after a `#`."""
    letters = (f"(?:{letter}|#{_hex(ord(letter))})" for letter in word)
    return "".join(letters).encode() + b"(?!" + REGULAR + b")"


def _hex(number: int) -> str:
    return "".join(f"[{digit}{digit.upper()}]" if digit.isalpha() else digit for digit in f"{number:02x}")


def _any_of(*words: str) -> bytes:
    return b"(?:" + b"|".join(_name(word) for word in words) + b")"


ACTIVE = _any_of("JavaScript", "JS", "Launch", "RichMedia", "XFA", "Rendition")
ATTACHED = _any_of("EmbeddedFiles", "EmbeddedFile", "EF", "FileAttachment")
ENCRYPTED, ROOT = _name("Encrypt"), _any_of("Root", "Catalog")
COMMENT = rb"%[^\r\n]*+"
STREAM = b">(?:" + SPACE + b"|" + COMMENT + rb"[\r\n])*+stream(?:\r\n|\n|\r)"


# Outside of a string, and inside of one; what is neither is of no interest.
# It begins with a set of letters, which the search for the next place is quick with.
OUTSIDE = re.compile(
    rb"[(%>/](?:(?<=\()|(?<=%)[^\r\n]*+|(?<=>)(?P<stream>" + STREAM + b")|(?<=/)(?:"
    b"(?P<active>" + ACTIVE + b")|(?P<attached>" + ATTACHED + b")"
    b"|(?P<encrypted>" + ENCRYPTED + b")|(?P<root>" + ROOT + b")))"
)
INSIDE = re.compile(rb"\\.|[()]", re.DOTALL)
HEADER = re.compile(rb"%PDF-[12]\.\d")
OBJECT = re.compile(rb"obj(?<=[\d\x00\t\n\x0c\r ]obj)(?![A-Za-z0-9])|trailer")
PACKED_OBJECTS = re.compile(b"/" + _any_of("ObjStm", "First"))
FLATE = re.compile(b"/" + _any_of("FlateDecode", "Fl"))
OTHER_FILTERS = re.compile(
    b"/"
    + _any_of(
        "ASCIIHexDecode", "AHx", "ASCII85Decode", "A85", "LZWDecode", "LZW", "RunLengthDecode", "RL", "Crypt"
    )
)
PREDICTOR = re.compile(b"/" + _name("Predictor"))
NUMBERS = re.compile(rb"(?:\d|" + SPACE + rb")*+")
IMAGE = re.compile(b"/" + _name("Image"))
SIDES = re.compile(rb"/(?:Width|Height)" + SPACE + rb"*+(\d{1,9})")


class _Found:
    """What the objects looked at so far have told."""

    def __init__(self):
        self.has_root = False
        self.left = MAX_UNPACKED
        self.steps = 0

    def count_step(self) -> None:
        self.steps += 1
        if self.steps > MAX_STEPS:
            raise _too_much()


def inspect_pdf(content) -> None:
    if not HEADER.match(content):
        raise _damaged()
    refuse_markup(content[:1024])
    _refuse_too_many_marks(content)
    found = _Found()
    for start, end in _objects(content):
        stream_at = _look(content, start, end, found)
        if stream_at is not None:
            _look_into_stream(content, content[start:stream_at], stream_at, end, found)
    if not found.has_root:
        raise _damaged()
    _check_end(content)


def _refuse_too_many_marks(content) -> None:
    """Each is a place to look at; what is drawn and written needs a fraction of these."""
    chunks = (content[place : place + CHUNK] for place in range(0, len(content), CHUNK))
    if sum(chunk.count(mark) for chunk in chunks for mark in MARKS) > MAX_MARKS:
        raise _too_much()


def _objects(content) -> Iterator[tuple[int, int]]:
    starts = []
    for match in OBJECT.finditer(content):
        starts.append(match.end())
        if len(starts) > MAX_OBJECTS:
            raise _too_much()
    return pairwise([*starts, len(content)])


def _look(content, start: int, end: int, found: _Found) -> int | None:
    """Refuses by the names between two places; where the object's data begins, if it has any."""
    while match := OUTSIDE.search(content, start, end):
        found.count_step()
        start = match.end()
        kind = match.lastgroup
        if kind == "stream":
            return start
        if kind == "root":
            found.has_root = True
        elif kind:
            raise _REFUSALS[kind]()
        elif content[match.start()] == OPENING:
            start = _end_of_text(content, start, end, found)
    return None


def _end_of_text(content, start: int, end: int, found: _Found) -> int:
    """Brackets in a string come in pairs, or with a backslash."""
    depth = 1
    while depth and (match := INSIDE.search(content, start, end)):
        found.count_step()
        start = match.end()
        depth += {b"(": 1, b")": -1}.get(match[0], 0)
    return start if not depth else end


def _look_into_stream(content, about: bytes, start: int, end: int, found: _Found) -> None:
    is_packed = PACKED_OBJECTS.search(about)
    if is_packed and (OTHER_FILTERS.search(about) or PREDICTOR.search(about)):
        raise _damaged()
    if len(FLATE.findall(about)) > 1 and not is_packed:
        raise _bomb()  # packed twice, a kilobyte becomes a gigabyte
    if IMAGE.search(about) and not is_packed:
        _check_sides(about)
        return
    if not FLATE.search(about):
        if is_packed:
            _look_into_packed(content[start:end], found)
        return
    chunks = _unpacked(content, start, end, found)
    if is_packed:
        _look_into_packed(_joined(chunks), found)
    else:
        for _chunk in chunks:
            pass


def _unpacked(content, start: int, end: int, found: _Found) -> Iterator[bytes]:
    """As far as it is right: readers show what comes before an error."""
    inflater = zlib.decompressobj()
    for place in range(start, end, CHUNK):
        packed = content[place : min(place + CHUNK, end)]
        while packed and not inflater.eof:
            try:
                chunk = inflater.decompress(packed, CHUNK)
            except zlib.error:
                return
            packed = inflater.unconsumed_tail
            found.left -= len(chunk)
            if found.left < 0:
                raise _bomb()
            yield chunk
        if inflater.eof:
            return


def _joined(chunks: Iterator[bytes]) -> bytes:
    kept = bytearray()
    for chunk in chunks:
        kept += chunk
        if len(kept) > MAX_PACKED:
            raise _bomb()
    if not kept:
        raise _damaged()
    return bytes(kept)


def _look_into_packed(text: bytes, found: _Found) -> None:
    """The objects' places stand before the first of them, in pairs of number and place."""
    first = NUMBERS.match(text).end()
    numbers = [int(number) for number in re.findall(rb"\d{1,9}", text[:first])]
    starts = sorted({0, *(first + place for place in numbers[1::2] if first + place < len(text))})
    if len(starts) > MAX_OBJECTS:
        raise _bomb()
    for start, end in pairwise([*starts, len(text)]):
        _look(text, start, end, found)


def _check_sides(about: bytes) -> None:
    sides = [int(side) for side in SIDES.findall(about)]
    if len(sides) == 2 and sides[0] * sides[1] > MAX_PIXELS:
        raise _bomb()


def _check_end(content) -> None:
    end = content.rfind(b"%%EOF")
    if end < 0:
        raise _damaged()
    trailing = content[end + len(b"%%EOF") :].strip(b"\0\t\r\n ")
    refuse_trailing(trailing, 0)
    if len(trailing) > MAX_TRAILING:
        raise _damaged()


def _damaged() -> FileRefused:
    return FileRefused(_("The PDF is damaged or was cut off. Print it to a new PDF and upload that."))


def _too_much() -> FileRefused:
    return FileRefused(_("The PDF has too many parts to be checked. Print it to a new PDF and upload that."))


def _bomb() -> FileRefused:
    return FileRefused(_("The file unpacks to far more than it could honestly hold."))


def _active() -> FileRefused:
    return FileRefused(
        _("The PDF carries scripts or other active content. Print it to a new PDF and upload that.")
    )


def _attached() -> FileRefused:
    return FileRefused(
        _("The PDF has other files embedded in it. Print it to a new PDF and upload those files one by one.")
    )


def _encrypted() -> FileRefused:
    return FileRefused(
        _("The PDF is encrypted or protected by a password. Save it without protection and upload it again.")
    )


_REFUSALS = {"active": _active, "attached": _attached, "encrypted": _encrypted}
