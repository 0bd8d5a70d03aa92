from datetime import timedelta

import holidays
import pytest

from calendars import lookup
from calendars.business_time import Day, add_business_days
from calendars.models import Closure

from .samples import day, local, utc

pytestmark = pytest.mark.django_db


@pytest.mark.rule("CLK-1")
@pytest.mark.parametrize(
    ("country", "zone", "start", "n", "due"),
    [
        pytest.param(
            "IE", "Europe/Dublin", "2025-12-24T16:00", 1, "2025-12-29T16:00", id="Ireland, Christmas"
        ),
        pytest.param("DE", "Europe/Berlin", "2026-04-02T09:00", 1, "2026-04-07T09:00", id="Germany, Easter"),
        pytest.param(
            "US", "America/New_York", "2026-11-25T17:00", 1, "2026-11-27T17:00", id="US, Thanksgiving"
        ),
        pytest.param(
            "US", "America/New_York", "2021-12-30T17:00", 1, "2022-01-03T17:00", id="US, New Year observed"
        ),
        pytest.param(
            "JP", "Asia/Tokyo", "2019-04-26T10:00", 1, "2019-05-07T10:00", id="Japan, ten days of Golden Week"
        ),
        pytest.param(
            "CN", "Asia/Shanghai", "2024-09-30T09:00", 1, "2024-10-08T09:00", id="China, Golden Week"
        ),
        pytest.param(
            "SE", "Europe/Stockholm", "2026-05-13T12:00", 1, "2026-05-15T12:00", id="Sweden, Ascension"
        ),
        pytest.param(
            "NL", "Europe/Amsterdam", "2026-04-24T12:00", 1, "2026-04-28T12:00", id="Netherlands, King's Day"
        ),
        pytest.param(
            "SA",
            "Asia/Riyadh",
            "2026-11-19T14:30",
            1,
            "2026-11-22T14:30",
            id="Saudi Arabia, Thursday to Sunday",
        ),
        pytest.param(
            "IL", "Asia/Jerusalem", "2026-11-19T14:30", 1, "2026-11-22T14:30", id="Israel, Thursday to Sunday"
        ),
        pytest.param(
            "AE", "Asia/Dubai", "2026-11-20T14:30", 1, "2026-11-23T14:30", id="Emirates, Friday to Monday"
        ),
    ],
)
def test_for_country_knows_its_holidays_and_weekend(country, zone, start, n, due):
    assert add_business_days(lookup.for_country(country, zone), local(zone, start), n).at == local(zone, due)


@pytest.mark.parametrize(
    ("country", "name"),
    [("DE", "Germany"), ("US", "United States of America"), ("XK", "Kosovo"), ("SA", "Saudi Arabia")],
)
def test_for_country_is_named_in_english(country, name):
    assert lookup.for_country(country, "UTC").name == name


@pytest.mark.parametrize(
    ("country", "date", "holiday"),
    [
        ("DE", "2026-12-25", "Christmas Day"),
        ("SE", "2026-05-14", "Ascension Day"),
        ("JP", "2026-05-05", "Children's Day"),
        ("IE", "2026-10-26", "October Bank Holiday"),
        ("UG", "2026-10-09", "Independence Day"),
    ],
)
def test_for_country_names_holidays_in_english(country, date, holiday):
    assert lookup.for_country(country, "UTC").closed_reason(day(date)) == Day(day(date), "holiday", holiday)


def test_for_country_names_holidays_in_english_whatever_the_servers_language(monkeypatch):
    monkeypatch.setenv("LANGUAGE", "de")
    assert lookup.CountryHolidays("DE")[day("2026-12-25")] == "Christmas Day"


def test_for_country_unknown_works_monday_to_friday_and_says_so():
    calendar = lookup.for_country("ZZ", "UTC")
    assert calendar.name == "ZZ (Monday to Friday, public holidays unknown)"
    assert [calendar.closed_reason(day(f"2026-12-2{number}")) is None for number in range(1, 8)] == [
        True
    ] * 5 + [False] * 2


