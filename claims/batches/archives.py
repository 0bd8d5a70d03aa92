"""ZIPs that strangers made: what their list says is checked before anything is unpacked, and nothing is written."""

import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import IO

from django.core.files.base import File
from django.utils.translation import gettext as _

from .. import proof
from ..numbers import worded
from ..refusals import Refused

MAX_BYTES = 500 * 1024 * 1024
MAX_ENTRIES = 10_000
# All files together once unpacked, and how far one may shrink: proof hardly shrinks at all.
MAX_UNPACKED = 2 * 1024**3
MAX_RATIO = 200
SMALL = 1024 * 1024
# Python reads the whole list of a ZIP at once: a list of this size is its limit.
MAX_LIST = 4 * 1024 * 1024
LONGEST_NAME = 400
END, END_SIZE, LONGEST_COMMENT = b"PK\x05\x06", 22, 65_535
LOCATOR_64, LOCATOR_64_SIZE = b"PK\x06\x07", 20
# What desktop systems put into a ZIP without being asked.
JUNK = ("__macosx/", ".ds_store", "thumbs.db", "desktop.ini")
SPOOLED = 1024 * 1024
SAYS_UTF_8 = 0x800
# The others may ask for as much memory as they like.
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class BadArchive(Refused):
    """Nothing of it is used; the message says why."""


@dataclass(frozen=True)
class Entry:
    place: int
    name: str
    problem: str = ""


def folded(name: str) -> str:
    """As two names are compared: no case, one kind of accent, one kind of slash."""
    return unicodedata.normalize("NFC", name.replace("\\", "/")).casefold()


def bare(name: str) -> str:
    return unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]


@contextmanager
def opened(file: IO[bytes], *, max_entries: int = MAX_ENTRIES, max_unpacked: int = MAX_UNPACKED):
    """The ZIP, once its list is known to be short and what it promises to unpack to is bearable."""
    _refuse_long_list(file, max_entries)
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise BadArchive(_("This ZIP is damaged.")) from error
    with archive:
        # No more than what is promised here ever comes out: zipfile stops reading there.
        if sum(info.file_size for info in archive.infolist()) > max_unpacked:
            raise BadArchive(
                _("Unpacked, this ZIP would be larger than %(count)d MB.")
                % {"count": max_unpacked // 1024**2}
            )
        yield archive


def _refuse_long_list(file: IO[bytes], max_entries: int) -> None:
    size = file.seek(0, 2)
    start = max(0, size - END_SIZE - LONGEST_COMMENT - LOCATOR_64_SIZE)
    file.seek(start)
    tail = file.read()
    at = tail.rfind(END)
    file.seek(0)
    if at < 0 or len(tail) - at < END_SIZE:
        raise BadArchive(_("This is no ZIP, or a damaged one."))
    if tail[max(0, at - LOCATOR_64_SIZE) : at].startswith(LOCATOR_64):
        raise BadArchive(_("This ZIP is of the kind for very large ones (ZIP64), which is not taken."))
    count, length = struct.unpack("<HL", tail[at + 10 : at + 16])
    if count > max_entries or length > MAX_LIST:
        raise BadArchive(worded(_("This ZIP has more than %(count)d files."), count=max_entries))


def entries(archive: zipfile.ZipFile) -> Iterator[Entry]:
    """Its files in their order, each with the reason why it can't be taken, if there is one."""
    seen: set[str] = set()
    for place, info in enumerate(archive.infolist()):
        name = _name_of(info)
        if info.is_dir() or _is_junk(name):
            continue
        key = folded(name)
        twice = key in seen
        seen.add(key)
        yield Entry(
            place, _shown(name), _problem(info, name) or (_("It is in the ZIP twice.") if twice else "")
        )


def _name_of(info: zipfile.ZipInfo) -> str:
    name = info.filename.replace("\\", "/")
    if not info.flag_bits & SAYS_UTF_8:
        # Macs write UTF-8 without saying so, and zipfile takes it for what DOS wrote.
        with suppress(UnicodeError):
            return name.encode("cp437").decode()
    return name


def _is_junk(name: str) -> bool:
    lower = name.lower()
    return lower.startswith(JUNK[0]) or lower.rpartition("/")[2] in JUNK[1:]


def _shown(name: str) -> str:
    return "".join(sign if sign.isprintable() else "?" for sign in name)[:LONGEST_NAME]


def _problem(info: zipfile.ZipInfo, name: str) -> str:
    if name.startswith("/") or ".." in name.split("/") or ":" in name or len(name) > LONGEST_NAME:
        return _("Its name leads out of the ZIP, or is too long.")
    if info.flag_bits & 0x1:
        return _("It is encrypted.")
    if info.compress_type not in METHODS:
        return _("It is packed in an unusual way: make an ordinary ZIP.")
    if not info.file_size:
        return _("The file is empty.")
    if info.file_size > proof.MAX_SIZE:
        return _("The file is larger than 25 MB.")
    if info.file_size > SMALL and info.file_size > MAX_RATIO * max(info.compress_size, 1):
        return _("It unpacks to far more than it is, as a decompression bomb does.")
    return ""


@contextmanager
def unpacked(archive: zipfile.ZipFile, place: int):
    """One file of the ZIP, in memory while it is small and on the disk when not."""
    info = archive.infolist()[place]
    name = _name_of(info)
    if problem := _problem(info, name):
        raise proof.FileRefused(problem)
    with SpooledTemporaryFile(max_size=SPOOLED) as copy:
        try:
            with archive.open(info) as source:
                while chunk := source.read(64 * 1024):
                    copy.write(chunk)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            NotImplementedError,
            RuntimeError,
        ) as error:
            raise proof.FileRefused(_("It can't be unpacked: the ZIP is damaged.")) from error
        copy.seek(0)
        yield File(copy, name=bare(name))
