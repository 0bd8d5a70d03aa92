"""One page of what is listed, in a chosen order, found by where it begins and not by how much lies before it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import F, Q, QuerySet
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan
from django.utils.dateparse import parse_datetime
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from .models import Claim


@dataclass(frozen=True)
class Order:
    """By this column and then by ID, so that no two claims share a place; every column has an index with the ID."""

    label: str
    column: str = ""
    is_descending: bool = False

    @property
    def columns(self) -> list[str]:
        return [self.column, "pk"] if self.column else ["pk"]


NEWEST, SUBMITTED = "newest", "submitted"
ORDERS = {
    NEWEST: Order(_("Newest first"), is_descending=True),
    SUBMITTED: Order(_("Last submitted first"), "submitted_order_at", is_descending=True),
    "changed": Order(_("Last changed first"), "changed_at", is_descending=True),
    "due": Order(_("Due first"), "due_order_at"),
    "customer": Order(_("Customer, A to Z"), "customer_key"),
    "name": Order(_("Claim name, A to Z"), "name_key"),
}


@dataclass(frozen=True)
class Page:
    """The IDs in order, and the places from which the neighbours go on; empty where there is none."""

    ids: list[int]
    previous: str = ""
    next: str = ""


def page_of(parts: list[QuerySet], order: Order, size: int, *, after: str = "", before: str = "") -> Page:
    """`parts` are the claims of one company each, so that each is read from an index in this order."""
    beyond, is_backwards = place_of(order, after), False
    if beyond is None and (beyond := place_of(order, before)) is not None:
        is_backwards = True
    found = _first(parts, order, size + 1, beyond, is_backwards=is_backwards)
    has_more = len(found) > size
    found = found[:size]
    if is_backwards:
        found.reverse()
    if not found:
        return Page([])
    has_previous, has_next = (has_more, True) if is_backwards else (beyond is not None, has_more)
    return Page(
        [row[-1] for row in found],
        words_of(found[0]) if has_previous else "",
        words_of(found[-1]) if has_next else "",
    )


def by_age(found: QuerySet, size: int, asked: Mapping[str, str], *, newest_first: bool = True) -> Page:
    """Of anything, by when it was made; `asked` is what an address asks for."""
    order = Order("", is_descending=newest_first)
    return page_of([found], order, size, after=asked.get("after", ""), before=asked.get("before", ""))


def rows_of(page: Page, rows: QuerySet) -> list:
    """Each as `rows` brings it, whether or not it still is what the page lists."""
    found = rows.in_bulk(page.ids)
    return [found[pk] for pk in page.ids]


def links_of(page: Page, asked: Mapping[str, str]) -> dict[str, str]:
    """To the neighbours, within what was asked for."""
    return {
        "previous_url": page.previous and "?" + urlencode({**asked, "before": page.previous}),
        "next_url": page.next and "?" + urlencode({**asked, "after": page.next}),
    }


def neighbours_of(parts: list[QuerySet], order: Order, place: tuple) -> tuple[int | None, int | None]:
    """The claims just before and just after a place, whether or not there is a claim there now."""
    before = _first(parts, order, 1, place, is_backwards=True)
    after = _first(parts, order, 1, place, is_backwards=False)
    return tuple(found[0][-1] if found else None for found in (before, after))


def _first(parts, order, count, beyond, *, is_backwards):
    goes_down = order.is_descending != is_backwards
    sign = "-" if goes_down else ""
    found = []
    for claims in parts:
        if beyond is not None:
            claims = claims.filter(_beyond(order, beyond, goes_down))
        ordered = claims.order_by(*(sign + column for column in order.columns))
        found += ordered.values_list(*order.columns)[:count]
    # Several companies' rows meet only here; the columns compare byte by byte in the database, too.
    return sorted(found, reverse=goes_down)[:count] if len(parts) > 1 else found


def _beyond(order: Order, place: tuple, goes_down: bool) -> Q:
    if not order.column:
        return Q(pk__lt=place[0]) if goes_down else Q(pk__gt=place[0])
    lookup = TupleLessThan if goes_down else TupleGreaterThan
    return Q(lookup(Tuple(F(order.column), F("pk")), place))


def words_of(row: tuple) -> str:
    """The place of a row, for an address."""
    *values, pk = (value.isoformat() if isinstance(value, datetime) else str(value) for value in row)
    return "~".join([pk, *values])


def place_of(order: Order, words: str) -> tuple | None:
    """None for what is no place in this order, as in the address of another one."""
    number, _tilde, value = words.partition("~")
    if not (number.isascii() and number.isdigit() and len(number) < 19) or bool(value) != bool(order.column):
        return None
    if not order.column:
        return (int(number),)
    if Claim._meta.get_field(order.column).get_internal_type() == "DateTimeField":
        try:
            value = parse_datetime(value).astimezone(UTC)
        except (AttributeError, OverflowError, ValueError):
            return None
    # Which no database takes.
    return None if "\x00" in words else (value, int(number))
