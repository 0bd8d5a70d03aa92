"""Takes the text out of one file, as a process of its own that may be killed: `python -I extract.py LIMITS < file`.

Nothing of the portal is imported here and nothing of it is in reach: no settings, no database, no network use.
LIMITS is a JSON object: kind, seconds, megabytes, pages, characters, unpacked. What is found is written
as JSON to the standard output: status, pages, is_cut.
"""

import io
import json
import re
import resource
import sys
import zipfile
from contextlib import suppress
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse
from pypdf import PdfReader
from pypdf.errors import PyPdfError

MEGABYTE = 1024 * 1024
# Fewer letters and digits than this on a page, and it is a picture with a page number at most.
FEWEST = 12
# Stands in the text where a DOCX has a picture: it may be somebody's signature.
PICTURE = "\N{OBJECT REPLACEMENT CHARACTER}"
PARTS = re.compile(r"word/(?:header\d*|document|footnotes|endnotes|footer\d*)\.xml")
# What can't be kept as text: PostgreSQL takes no NUL, UTF-8 no half of a pair.
UNKEEPABLE = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff]")


class OverLimit(Exception):
    """The file holds more than is read."""


def extract(content, kind: str, *, pages: int, characters: int, unpacked: int) -> dict:
    """The text of a file by pages. A file that is broken or too much says so instead; nothing is raised."""
    try:
        read = of_docx(content, unpacked) if kind == "docx" else of_pdf(content, pages)
        return within(read, characters)
    except (OverLimit, MemoryError, RecursionError):
        return {"status": "failed", "pages": [], "is_cut": True}
    except (PyPdfError, DefusedXmlException, ParseError, zipfile.BadZipFile, OSError, EOFError):
        return {"status": "failed", "pages": [], "is_cut": False}
    except Exception:  # whatever else a damaged file makes a parser stumble over
        return {"status": "failed", "pages": [], "is_cut": False}


def within(read, characters: int) -> dict:
    found, is_cut = [], False
    for text, has_picture, is_last in read:
        text = UNKEEPABLE.sub(" ", text)
        is_cut = is_cut or is_last or len(text) > characters
        found.append({"text": text[:characters], "has_picture": has_picture})
        characters -= len(text)
        if is_cut or characters <= 0:
            is_cut = True
            break
    else:
        is_cut = False
    if not any(has_words(page["text"]) for page in found):
        return {"status": "no_text", "pages": [], "is_cut": is_cut}
    return {"status": "read", "pages": found, "is_cut": is_cut}


def has_words(text: str) -> bool:
    return sum(map(str.isalnum, text)) >= FEWEST


# PDF


def of_pdf(content, most: int):
    """Yields each page's text, whether it shows a picture, and whether more pages follow that are left out."""
    reader = PdfReader(content, strict=False)
    count = len(reader.pages)
    for number in range(min(count, most)):
        page = reader.pages[number]
        text = page.extract_text() or ""
        with suppress(PyPdfError, KeyError, TypeError, AttributeError, ValueError):
            text += "\n" + "\n".join(filled_in(page))
        yield text, shows_picture(page), number + 1 == most < count


def shows_picture(page) -> bool:
    with suppress(PyPdfError, KeyError, TypeError, AttributeError, ValueError):
        objects = page["/Resources"].get_object()["/XObject"].get_object()
        for number, name in enumerate(objects):
            if number > 200:
                break
            if objects[name].get_object().get("/Subtype") in ("/Image", "/Form"):
                return True
    return False


def filled_in(page):
    """What somebody typed into fields or wrote on top, which is no part of the page's own text."""
    for number, reference in enumerate(page.get("/Annots", ())):
        if number > 500:
            return
        note = reference.get_object()
        if note.get("/Subtype") == "/FreeText":
            yield str(note.get("/Contents", ""))[:2000]
        elif note.get("/Subtype") == "/Widget":
            yield of_field(note)


