"""Whether the customer acknowledged the work: by a signature, in a letter, by e-mail, or electronically.

A line to sign on that is empty is no signature, and neither is the partner's own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from .acceptance import said_by_customer, signed_at_the_foot, signed_by_both, without_unticked
from .dates import dates_in
from .names import Evidence, Parties
from .people import CUSTOMER, PARTNER, UNKNOWN, companies_in, named, person_of, sides_of
from .signed import signed_in_rows
from .text import Document, Line, Outcome, Page, Place
from .voices import OTHER, is_named_anywhere, others_in, with_those_named
from .wording import (
    ACCEPTED,
    ACKNOWLEDGED,
    LABEL,
    NOT_SIGNED,
    ON_BEHALF,
    PARTNER_SPEAKS,
    PLACEHOLDER,
    SIGNED_HERE,
    SLOT,
)

LONGEST = 400
BACK, AHEAD = 8, 14
PICTURE = "\N{OBJECT REPLACEMENT CHARACTER}"
NAMED_LINE = re.compile(
    r"\W*(?:full |printed |your )?(?:name|naam|namn|namnfortydligande|vor- und nachname)\b"
)
DATED_LINE = re.compile(
    r"\W*(?:signature |signing )?(?:date|datum|day|place|ort|plaats|place and date|ort, datum)\b"
)
# What a name below it answers, and is then no signature.
FIELD = re.compile(
    r"(?:\w+ ){0,2}(?:name|naam|namn|contact|contactpersoon|kontakt|kontaktperson|ansprechpartner(?:in)?"
    r"|person|title|titel"
    r"|role|rolle|roll|functie|funktion|befattning|position)"
)
# Where a sentence ends, and another begins that says nothing of who signed.
STOP = re.compile(r"(?<=\w\w\w)\.\s|(?<=\d\d)\.\s")
INITIALLED = re.compile(r"\s*[:\t]\s*[^\W\d_a-z]\.? ?[^\W\d_a-z][^\W\d_]+\s*$")
FILL = re.compile(r"_{3,}|\.{4,}|-{5,}|(?:_ ){3,}")


@dataclass(frozen=True)
class Spot:
    page: Page
    line: Line


@dataclass(frozen=True)
class Slot:
    """A place to sign: whose, and whether somebody did; None where a picture may be the signature."""

    side: str
    is_filled: bool | None
    place: Place


def acknowledged(parties: Parties, documents: list[Document]) -> Evidence:
    unsigned: list[Place] = []
    unsure: list[Place] = []
    is_anybodys = not is_named_anywhere(parties, documents)
    others = others_in(parties, documents)
    parties = with_those_named(parties, documents)
    for document in documents:
        outcome, place = _in_one(parties, others, document)
        if outcome == Outcome.FOUND and is_anybodys:  # nothing says that it was this customer who signed
            continue
        if outcome == Outcome.FOUND:
            return Evidence(Outcome.FOUND, [place])
        if place is not None:
            (unsure if outcome == Outcome.CANT_TELL else unsigned).append(place)
    if unsure:
        return Evidence(Outcome.CANT_TELL, unsure[:1], ["picture"])
    return Evidence(Outcome.NOT_FOUND, unsigned[:1], ["unsigned" if unsigned else "none"])


def _in_one(
    parties: Parties, others: tuple[re.Pattern, ...], document: Document
) -> tuple[Outcome, Place | None]:
    spots = [Spot(page, line) for page in document.pages for line in page.lines]
    for spot in spots:
        if match := NOT_SIGNED.search(without_unticked(spot.line.folded[:LONGEST])):
            return Outcome.NOT_FOUND, _place(document, spot, match)
    slots = list(_slots(parties, others, document, spots))
    customers = [slot for slot in slots if slot.side == CUSTOMER]
    relevant = customers or [slot for slot in slots if slot.side == UNKNOWN]
    for slot in relevant:
        if slot.is_filled:
            return Outcome.FOUND, slot.place
    for slot in relevant:
        if slot.is_filled is None:
            return Outcome.CANT_TELL, slot.place
    pairs = [(spot.page, spot.line) for spot in spots]
    ways = (said_by_customer, signed_by_both, signed_in_rows, signed_at_the_foot)
    for said in chain.from_iterable(way(parties, others, pairs) for way in ways):
        if said.is_certain or not relevant:
            spot = spots[said.index]
            start = spot.line.start
            return Outcome.FOUND, document.place(spot.page, start + said.start, start + said.end)
    return Outcome.NOT_FOUND, relevant[0].place if relevant else None


def _place(document: Document, spot: Spot, match: re.Match) -> Place:
    return document.place(spot.page, spot.line.start + match.start(), spot.line.start + match.end())


# Places to sign


def _slots(
    parties: Parties, others: tuple[re.Pattern, ...], document: Document, spots: list[Spot]
) -> Iterator[Slot]:
    for index, spot in enumerate(spots):
        folded = spot.line.folded[:LONGEST]
        found = list(SLOT.finditer(folded))
        for number, match in enumerate(found):
            ends = found[number + 1].start() if number + 1 < len(found) else len(folded)
            filled = _is_filled(parties, spots, index, match.end(), ends, alone=len(found) == 1)
            if filled is _NO_SLOT:
                continue
            side = _side_of(parties, spots, index, match.start(), ends, number if len(found) > 1 else None)
            if filled and _is_anothers(parties, others, spots, index, match.end(), ends):
                side = OTHER
            yield Slot(side, filled, _place(document, spot, match))
        if not found and (match := ACCEPTED.search(folded)):
            if _is_accepted(parties, spots, index, match.end()):
                side = _side_of(parties, spots, index, match.start(), len(folded), None)
                if _is_anothers(parties, others, spots, index, match.end(), len(folded)):
                    side = OTHER
                yield Slot(side, True, _place(document, spot, match))
        elif not found and (match := ON_BEHALF.search(folded)) and _is_signed_for(parties, spots, index):
            yield Slot(CUSTOMER, True, _place(document, spot, match))


def _is_anothers(parties, others, spots, index, start, end) -> bool:
    """Whether a third company is named with whoever signed, there or just below, and the customer is not."""
    own = spots[index].line.folded[start:end]
    around = own if own.strip(" \t:.,-") else ""
    for spot in spots[index + 1 : index + 4]:
        if SLOT.search(spot.line.folded[:LONGEST]):
            break
        around += "\n" + spot.line.folded[:LONGEST]
    if CUSTOMER in {side for _start, side in companies_in(parties, around)}:
        return False
    return person_of(parties, around) != CUSTOMER and any(other.search(around) for other in others)


def _is_accepted(parties, spots, index, start) -> bool:
    """By a name behind it, or by a name and a date below."""
    line = spots[index].line
    if line.folded[start:].strip():
        return bool(named(parties, line.plain[start:LONGEST], line.folded[start:LONGEST]))
    below = spots[index + 1 : index + 3]
    if not below or any(FILL.search(spot.line.folded) for spot in below) or len(below[0].line.plain) > 60:
        return False
    return bool(named(parties, below[0].line.plain, below[0].line.folded)) and _has_date(below)


def _is_signed_for(parties, spots, index) -> bool:
    """Names and a date below the customer's, with no line left to sign on."""
    line = spots[index].line.folded[:LONGEST]
    below = [spot.line for spot in spots[index + 1 : index + 6]]
    if len(line.split()) > 14 or CUSTOMER not in sides_of(parties, line) or not below:
        return False
    if any(FILL.search(each.folded) or SLOT.search(each.folded[:LONGEST]) for each in below):
        return False
    is_named = any(
        named(parties, each.plain[:LONGEST], each.folded[:LONGEST])
        and person_of(parties, each.folded[:LONGEST]) != PARTNER
        for each in below[:2]
    )
    return is_named and _has_date(spots[index : index + 6])


