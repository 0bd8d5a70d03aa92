"""Files that are two things at once: what else than the proof itself may be in them."""

import re
import struct

from django.utils.translation import gettext as _

from .refused import FileRefused

MARKUP = re.compile(rb"<(?:html|head|body|script|svg|iframe|!doctype|\?php)", re.IGNORECASE)
# Each with enough of its first bytes that chance won't make them up in the noise of a compressed picture.
CONTAINER = re.compile(
    rb"%PDF-\d|PK\x03\x04[\x00-\x3f]\x00|Rar!\x1a\x07|7z\xbc\xaf\x27\x1c|\x7fELF[\x01\x02][\x01\x02]"
    rb"|\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1|\x89PNG\r\n\x1a\n",
)
PROGRAM = re.compile(rb"MZ|#!|\x1f\x8b|\xca\xfe\xba\xbe")
END_OF_ZIP = b"PK\x05\x06"
# The end record and the longest comment behind it.
ZIP_TAIL = 22 + 65_535


def refuse_two_things(content) -> None:
    """For what is no ZIP itself: programs that unpack look for one from the end of the file on."""
    if _ends_as_zip(content):
        raise _refusal()


def refuse_trailing(content, end: int) -> None:
    """What stands behind the end of the picture or document must be harmless padding or preview data."""
    if (
        CONTAINER.search(content, end)
        or MARKUP.search(content, end)
        or PROGRAM.match(content[end : end + 64].lstrip(b"\0\t\r\n "))
    ):
        raise _refusal()


def refuse_markup(text: bytes) -> None:
    if MARKUP.search(text):
        raise _refusal()


def _refusal() -> FileRefused:
    return FileRefused(_("There is another file hidden in this one. Save or print it anew and upload that."))


def _ends_as_zip(content) -> bool:
    place = content.rfind(END_OF_ZIP, max(0, len(content) - ZIP_TAIL))
    if place < 0 or place + 22 > len(content):
        return False
    (size,) = struct.unpack("<L", content[place + 12 : place + 16])
    return size == 0 or content[max(0, place - size) : place][:4] == b"PK\x01\x02"
