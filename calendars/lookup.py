"""The calendars in use: a country's public holidays and weekend, with the closures that a lead added."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

import holidays
from django.conf import settings
from django.utils.translation import gettext as _

from . import countries
from .business_time import BusinessCalendar
from .models import TEAM, Closure

SATURDAY_AND_SUNDAY = frozenset({5, 6})
# Left to itself the library uses the server's language. Countries that it knows in one alone ignore this.
HOLIDAY_LANGUAGE = "en_US"


def for_country(country: str, zone: str, closures: Mapping[date, str] | None = None) -> BusinessCalendar:
    """For partner clocks. `closures` stand in for the stored ones, to see what an edit would move."""
    if closures is None:
        closures = closures_of(country)
    return _calendar(country, zone, closures)


def for_review_team(closures: Mapping[date, str] | None = None) -> BusinessCalendar:
    """For staff clocks. `closures` stand in for the stored ones, to see what an edit would move."""
    if closures is None:
        closures = closures_of(TEAM)
    return _calendar(settings.REVIEW_COUNTRY, settings.REVIEW_TIME_ZONE, closures)


def closures_of(calendar: str) -> dict[date, str]:
    """Read anew each time: a closure counts from the moment it is saved, in every process."""
    return dict(Closure.objects.of(calendar).values_list("date", "name"))


def _calendar(country: str, zone: str, closures: Mapping[date, str]) -> BusinessCalendar:
    known = _country_holidays(country)
    name = countries.name_of(country)
    if known is None:
        name = _("%(country)s (Monday to Friday, public holidays unknown)") % {"country": name}
        return BusinessCalendar(name, ZoneInfo(zone), {}, closures, SATURDAY_AND_SUNDAY)
    return BusinessCalendar(name, ZoneInfo(zone), known, closures, known.weekend)


class CountryHolidays(Mapping[date, str]):
    """Worked out a year at a time, when a day of that year is first asked for.

    The library's own mapping grows while it is read, and shows a half-filled year to another thread; here a
    year is there as a whole or not at all.
    """

    def __init__(self, country: str) -> None:
        known = holidays.country_holidays(country)
        self._country = country
        self._years = range(known.start_year, known.end_year + 1)
        self._filled: dict[int, dict[date, str]] = {}
        self.weekend = frozenset(known.weekend)

    def __getitem__(self, day: date) -> str:
        return self._year(day.year)[day]

    # Mapping's own get() raises and catches a KeyError for each working day.
    def get(self, day: date, default: Any = None) -> Any:
        return self._year(day.year).get(day, default)

    def __iter__(self) -> Iterator[date]:
        for year in self._years:
            yield from self._year(year)

    def __len__(self) -> int:
        return sum(len(self._year(year)) for year in self._years)

    def _year(self, year: int) -> dict[date, str]:
        filled = self._filled.get(year)
        if filled is None:
            of_year = holidays.country_holidays(self._country, years=year, language=HOLIDAY_LANGUAGE)
            filled = self._filled[year] = dict(of_year.items())
        return filled


@cache
def _country_holidays(country: str) -> CountryHolidays | None:
    try:
        return CountryHolidays(country)
    except NotImplementedError:
        return None


def country_names() -> dict[str, str]:
    return countries.names()