def of_field(widget) -> str:
    field = widget if "/FT" in widget or "/Parent" not in widget else widget["/Parent"].get_object()
    label = str(field.get("/TU") or field.get("/T") or "").strip()[:200]
    value = widget.get("/V", field.get("/V"))
    value = value.get_object() if value is not None else None
    if field.get("/FT") == "/Sig":
        if not value or "/Contents" not in value:
            return f"{label or 'Signature'}: ________"
        day = re.search(r"(\d{4})(\d\d)(\d\d)", str(value.get("/M", "")))
        when = f", {'-'.join(day.groups())}" if day else ""
        return f"Digitally signed by: {value.get('/Name', label)}{when}"
    if field.get("/FT") == "/Tx":
        return f"{label}: {str(value)[:2000] if value is not None and str(value).strip() else '________'}"
    return ""


# DOCX


def of_docx(content, unpacked: int):
    """One page: the headers, the text with its tables and boxes, then notes and footers."""
    with zipfile.ZipFile(content) as parts:
        names = [info for info in parts.infolist() if PARTS.fullmatch(info.filename)]
        order = ("header", "document", "footnotes", "endnotes", "footer")
        names.sort(
            key=lambda info: [info.filename.startswith(f"word/{part}") for part in order], reverse=True
        )
        left = unpacked
        texts = []
        for info in names:
            # The size that a part claims to have is not believed.
            with parts.open(info) as packed:
                xml = packed.read(left + 1)
            left -= len(xml)
            if left < 0:
                raise OverLimit(info.filename)
            texts.append(of_part(xml))
    whole = "\n".join(texts)
    yield whole, PICTURE in whole, False


def local(element) -> str:
    """The name without its namespace, of which there are two generations."""
    return element.tag.rpartition("}")[2]


def of_part(xml: bytes) -> str:
    writer = Writer()
    for event, element in iterparse(io.BytesIO(xml), ("start", "end"), forbid_dtd=True):
        (writer.begin if event == "start" else writer.end)(element)
        if event == "end":
            element.clear()
    return writer.text()


class Writer:
    """Paragraphs become lines, the cells of a row are parted by tabs; nothing stands in it twice."""

    BREAKS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}

    def __init__(self):
        self.lines, self.open, self.cells = [], [], []
        # Inside what is shown in two ways, or was not filled in, nothing counts.
        self.hidden, self.prompts = 0, [False]

    def begin(self, element):
        name = local(element)
        if name == "Fallback":
            self.hidden += 1
        elif name == "p":
            self.open.append([])
        elif name == "tr":
            self.cells.append([])
        elif name == "tc" and self.cells:
            self.cells[-1].append([])
        elif name == "sdt":
            self.prompts.append(False)
        elif name in ("drawing", "pict") and self.open and not self.hidden:
            self.open[-1].append(PICTURE)

    def end(self, element):
        name = local(element)
        if name == "Fallback":
            self.hidden -= 1
        elif name == "showingPlcHdr":
            self.prompts[-1] = not set(element.attrib.values()) & {"0", "false", "off"}
        elif name == "sdt":
            self.prompts.pop()
        elif name == "t":
            self.say(element.text or "")
        elif name in self.BREAKS:
            self.say(self.BREAKS[name])
        elif name == "p" and self.open:
            self.line("".join(self.open.pop()))
        elif name == "tr" and self.cells:
            self.line("\t".join(" ".join(cell) for cell in self.cells.pop()))

    def say(self, text):
        if self.open and not self.hidden and not (self.prompts[-1] and text.strip()):
            self.open[-1].append(text)

    def line(self, text):
        if self.hidden:
            return
        if self.open:  # a text box inside a paragraph: it stands by itself
            self.lines.append(text)
        elif self.cells and self.cells[-1]:
            self.cells[-1][-1].append(text)
        else:
            self.lines.append(text)

    def text(self):
        return "\n".join(self.lines)


# The process


def bind(limits: dict) -> None:
    """From here on this process can't take more than it was given; the kernel sees to that."""
    memory, seconds = limits["megabytes"] * MEGABYTE, max(1, round(limits["seconds"]))
    for what, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 32),
        (resource.RLIMIT_FSIZE, 8 * limits["characters"] + MEGABYTE),
    ):
        resource.setrlimit(what, (most, most))


def main() -> int:
    limits = json.loads(sys.argv[1])
    bind(limits)
    kept = {name: limits[name] for name in ("pages", "characters", "unpacked")}
    found = extract(sys.stdin.buffer, limits["kind"], **kept)
    json.dump(found, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
