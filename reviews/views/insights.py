"""Insights: the figures of a period as plots, with the table behind each, and the tables to take away."""

from datetime import datetime, time
from functools import partial

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from calendars import lookup
from calendars.business_time import DAY, first_instant
from claims.views.tables import CSV, XLSX, download

from ..forms import InsightsForm
from ..forms.insights import PERIODS
from ..insights.figures import Asked, figures
from ..insights.report import Make, Source, makers, names_of
from ..insights.tiles import tiles
from ..insights.waiting import of_programme
from ..models import SecondLook
from .access import staff_only


def _form(request, now: datetime) -> InsightsForm:
    """Leads and support see everything; a reviewer what is their own."""
    user = request.user
    today = now.astimezone(lookup.for_review_team().zone).date()
    form = InsightsForm(request.GET, today=today, only=None if user.is_lead or user.is_support else user)
    form.is_valid()
    return form


def _source(asked: Asked, now: datetime) -> Source:
    found = figures(asked)
    return Source(asked, now, found, names_of(found.reviewers), _second_looks(asked))


def _second_looks(asked: Asked) -> dict[str, int]:
    zone = lookup.for_review_team().zone
    start, end = (
        first_instant(datetime.combine(day, time()), zone)
        for day in (asked.from_date, asked.until_date + DAY)
    )
    looks = SecondLook.objects.drawn_between(start, end)
    if asked.reviewer is not None:
        looks = looks.filter(decision__made_by=asked.reviewer)
    if asked.programme:
        looks = looks.filter(of_programme(asked.programme, "decision__claim__"))
    return looks.tally()


def _address(request, **changes) -> str:
    """The page with the same filters but for these; another period replaces the days that were chosen."""
    query = request.GET.copy()
    if "period" in changes:
        query.pop("since", None)
        query.pop("until", None)
    for name, value in changes.items():
        query[name] = str(value)
    return f"{reverse('reviews:insights')}?{query.urlencode()}"


def _makers(request, form: InsightsForm) -> dict[str, Make]:
    return makers(partial(_address, request), with_reviewers=form.only is None)


@require_safe
@staff_only
def insights(request):
    now = timezone.now()
    form = _form(request, now)
    asked = form.asked()
    source = _source(asked, now)
    return render(
        request,
        "reviews/insights.html",
        {
            "form": form,
            "asked": asked,
            "now": now,
            "tiles": tiles(source),
            "parts": [make(source) for make in _makers(request, form).values()],
            "missing": source.figures.missing,
            "is_own": form.only is not None,
            "periods": [(days, _address(request, period=days), days == form.period) for days in PERIODS],
            "query": request.GET.urlencode(),
        },
    )


@require_safe
@staff_only
def insights_table(request, key):
    """One table of the page, with the same filters."""
    now = timezone.now()
    form = _form(request, now)
    if not form.is_valid():
        # The page says what is wrong; a file with other figures than were asked for would not.
        return redirect(f"{reverse('reviews:insights')}?{request.GET.urlencode()}")
    make = _makers(request, form).get(key)
    if make is None:
        raise Http404(_("There is no such table."))
    asked = form.asked()
    part = make(_source(asked, now))
    return download(
        part.to_take_away,
        f"insights-{key}-{asked.from_date}-{asked.until_date}",
        XLSX if request.GET.get("as") == XLSX else CSV,
        title=part.title[:31],
        freeze="B2",
    )
