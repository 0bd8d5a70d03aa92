"""Asks for a look at a file, or for a page of it, of a process that is killed when it takes too much of anything."""

import json
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import IO

from django.conf import settings
from django.core.files.base import File
from PIL import Image

PROGRAM = Path(__file__).with_name("draw.py")
# What WebP can hold.
MOST_SIDE = 16_000
MOST_AREAS = 24
FAILURES = ("broken", "locked", "too_much")

Area = tuple[int, int, int, int]


class NotShown(Exception):
    """Why not: broken, locked or too_much."""

    def __init__(self, why: str):
        super().__init__(why)
        self.why = why if why in FAILURES else "broken"


@dataclass(frozen=True)
class Look:
    """How many pages there are, the size of those that are shown, and where each passage stands; all in tenths
    of a point, from the page's top left corner."""

    count: int
    pages: list[tuple[int, int]]
    passages: list[list[Area]]


def look(content: IO[bytes] | File, kind: str, passages: list[tuple[int, str]]) -> Look:
    """Refuses with `NotShown`. Whatever the file does to its reader, this process goes on."""
    answer = _asked(content, {"task": "look", "kind": kind, "passages": passages})
    found = _line(answer)
    try:
        pages = [_size(*size) for size in found["pages"]]
        count = int(found["count"])
        places = [[_area(*area) for area in areas[:MOST_AREAS]] for areas in found["passages"]]
    except (ValueError, KeyError, TypeError, OverflowError):
        raise NotShown("broken") from None
    if not pages or not len(pages) <= count or len(pages) > settings.PROOF_SHOWING["pages"]:
        raise NotShown("broken")
    if len(places) != len(passages):
        raise NotShown("broken")
    return Look(min(count, 1_000_000), pages, places)


def draw(content: IO[bytes] | File, kind: str, number: int, width: int) -> bytes:
    """A page as WebP, packed here from bare pixels: what comes from the file's reader has no form to hide in."""
    answer = _asked(content, {"task": "draw", "kind": kind, "number": number, "width": width})
    found = _line(answer)
    try:
        size = int(found["width"]), int(found["height"])
    except (ValueError, KeyError, TypeError, OverflowError):
        raise NotShown("broken") from None
    pixels = answer[answer.index(b"\n") + 1 :]
    if min(size) < 1 or len(pixels) != size[0] * size[1] * 3:
        raise NotShown("broken")
    if max(size) > MOST_SIDE:
        raise NotShown("too_much")
    packed = BytesIO()
    Image.frombytes("RGB", size, pixels).save(packed, "WEBP", quality=82, method=2)
    return packed.getvalue()


def _size(width, height) -> tuple[int, int]:
    if not (1 <= width <= 200_000 and 1 <= height <= 200_000):
        raise ValueError
    return int(width), int(height)


def _area(x, y, width, height) -> Area:
    if not all(0 <= side <= 200_000 for side in (x, y, width, height)):
        raise ValueError
    return int(x), int(y), int(width), int(height)


def _line(answer: bytes) -> dict:
    """The process held somebody's file: what it says is taken only in the form that was agreed."""
    try:
        found = json.loads(answer.partition(b"\n")[0])
        status = found["status"]
    except (ValueError, KeyError, TypeError):
        raise NotShown("broken") from None
    if status not in ("shown", "drawn"):
        raise NotShown(str(status))
    return found


def _asked(content: IO[bytes] | File, asked: dict) -> bytes:
    limits = settings.PROOF_SHOWING | asked
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as taken:
        shutil.copyfileobj(content, given)
        given.seek(0)
        try:
            subprocess.run(  # noqa: S603 (our own program; passages go as one JSON argument, not through a shell)
                [sys.executable, "-I", str(PROGRAM), json.dumps(limits)],
                stdin=given,
                stdout=taken,
                stderr=subprocess.DEVNULL,
                env={},
                cwd="/",
                timeout=2 * limits["seconds"],
                check=True,
            )
        except subprocess.SubprocessError:
            raise NotShown("too_much") from None
        taken.seek(0)
        return taken.read()
