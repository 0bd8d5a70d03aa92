"""Word documents: no macros, no objects that run, nothing fetched from elsewhere when somebody opens one."""

import re
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.utils.translation import gettext as _

from .archives import Budget, bomb, damaged, entries_of, unpacked
from .refused import FileRefused

WORD_PARTS = {"[Content_Types].xml", "word/document.xml"}
MAX_DEPTH = 2
MAX_XML_KEPT = 1024 * 1024
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PROGRAMS = (b"MZ", b"\x7fELF", b"#!")
OBJECT_NAMES = re.compile(r"(?:^|/)(?:activex|oleobject)", re.IGNORECASE)
MACRO_NAMES = re.compile(r"vba(?:project|data)", re.IGNORECASE)
MACRO_TYPES = re.compile(r"macroenabled|vbaproject|vbadata", re.IGNORECASE)
OBJECT_TYPES = re.compile(r"ms-office\.activex|officedocument\.oleobject", re.IGNORECASE)
# A document of this kind has no use for one; what it defines grows while it is read.
DEFINITIONS = re.compile(
    rb"<\x00?!\x00?(?:D\x00?O\x00?C\x00?T\x00?Y\x00?P\x00?E|E\x00?N\x00?T\x00?I\x00?T\x00?Y)"
)
# A path on somebody's own disk leads nowhere on another machine.
LOCAL = re.compile(r"(?:file:/{0,3})?[a-z]:(?:[\\/]|%5c)|(?!file:)[^:\\]*$", re.IGNORECASE)
WEB = re.compile(r"https?://", re.IGNORECASE)


def is_word_document(content) -> bool:
    """Whether it is one at all; refused when it is, but can't be taken."""
    entries = entries_of(content)
    names = {entry.filename for entry in entries}
    if not names >= WORD_PARTS:
        return False
    _inspect(content, entries, Budget(), depth=0)
    return True


def _inspect(content, entries, budget: Budget, depth: int) -> None:
    if depth > MAX_DEPTH:
        raise bomb()
    for entry in entries:
        if MACRO_NAMES.search(entry.filename):
            raise _macros()
        if OBJECT_NAMES.search(entry.filename):
            raise _objects()
    for entry in entries:
        _inspect_part(content, entry, budget, depth)


def _inspect_part(content, entry, budget: Budget, depth: int) -> None:
    name = entry.filename.lower()
    is_xml = name.endswith((".xml", ".rels", ".vml"))
    start, tail, kept = b"", b"", []
    is_kept = name == "[content_types].xml" or name.endswith(".rels")
    is_archive = False
    for chunk in unpacked(content, entry, budget):
        if not start:
            start = chunk[:16]
            _refuse_object(start)
            is_archive = start.startswith(b"PK\x03\x04")
        if is_xml or start.lstrip(b"\xef\xbb\xbf\xff\xfe\x00").startswith(b"<"):
            if DEFINITIONS.search(tail + chunk):
                raise damaged()
            tail = chunk[-32:]
        if is_kept or is_archive:
            kept.append(chunk)
            if is_kept and sum(map(len, kept)) > MAX_XML_KEPT:
                raise bomb()
    whole = b"".join(kept)
    if name == "[content_types].xml":
        _check_types(_parsed(whole))
    elif name.endswith(".rels"):
        _check_relations(_parsed(whole))
    elif is_archive:
        # The workbook behind a chart, or a document in a document.
        _inspect(whole, entries_of(whole), budget, depth + 1)


def _parsed(text: bytes) -> Element:
    try:
        return fromstring(text, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        raise damaged() from None


def _refuse_object(start: bytes) -> None:
    if start.startswith((OLE, b"{\\rtf", *PROGRAMS)):
        raise _objects()


def _check_types(types: Element) -> None:
    for each in types.iter():
        kind = each.get("ContentType", "")
        if MACRO_TYPES.search(kind):
            raise _macros()
        if OBJECT_TYPES.search(kind):
            raise _objects()


def _check_relations(relations: Element) -> None:
    for each in relations.iter():
        kind = each.get("Type", "").rpartition("/")[2].lower()
        if MACRO_NAMES.search(kind):
            raise _macros()
        is_outside = each.get("TargetMode", "").lower() == "external"
        if is_outside and not _is_harmless(kind, each.get("Target", "").strip()):
            raise FileRefused(
                _(
                    "The document fetches a template or another part from elsewhere when it is opened. "
                    "Save it as a PDF and upload that."
                )
            )


def _is_harmless(kind: str, target: str) -> bool:
    """A link waits until it is clicked; a picture from the web and a template on one's own disk do no harm."""
    if kind == "hyperlink":
        return True
    if target.startswith(("//", "\\\\")):
        return False
    if kind == "image":
        return bool(WEB.match(target) or LOCAL.match(target))
    return kind == "attachedtemplate" and bool(LOCAL.match(target))


def _macros() -> FileRefused:
    return FileRefused(_("The document carries macros. Save it without them and upload it again."))


def _objects() -> FileRefused:
    return FileRefused(
        _("The document has other files or controls embedded in it. Save it as a PDF and upload that.")
    )
