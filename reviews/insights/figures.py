"""The figures of a period: read from sums for months and days, and exact by what no sweep has counted yet."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Sum

from accounts.programmes import Programme
from claims.models import Uncounted
from claims.states import RejectionReason

from ..models import Counting, Figure
from ..models.figures import EVERY, EVERYBODY, NOBODY, Span
from .counting import COUNTS, HISTOGRAMS, Cells, Key, Sums, no_cells, uncounted
from .cutting import Cut, Piece, cut

# All there can be: what a claim's activities allow. The last is a revenue association.
SETS = (
    Programme.OSA_SELL.value,
    f"{Programme.OSA_SELL.value}+{Programme.OSU_BA.value}",
    Programme.OSU_BA.value,
    Programme.OSU_M365.value,
    "",
)
NO_PROGRAMME = "none"
VALUES = (*COUNTS, *HISTOGRAMS)
# What comes in, and how open claims leave.
IN = ("submitted", "reversed", "reopened")
OUT = ("approved", *(reason.value for reason in RejectionReason))
# What is shown by day, week or month.
FLOW = (*IN, "started", *OUT)
# What is longer is shown by month, and no single day of it is read.
MOST_DAYS = 200
# Beyond so many, a page says what waits to be counted instead of counting it.
MOST_UNCOUNTED = 2000


@dataclass(frozen=True)
class Asked:
    """`programme` is one of Programme, NO_PROGRAMME, or empty for all; `reviewer` is None for everybody."""

    from_date: date
    until_date: date
    programme: str = ""
    reviewer: int | None = None

    @property
    def length(self) -> timedelta:
        return self.until_date - self.from_date + timedelta(days=1)

    @property
    def is_by_month(self) -> bool:
        return self.length.days > MOST_DAYS

    @property
    def cut(self) -> Cut:
        return cut(self.from_date, self.until_date)

    @property
    def before(self) -> "Asked":
        """The period of the same length that ended the day before."""
        return Asked(
            self.from_date - self.length, self.from_date - timedelta(days=1), self.programme, self.reviewer
        )

    @property
    def sets(self) -> tuple[str, ...]:
        if not self.programme:
            return (EVERY,)
        return sets_with(self.programme)

    @property
    def who(self) -> int:
        return EVERYBODY if self.reviewer is None else self.reviewer


def sets_with(programme: str) -> tuple[str, ...]:
    if programme == NO_PROGRAMME:
        return ("",)
    return tuple(each for each in SETS if programme in each.split("+"))


@dataclass
class Figures:
    # What came and went, by day; where the period is shown by month, what is under a date may be its whole month's.
    flow: dict[date, Counter] = field(default_factory=dict)
    total: Sums = field(default_factory=Sums)
    before: Sums = field(default_factory=Sums)
    # By reviewer counts only: nobody's durations are added up for a table of everybody.
    reviewers: dict[int, Counter] = field(default_factory=dict)
    programmes: dict[str, Sums] = field(default_factory=dict)
    # How many changes no sweep has counted; 0 also where the page could count them itself.
    missing: int = 0


def figures(asked: Asked) -> Figures:
    """A number of queries that depends on nothing; read again where somebody counted in between."""
    while True:
        revision = _revision()
        found = _read(asked)
        if _revision() == revision:
            return found


def _revision() -> int:
    return Counting.objects.filter(pk=1).values_list("revision", flat=True).first() or 0


def _read(asked: Asked) -> Figures:
    found = Figures()
    found.missing, late = _late()
    rows = Figure.objects.filter(programmes__in=asked.sets, reviewer=asked.who)
    found.total, found.before = _totals(rows, asked)
    found.flow = _flow(rows, asked)
    for (day, _programmes, _reviewer), sums in _matching(late, asked):
        if day < asked.from_date:
            found.before.add(sums)
        else:
            found.total.add(sums)
            found.flow.setdefault(day, Counter()).update(sums.counts)
    late = {key: sums for key, sums in late.items() if asked.from_date <= key[0] <= asked.until_date}
    found.reviewers = _by_reviewer(asked, late)
    found.programmes = _by_programmes(asked, late)
    return found


def _totals(rows, asked: Asked) -> tuple[Sums, Sums]:
    """Of the period and of the one before, which share the days that both begin or end with."""
    cuts = asked.cut, asked.before.cut
    needed = rows.filter(cuts[0].condition | cuts[1].condition)
    read = list(needed.values_list("span", "date", *VALUES))
    now, before = (summed((each.sign(span, day), values) for span, day, *values in read) for each in cuts)
    return now, before


def _flow(rows, asked: Asked) -> dict[date, Counter]:
    by_day = Cut((Piece(1, Span.DAY, asked.from_date, asked.until_date + timedelta(days=1)),))
    parts = asked.cut if asked.is_by_month else by_day
    flow: dict[date, Counter] = {}
    for span, day, *values in rows.filter(parts.condition).values_list("span", "date", *FLOW):
        sign, counts = parts.sign(span, day), flow.setdefault(day, Counter())
        counts.update({name: sign * number for name, number in zip(FLOW, values, strict=True) if number})
    return flow


def _late() -> tuple[int, Cells]:
    waiting = Uncounted.objects.all()[: MOST_UNCOUNTED + 1].count()
    return (waiting, no_cells()) if waiting > MOST_UNCOUNTED else (0, uncounted())


def _matching(late: Cells, asked: Asked) -> Iterable[tuple[Key, Sums]]:
    for key, sums in late.items():
        day, programmes, reviewer = key
        in_time = asked.before.from_date <= day <= asked.until_date
        of_these = asked.sets == (EVERY,) or programmes in asked.sets
        if in_time and of_these and asked.reviewer in (None, reviewer):
            yield key, sums


def _by_programmes(asked: Asked, late: Cells) -> dict[str, Sums]:
    # Each set by its name: an index finds those, and can't find "all but the sum".
    sets = asked.sets if asked.programme else SETS
    rows = Figure.objects.filter(reviewer=asked.who, programmes__in=sets)
    found = by_programmes(rows, asked.cut)
    for (_day, programmes, _reviewer), sums in _matching(late, asked):
        found.setdefault(programmes, Sums()).add(sums)
    return {programmes: sums for programmes, sums in found.items() if sums}


def by_programmes(rows, parts: Cut) -> dict[str, Sums]:
    grouped: dict[str, list[tuple[int, list]]] = {}
    # How long the review itself took is said of all together only, and half of what is read.
    wanted = rows.filter(parts.condition).values_list("programmes", "span", "date", *COUNTS, "total_days")
    for programmes, span, day, *values in wanted:
        grouped.setdefault(programmes, []).append((parts.sign(span, day), values))
    return {programmes: summed(each, ("total_days",)) for programmes, each in grouped.items()}


def summed(rows: Iterable[tuple[int, Sequence]], histograms: Sequence[str] = HISTOGRAMS) -> Sums:
    """Of many rows' values, each with how often it counts: 1, -1, or 0.

    Durations are many more than rows, so they are added up as they are spelled.
    """
    sums, spelled = Sums(), [dict[str, int]() for _name in histograms]
    for sign, values in rows:
        if not sign:
            continue
        for name, number in zip(COUNTS, values, strict=False):
            if number:
                sums.counts[name] += sign * number
        for kept, histogram in zip(spelled, values[len(COUNTS) :], strict=True):
            for tenths, number in histogram.items():
                kept[tenths] = kept.get(tenths, 0) + sign * number
    for name, kept in zip(histograms, spelled, strict=True):
        sums.histograms[name].update({int(tenths): number for tenths, number in kept.items() if number})
    return sums


def _by_reviewer(asked: Asked, late: Cells) -> dict[int, Counter]:
    parts = asked.cut
    rows = Figure.objects.filter(parts.condition, programmes__in=asked.sets)
    rows = (
        rows.exclude(reviewer=EVERYBODY) if asked.reviewer is None else rows.filter(reviewer=asked.reviewer)
    )
    added = {f"sum_{name}": Sum(name) for name in COUNTS}
    sums = rows.annotate(sign=parts.signed).values("reviewer", "sign").annotate(**added)
    found: dict[int, Counter] = {}
    for reviewer, sign, *values in sums.values_list("reviewer", "sign", *added):
        counts = {name: sign * number for name, number in zip(COUNTS, values, strict=True) if number}
        found.setdefault(reviewer, Counter()).update(counts)
    for (_day, _programmes, reviewer), late_sums in _matching(late, asked):
        found.setdefault(reviewer, Counter()).update(late_sums.counts)
    found.pop(NOBODY, None)
    return {reviewer: counts for reviewer, counts in found.items() if any(counts.values())}


def percentile(histogram: Counter, share: int) -> int | None:
    """The least number of tenths within which `share` of a hundred lie; exact for what was counted."""
    needed, seen = histogram.total() * share, 0
    for tenths in sorted(histogram):
        seen += histogram[tenths] * 100
        if seen >= needed and seen > 0:
            return tenths
    return None
