"""Due dates for people's own calendars, as RFC 5545 wants them."""

import re
from datetime import UTC, datetime

LINE_OCTETS = 75
CONTROL_CHARACTERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def event(uid: str, at: datetime, summary: str, url: str, stamp: datetime) -> str:
    """A calendar with one moment in it that keeps nobody busy; `stamp` says when it was written."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//CPOR portal//Due dates//EN",
        "BEGIN:VEVENT",
        f"UID:{_text(uid)}",
        f"DTSTAMP:{_utc(stamp)}",
        f"DTSTART:{_utc(at)}",
        f"SUMMARY:{_text(summary)}",
        f"URL:{_one_line(url)}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _utc(instant: datetime) -> str:
    if instant.utcoffset() is None:
        raise ValueError("A calendar entry needs an instant with a time zone.")
    return f"{instant.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(value: str) -> str:
    escaped = re.sub(r"([\\;,])", r"\\\1", CONTROL_CHARACTERS.sub("", value))
    return re.sub(r"\r\n|\r|\n", r"\\n", escaped)


def _one_line(value: str) -> str:
    # A URL is not text and knows no escapes; a line break in it would start a property of its own.
    return re.sub(r"[\r\n]", "", CONTROL_CHARACTERS.sub("", value))


def _folded(line: str) -> str:
    """Continued on lines that start with a space, which counts, and never inside a character."""
    pieces, piece, room = [], "", LINE_OCTETS
    for character in line:
        size = len(character.encode())
        if size > room:
            pieces.append(piece)
            piece, room = "", LINE_OCTETS - 1
        piece += character
        room -= size
    return "\r\n ".join([*pieces, piece])
