"""Keeps the figures equal to what claims say: by the difference of what a claim counts for now and did before."""

import logging
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import product

from django.db import transaction
from django.db.models.fields.json import KT

from calendars import lookup
from calendars.business_time import DAY, Reading
from claims.models import Claim, Deadline, Event, Uncounted
from claims.models.claim import programme_set, programmes_of

from ..models import Counted, Counting, Figure
from ..models.figures import EVERY, EVERYBODY, Span
from .facts import CLOCKS, KINDS, OUTCOMES, Clock, Days, Happened, facts_of

BATCH = 500
logger = logging.getLogger(__name__)
# What a row of figures is about; all else in it is summed.
ABOUT = ("programmes", "reviewer", "span", "date")
HISTOGRAMS = ("review_days", "total_days")
COUNTS = tuple(
    each.name for each in Figure._meta.get_fields() if each.name not in ("id", *ABOUT, *HISTOGRAMS)
)
# Day or first day of a month, set of programmes, reviewer.
Key = tuple[date, str, int]


@dataclass
class Sums:
    """What a row of figures holds, or a difference of two."""

    counts: Counter = field(default_factory=Counter)
    histograms: dict[str, Counter] = field(default_factory=lambda: {name: Counter() for name in HISTOGRAMS})

    def take(self, measure: str, durations: Iterable[int], number: int) -> None:
        self.counts[measure] += number
        for name, tenths in zip(HISTOGRAMS, durations, strict=False):
            self.histograms[name][tenths] += number

    def add(self, other: "Sums") -> None:
        # `update` adds up, and keeps what is below zero, which `+=` would drop.
        self.counts.update(other.counts)
        for name in HISTOGRAMS:
            self.histograms[name].update(other.histograms[name])

    def __bool__(self) -> bool:
        return any(self.counts.values()) or any(any(each.values()) for each in self.histograms.values())


Cells = defaultdict[Key, Sums]


def no_cells() -> Cells:
    return defaultdict(Sums)


@dataclass(frozen=True)
class Present:
    """What a claim counts for now."""

    claim_id: int
    programmes: str
    facts: list

    @property
    def decided_date(self) -> date | None:
        return max((date.fromisoformat(fact[0]) for fact in self.facts if len(fact) > 3), default=None)

    def row(self) -> Counted:
        return Counted(
            claim_id=self.claim_id,
            programmes=self.programmes,
            facts=self.facts,
            decided_date=self.decided_date,
        )


def present(claim_ids: Collection[int]) -> list[Present]:
    """From the facts alone, in a number of queries that does not depend on how many claims these are."""
    events, clocks = defaultdict(list), defaultdict(list)
    reason = KT("after__reason")
    happened = Event.objects.filter(claim__in=claim_ids, kind__in=KINDS).order_by("claim_id", "number")
    for claim_id, why, *rest in happened.annotate(reason=reason).values_list(
        "claim_id", "reason", "kind", "at", "side", "actor_id"
    ):
        events[claim_id].append(Happened(*rest, why or ""))
    settled = Deadline.objects.filter(claim__in=claim_ids, kind__in=CLOCKS, outcome__in=OUTCOMES)
    for claim_id, *rest in settled.order_by("claim_id", "id").values_list(
        "claim_id", "kind", "counted_from", "settled_at", "outcome"
    ):
        clocks[claim_id].append(Clock(*rest))
    days = _days(min((each[0].at for each in events.values()), default=None))
    found = Claim.objects.filter(pk__in=claim_ids).order_by("pk")
    return [
        Present(
            pk,
            programme_set(programmes_of(presales=presales, usage=usage, area=area)),
            facts_of(events[pk], clocks[pk], reviewer_id, days),
        )
        for pk, reviewer_id, presales, usage, area in found.values_list(
            "pk", "reviewer_id", "presales", "usage", "area"
        )
    ]


def _days(first: datetime | None) -> Days:
    team = lookup.for_review_team()
    begin = first.date() - DAY if first else date(2000, 1, 1)
    return Days(team, Reading(team, begin))


def collect(cells: Cells, programmes: str, facts: Iterable, sign: int = 1) -> None:
    for day, reviewer, measure, *durations in facts:
        cells[date.fromisoformat(day), programmes, reviewer].take(measure, durations, sign)


def changed_of(claims: Iterable[Present], before: Mapping[int, Counted]) -> list[Present]:
    """Those that count for something else than before."""
    changed = []
    for claim in claims:
        old = before.get(claim.claim_id)
        if old is None or (old.programmes, old.facts) != (claim.programmes, claim.facts):
            changed.append(claim)
    return changed


