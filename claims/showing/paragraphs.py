"""The text of a file as the findings know it, paragraph by paragraph, with passages marked."""

import re
from dataclasses import dataclass

from ..reading.extract import PICTURE
from ..reading.text import Page, tidy


@dataclass(frozen=True)
class Paragraph:
    """`parts` are pieces of text, each with the passage that it belongs to, counted as they were given, or None."""

    number: int
    parts: tuple[tuple[str, int | None], ...]


def paragraphs_of(page: dict, passages: list[tuple[int, int | None, str]]) -> list[Paragraph]:
    """Of one page as it was read. `passages` are (which, paragraph or None, text)."""
    lines = Page(1, tidy(page["text"])).lines
    return [Paragraph(number, _parts(line.plain, number, passages)) for number, line in enumerate(lines, 1)]


def _parts(text: str, number: int, passages) -> tuple[tuple[str, int | None], ...]:
    spans = []
    for which, paragraph, passage in passages:
        if paragraph in (number, None) and (span := _span(text, passage, is_certain=paragraph == number)):
            spans.append((*span, which))
    parts, place = [], 0
    for start, end, which in sorted(spans):
        if start < place:  # two findings rest on the same words: the first is marked
            continue
        parts += [(text[place:start], None), (text[start:end], which)]
        place = end
    parts.append((text[place:], None))
    return tuple((part.replace(PICTURE, "▣"), which) for part, which in parts if part)


def _span(text: str, passage: str, *, is_certain: bool) -> tuple[int, int] | None:
    words = [re.escape(word) for word in passage.strip("… ").split()]
    found = re.search(r"\s+".join(words), text) if words else None
    if found:
        return found.span()
    return (0, len(text)) if is_certain else None
