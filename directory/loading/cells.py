"""Turns a cell into a value of the directory, or says what is wrong with it."""

import re
from collections.abc import Callable
from datetime import date
from functools import cache
from uuid import UUID
from zoneinfo import available_timezones

from django.db.models import Choices

from .. import spelling

MAX_COUNT = 2**31 - 1
LABEL = r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
DOMAIN = re.compile(rf"(?=.{{1,253}}\Z){LABEL}(?:\.{LABEL})+")
MONTH = re.compile(r"(\d{4}-\d{2})(?:-01)?")


class BadCell(Exception):
    pass


def text(cell: str, longest: int = 200) -> str:
    if not cell:
        raise BadCell("is empty")
    if len(cell) > longest:
        raise BadCell(f"is longer than {longest} characters")
    if not cell.isprintable():
        raise BadCell("has a character that can't be printed")
    return cell


def guid(cell: str) -> UUID:
    found = spelling.guid(cell)
    if found is None:
        raise BadCell(f"is not a GUID: {cell!r}")
    return found


def guid_or_none(cell: str) -> UUID | None:
    return guid(cell) if cell else None


def code(cell: str) -> str:
    if not re.fullmatch(r"[a-z0-9-]{1,50}", cell):
        raise BadCell(f"is not a product code: {cell!r}")
    return cell


def code_or_none(cell: str) -> str | None:
    return code(cell) if cell else None


def mpn_id(cell: str) -> str:
    if not re.fullmatch(r"[0-9]{5,10}", cell):
        raise BadCell(f"is not an MPN ID: {cell!r}")
    return cell


def country(cell: str) -> str:
    if not re.fullmatch(r"[A-Z]{2}", cell):
        raise BadCell(f"is not a two-letter country code: {cell!r}")
    return cell


def zone_or_none(cell: str) -> str:
    if cell and cell not in _zones():
        raise BadCell(f"is not a time zone: {cell!r}")
    return cell


@cache
def _zones() -> set[str]:
    return available_timezones()


def domains(cell: str) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(spelling.domain(part) for part in cell.split()))
    for name in names:
        if not DOMAIN.fullmatch(name):
            raise BadCell(f"has what is not a domain: {name!r}")
    return names


def day(cell: str) -> date:
    # fromisoformat also takes week dates and dates without hyphens, which are typing errors here.
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", cell, re.ASCII):
        raise BadCell(f"is not a date like 2026-01-31: {cell!r}")
    try:
        return date.fromisoformat(cell)
    except ValueError as error:
        raise BadCell(f"is no day of the calendar: {cell!r}") from error


def day_or_none(cell: str) -> date | None:
    return day(cell) if cell else None


def month(cell: str) -> date:
    found = MONTH.fullmatch(cell)
    if not found:
        raise BadCell(f"is not a month like 2026-01: {cell!r}")
    return day(f"{found[1]}-01")


def count(cell: str) -> int:
    if not re.fullmatch(r"[0-9]{1,10}", cell) or int(cell) > MAX_COUNT:
        raise BadCell(f"is not a number of people: {cell!r}")
    return int(cell)


def yes_or_no(cell: str) -> bool:
    if cell not in ("", "yes", "no"):
        raise BadCell(f"is neither yes nor no: {cell!r}")
    return cell != "no"


def one_of(choices: type[Choices], default: str = "") -> Callable[[str], str]:
    def read(cell: str) -> str:
        if (cell or default) not in choices.values:
            raise BadCell(f"is none of {', '.join(choices.values)}: {cell!r}")
        return cell or default

    return read