def differences(claims: Iterable[Present], before: Mapping[int, Counted]) -> tuple[Cells, list[Present]]:
    """What is to be added to the figures, and which claims it comes from."""
    cells, changed = no_cells(), changed_of(claims, before)
    for claim in changed:
        collect(cells, claim.programmes, claim.facts)
        if old := before.get(claim.claim_id):
            collect(cells, old.programmes, old.facts, -1)
    return cells, changed


def uncounted() -> Cells:
    """The difference between the figures and the present, of what no sweep has counted yet."""
    waiting = Uncounted.objects.values("claim")
    claims = present(waiting)
    return differences(claims, Counted.objects.filter(claim__in=waiting).in_bulk())[0]


def count(limit: int = BATCH) -> int:
    """Counts what waits, so much of it at most; gives back how many changes that were.

    One at a time: while somebody else counts, this does nothing.
    """
    Counting.objects.get_or_create(pk=1)
    with transaction.atomic():
        turn = Counting.objects.select_for_update(skip_locked=True).filter(pk=1).first()
        changes = list(Uncounted.objects.order_by("pk")[:limit].values_list("pk", "claim_id")) if turn else []
        if not changes:
            return 0
        claim_ids = sorted({claim_id for _pk, claim_id in changes})
        before = Counted.objects.filter(claim__in=claim_ids).in_bulk()
        cells, changed = differences(present(claim_ids), before)
        keep(changed)
        add(cells)
        Uncounted.objects.filter(pk__in=[pk for pk, _claim_id in changes]).delete()
        turn.revision += 1
        turn.save(update_fields=["revision"])
    return len(changes)


def keep(changed: Iterable[Present]) -> None:
    Counted.objects.bulk_create(
        (claim.row() for claim in changed),
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["claim"],
        update_fields=["programmes", "facts", "decided_date"],
    )


def add(cells: Cells) -> None:
    """Changes the rows of these cells, and of the sums that they are part of. Only who counts may call this."""
    for span in Span:
        sums = rolled(begun(cells, span))
        dates = sorted({begin for begin, _programmes, _reviewer in sums})
        for some in _in_pieces(dates, 100):
            _write(span, {key: change for key, change in sums.items() if some[0] <= key[0] <= some[-1]}, some)


def begun(cells: Cells, span: Span) -> Cells:
    """With what happened in the same span added up."""
    if span is Span.DAY:
        return cells
    sums_of = no_cells()
    for (day, programmes, reviewer), sums in cells.items():
        sums_of[span.begin(day), programmes, reviewer].add(sums)
    return sums_of


def rolled(cells: Cells) -> Cells:
    """With the sums over all sets of programmes, over everybody, and over both."""
    sums_of = no_cells()
    for (day, programmes, reviewer), sums in cells.items():
        if sums:
            for key in product([day], (programmes, EVERY), (reviewer, EVERYBODY)):
                sums_of[key].add(sums)
    return sums_of


def _in_pieces(dates: list[date], size: int) -> Iterator[list[date]]:
    for start in range(0, len(dates), size):
        yield dates[start : start + size]


def _write(span: Span, sums: Mapping[Key, Sums], dates: list[date]) -> None:
    there = Figure.objects.filter(span=span, date__in=dates)
    known = {(row.date, row.programmes, row.reviewer): row for row in there}
    rows = []
    for key, change in sums.items():
        if change:
            row = known.get(key) or Figure(span=span, date=key[0], programmes=key[1], reviewer=key[2])
            _change(row, change)
            rows.append(row)
    write(rows)


def write(rows: Iterable[Figure]) -> None:
    """Whether they are there already or not."""
    Figure.objects.bulk_create(
        rows,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=ABOUT,
        update_fields=[*COUNTS, *HISTOGRAMS],
    )


def _change(row: Figure, change: Sums) -> None:
    for name, number in change.counts.items():
        after = getattr(row, name) + number
        if after < 0:
            # Never by what happens here. Nothing more must stop because of it.
            logger.error("The figures of %s are wrong (%s): run rebuild_figures", row, name)
        setattr(row, name, max(after, 0))
    for name in HISTOGRAMS:
        kept = Counter({int(tenths): number for tenths, number in getattr(row, name).items()})
        kept.update(change.histograms[name])
        setattr(row, name, spelled(kept))


def spelled(histogram: Mapping[int, int]) -> dict[str, int]:
    """As a row keeps it."""
    return {str(tenths): histogram[tenths] for tenths in sorted(histogram) if histogram[tenths]}


def recount_from(day: date) -> None:
    """The calendar of the review team changed on this day: decisions since then took another time."""
    decided = Counted.objects.filter(decided_date__gte=day).values_list("claim_id", flat=True)
    Uncounted.objects.bulk_create(
        (Uncounted(claim_id=claim_id) for claim_id in decided.iterator()), batch_size=BATCH
    )
