"""Counts in the cache what comes too often."""

import hashlib

from django.core.cache import cache


def exceeds(name: str, limit: int, seconds: int) -> bool:
    """Counts one more, and says whether that is too many within the period."""
    key = f"often:{hashlib.sha256(name.encode()).hexdigest()}"
    cache.add(key, 0, seconds)
    try:
        return cache.incr(key) > limit
    except ValueError:  # it ended between these two lines
        return False
