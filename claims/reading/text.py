"""Text as it is compared, without accents, case and the quirks of its layout; and where a passage stands."""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

SHORT = 160
INVISIBLE = dict.fromkeys(map(ord, "\N{SOFT HYPHEN}\u200b\u200c\u200d\u2060\ufeff"))
BASES = {"ø": "o", "æ": "a", "đ": "d", "ł": "l", "ı": "i", "’": "'", "‘": "'", "´": "'", "`": "'"}
DASHES = dict.fromkeys("‐‑‒–—―−", "-")
HYPHENATED = re.compile(r"(?<=\w)-[ \t]*\n[ \t]*(?=[^\W\d_A-ZÄÖÜÅÉ])")
BROKEN_AT_A_HYPHEN = re.compile(r"(?<=\w)-[ \t]*\n[ \t]*(?=[\dA-ZÄÖÜÅÉ])")


class Outcome(StrEnum):
    FOUND = "found"
    NOT_FOUND = "not_found"
    CANT_TELL = "cant_tell"


@dataclass(frozen=True)
class Place:
    """Where it stands: a page, or a paragraph of what has no pages."""

    file: str
    page: int | None
    paragraph: int | None
    passage: str
    # Which file, where several have one name.
    key: int | None = None


def fold(text: str) -> str:
    """Of the same length, so that a place in it is a place in the text."""
    table = {}
    for letter in set(text):
        base = BASES.get(letter) or DASHES.get(letter) or unicodedata.normalize("NFD", letter)[0].lower()
        table[ord(letter)] = BASES.get(base[:1], base[:1])
    return text.translate(table)


def tidy(text: str) -> str:
    """One spelling of each letter, words whole again; lines stay lines and tabs, between cells, stay tabs."""
    text = unicodedata.normalize("NFKC", text).translate(INVISIBLE).replace("\r", "\n").replace("\f", "\n")
    text = re.sub(r"[^\S\n\t]+", " ", text)
    text = BROKEN_AT_A_HYPHEN.sub("-", HYPHENATED.sub("", text))
    return re.sub(r"\n{3,}", "\n\n", text)


@dataclass(frozen=True)
class Line:
    start: int
    plain: str
    folded: str


@dataclass(frozen=True)
class Page:
    number: int
    plain: str
    has_picture: bool = False

    @cached_property
    def folded(self) -> str:
        return fold(self.plain)

    @cached_property
    def lines(self) -> list[Line]:
        found, start = [], 0
        for plain in self.plain.split("\n"):
            if plain.strip():
                found.append(Line(start, plain, self.folded[start : start + len(plain)]))
            start += len(plain) + 1
        return found

    @property
    def is_picture_only(self) -> bool:
        return self.has_picture and sum(map(str.isalnum, self.plain)) < 40


@dataclass(frozen=True)
class Document:
    """A file that was read; without pages where it could not be."""

    name: str
    kind: str
    pages: tuple[Page, ...] = ()
    is_cut: bool = False
    key: int | None = None

    @classmethod
    def of(
        cls, name: str, kind: str, pages: list[dict], is_cut: bool = False, key: int | None = None
    ) -> "Document":
        read = (Page(number, tidy(page["text"]), page["has_picture"]) for number, page in enumerate(pages, 1))
        return cls(name, kind, tuple(read), is_cut, key)

    @property
    def hides_something(self) -> bool:
        """Parts of it are pictures, or were left out: what is not found may stand there."""
        return not self.pages or self.is_cut or any(page.is_picture_only for page in self.pages)

    def place(self, page: Page, start: int, end: int) -> Place:
        passage = shortened(page.plain, start, end)
        if self.kind == "docx":
            starts = [line.start for line in page.lines]
            return Place(self.name, None, max(1, bisect_right(starts, start)), passage, self.key)
        return Place(self.name, page.number, None, passage, self.key)


def shortened(text: str, start: int, end: int) -> str:
    """The line around it, or as much of it as can be shown."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    last = len(text) if last < 0 else last
    spare = max(0, SHORT - (end - start)) // 2
    left, right = max(first, start - spare), min(last, max(end, start) + spare)
    passage = " ".join(text[left:right].split())
    return ("…" if left > first else "") + passage[: SHORT + 40] + ("…" if right < last else "")
