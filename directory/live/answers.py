"""What a live directory answers, held strictly against docs/directory-data.md."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from ..loading import cells
from ..loading.cells import BadCell
from ..loading.kinds import KINDS
from .asking import NoAnswer

COLUMNS = {kind.name: kind.columns for kind in KINDS}


@dataclass(frozen=True)
class TenantAnswer:
    """Its values are those of the rows of a loaded file."""

    directory_id: UUID
    values: dict[str, Any]
    workloads: frozenset[str]
    subscriptions: tuple[dict[str, Any], ...]


@dataclass(frozen=True)
class DomainAnswer:
    name: str
    directory_id: UUID


def tenant_of(answer: dict[str, Any], asked: UUID) -> TenantAnswer:
    domains = _texts(answer, "domains")
    values = _values(
        COLUMNS["tenants"], {**answer, "domains": " ".join(_domain(name) for name in domains)}, "tenant"
    )
    if values["directory_id"] != asked:
        raise NoAnswer("an answer about another tenant")
    listed = answer.get("subscriptions")
    if not isinstance(listed, list):
        raise NoAnswer("subscriptions is no list")
    subscriptions = tuple(_subscription(each, number, asked) for number, each in enumerate(listed))
    if len({each["subscription_id"] for each in subscriptions}) != len(subscriptions):
        raise NoAnswer("a subscription is listed twice")
    workloads = (_cell("workloads", cells.code, code) for code in _texts(answer, "workloads"))
    return TenantAnswer(asked, values, frozenset(workloads), subscriptions)


def domain_of(answer: dict[str, Any], asked: str) -> DomainAnswer:
    """The verified domain that the asked one is, or lies below."""
    name = _domain(_text(answer, "name"))
    if asked != name and not asked.endswith(f".{name}"):
        raise NoAnswer("an answer about another domain")
    return DomainAnswer(name, _cell("directory_id", cells.guid, _text(answer, "directory_id")))


def _subscription(listed: Any, number: int, tenant: UUID) -> dict[str, Any]:
    place = f"subscriptions[{number}]"
    if not isinstance(listed, dict):
        raise NoAnswer(f"{place} is no object")
    values = _values(COLUMNS["subscriptions"], {"directory_id": str(tenant), **listed}, place)
    if values["directory_id"] != tenant:
        raise NoAnswer(f"{place} belongs to another tenant")
    return values


def _values(columns: dict[str, Callable[[str], Any]], answer: dict[str, Any], place: str) -> dict[str, Any]:
    return {name: _cell(f"{place}.{name}", convert, _text(answer, name)) for name, convert in columns.items()}


def _cell(place: str, convert: Callable[[str], Any], text: str) -> Any:
    try:
        return convert(text)
    except BadCell as error:
        # The value itself stays out of the log: nobody knows what a wrong answer holds.
        raise NoAnswer(f"{place} is wrong") from error


def _text(answer: dict[str, Any], name: str) -> str:
    """A name that is left out, or null, stands for the empty text, which some columns take."""
    found = answer.get(name)
    if found is not None and not isinstance(found, str):
        raise NoAnswer(f"{name} is no text")
    return found or ""


def _texts(answer: dict[str, Any], name: str) -> list[str]:
    found = answer.get(name)
    if not isinstance(found, list) or not all(isinstance(part, str) for part in found):
        raise NoAnswer(f"{name} is no list of texts")
    return found


def _domain(text: str) -> str:
    names = _cell("domains", cells.domains, text)
    if len(names) != 1:
        raise NoAnswer("domains is wrong")
    return names[0]
