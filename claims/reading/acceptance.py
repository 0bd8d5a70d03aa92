"""What somebody of the customer's says of the work: that it is accepted, confirmed, or was well done.

A broad set of words, and then whose they are: the author's of an e-mail or a chat, those of whoever is named
in the sentence, or of whoever's name stands below.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator

from .assent import (
    ACCEPTS,
    AT_THE_FOOT,
    BESIDE,
    BY,
    BY_LABEL,
    CONTENT,
    DAYTIME,
    DENIED_AFTER,
    DENIED_BEFORE,
    DONE_FOR_US,
    FILL,
    FIRST_PERSON,
    LABELLED,
    ORDERED,
    PRAISES,
    PRESENT,
    ROLE_CELL,
    ROLES,
    SIGNED_WITH,
    SIGNS_FOR,
    TO_SOMEBODY,
    UNTICKED,
    Said,
)
from .dates import dates_in
from .names import Parties
from .people import CUSTOMER, PARTNER, UNKNOWN, companies_in, named, person_of, sides_of
from .text import Line, Page
from .voices import OTHER, author_of
from .wording import CLOSING, FROM, NOT_AN_ACKNOWLEDGEMENT, PARTNER_SPEAKS

LONGEST = 400
AHEAD, FOOT = 14, 5
# A stop that isn't a company's form's, as in B.V.
SENTENCE_END = re.compile(r"(?<!\.[A-Za-z])(?<!Ltd)(?<!Inc)(?<!Co)\.\s*$|[!?]\s*$")
# More such words than anybody writes: the rest is not looked at.
MOST = 600


def said_by_customer(
    parties: Parties, others: tuple[re.Pattern, ...], spots: list[tuple[Page, Line]]
) -> Iterator[Said]:
    lines = [line for _page, line in spots]
    dated = frozenset(_dated(spots))
    looked_at = 0
    for index, line in enumerate(lines):
        text = without_unticked(_paragraph(lines, index))
        for pattern in (ACCEPTS, PRAISES, CONTENT, DONE_FOR_US):
            if pattern is CONTENT and author_of(parties, lines, index) != CUSTOMER:
                continue
            for match in pattern.finditer(text):
                looked_at += 1
                if match.start() >= len(line.folded[:LONGEST]) or looked_at > MOST:
                    break
                certain = _whose(
                    parties, others, dated, lines, index, text, match, praises=pattern is not ACCEPTS
                )
                if pattern is DONE_FOR_US and not _names_the_partner(parties, lines, index):
                    continue
                if certain is not None:
                    yield Said(index, match.start(), min(match.end(), len(line.folded)), certain)


def without_unticked(folded: str) -> str:
    """Of the same length, without what a form offered and nobody chose."""
    return UNTICKED.sub(lambda found: " " * len(found.group()), folded)


def _paragraph(lines: list[Line], index: int) -> str:
    """The line and the two after it: sentences don't end with lines."""
    return "\n".join(line.folded[:LONGEST] for line in lines[index : index + 3])


def _goes_on(above: Line, line: Line) -> bool:
    """Whether only the page's width has cut a sentence."""
    if len(above.plain) <= 60 or above.plain.rstrip().endswith((".", ":", "!", "?")):
        return False
    return line.plain.lstrip()[:1].islower() or not LABELLED.match(above.folded)


def _sentence(lines: list[Line], index: int, text: str, match: re.Match) -> tuple[str, str]:
    """What stands in it before and behind the words."""
    before = lines[index].folded[: match.start()]
    if index and _goes_on(lines[index - 1], lines[index]):
        before = lines[index - 1].folded[-LONGEST:] + " " + before
    for stop in reversed(list(re.finditer(r"(?<=[\w)\]]{3})[.!?;]\s|\t|(?<=\d\d)\.\s", before))):
        before = before[stop.end() :]
        break
    after = text[match.end() :]
    cut = re.search(r"(?<=[\w)\]]{3})[.!?;](?=\s|$)|(?<=\d\d)\.(?=\s|$)|\t", after)
    return before, re.sub(r"\n", " ", after[: cut.end()] if cut else after[:240])


def _names_the_partner(parties, lines, index) -> bool:
    """What we say of the partner's work, and not what the partner says of it."""
    near = "\n".join(line.folded[:LONGEST] for line in lines[max(0, index - 3) : index + 3])
    return PARTNER in {side for _start, side in companies_in(parties, near)}


