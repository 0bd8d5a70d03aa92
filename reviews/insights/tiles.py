"""The numbers at the top of the insights page, each beside what it was in the period before."""

from collections import Counter
from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.numbers import worded
from claims.states import ClockKind

from .cells import BusinessDays, Share, Tile, said
from .figures import IN, OUT, percentile
from .report import Source, share_met, total


def tiles(source: Source) -> list[Tile]:
    now, before = source.figures.total, source.figures.before
    durations, earlier = now.histograms["total_days"], before.histograms["total_days"]
    # Nothing comes in for one reviewer: claims are submitted to the team.
    first, came = (_("Started"), ("started",)) if source.asked.reviewer else (_("In"), IN)
    waiting = ngettext("%d of them overdue", "%d of them overdue", source.waiting.overdue)
    return [
        Tile(_("Waiting now"), said(source.waiting.total), worded(waiting, source.waiting.overdue)),
        _count_tile(first, now.counts, before.counts, came),
        _count_tile(_("Out"), now.counts, before.counts, OUT),
        _share_tile(_("Decided within 5 days"), now.counts, before.counts, ClockKind.DECISION),
        _share_tile(_("Decided within 10 days"), now.counts, before.counts, ClockKind.OVERALL),
        Tile(
            _("Half decided within"),
            _in_days(percentile(durations, 50)),
            _was(BusinessDays(percentile(earlier, 50))),
        ),
        Tile(
            _("Nine of ten within"),
            _in_days(percentile(durations, 90)),
            _was(BusinessDays(percentile(earlier, 90))),
        ),
    ]


def _count_tile(title: str, now: Counter, before: Counter, names: Iterable[str]) -> Tile:
    return Tile(title, said(total(now, names)), _than(total(now, names), total(before, names)))


def _share_tile(title: str, now: Counter, before: Counter, kind: str) -> Tile:
    return Tile(title, str(Share(*share_met(now, kind))), _was(Share(*share_met(before, kind))))


def _in_days(tenths: int | None) -> str:
    return "–" if tenths is None else _("%s days") % BusinessDays(tenths)


def _was(before: Share | BusinessDays) -> str:
    known = before.plain != ""
    return _("%s in the period before") % before if known else _("nothing to compare with")


def _than(now: int, before: int) -> str:
    if now == before:
        return _("as many as in the period before")
    if now > before:
        return worded(_("%d more than in the period before"), now - before)
    return worded(_("%d fewer than in the period before"), before - now)