def test_for_country_unknown_has_its_closures():
    Closure.objects.create(calendar="ZZ", date=day("2026-11-23"), name="Storm")
    closed = lookup.for_country("ZZ", "UTC").closed_reason(day("2026-11-23"))
    assert closed == Day(day("2026-11-23"), "closure", "Storm")


def test_for_country_without_public_holidays_is_known_all_the_same():
    assert lookup.for_country("IO", "UTC").name == "British Indian Ocean Territory"


def test_for_country_refuses_no_country_that_the_library_lists():
    for country in holidays.list_supported_countries(include_aliases=False):
        calendar = lookup.for_country(country, "UTC", closures={})
        assert add_business_days(calendar, utc("2026-12-23T12:00"), 5).at > utc("2026-12-28T00:00")


@pytest.mark.rule("CLK-1")
def test_closures_count_from_the_moment_they_are_saved_to_the_moment_they_go():
    friday, monday, tuesday = utc("2026-11-20T14:30"), utc("2026-11-23T14:30"), utc("2026-11-24T14:30")

    def due():
        return add_business_days(lookup.for_review_team(), friday, 1).at

    assert due() == monday
    closure = Closure.objects.create(calendar="team", date=day("2026-11-23"), name="Training day")
    assert due() == tuesday
    closure.delete()
    assert due() == monday


@pytest.mark.rule("CLK-1")
def test_closures_of_a_country_are_that_countrys_alone():
    Closure.objects.create(calendar="DE", date=day("2026-11-23"), name="Storm")
    Closure.objects.create(calendar="team", date=day("2026-11-24"), name="Training day")
    assert lookup.for_country("DE", "Europe/Berlin").closures == {day("2026-11-23"): "Storm"}
    assert lookup.for_country("IE", "Europe/Dublin").closures == {}
    assert lookup.for_review_team().closures == {day("2026-11-24"): "Training day"}


def test_closures_passed_in_stand_in_for_the_stored(django_assert_num_queries):
    Closure.objects.create(calendar="team", date=day("2026-11-23"), name="Training day")
    edited = {day("2026-11-24"): "Training day, moved"}
    with django_assert_num_queries(0):
        assert lookup.for_review_team(closures=edited).closures == edited
        assert lookup.for_country("DE", "Europe/Berlin", closures={}).closures == {}


def test_stored_closures_cost_one_query(django_assert_num_queries):
    for number in range(1, 4):
        Closure.objects.create(calendar="DE", date=day(f"2026-11-0{number}"), name="Storm")
    with django_assert_num_queries(1):
        calendar = lookup.for_country("DE", "Europe/Berlin")
        add_business_days(calendar, utc("2026-11-20T14:30"), 300)


@pytest.mark.rule("CLK-1")
def test_for_review_team_follows_the_settings(settings):
    settings.REVIEW_COUNTRY, settings.REVIEW_TIME_ZONE = "IL", "Asia/Jerusalem"
    team = lookup.for_review_team()
    assert (team.name, team.zone.key, team.weekend) == ("Israel", "Asia/Jerusalem", {4, 5})


def test_country_holidays_are_the_librarys_own_over_the_turn_of_a_year():
    ours = lookup.for_country("US", "UTC", closures={}).holidays
    years = range(2015, 2031)
    theirs = holidays.country_holidays("US", years=years, language="en_US")
    found = {
        date: ours[date] for n in range(16 * 366) if (date := day("2015-01-01") + timedelta(days=n)) in ours
    }
    assert {date: name for date, name in found.items() if date.year in years} == {
        date: name for date, name in theirs.items() if date.year in years
    }


def test_country_holidays_are_shared_by_all_calendars_of_a_country():
    assert lookup.for_country("DE", "UTC").holidays is lookup.for_country("DE", "Europe/Berlin").holidays


def test_country_holidays_can_be_listed():
    listed = lookup.for_country("JP", "UTC").holidays
    assert day("2026-05-05") in listed
    assert [date for date in listed if date.year == 2026 and date.month == 5] == [
        day(f"2026-05-0{number}") for number in (3, 4, 5, 6)
    ]
    assert len(listed) == len(list(listed)) > 1000