def _whose(parties, others, dated, lines, index, text, match, *, praises) -> bool | None:
    before, after = _sentence(lines, index, text, match)
    sentence = f"{before}{match.group()}{after}"
    if DENIED_BEFORE.search(before[-60:]) or DENIED_AFTER.search(after) or sentence.rstrip().endswith("?"):
        return None
    if NOT_AN_ACKNOWLEDGEMENT.search(sentence) or PARTNER_SPEAKS.search(sentence) or ORDERED.search(sentence):
        return None
    author = author_of(parties, lines, index)
    if author is not None:
        return None if author == PARTNER else True
    if SIGNED_WITH.match(match.group()) and DAYTIME.match(before):
        above = [
            person_of(parties, line.folded[:LONGEST]) for line in reversed(lines[max(0, index - 3) : index])
        ]
        if next(filter(None, above), UNKNOWN) == CUSTOMER:
            return True
    foreign = any(other.search(sentence) for other in others)
    line = lines[index]
    behind = line.plain[match.end() : LONGEST], line.folded[match.end() : LONGEST]
    beside = _signer(parties, others, *behind)
    if BY.match(after):
        agents = sides_of(parties, after)
        if agents:
            if agents[0] != CUSTOMER or FILL.search(after) or _is_role_only(parties, after):
                return None
            return person_of(parties, after) == CUSTOMER
    is_beside = beside is not None and BESIDE.fullmatch(behind[1][: behind[0].find(named(parties, *behind))])
    if (
        is_beside
        and not praises
        and not foreign
        and not FIRST_PERSON.search(behind[1])
        and len(behind[1]) < 120
    ):
        return True if beside in (CUSTOMER, UNKNOWN) and not FILL.search(behind[1]) else None
    subject = sides_of(parties, before)
    is_partners = subject[:1] == [PARTNER] and not FIRST_PERSON.search(sentence)
    if is_partners and praises:
        is_partners = False
    if foreign and CUSTOMER not in sides_of(parties, sentence):
        return None
    if subject and subject[0] == CUSTOMER and not praises and not FILL.search(sentence):
        if person_of(parties, before) == CUSTOMER:
            return True
        below = _below(parties, others, dated, lines, index, match)
        return (
            None if below in (PARTNER, OTHER) or (below is None and _is_role_only(parties, before)) else False
        )
    below = _below(parties, others, dated, lines, index, match, praises=praises)
    if below is None or below in (PARTNER, OTHER) or is_partners and below != CUSTOMER:
        return None
    if praises and below == UNKNOWN and _letterhead(parties, lines) == PARTNER:
        return None
    return False


def _is_role_only(parties: Parties, folded: str) -> bool:
    """The customer, but neither by name nor in person: so a form speaks before anybody has filled it in."""
    is_named = CUSTOMER in {side for _start, side in companies_in(parties, folded)}
    return not is_named and person_of(parties, folded) != CUSTOMER


