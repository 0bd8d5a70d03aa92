"""The scheduler's part: counts what happened, and says how long claims take by now."""

import time
from collections.abc import Iterator
from datetime import datetime

from claims.models import Uncounted

from . import expecting
from .counting import count

# A sweep stops after so many seconds and leaves the rest to the next, which is due by then.
LONGEST = 40


def sweep(at: datetime, *, dry_run: bool = False) -> Iterator[str]:
    if dry_run:
        return
    began, is_counted = time.monotonic(), False
    while count() and time.monotonic() - began < LONGEST:
        is_counted = True
    # Of what is half counted, nothing is told.
    if not Uncounted.objects.exists():
        expecting.refresh(at, is_counted=is_counted)
    yield from ()
