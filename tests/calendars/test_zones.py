from zoneinfo import ZoneInfo

import holidays
import pytest

from calendars.zones import zone_of_country


@pytest.mark.parametrize(
    ("country", "zone"),
    [
        ("DE", "Europe/Berlin"),
        ("IE", "Europe/Dublin"),
        ("SE", "Europe/Stockholm"),
        ("JP", "Asia/Tokyo"),
        ("US", "America/New_York"),
        ("CA", "America/Toronto"),
        ("AU", "Australia/Sydney"),
        ("BR", "America/Sao_Paulo"),
        ("RU", "Europe/Moscow"),
        ("MX", "America/Mexico_City"),
        ("ID", "Asia/Jakarta"),
        ("CN", "Asia/Shanghai"),
        ("NZ", "Pacific/Auckland"),
        ("ES", "Europe/Madrid"),
        ("PT", "Europe/Lisbon"),
        ("CL", "America/Santiago"),
        ("AR", "America/Argentina/Buenos_Aires"),
        ("KZ", "Asia/Almaty"),
        ("UA", "Europe/Kyiv"),
        ("UZ", "Asia/Tashkent"),
        ("XK", "Europe/Belgrade"),
        ("de", "Europe/Berlin"),
        ("ZZ", "UTC"),
        ("", "UTC"),
    ],
)
def test_zone_of_country_is_the_one_most_people_live_by(country, zone):
    assert zone_of_country(country) == zone


def test_zone_of_country_exists_for_every_country_with_holidays():
    for country in holidays.list_supported_countries(include_aliases=False):
        assert ZoneInfo(zone_of_country(country)).key == zone_of_country(country)
