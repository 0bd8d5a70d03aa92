"""Counts every claim anew, from the facts alone, and says what the figures had got wrong.

Each row of figures is made once, when all facts of its day or month are together: the facts of all claims are sorted
in a file, so that memory holds a chunk of claims, and then a month's sums, however many claims there are.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from datetime import date
from heapq import merge
from itertools import groupby
from operator import itemgetter

from django.db import transaction

from claims.models import Claim, Uncounted
from claims.states import State

from ..loading import load
from ..models import Counted, Counting, Figure
from ..models.figures import Span
from .counting import (
    ABOUT,
    BATCH,
    COUNTS,
    HISTOGRAMS,
    Present,
    Sums,
    changed_of,
    keep,
    present,
    rolled,
    spelled,
    write,
)
from .figures import VALUES, summed
from .ledger import Ledger, rows_of

CHUNK = 2000
EMPTY = tuple({} if name in HISTOGRAMS else 0 for name in VALUES)
# Set of programmes, reviewer → the values of a row.
Rows = dict[tuple[str, int], tuple]


def rebuild(say: Callable[[str], None], *, tell: Callable[[int], None] = lambda done: None) -> int:
    """Gives back how many claims and rows of figures were wrong. Pages show the old figures until it is through.

    What happens to claims meanwhile stays for the next sweep.
    """
    Counting.objects.get_or_create(pk=1)
    with transaction.atomic(), closing(Ledger()) as facts, closing(Ledger()) as changes:
        turn = Counting.objects.select_for_update().get(pk=1)
        is_first = not (Counted.objects.exists() or Figure.objects.exists())
        wrong = _read_all(facts, None if is_first else changes, say, tell)
        for span in Span:
            wrong += _settle(span, facts, None if is_first else changes, say)
        turn.revision += 1
        turn.save(update_fields=["revision"])
    return wrong


def _read_all(facts: Ledger, changes: Ledger | None, say: Callable, tell: Callable[[int], None]) -> int:
    """Every claim's facts, and where these are not what was counted, the difference that this makes."""
    wrong = done = 0
    for claim_ids in _chunks():
        waiting = list(Uncounted.objects.filter(claim__in=claim_ids).values_list("pk", "claim_id"))
        claims = present(claim_ids)
        Uncounted.objects.filter(pk__in=[pk for pk, _claim_id in waiting]).delete()
        before = Counted.objects.filter(claim__in=claim_ids).in_bulk() if changes else {}
        changed = changed_of(claims, before)
        facts.write(Counter(row for claim in claims for row in rows_of(claim.programmes, claim.facts)))
        if changes:
            changes.write(_difference(changed, before))
            wrong += _report(changed, {claim_id for _pk, claim_id in waiting}, say)
        _keep(changed, before)
        done += len(claims)
        tell(done)
    return wrong


def _chunks() -> Iterator[list[int]]:
    after = 0
    submitted = Claim.objects.exclude(state=State.DRAFT).order_by("pk").values_list("pk", flat=True)
    while claim_ids := list(submitted.filter(pk__gt=after)[:CHUNK]):
        yield claim_ids
        after = claim_ids[-1]


def _difference(changed: Iterable[Present], before: dict[int, Counted]) -> Counter:
    rows: Counter = Counter()
    for claim in changed:
        rows.update(rows_of(claim.programmes, claim.facts))
        if old := before.get(claim.claim_id):
            rows.subtract(Counter(rows_of(old.programmes, old.facts)))
    return rows


def _keep(changed: list[Present], before: dict[int, Counted]) -> None:
    keep(claim for claim in changed if claim.claim_id in before)
    new = [claim for claim in changed if claim.claim_id not in before]
    if new:
        names = ("claim", "programmes", "facts", "decided_date")
        load(Counted, names, ((c.claim_id, c.programmes, c.facts, c.decided_date) for c in new))


def _report(changed: list[Present], waiting: set[int], say: Callable[[str], None]) -> int:
    unexpected = [claim.claim_id for claim in changed if claim.claim_id not in waiting]
    for code in Claim.objects.filter(pk__in=unexpected).order_by("pk").values_list("code", flat=True):
        say(f"{code}: was counted wrong")
    return len(unexpected)


def _settle(span: Span, facts: Ledger, changes: Ledger | None, say: Callable[[str], None]) -> int:
    """One after another: what stands there, with what changes explain, is held against the facts, which win.

    Without `changes` nothing was counted before.
    """
    found, new = 0, []
    for begin, known, explained, wanted in _all(span, facts, changes):
        stale = []
        for key in sorted(known.keys() | explained.keys() | wanted.keys()):
            was, now = known.get(key), wanted.get(key, EMPTY)
            expected = _with(was or EMPTY, explained.get(key)) if changes else now
            if expected != now:
                found += 1
                when = f"{begin:%Y-%m}" if span is Span.MONTH else begin
                say(f"{when}, programmes {key[0] or 'none'}, reviewer {key[1]}: {_words(expected, now)}")
            if was is None and now != EMPTY:
                new.append((*key, span.value, begin, *now))
            elif was is not None and was != now:
                stale.append(Figure(**dict(zip((*ABOUT, *VALUES), (*key, span, begin, *now), strict=True))))
        write(stale)
        if len(new) > BATCH:
            load(Figure, (*ABOUT, *VALUES), new)
            new.clear()
    load(Figure, (*ABOUT, *VALUES), new)
    return found


def _all(span: Span, facts: Ledger, changes: Ledger | None) -> Iterator[tuple[date, Rows, dict, Rows]]:
    sources = (_known(span), _rolled(changes, span) if changes else (), _rolled(facts, span))
    numbered = (_numbered(place, source) for place, source in enumerate(sources))
    for begin, group in groupby(merge(*numbered, key=itemgetter(0, 1)), itemgetter(0)):
        found = {place: rows for _begin, place, rows in group}
        wanted = {key: _values(sums) for key, sums in found.get(2, {}).items()}
        yield begin, found.get(0, {}), found.get(1, {}), wanted


def _numbered(place: int, dated: Iterable[tuple]) -> Iterator[tuple]:
    for begin, rows in dated:
        yield begin, place, rows


def _known(span: Span) -> Iterator[tuple[date, Rows]]:
    found = Figure.objects.filter(span=span).order_by("date")
    rows = found.values_list("date", "programmes", "reviewer", *VALUES)
    for begin, group in groupby(rows.iterator(BATCH), itemgetter(0)):
        yield begin, {(row[1], row[2]): row[3:] for row in group}


def _rolled(ledger: Ledger, span: Span) -> Iterator[tuple[date, dict[tuple[str, int], Sums]]]:
    for begin, cells in ledger.sums(span):
        yield begin, {key[1:]: sums for key, sums in rolled(cells).items()}


def _values(sums: Sums) -> tuple:
    counts = (sums.counts[name] for name in COUNTS)
    return (*counts, *(spelled(sums.histograms[name]) for name in HISTOGRAMS))


def _with(values: tuple, change: Sums | None) -> tuple:
    if change is None:
        return values
    sums = summed([(1, values)])
    sums.add(change)
    return _values(sums)


def _words(before: tuple, after: tuple) -> str:
    pairs = zip(VALUES, before, after, strict=True)
    return ", ".join(f"{name} {was} instead of {now}" for name, was, now in pairs if was != now)