def _has_date(spots: list[Spot]) -> bool:
    days = {id(spot.page): dates_in(spot.page) for spot in spots}
    return any(
        spot.line.start <= dated.start < spot.line.start + len(spot.line.plain)
        for spot in spots
        for dated in days[id(spot.page)]
    )


_NO_SLOT = object()


def _is_filled(parties, spots, index, start, end, *, alone):
    line = spots[index].line
    plain, folded = line.plain[start:end], line.folded[start:end]
    if label := LABEL.search(folded):
        plain, folded = plain[: label.start()], folded[: label.start()]
    if stop := STOP.search(folded):
        plain, folded = plain[: stop.end()], folded[: stop.end()]
    if PLACEHOLDER.search(folded):
        return False
    fill = FILL.search(folded)
    if fill and not FILL.search(folded, fill.end()):  # a name behind the empty line is only printed there
        plain, folded = plain[: fill.end()], folded[: fill.end()]
    if named(parties, plain, folded) or INITIALLED.match(plain) or SIGNED_HERE.search(folded):
        return True
    if PICTURE in plain:
        return None
    if FILL.search(folded):
        return False
    is_label_alone = not folded.strip(" \t:.,-*()/")
    if not is_label_alone:
        # A sentence about signatures is no place to sign.
        return _NO_SLOT if len(folded.split()) > 4 or not re.match(r"\s*[:\t]", folded) else False
    return _filled_below(parties, spots, index) if alone else False


