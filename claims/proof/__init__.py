"""Tells what an uploaded file is from its content, whatever its name says, and refuses what can't be proof."""

import hashlib
import mmap
from dataclasses import dataclass
from pathlib import PurePath

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import File
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _

from .archives import encrypted
from .foreign import refuse_two_things
from .pdf import inspect_pdf
from .pictures import inspect_jpeg, inspect_png
from .refused import FileRefused
from .word import OLE, is_word_document

__all__ = ["DOCX", "JPEG", "MAX_SIZE", "PDF", "PNG", "FileRefused", "Inspected", "inspect"]

MAX_SIZE = 25 * 1024 * 1024
PDF, PNG, JPEG = "application/pdf", "image/png", "image/jpeg"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SUFFIXES = {PDF: ".pdf", PNG: ".png", JPEG: ".jpg", DOCX: ".docx"}
NAMED_AS = {".pdf": PDF, ".png": PNG, ".jpg": JPEG, ".jpeg": JPEG, ".docx": DOCX}
SIGNATURES = ((b"%PDF-", PDF), (b"\x89PNG\r\n\x1a\n", PNG), (b"\xff\xd8\xff", JPEG))
INSPECTIONS = {PDF: inspect_pdf, PNG: inspect_png, JPEG: inspect_jpeg}
HEIC = tuple(b"ftyp" + brand for brand in (b"heic", b"heix", b"mif1", b"msf1", b"hevc"))


@dataclass(frozen=True)
class Inspected:
    name: str
    content_type: str
    size: int
    sha256: str


def inspect(upload: File, name: str) -> Inspected:
    """Refuses what is empty, too large, no proof, not what it is named, protected, harmful or broken (POE-5)."""
    if not upload.size:
        raise FileRefused(_("The file is empty."))
    if upload.size > MAX_SIZE:
        raise FileRefused(_("The file is larger than 25 MB."))
    content = _whole(upload)
    content_type = _content_type(content)
    suffix = PurePath(name).suffix.lower()
    if NAMED_AS.get(suffix, content_type) != content_type:
        raise FileRefused(
            _("The file's name ends with %(named)s, but its content is that of a %(found)s file.")
            % {"named": suffix, "found": SUFFIXES[content_type]}
        )
    if content_type in INSPECTIONS:
        refuse_two_things(content)
        INSPECTIONS[content_type](content)
    elif b"%PDF-" in content[:1024]:  # which is as far as readers of PDF look for it
        raise FileRefused(_("This is a PDF and a Word document at once. Save it anew and upload that."))
    digest = hashlib.sha256(content).hexdigest()
    return Inspected(_safe_name(name, content_type), content_type, upload.size, digest)


def _whole(upload: File) -> mmap.mmap | bytes:
    """All of it to look through, without a copy in memory of what lies on the disk."""
    upload.seek(0)
    try:
        return mmap.mmap(upload.fileno(), 0, access=mmap.ACCESS_READ)
    except (AttributeError, OSError):  # it is in memory already
        return upload.read()
    finally:
        upload.seek(0)


def _content_type(content) -> str:
    start = content[:16]
    for signature, content_type in SIGNATURES:
        if start.startswith(signature):
            return content_type
    if start.startswith(b"PK\x03\x04") and is_word_document(content):
        return DOCX
    if start.startswith(OLE):
        raise _old_office(content)
    if start[4:12] in HEIC:
        raise FileRefused(_("This is a HEIC picture. Save it as a JPEG and upload that."))
    raise FileRefused(_("This is no PDF, Word document (DOCX), PNG or JPEG."))


def _old_office(content) -> FileRefused:
    """Word keeps a document with a password in the same kind of file as it kept any document before 2007."""
    if content.find("EncryptedPackage".encode("utf-16-le")) >= 0:
        return encrypted()
    return FileRefused(_("This is an Office file of the old kind. Save it as DOCX or PDF and upload that."))


def _safe_name(name: str, content_type: str) -> str:
    """The name as people know it, without a path, with the suffix of what the file is."""
    path = PurePath(name.replace("\\", "/"))
    try:
        stem = get_valid_filename(path.stem)[:200]
    except SuspiciousFileOperation:  # nothing of the name can be kept
        stem = "proof"
    suffix = path.suffix.lower()
    return stem + (suffix if NAMED_AS.get(suffix) == content_type else SUFFIXES[content_type])
