"""Asks for pages as a browser would, and says how long each took and how many queries it made.

Everything happens in this process, against the database of DATABASE_URL: no server, no network. With a second
database the same pages are asked for in turns, so that whatever else the machine does disturbs both alike.
"""

import gc
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.conf import settings
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cpor_portal.settings import sources

WARM_UP, TIMES = 3, 30
ALIAS = "default"


@dataclass(frozen=True)
class Page:
    """A page that this user may see; `label` says in the table what is special about it."""

    label: str
    user: object
    address: str


@dataclass
class Measured:
    label: str
    status: int
    queries: int
    size: int
    rows: int
    milliseconds: list[float] = field(default_factory=list)

    @property
    def median(self) -> float:
        return statistics.median(self.milliseconds)

    @property
    def slow(self) -> float:
        return statistics.quantiles(self.milliseconds, n=20)[-1]


@contextmanager
def other_database(url: str) -> Iterator:
    """All queries go to the database of this address."""
    own = connections[ALIAS]
    connections.databases["other"] = connections.databases[ALIAS] | sources.database(url)
    other = connections.create_connection("other")
    try:
        yield lambda is_other: connections.__setitem__(ALIAS, other if is_other else own)
    finally:
        connections[ALIAS] = own
        other.close()
        del connections.databases["other"]


class Visit:
    """One page, asked for again and again by somebody who is signed in."""

    def __init__(self, page: Page, *, is_warmed_up: bool = True):
        self.page = page
        self.client = Client(SERVER_NAME="localhost", raise_request_exception=True)
        self.client.force_login(page.user, backend=settings.AUTHENTICATION_BACKENDS[0])
        for _time in range(WARM_UP if is_warmed_up else 0):
            self.client.get(page.address)
        with CaptureQueriesContext(connection) as captured:
            response = self.client.get(page.address)
            content = _content(response)
        self.selects = [query["sql"] for query in captured if query["sql"].startswith("SELECT")]
        self.found = Measured(
            page.label,
            response.status_code,
            len(captured),
            len(content),
            content.count(b'<th scope="row">'),
        )

    def once(self) -> None:
        gc.collect()
        began = time.perf_counter()
        _content(self.client.get(self.page.address))
        self.found.milliseconds.append((time.perf_counter() - began) * 1000)

    def computed(self) -> float:
        """Milliseconds that this process computes for the page, without what it waits for."""
        gc.collect()
        began = time.process_time()
        _content(self.client.get(self.page.address))
        return (time.process_time() - began) * 1000


RUNS = 4


def plan_and_execution(page: Page) -> float:
    """Milliseconds that PostgreSQL takes for all queries of a page, planning included: the best of some runs.

    Nothing that else the machine does is in it but what takes the database's own time, so it tells more than the whole
    page on a machine that is busy.
    """
    visit = Visit(page, is_warmed_up=False)
    try:
        return min(sum(map(_explained, visit.selects)) for _run in range(RUNS))
    finally:
        visit.client.logout()


def _explained(sql: str) -> float:
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN (ANALYZE, FORMAT JSON) " + sql)
        plan = cursor.fetchone()[0][0]
    return plan["Planning Time"] + plan["Execution Time"]


def compare_plans(small: list[Page], large: list[Page], switch, about: str) -> bool:
    """What the database does for each page, in both."""
    print(about)
    print(f"{'page':40} {'small ms':>9} {'large ms':>9}")
    for few, many in zip(small, large, strict=True):
        found = []
        for page, is_small in ((few, True), (many, False)):
            switch(is_small)
            found.append(plan_and_execution(page))
        print(f"{many.label:40} {found[0]:>9.1f} {found[1]:>9.1f}", flush=True)
    return True


TURNS = 12


def compare_costs(small: list[Page], large: list[Page], switch, about: str) -> bool:
    """What this process computes for each page, the best of some turns, and what the database does for it.

    Other work on the machine makes pages late rather than dear, so this tells more than a clock on the wall.
    """
    print(about)
    print(f"{'page':40} {'queries':>7} {'small ms':>15} {'large ms':>15} {'ratio':>6}")
    alike = True
    for pair in zip(small, large, strict=True):
        visits = []
        for page, is_small in zip(pair, (True, False), strict=True):
            switch(is_small)
            visits.append(Visit(page))
        computed: list[list[float]] = [[], []]
        for _turn in range(TURNS):
            for visit, is_small, found in zip(visits, (True, False), computed, strict=True):
                switch(is_small)
                found.append(visit.computed())
        costs = []
        for page, is_small, found in zip(pair, (True, False), computed, strict=True):
            switch(is_small)
            costs.append((min(found), plan_and_execution(page)))
        few, many = (visit.found for visit in visits)
        alike = alike and few.status == many.status == 200 and few.queries == many.queries
        queries = f"{few.queries}" if few.queries == many.queries else f"{few.queries}/{many.queries}"
        words = " ".join(f"{own:>7.1f} +{database:>6.1f}" for own, database in costs)
        print(f"{pair[1].label:40} {queries:>7} {words} {sum(costs[1]) / sum(costs[0]):>6.2f}", flush=True)
    return alike


def _content(response) -> bytes:
    """What is streamed is made only while it is read."""
    return b"".join(response.streaming_content) if response.streaming else response.content


def measure(page: Page) -> Measured:
    visit = Visit(page)
    try:
        for _time in range(TIMES):
            visit.once()
        return visit.found
    finally:
        visit.client.logout()


def report(pages: list[Page], about: str) -> bool:
    """Prints a table; False when a page did not answer with 200, whose time then means nothing."""
    print(about)
    print(f"{'page':40} {'status':>6} {'queries':>7} {'kB':>6} {'median ms':>10} {'95 % ms':>8}")
    answered = True
    for page in pages:
        found = measure(page)
        answered = answered and found.status == 200
        numbers = f"{found.status:>6} {found.queries:>7} {found.size / 1000:>6.0f} {found.median:>10.1f}"
        print(f"{found.label:40} {numbers} {found.slow:>8.1f}")
    return answered


def compare(small: list[Page], large: list[Page], switch, about: str, *, full: str = "") -> bool:
    """Each page of the small database beside the same one of the large; `switch(True)` leads to the small one.

    Where the small one has fewer rows to show, its page labelled `full` stands in, as rows cost time too. False when
    one needs more queries than the other or did not answer. The ratio is of the medians.
    """
    print(about)
    print(f"{'page':40} {'rows':>4} {'queries':>7} {'small ms':>9} {'large ms':>9} {'ratio':>6}")
    full_page = next((page for page in small if page.label == full), None)
    alike = True
    for few, many in zip(small, large, strict=True):
        switch(False)
        second = Visit(many)
        switch(True)
        first = Visit(few)
        mark, own_queries = "", first.found.queries if first.found.rows else None
        if full_page and first.found.rows != second.found.rows:
            first, mark = Visit(full_page), "*"
        for _time in range(TIMES):
            for visit, is_small in ((first, True), (second, False)):
                switch(is_small)
                visit.once()
        one, other = first.found, second.found
        needed = own_queries or one.queries
        alike = alike and one.status == other.status == 200 and needed == other.queries
        queries = str(needed) if needed == other.queries else f"{needed}/{other.queries}"
        times = f"{one.median:>9.1f} {other.median:>9.1f} {other.median / one.median:>6.2f}{mark}"
        print(f"{many.label:40} {other.rows:>4} {queries:>7} {times}")
    if full:
        print(f"* compared with “{full}” of the small database, which has fewer such claims than fill a page")
    return alike
