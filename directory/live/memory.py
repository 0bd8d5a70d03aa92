"""What is remembered of a live directory outside of the tables: what it does not know, and that it is down."""

import hashlib
import time

from django.conf import settings
from django.core.cache import cache

# So long a wrong Directory ID or domain stays wrong, unless that is longer than what is right stays right.
UNKNOWN_SECONDS = 60
# So long nobody else waits for a directory that has just not answered.
DOWN_SECONDS = 20
# What was looked up at the last moment of its freshness is still to be checked.
MARGIN_SECONDS = 30
DOWN = "directory:down"


def _seconds() -> float:
    return min(UNKNOWN_SECONDS, settings.DIRECTORY_FRESH_SECONDS)


def _key(kind: str, name: str) -> str:
    return f"directory:{kind}:{hashlib.sha256(name.encode()).hexdigest()}"


def note(kind: str, name: str) -> None:
    cache.set(_key(kind, name), time.time(), _seconds() + MARGIN_SECONDS)


def forget(kind: str, name: str) -> None:
    cache.delete(_key(kind, name))


def is_noted(kind: str, name: str) -> bool:
    return cache.get(_key(kind, name)) is not None


def is_recent(kind: str, name: str) -> bool:
    noted = cache.get(_key(kind, name))
    return noted is not None and time.time() - noted < _seconds()


def note_down() -> None:
    cache.set(DOWN, True, DOWN_SECONDS)


def is_down() -> bool:
    return cache.get(DOWN) is not None
