"""Counts every claim anew, from the facts alone, and says what the figures had got wrong."""

from collections.abc import Callable, Iterator
from itertools import islice

from django.db import transaction

from claims.models import Claim, Uncounted
from claims.states import State

from ..models import Counted, Counting, Figure, Rebuilt
from ..models.figures import Day
from .counting import (
    BATCH,
    COUNTS,
    HISTOGRAMS,
    Cells,
    Present,
    add,
    collect,
    differences,
    keep,
    no_cells,
    present,
)

CHUNK = 2000
# So many cells are added up in memory before they are written, whatever the number of claims.
CELLS = 40_000
VALUES = (*COUNTS, *HISTOGRAMS)


def rebuild(say: Callable[[str], None], *, tell: Callable[[int], None] = lambda done: None) -> int:
    """Gives back how many claims and rows of figures were wrong. Pages show the old figures until it is through.

    What happens to claims meanwhile stays for the next sweep.
    """
    Counting.objects.get_or_create(pk=1)
    with transaction.atomic():
        turn = Counting.objects.select_for_update().get(pk=1)
        is_first = not (Counted.objects.exists() or Figure.objects.exists())
        wrong = _count_all(Figure if is_first else Rebuilt, say, tell)
        if not is_first:
            wrong += _replace(say)
            Rebuilt.objects.all().delete()
        turn.revision += 1
        turn.save(update_fields=["revision"])
    return wrong


def _count_all(into: type[Day], say: Callable[[str], None], tell: Callable[[int], None]) -> int:
    """Into an empty table. Where that is not the figures' own, these follow what claims say by now."""
    wrong = done = 0
    fresh, old = no_cells(), no_cells()
    for claim_ids in _chunks():
        waiting = set(Uncounted.objects.filter(claim__in=claim_ids).values_list("pk", "claim_id"))
        claims = present(claim_ids)
        Uncounted.objects.filter(pk__in=[pk for pk, _claim_id in waiting]).delete()
        cells, changed = differences(claims, Counted.objects.filter(claim__in=claim_ids).in_bulk())
        keep(changed)
        if into is not Figure:
            wrong += _report(changed, {claim_id for _pk, claim_id in waiting}, say)
            _merge(old, cells, Figure)
        for claim in claims:
            collect(fresh, claim.programmes, claim.facts)
        _merge(fresh, no_cells(), into)
        done += len(claims)
        tell(done)
    add(Figure, old)
    add(into, fresh)
    return wrong


def _chunks() -> Iterator[list[int]]:
    after = 0
    submitted = Claim.objects.exclude(state=State.DRAFT).order_by("pk").values_list("pk", flat=True)
    while claim_ids := list(submitted.filter(pk__gt=after)[:CHUNK]):
        yield claim_ids
        after = claim_ids[-1]


def _merge(total: Cells, cells: Cells, model: type[Day]) -> None:
    for key, sums in cells.items():
        total[key].add(sums)
    if len(total) > CELLS:
        add(model, total)
        total.clear()


def _report(changed: list[Present], waiting: set[int], say: Callable[[str], None]) -> int:
    unexpected = [claim.claim_id for claim in changed if claim.claim_id not in waiting]
    for code in Claim.objects.filter(pk__in=unexpected).order_by("pk").values_list("code", flat=True):
        say(f"{code}: was counted wrong")
    return len(unexpected)


def _replace(say: Callable[[str], None]) -> int:
    """Compares both tables row by row, in one order; what differs is taken over."""
    found = 0
    differing = _differing()
    while piece := list(islice(differing, BATCH)):
        for (programmes, reviewer, day), before, after in piece:
            say(f"{day}, programmes {programmes or 'none'}, reviewer {reviewer}: {_words(before, after)}")
        found += len(piece)
        Figure.objects.bulk_create(
            (_row(key, after) for key, _before, after in piece),
            update_conflicts=True,
            unique_fields=["programmes", "reviewer", "date"],
            update_fields=VALUES,
        )
    return found


def _row(key: tuple, values: tuple | None) -> Figure:
    programmes, reviewer, day = key
    return Figure(
        programmes=programmes, reviewer=reviewer, date=day, **dict(zip(VALUES, values or EMPTY, strict=True))
    )


EMPTY = tuple({} if name in HISTOGRAMS else 0 for name in VALUES)


def _differing() -> Iterator[tuple]:
    """(key, values of old or None, values of new or None), where they differ; a row of zeros is none."""
    for day in _dates():
        old, new = (
            {
                (row[0], row[1], row[2]): row[3:]
                for row in model.objects.filter(date=day).values_list(
                    "programmes", "reviewer", "date", *VALUES
                )
                if row[3:] != EMPTY
            }
            for model in (Figure, Rebuilt)
        )
        for key in sorted(old.keys() | new.keys()):
            if old.get(key) != new.get(key):
                yield key, old.get(key), new.get(key)


def _dates() -> list:
    dates = Figure.objects.values_list("date", flat=True).union(
        Rebuilt.objects.values_list("date", flat=True)
    )
    return sorted(dates)


def _words(before: tuple | None, after: tuple | None) -> str:
    pairs = zip(VALUES, before or EMPTY, after or EMPTY, strict=True)
    return ", ".join(f"{name} {was} instead of {now}" for name, was, now in pairs if was != now)
