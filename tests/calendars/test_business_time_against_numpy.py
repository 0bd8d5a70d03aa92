"""NumPy counts business days in its own way; on whole days it must come to the same."""

from datetime import UTC, date, datetime, timedelta

import holidays
import numpy as np
import pytest

from calendars import lookup
from calendars.business_time import add_business_days, business_time_between

WESTERN = ["AU", "BR", "CA", "CH", "DE", "ES", "FR", "GB", "IE", "NL", "SE", "US"]
EASTERN = ["AE", "CN", "EG", "IL", "IN", "JP", "KR", "SA"]
FIRST, LAST = date(2019, 1, 1), date(2029, 1, 1)
NOON = timedelta(hours=12)

pytestmark = pytest.mark.rule("CLK-1")


@pytest.fixture(params=WESTERN + EASTERN)
def country(request):
    return request.param


@pytest.fixture
def numpy_calendar(country):
    known = holidays.country_holidays(country, years=range(FIRST.year, LAST.year + 2))
    return np.busdaycalendar([weekday not in known.weekend for weekday in range(7)], sorted(known))


def midnight(day):
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def test_offsets_agree_over_ten_years(country, numpy_calendar):
    calendar = lookup.for_country(country, "UTC", closures={})
    days = [FIRST + timedelta(days=number) for number in range((LAST - FIRST).days)]
    amounts = [number % 13 for number in range(len(days))]
    expected = np.busday_offset(days, amounts, roll="forward", busdaycal=numpy_calendar).tolist()
    found = [
        add_business_days(calendar, midnight(day) + NOON, n).at.date()
        for day, n in zip(days, amounts, strict=True)
    ]
    assert found == expected


def test_counts_agree_over_ten_years(country, numpy_calendar):
    calendar = lookup.for_country(country, "UTC", closures={})
    starts = [FIRST + timedelta(days=number) for number in range(0, (LAST - FIRST).days, 5)]
    ends = [start + timedelta(days=number % 40) for number, start in enumerate(starts)]
    expected = np.busday_count(starts, ends, busdaycal=numpy_calendar).tolist()
    found = [
        business_time_between(calendar, midnight(start), midnight(end)) / timedelta(days=1)
        for start, end in zip(starts, ends, strict=True)
    ]
    assert found == expected