def signed_by_both(
    parties: Parties, others: tuple[re.Pattern, ...], spots: list[tuple[Page, Line]]
) -> Iterator[Said]:
    """At the end, by a date, the name of somebody who signs for the customer, with no words of acceptance."""
    lines = [line for _page, line in spots]
    dated = frozenset(_dated(spots))
    for index in range(len(lines) // 3, len(lines)):
        folded, plain = lines[index].folded[:LONGEST], lines[index].plain[:LONGEST]
        if FILL.search(folded) or PRESENT.match(folded) or not dated & set(range(index - 3, index + 4)):
            continue
        sides = sides_of(parties, folded)
        for match in SIGNS_FOR.finditer(folded):
            part = folded[match.start() :]
            if sides_of(parties, part)[:1] != [CUSTOMER]:
                continue
            cell = plain[match.end() :]
            name = named(parties, cell, folded[match.end() :])
            if name and len(cell[: cell.find(name)].split()) <= 6:
                signer = _signer(parties, others, cell, folded[match.end() :])
            else:
                begin = max(0, match.start() - 60)
                signer = _signer(parties, others, plain[begin : match.start()], folded[begin : match.start()])
            if signer in (CUSTOMER, UNKNOWN):
                yield Said(index, match.start(), match.end(), True)
        both = ROLES.match(folded)
        if both and sides == [CUSTOMER, PARTNER] or both and sides == [PARTNER, CUSTOMER]:
            cells = [(at.start(), at.end()) for at in ROLE_CELL.finditer(folded)]
            ends = [start for start, _end in cells[1:]] + [len(folded)]
            for (start, end), until in zip(cells, ends, strict=True):
                signer = _signer(parties, others, plain[end:until], folded[end:until])
                if sides_of(parties, folded[start:end])[:1] == [CUSTOMER] and signer in (CUSTOMER, UNKNOWN):
                    yield Said(index, start, until, True)


def signed_at_the_foot(
    parties: Parties, others: tuple[re.Pattern, ...], spots: list[tuple[Page, Line]]
) -> Iterator[Said]:
    """Somebody of the customer's closes the document, whatever words it is in."""
    lines = [line for _page, line in spots]
    foot = range(max(len(lines) // 2, len(lines) - FOOT, 1), len(lines))
    if any(FILL.search(lines[index].folded) for index in foot) or _is_denied(lines):
        return
    for index in foot:
        line = lines[index]
        folded, plain = line.folded[:LONGEST], line.plain[:LONGEST]
        name = named(parties, plain, folded)
        if not name or len(plain) > 110 or person_of(parties, folded) != CUSTOMER or PRESENT.match(folded):
            continue
        label, colon, _value = folded[: plain.find(name)].rpartition(":")
        is_told_to = TO_SOMEBODY.match(folded) or (colon and not BY_LABEL.search(label))
        if is_told_to or not AT_THE_FOOT.fullmatch(plain[: plain.find(name)].rpartition(":")[2].strip()):
            continue
        if (
            _is_a_name(parties, plain, folded, may_be_labelled=True)
            and author_of(parties, lines, index) is None
        ):
            start = plain.find(name)
            yield Said(index, start, start + len(name), False)


def _is_denied(lines: list[Line]) -> bool:
    """Whether anything in it is not accepted, or is still asked for."""
    for index, line in enumerate(lines):
        text = without_unticked(_paragraph(lines, index))
        if NOT_AN_ACKNOWLEDGEMENT.search(text):
            return True
        for match in ACCEPTS.finditer(text[: len(line.folded)]):
            before, after = _sentence(lines, index, text, match)
            if DENIED_BEFORE.search(before[-60:]) or DENIED_AFTER.search(after):
                return True
    return False


def _signer(parties, others, plain, folded) -> str | None:
    """The side of a person named in it; None where nobody is."""
    if any(other.search(folded) for other in others):
        return OTHER if named(parties, plain, folded) else None
    name = named(parties, plain, folded)
    if not name:
        return None
    if side := person_of(parties, folded):
        return side
    sides = sides_of(parties, folded)
    return sides[0] if sides else UNKNOWN


def _below(parties, others, dated, lines, index, match, *, praises=False) -> str | None:
    """Whose name closes what is said: in the line, or alone in one of those below."""
    closed, is_partners = False, False
    for number, line in enumerate(lines[index : index + AHEAD]):
        plain, folded = line.plain[:LONGEST], line.folded[:LONGEST]
        if number == 0:
            plain, folded = plain[match.end() :], folded[match.end() :]
        elif FROM.match(folded):
            break
        if FILL.search(folded):
            return None
        closed = closed or bool(CLOSING.search(folded)) or (number > 0 and index + number in dated)
        if number and not TO_SOMEBODY.match(folded) and (closed or len(plain) < 90):
            signer = _signer(parties, others, plain, folded)
            if signer == UNKNOWN and not any(
                each.isalpha() for each in plain.replace(named(parties, plain, folded), "")
            ):
                signer = _company_below(parties, others, lines, index + number)
            is_name = signer is not None and _is_a_name(parties, plain, folded, may_be_labelled=not praises)
            if signer == CUSTOMER and (is_name or closed):
                return CUSTOMER
            if is_name and signer in (UNKNOWN, OTHER):
                return signer
            if is_name and signer == PARTNER:
                is_partners = True
    return PARTNER if is_partners else None


def _is_a_name(parties, plain, folded, *, may_be_labelled) -> bool:
    """Hardly more than a name with a role, a company, a place or a day: no sentence about somebody."""
    name = named(parties, plain, folded)
    before = plain[: plain.find(name)]
    if ":" in before and not may_be_labelled:
        return False
    return len(name) > 0.25 * len(plain.strip()) or (
        len(plain.split()) <= 14 and not SENTENCE_END.search(plain)
    )


def _company_below(parties, others, lines, index) -> str:
    for line in [*lines[index + 1 : index + 3], *lines[index - 1 : index]]:
        if len(line.plain) > 80:
            continue
        if any(other.search(line.folded[:LONGEST]) for other in others):
            return OTHER
        if sides := sides_of(parties, line.folded[:LONGEST]):
            return sides[0]
    return UNKNOWN


def _dated(spots: list[tuple[Page, Line]]) -> Iterator[int]:
    """The short lines that have a date in them."""
    days: dict[int, list[int]] = {}
    for index, (page, line) in enumerate(spots):
        if id(page) not in days:
            days[id(page)] = [each.start for each in dates_in(page)]
        starts = days[id(page)]
        if len(line.plain) < 60:
            at = bisect_left(starts, line.start)
            if at < len(starts) and starts[at] < line.start + len(line.plain):
                yield index


def _letterhead(parties, lines) -> str:
    for line in lines[:3]:
        if (
            len(line.plain) < 70
            and not TO_SOMEBODY.match(line.folded)
            and (sides := sides_of(parties, line.folded[:LONGEST]))
        ):
            return sides[0]
    return UNKNOWN
