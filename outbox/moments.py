"""Dates in a mail that are counted from when it leaves: until then nobody knows them."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import translation
from django.utils.formats import date_format

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Counted:
    """So many calendar days on the reader's clock, written as the reader writes dates."""

    days: int
    zone: str
    language: str


def as_json(counted: Mapping[str, Counted]) -> dict[str, dict[str, Any]]:
    return {name: asdict(each) for name, each in counted.items()}


def placeholder(name: str) -> str:
    return f"{{{{moment:{name}}}}}"


def fill(text: str, counted: Mapping[str, Mapping[str, Any]], at: datetime) -> str:
    for name, each in counted.items():
        text = text.replace(placeholder(name), shown(Counted(**each), at))
    return text


def shown(counted: Counted, at: datetime) -> str:
    zone = ZoneInfo(counted.zone)
    end = at.astimezone(zone).replace(tzinfo=None, fold=0) + timedelta(days=counted.days)
    # A time that daylight saving skips moves to the first that exists; all of them end on a full minute.
    while end.replace(tzinfo=zone).astimezone(UTC).astimezone(zone).replace(tzinfo=None) != end:
        end = end.replace(second=0, microsecond=0) + MINUTE
    with translation.override(counted.language):
        return f"{date_format(end, 'DATETIME_FORMAT')} ({counted.zone})"
