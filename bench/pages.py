"""Asks for pages as a browser would, and says how long each took and how many queries it made.

Everything happens in this process, against the database of DATABASE_URL: no server, no network.
"""

import gc
import statistics
import time
from dataclasses import dataclass

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

WARM_UP, TIMES = 3, 30


@dataclass(frozen=True)
class Page:
    """A page that this user may see; `label` says in the table what is special about it."""

    label: str
    user: object
    address: str


@dataclass(frozen=True)
class Measured:
    label: str
    status: int
    queries: int
    size: int
    milliseconds: list[float]


def measure(page: Page) -> Measured:
    client = Client(SERVER_NAME="localhost", raise_request_exception=True)
    client.force_login(page.user, backend=settings.AUTHENTICATION_BACKENDS[0])
    try:
        for _time in range(WARM_UP):
            client.get(page.address)
        with CaptureQueriesContext(connection) as captured:
            response = client.get(page.address)
        return Measured(
            page.label,
            response.status_code,
            len(captured),
            len(response.content),
            [_once(client, page) for _time in range(TIMES)],
        )
    finally:
        client.logout()


def _once(client: Client, page: Page) -> float:
    gc.collect()
    began = time.perf_counter()
    client.get(page.address)
    return (time.perf_counter() - began) * 1000


def report(pages: list[Page], about: str) -> bool:
    """Prints a table; False when a page did not answer with 200, whose time then means nothing."""
    print(about)
    print(f"{'page':40} {'status':>6} {'queries':>7} {'kB':>6} {'median ms':>10} {'95 % ms':>8}")
    answered = True
    for page in pages:
        found = measure(page)
        answered = answered and found.status == 200
        median, slow = (
            statistics.median(found.milliseconds),
            statistics.quantiles(found.milliseconds, n=20)[-1],
        )
        numbers = (
            f"{found.status:>6} {found.queries:>7} {found.size / 1000:>6.0f} {median:>10.1f} {slow:>8.1f}"
        )
        print(f"{found.label:40} {numbers}")
    return answered
