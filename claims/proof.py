"""Tells what an uploaded file is from its content, whatever its name says, and refuses what can't be proof."""

import hashlib
import zipfile
from dataclasses import dataclass
from pathlib import PurePath

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import File
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _

from .refusals import Refused

MAX_SIZE = 25 * 1024 * 1024
PDF, PNG, JPEG = "application/pdf", "image/png", "image/jpeg"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SUFFIXES = {PDF: ".pdf", PNG: ".png", JPEG: ".jpg", DOCX: ".docx"}
NAMED_AS = {".pdf": PDF, ".png": PNG, ".jpg": JPEG, ".jpeg": JPEG, ".docx": DOCX}
SIGNATURES = ((b"%PDF-", PDF), (b"\x89PNG\r\n\x1a\n", PNG), (b"\xff\xd8\xff", JPEG))


class FileRefused(Refused):
    """The file can't be taken; the message says why."""


@dataclass(frozen=True)
class Inspected:
    name: str
    content_type: str
    size: int
    sha256: str


def inspect(upload: File, name: str) -> Inspected:
    if not upload.size:
        raise FileRefused(_("The file is empty."))
    if upload.size > MAX_SIZE:
        raise FileRefused(_("The file is larger than 25 MB."))
    content_type = _content_type(upload)
    if content_type is None:
        raise FileRefused(_("This is no PDF, Word document (DOCX), PNG or JPEG."))
    suffix = PurePath(name).suffix.lower()
    if NAMED_AS.get(suffix, content_type) != content_type:
        raise FileRefused(
            _("The file's name ends with %(named)s, but its content is that of a %(found)s file.")
            % {"named": suffix, "found": SUFFIXES[content_type]}
        )
    return Inspected(_safe_name(name, content_type), content_type, upload.size, _digest(upload))


def _content_type(upload: File) -> str | None:
    upload.seek(0)
    start = upload.read(16)
    for signature, content_type in SIGNATURES:
        if start.startswith(signature):
            return content_type
    return DOCX if start.startswith(b"PK\x03\x04") and _is_word_document(upload) else None


def _is_word_document(upload: File) -> bool:
    try:
        with zipfile.ZipFile(upload) as parts:
            names = set(parts.namelist())
    except (zipfile.BadZipFile, OSError, ValueError):
        return False
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise FileRefused(_("The document carries macros. Save it without them and upload it again."))
    return {"[Content_Types].xml", "word/document.xml"} <= names


def _digest(upload: File) -> str:
    digest = hashlib.sha256()
    upload.seek(0)
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    return digest.hexdigest()


def _safe_name(name: str, content_type: str) -> str:
    """The name as people know it, without a path, with the suffix of what the file is."""
    path = PurePath(name.replace("\\", "/"))
    try:
        stem = get_valid_filename(path.stem)[:200]
    except SuspiciousFileOperation:  # nothing of the name can be kept
        stem = "proof"
    suffix = path.suffix.lower()
    return stem + (suffix if NAMED_AS.get(suffix) == content_type else SUFFIXES[content_type])
