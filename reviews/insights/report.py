"""The parts of the insights page: each a plot and the table behind it, made of the same figures."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property, partial

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.models import User
from accounts.programmes import Programme
from claims.numbers import worded
from claims.plots import Bar, Bars, Columns, Mark, Series
from claims.states import OPEN, ClockKind, RejectionReason

from ..models.figures import Span
from .cells import BusinessDays, Part, Share, said
from .figures import IN, OUT, SETS, Asked, Figures, percentile
from .waiting import AGES, Waiting, waiting

DECIDED = ("approved", "insufficient_poe", "missing_acknowledgement", "missing_products", "poe_unavailable")
DECIDED = (*DECIDED, "lost_in_arbitration")
CLOCKS = (
    (ClockKind.START_REVIEW, 5),
    (ClockKind.DECISION, 5),
    (ClockKind.OVERALL, 10),
    (ClockKind.ANSWER, 5),
    (ClockKind.DISPUTE_ANSWER, 5),
)
LONGEST_SHOWN = 15


@dataclass(frozen=True)
class Source:
    """All that the parts are made of."""

    asked: Asked
    now: datetime
    figures: Figures
    names: dict[int, str]
    second_looks: dict[str, int]

    @cached_property
    def waiting(self) -> Waiting:
        """Asked of every open claim, so only for who shows it."""
        return waiting(self.asked, self.now)


def names_of(numbers: Iterable[int]) -> dict[int, str]:
    return {pk: user.name or user.email for pk, user in User.objects.in_bulk(list(numbers)).items()}


def programmes_in_words(programmes: str) -> str:
    if not programmes:
        return _("No programme (revenue association)")
    return _(" and ").join(str(Programme(each).label) for each in programmes.split("+"))


def total(counts: Counter, names: Iterable[str]) -> int:
    return sum(counts[name] for name in names)


def share_met(counts: Counter, kind: str) -> tuple[int, int]:
    met, passed = counts[f"{kind}_met"], counts[f"{kind}_passed"]
    return met, met + passed


def waiting_part(source: Source) -> Part:
    found = source.waiting
    groups = range(len(AGES) + 1)
    labels = [_("under %d") % AGES[0]]
    labels += [f"{low}–{high}" for low, high in zip(AGES, AGES[1:], strict=False)] + [
        _("%d or more") % AGES[-1]
    ]
    series = [Series(str(state.label), [found.groups[state, age] for age in groups]) for state in OPEN]
    return Part(
        "waiting",
        _("Waiting now, by age"),
        _("Open claims by business days since they were submitted, at this moment."),
        [_("Business days"), *(each.name for each in series), _("Together")],
        [
            *([labels[age], *(each.values[age] for each in series), found.of_age(age)] for age in groups),
            [_("Together"), *(sum(each.values) for each in series), found.total],
        ],
        Columns(labels, series, stacked=True, axes=_("Claims, by business days since submission")),
        worded(
            _(
                "%(total)d claims wait: %(overdue)d are overdue, %(at_risk)d may miss ten days, %(missed)d have."
            ),
            total=found.total,
            overdue=found.overdue,
            at_risk=found.at_risk,
            missed=found.missed,
        ),
    )


def flow_part(source: Source) -> Part:
    """Per day, week or month, by how long the period is."""
    unit, title, axes = _unit(source.asked)
    columns: dict[date, Counter] = {}
    day = source.asked.from_date
    while day <= source.asked.until_date:
        columns.setdefault(unit(day), Counter())
        day += timedelta(days=1)
    for day, counts in source.figures.flow.items():
        columns[unit(day)].update(counts)
    is_month = unit(date(2026, 1, 15)).day == 1
    labels = [_short(day, is_month) for day in columns]
    came = [total(counts, ("started",) if source.asked.reviewer else IN) for counts in columns.values()]
    left = [total(counts, OUT) for counts in columns.values()]
    first = pgettext("claims", "Started") if source.asked.reviewer else pgettext("claims", "In")
    series = [Series(first, came), Series(pgettext("claims", "Out"), left)]
    return Part(
        "flow",
        _("In and out"),
        _(
            "In: submitted, reversed, reopened after a dispute. Out: decided, withdrawn, declined, or not answered."
        ),
        [title, *(each.name for each in series), pgettext("claims", "Approved")],
        [
            [_long(day, is_month), into, out, counts["approved"]]
            for (day, counts), into, out in zip(columns.items(), came, left, strict=True)
        ],
        Columns(labels, series, axes=axes),
        worded(_("%(came)d came in and %(left)d went out in this period."), came=sum(came), left=sum(left)),
    )


def _unit(asked: Asked) -> tuple[Callable[[date], date], str, str]:
    """The first day of a day's column, what the columns are, and what the plot's axis says."""
    if asked.is_by_month:
        return Span.MONTH.begin, _("Month"), _("Claims, by month")
    if asked.length.days <= 31:
        return lambda day: day, _("Day"), _("Claims, by day")
    first = asked.from_date
    return lambda day: max(day - timedelta(days=day.weekday()), first), _("Week"), _("Claims, by week")


def _short(day: date, is_month: bool) -> str:
    return date_format(day, "M y" if is_month else pgettext("date format", "j M"))


def _long(day: date, is_month: bool) -> str:
    return date_format(day, "F Y" if is_month else pgettext("date format", "j M Y"))


def clocks_part(source: Source) -> Part:
    now, before = source.figures.total.counts, source.figures.before.counts
    bars, rows = [], []
    for kind, length in CLOCKS:
        met, ended = share_met(now, kind)
        name = _("%(clock)s (%(days)d days)") % {"clock": kind.label, "days": length}
        if ended:
            words = _("%(share)s of %(all)s") % {"share": Share(met, ended), "all": said(ended)}
            bars.append(Bar(name, met / ended, words))
        rows.append([name, met, ended - met, Share(met, ended), Share(*share_met(before, kind))])
    return Part(
        "clocks",
        _("Within each clock"),
        _("Clocks that ended in this period, and how many of them in time."),
        [_("Clock"), _("In time"), _("Too late"), _("Share in time"), _("Period before")],
        rows,
        Bars(bars, full=1),
        "; ".join(f"{bar.label}: {bar.words}" for bar in bars),
    )


def durations_part(source: Source) -> Part:
    histogram = source.figures.total.histograms["total_days"]
    under_review = source.figures.total.histograms["review_days"]
    labels = [f"{day}" for day in range(LONGEST_SHOWN)] + [f"{LONGEST_SHOWN}+"]
    values = [0] * len(labels)
    for tenths, number in histogram.items():
        values[min(tenths // 10, LONGEST_SHOWN)] += number
    median, ninety = percentile(histogram, 50), percentile(histogram, 90)
    marks = [
        Mark(tenths / 10, words % BusinessDays(tenths))
        for tenths, words in ((median, _("half: %s")), (ninety, _("nine of ten: %s")))
        if tenths is not None
    ]
    rows = [
        [
            name,
            each.total(),
            BusinessDays(percentile(each, 50)),
            BusinessDays(percentile(each, 90)),
            BusinessDays(percentile(earlier, 50)),
            BusinessDays(percentile(earlier, 90)),
        ]
        for name, each, earlier in (
            (_("From submission to decision"), histogram, source.figures.before.histograms["total_days"]),
            (
                _("From start of review to decision"),
                under_review,
                source.figures.before.histograms["review_days"],
            ),
        )
    ]
    rows += [
        [_("Decided after %s business days") % label, value, "", "", "", ""]
        for label, value in zip(labels, values, strict=True)
    ]
    return Part(
        "durations",
        _("How long decisions took"),
        _(
            "Business days of the review team from submission to decision; a review that began anew counts from then."
        ),
        [
            _("What"),
            _("Decisions"),
            _("Half within"),
            _("Nine of ten within"),
            _("Half, period before"),
            _("Nine of ten, period before"),
        ],
        rows,
        Columns(
            labels,
            [Series(_("Decisions"), values)],
            marks=marks,
            axes=_("Decisions, by business days since submission"),
        ),
        worded(
            _("%(count)d decisions: half within %(median)s business days, nine of ten within %(ninety)s."),
            count=histogram.total(),
            median=BusinessDays(median),
            ninety=BusinessDays(ninety),
        ),
    )


def reasons_part(source: Source) -> Part:
    now, before = source.figures.total.counts, source.figures.before.counts
    ways = [("approved", pgettext("claims", "Approved"))]
    ways += [(reason.value, str(reason.label)) for reason in RejectionReason]
    out = total(now, OUT)
    ways.sort(key=lambda way: -now[way[0]])
    rows = [[words, now[name], Share(now[name], out), before[name]] for name, words in ways]
    undone = [
        ("taken_back", _("Taken back within ten minutes")),
        ("reversed", _("Reversed by a lead")),
        ("reopened", _("Reopened after a dispute")),
        ("upheld", _("Dispute upheld")),
        ("ended_later", _("Ended after the approval")),
    ]
    rows += [[words, now[name], "", before[name]] for name, words in undone]
    bars = [
        Bar(words, now[name], f"{said(now[name])} · {Share(now[name], out)}")
        for name, words in ways
        if now[name]
    ]
    return Part(
        "reasons",
        _("How claims ended"),
        _(
            "Approved, or the reason for the rejection. What was taken back within ten minutes is in none of these."
        ),
        [_("Outcome"), _("Claims"), _("Share"), _("Period before")],
        rows,
        Bars(bars),
        "; ".join(f"{bar.label}: {bar.words}" for bar in bars),
    )


def reviewers_part(source: Source, address: Callable[..., str]) -> Part:
    found = sorted(source.figures.reviewers.items(), key=lambda each: (-total(each[1], DECIDED), each[0]))
    names = [source.names.get(number, _("Somebody who left")) for number, _counts in found]
    decided = [total(counts, DECIDED) for _number, counts in found]
    return Part(
        "reviewers",
        _("By reviewer"),
        _("What each of the team did. What partners, customers and the clock ended is nobody's decision."),
        [
            _("Reviewer"),
            _("Started"),
            _("Asked"),
            _("Decided"),
            _("Approved"),
            _("Within 5 days"),
            _("Within 10 days"),
            _("Taken back"),
        ],
        [
            [
                name,
                counts["started"],
                counts["asked"],
                total(counts, DECIDED),
                Share(counts["approved"], total(counts, DECIDED)),
                Share(*share_met(counts, ClockKind.DECISION)),
                Share(*share_met(counts, ClockKind.OVERALL)),
                counts["taken_back"],
            ]
            for name, (_number, counts) in zip(names, found, strict=True)
        ],
        Bars(
            [Bar(name, number, said(number)) for name, number in list(zip(names, decided, strict=True))[:12]]
        ),
        _("Decisions of the twelve who made most: ")
        + "; ".join(f"{name}: {number}" for name, number in list(zip(names, decided, strict=True))[:12]),
        [address(reviewer=number) for number, _counts in found],
    )


def programmes_part(source: Source) -> Part:
    found = [(each, source.figures.programmes[each]) for each in SETS if each in source.figures.programmes]
    rows, bars = [], []
    for programmes, sums in found:
        counts, durations = sums.counts, sums.histograms["total_days"]
        name, decided = programmes_in_words(programmes), total(counts, DECIDED)
        bars.append(Bar(name, decided, said(decided)))
        rows.append(
            [
                name,
                total(counts, IN),
                decided,
                Share(counts["approved"], decided),
                Share(*share_met(counts, ClockKind.OVERALL)),
                BusinessDays(percentile(durations, 50)),
                BusinessDays(percentile(durations, 90)),
            ]
        )
    return Part(
        "programmes",
        _("By programme"),
        _("A claim for two programmes has a line of its own, so that the lines add up to the total."),
        [
            _("Programme"),
            pgettext("claims", "In"),
            _("Decided"),
            _("Approved"),
            _("Within 10 days"),
            _("Half within"),
            _("Nine of ten within"),
        ],
        rows,
        Bars([bar for bar in bars if bar.value]),
        "; ".join(f"{bar.label}: {bar.words}" for bar in bars),
    )


def second_looks_part(source: Source) -> Part:
    tally = source.second_looks
    lines = [
        (_("Drawn"), tally["drawn"]),
        (_("Agreed"), tally["agreed"]),
        (_("Returned with a note"), tally["returned"]),
        (_("Returned, and the decision stood"), tally["kept"]),
        (_("Returned, and the decision was reversed"), tally["reversed"]),
        (_("Void, as the decision was undone before"), tally["void"]),
    ]
    bars = [Bar(name, number, said(number)) for name, number in lines if number]
    return Part(
        "second-looks",
        _("Second looks"),
        _(
            "Decisions drawn in this period for another reviewer to look at; by reviewer, of what that person decided."
        ),
        [_("Second looks"), _("Decisions")],
        [[name, number] for name, number in lines],
        Bars(bars),
        "; ".join(f"{bar.label}: {bar.words}" for bar in bars),
    )


Make = Callable[[Source], Part]


def makers(address: Callable[..., str], *, with_reviewers: bool) -> dict[str, Make]:
    """What makes each part, by its key, in the page's order."""
    found: dict[str, Make] = {
        "waiting": waiting_part,
        "flow": flow_part,
        "clocks": clocks_part,
        "durations": durations_part,
        "reasons": reasons_part,
        "second-looks": second_looks_part,
        "programmes": programmes_part,
    }
    if with_reviewers:
        found["reviewers"] = partial(reviewers_part, address=address)
    return found
