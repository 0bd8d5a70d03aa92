"""Signatures in rows: in a table of those who sign, in the log of a signing service, or named behind a name."""

import re
from collections.abc import Iterator

from .assent import DENIED_AFTER, DENIED_BEFORE, FILL, PRESENT, Said
from .dates import dates_in
from .names import Parties
from .people import CUSTOMER, PARTNER, UNKNOWN, companies_in, named, person_of, sides_of
from .text import Line, Page
from .voices import author_of
from .wording import NOT_AN_ACKNOWLEDGEMENT, PLACEHOLDER

LONGEST = 400
ROWS = 8
# Over a table of those who sign: a column for what they sign with.
SIGNS = re.compile(
    r"(?<!\w)(?:signatures?|sign(?:ed)?|initials|unterschrift(?:en)?|kurzel|gezeichnet|zeichen|handtekening(?:en)?"
    r"|paraaf|parafen|getekend|underskrift(?:er)?|namnteckning|signatur|sign\.|signum|decision|approved|status"
    r"|freigabe|entscheidung|besluit|akkoord|beslut|godkand|result|ergebnis)(?!\w)"
)
COLUMN = re.compile(
    r"(?<!\w)(?:name|names|naam|namn|date|datum|role|rolle|roll|rol|functie|funktion|company|firma|unternehmen"
    r"|bedrijf|organisatie|organisation|foretag|party|partei|partij|part|title|titel|position|befattning)(?!\w)"
)
# What a signing service or a person notes of one who did sign.
DID_SIGN = re.compile(
    r"(?<![\w-])(?:(?:e-|digitally |electronically )?signed|unterschrieben|unterzeichnet|signiert|gezeichnet"
    r"|ondertekend|getekend|afgetekend|signerat|signerade|signerad|undertecknat|undertecknade|undertecknad"
    r"|underskrivet|skrev under|skrivit under|completed signing|signature applied)(?![\w-])"
)
# Behind a name, in brackets or after a comma, that it is a signature.
IS_SIGNATURE = re.compile(
    r"[(,/-]\s?(?:signature|signed|sgd\.?|sig\.|unterschrift|unterschrieben|gez\.?|eigenhandig\w*|handtekening"
    r"|getekend|w\.g\.|paraaf|ondertekend|underskrift|namnteckning|signatur|undertecknat|signerat|sign\.)\s?(?:\)|,|$)"
)
ASKS = re.compile(
    r"[?]\s*$|(?<!\w)(?:sent|requested|invited|pending|declined|refused|abgelehnt|geweigerd|nekade)\W*$"
)


def signed_in_rows(
    parties: Parties, others: tuple[re.Pattern, ...], spots: list[tuple[Page, Line]]
) -> Iterator[Said]:
    lines = [line for _page, line in spots]
    days = {id(page): [each.start for each in dates_in(page)] for page, _line in spots}
    for index, (page, line) in enumerate(spots):
        folded, plain = line.folded[:LONGEST], line.plain[:LONGEST]
        if FILL.search(folded) or PLACEHOLDER.search(folded) or PRESENT.match(folded) or ASKS.search(folded):
            continue
        if any(other.search(folded) for other in others) or NOT_AN_ACKNOWLEDGEMENT.search(folded):
            continue
        is_dated = any(line.start <= day < line.start + len(plain) for day in days[id(page)])
        if match := IS_SIGNATURE.search(folded):
            name = named(parties, plain[: match.start()], folded[: match.start()])
            if name and _whose(parties, lines, index) in (CUSTOMER, UNKNOWN):
                yield Said(index, 0, match.end(), True)
        if not is_dated:
            continue
        for match in DID_SIGN.finditer(folded):
            before, after = folded[: match.start()], folded[match.end() :]
            is_denied = DENIED_BEFORE.search(before[-60:]) or DENIED_AFTER.search(after)
            if not is_denied and _whose(parties, lines, index) == CUSTOMER:
                yield Said(index, match.start(), match.end(), True)
        if _is_headed(lines, index) and _is_row_of_customer(parties, plain, folded):
            yield Said(index, 0, len(folded), True)


def _whose(parties: Parties, lines: list[Line], index: int) -> str:
    """Who signs: named in the line, or in one just above or below it."""
    if author_of(parties, lines, index) == PARTNER:
        return PARTNER
    for line in [*reversed(lines[max(0, index - 3) : index + 1]), *lines[index + 1 : index + 2]]:
        folded = line.folded[:LONGEST]
        if side := person_of(parties, folded):
            return side
        if named(parties, line.plain[:LONGEST], folded) and line is not lines[index]:
            sides = sides_of(parties, folded)
            return sides[0] if sides else UNKNOWN
        if companies := companies_in(parties, folded):
            return companies[-1][1]
        if sides := sides_of(parties, folded):
            return sides[0]
        if line is lines[index] and named(parties, line.plain[:LONGEST], folded):
            return UNKNOWN
    return UNKNOWN


def _is_headed(lines: list[Line], index: int) -> bool:
    for line in lines[max(0, index - ROWS) : index]:
        folded = line.folded[:LONGEST]
        if len(folded.split()) <= 12 and ":" not in folded and SIGNS.search(folded) and COLUMN.search(folded):
            return True
    return False


def _is_row_of_customer(parties: Parties, plain: str, folded: str) -> bool:
    """With a name, and something more than the name, the company, the role and the day: initials or a name again."""
    name = named(parties, plain, folded)
    if not name or sides_of(parties, folded)[:1] != [CUSTOMER]:
        return False
    if PARTNER in sides_of(parties, folded):
        return False
    rest = plain[plain.find(name) + len(name) :]
    family = name.split()[-1]
    letters = {word[0] for word in name.split()}
    again = family in rest or any(
        len(word) <= 4 and word.isalpha() and word.isupper() and set(word) <= letters
        for word in re.findall(r"[^\W\d_]+", rest)
    )
    return again or bool(AGREES.search(rest.lower()))


AGREES = re.compile(
    r"(?<!\w)(?:approved|accepted|signed|yes|ok|agreed|ja|freigegeben|abgenommen|genehmigt|akkoord|goedgekeurd"
    r"|getekend|godkand|godkant|godkanner|signerat|gez\.?)(?!\w)"
)