def _filled_below(parties, spots, index):
    """The label stands alone: the signature is the next line, or drawn by hand above a name and a date."""
    after = spots[index + 1 : index + 6]
    if not after:
        return False
    first = after[0].line
    if PICTURE in first.plain:
        return None
    if FILL.search(first.folded) or PLACEHOLDER.search(first.folded):
        return False
    label, colon, _value = first.folded[:LONGEST].partition(":")
    if colon and sides_of(parties, label) == [PARTNER]:
        return False
    if not LABEL.match(first.folded) and len(first.plain) < 80 and named(parties, first.plain, first.folded):
        return True
    before = spots[index - 1].line if index else None
    if before is not None and len(before.plain) < 50 and not {":", "\t"} & set(before.plain):
        if FILL.search(before.folded):
            return False
        is_value = index > 1 and FIELD.fullmatch(spots[index - 2].line.folded.strip(" :"))
        name = named(parties, before.plain, before.folded)
        # Hardly more than a name: with more before it, it would be somebody's field.
        if not is_value and len(name) > 0.6 * len(before.plain.strip()) and not SLOT.search(before.folded):
            return True
    return _by_hand(parties, spots, index)


def _by_hand(parties, spots, index):
    """A name and a date beside an empty label: somebody filled the block in, by hand where it is empty."""
    around = spots[max(0, index - 4) : index + 6]
    if any(FILL.search(spot.line.folded) for spot in around):
        return False
    names = [
        spot for spot in around if NAMED_LINE.match(spot.line.folded) or len(spot.line.folded.split()) <= 4
    ]
    has_name = any(named(parties, spot.line.plain[:LONGEST], spot.line.folded[:LONGEST]) for spot in names)
    dates = [
        spot for spot in around if DATED_LINE.match(spot.line.folded) or len(spot.line.folded.split()) <= 5
    ]
    if has_name and _has_date(dates):
        return True
    return None if spots[index].page.has_picture else False


def _side_of(parties, spots, index, start, end, column) -> str:
    line = spots[index].line.folded[:LONGEST]
    own = line[start:end]
    if (side := person_of(parties, own)) or (column is None and (side := person_of(parties, line))):
        return side
    if sides := sides_of(parties, own):
        return sides[0]
    if column is None and (sides := sides_of(parties, line)):
        return sides[0]
    if column is None:
        for spot in spots[index + 1 : index + 3]:
            if SLOT.search(spot.line.folded[:LONGEST]):
                break
            if side := person_of(parties, spot.line.folded[:LONGEST]):
                return side
    for spot in reversed(spots[max(0, index - BACK) : index]):
        sides = sides_of(parties, spot.line.folded[:LONGEST])
        if column is not None:
            if len(sides) == 2:
                return sides[min(column, 1)]
        elif _is_said_by_customer(spot.line.folded[:LONGEST]):
            return CUSTOMER
        elif len(sides) == 1 and _is_marker(spot.line.folded):
            return sides[0]
    return UNKNOWN


def _is_marker(folded: str) -> bool:
    """A line over a place to sign that says whose it is; a fact or a sentence about somebody is none."""
    label, colon, value = folded.partition(":")
    if ON_BEHALF.search(folded) and len(folded.split()) <= 10:
        return True
    return len(folded.split()) <= 5 and not (colon and value.strip())


def _is_said_by_customer(folded: str) -> bool:
    return bool(ACKNOWLEDGED.search(folded)) and not PARTNER_SPEAKS.search(folded)
