"""The time zone that a country's working day runs on, where nobody chose one."""

from functools import cache
from importlib import resources
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# tzdata lists a country's zones by place; here the first is not the one that most people live by.
MAIN_ZONES = {
    "AU": "Australia/Sydney",
    "BR": "America/Sao_Paulo",
    "CA": "America/Toronto",
    "FM": "Pacific/Pohnpei",
    "RU": "Europe/Moscow",
    "UA": "Europe/Kyiv",
    "UZ": "Asia/Tashkent",
    "XK": "Europe/Belgrade",  # not listed at all
}


def zone_of_country(country: str) -> str:
    """UTC for a country that nobody knows."""
    return _zones().get(country.upper(), "UTC")


def refuse_unknown_zone(name: str) -> None:
    """For a model's clean(): a clock on a zone that nobody knows could not be computed."""
    if name and name not in available_timezones():
        raise ValidationError({"time_zone": _("Enter a time zone such as Europe/Berlin.")})


@cache
def _zones() -> dict[str, str]:
    first_listed: dict[str, str] = {}
    for line in (resources.files("tzdata") / "zoneinfo" / "zone.tab").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            country, _coordinates, zone = line.split("\t")[:3]
            first_listed.setdefault(country, zone)
    return first_listed | MAIN_ZONES
