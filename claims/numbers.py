"""Numbers as people read them. Never for what is copied or sent on."""

import re

from django.utils.formats import number_format

WHOLE = re.compile(r"(?<!%)(%(?:\(\w+\))?)d")


def grouped(number: int) -> str:
    """As the reader's language sets a large number apart: 1,000 or 1.000."""
    return number_format(number, force_grouping=True)


class Grouped(int):
    """Reads so, and still chooses the plural where a template counts by it."""

    def __str__(self) -> str:
        return grouped(int(self))


def worded(words: str, *values: object, **named: object) -> str:
    """The translated words with these values, of which each that stands as %d is set apart."""
    shown = WHOLE.sub(r"\1s", words)
    if named:
        return shown % {name: _shown(value) for name, value in named.items()}
    return shown % tuple(_shown(value) for value in values)


def _shown(value: object) -> object:
    return Grouped(value) if isinstance(value, int) else value
