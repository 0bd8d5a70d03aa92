"""ZIP archives, looked through without trusting what they say of themselves."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from .foreign import END_OF_ZIP, ZIP_TAIL
from .refused import FileRefused

MAX_ENTRIES = 2_000
MAX_DIRECTORY = 1024 * 1024
MAX_UNPACKED = 200 * 1024 * 1024
# Text compresses well, but what is larger than this and that much smaller packed is made to do harm.
LARGE, MAX_RATIO = 1024 * 1024, 200
CHUNK = 256 * 1024
LOCAL_HEADER = struct.Struct("<4s5H3L2H")
END_RECORD = struct.Struct("<4s4H2LH")


@dataclass
class Budget:
    """How much may still be unpacked, over all archives inside each other."""

    left: int = MAX_UNPACKED


def entries_of(content) -> list[zipfile.ZipInfo]:
    """What the directory lists, after everything has been checked that can be without unpacking."""
    _check_end(content)
    try:
        with zipfile.ZipFile(_Reader(content)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError, struct.error):
        raise damaged() from None
    if len(entries) > MAX_ENTRIES:
        raise bomb()
    names = [entry.orig_filename.lower() for entry in entries]
    if len(set(names)) != len(names) or any(_leads_out(name) for name in names):
        raise FileRefused(_("The document's parts have names that can't be right. Save it anew."))
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise encrypted()
    if any(entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for entry in entries):
        raise damaged()
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED or any(map(_swells, entries)):
        raise bomb()
    _check_places(content, entries)
    return entries


def unpacked(content, entry: zipfile.ZipInfo, budget: Budget) -> Iterator[bytes]:
    """In chunks, and never more than the directory announced."""
    start = _data_start(content, entry)
    if start + entry.compress_size > len(content):
        raise damaged()
    size, checksum = 0, 0
    for chunk in _inflated(content, start, entry):
        size += len(chunk)
        budget.left -= len(chunk)
        checksum = zlib.crc32(chunk, checksum)
        if size > entry.file_size or budget.left < 0:
            raise bomb()
        yield chunk
    if size != entry.file_size or checksum != entry.CRC:
        raise damaged()


def _inflated(content, start: int, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    inflater = zlib.decompressobj(-15) if entry.compress_type == zipfile.ZIP_DEFLATED else None
    for place in range(start, start + entry.compress_size, CHUNK):
        packed = content[place : min(place + CHUNK, start + entry.compress_size)]
        if inflater is None:
            yield packed
            continue
        while packed:
            try:
                chunk = inflater.decompress(packed, CHUNK)
            except zlib.error:
                raise damaged() from None
            packed = inflater.unconsumed_tail
            if chunk:
                yield chunk
            if inflater.eof:
                return
    if inflater is not None and (rest := inflater.flush()):
        yield rest


def _check_end(content) -> None:
    """The archive is all there is: it starts with the file, and nothing stands behind its directory."""
    place = content.rfind(END_OF_ZIP, max(0, len(content) - ZIP_TAIL))
    if place < 0 or place + END_RECORD.size > len(content):
        raise damaged()
    _sign, disk, first_disk, _here, count, size, offset, comment = END_RECORD.unpack(
        content[place : place + END_RECORD.size]
    )
    if disk or first_disk or comment or count == 0xFFFF or size > MAX_DIRECTORY:
        raise damaged()
    if offset + size != place or place + END_RECORD.size != len(content):
        raise damaged()


def _leads_out(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return not name or "\0" in name or "\\" in name or ":" in name or not parts[0] or ".." in parts


def _swells(entry: zipfile.ZipInfo) -> bool:
    return entry.file_size > LARGE and entry.file_size > MAX_RATIO * max(entry.compress_size, 1)


def _data_start(content, entry: zipfile.ZipInfo) -> int:
    head = content[entry.header_offset : entry.header_offset + LOCAL_HEADER.size]
    if len(head) < LOCAL_HEADER.size:
        raise damaged()
    sign, _version, flags, method, _time, _date, _crc, _packed, _size, name, extra = LOCAL_HEADER.unpack(head)
    name_at = entry.header_offset + LOCAL_HEADER.size
    raw = entry.orig_filename.encode("utf-8" if entry.flag_bits & 0x800 else "cp437", "replace")
    if sign != b"PK\x03\x04" or method != entry.compress_type or content[name_at : name_at + name] != raw:
        raise damaged()
    if flags & 0x1:
        raise encrypted()
    return name_at + name + extra


def _check_places(content, entries: list[zipfile.ZipInfo]) -> None:
    """No two entries share bytes, which is how the best bombs are built, and nothing stands before the first."""
    end = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if entry.header_offset < end or (end == 0 and entry.header_offset):
            raise damaged()
        end = _data_start(content, entry) + entry.compress_size
    if end > len(content):
        raise damaged()


class _Reader(io.RawIOBase):
    """A file to read from `content`, which stays where it is."""

    def __init__(self, content):
        self.content, self.place = content, 0

    def readable(self):
        return True

    def seekable(self):
        return True

    def seek(self, offset, whence=io.SEEK_SET):
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self.place, io.SEEK_END: len(self.content)}[whence]
        if start + offset < 0:
            raise ValueError("before the beginning")
        self.place = start + offset
        return self.place

    def tell(self):
        return self.place

    def read(self, size=-1):
        end = len(self.content) if size is None or size < 0 else self.place + size
        found = self.content[self.place : end]
        self.place += len(found)
        return found


def damaged() -> FileRefused:
    return FileRefused(_("The document is damaged or was cut off. Save it anew and try again."))


def encrypted() -> FileRefused:
    return FileRefused(_("The document is protected by a password. Save it without one and upload it again."))


def bomb() -> FileRefused:
    return FileRefused(_("The file unpacks to far more than it could honestly hold."))
