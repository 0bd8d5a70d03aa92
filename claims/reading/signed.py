"""Signatures in rows: in a table of those who sign, in the log of a signing service, or named behind a name."""

import re
from collections.abc import Iterator

from .assent import ACCEPTS, CONTENT, DENIED_AFTER, DENIED_BEFORE, FILL, PRAISES, PRESENT, Said
from .dates import dates_in
from .names import Parties
from .people import COMMON_WORDS, CUSTOMER, PARTNER, UNKNOWN, companies_in, named, person_of, sides_of
from .text import Line, Page, fold
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
CLOCK = re.compile(r"(?<!\d)\d\d?[:.]\d\d(?!\d|[.-]\d)")
CLOSED_BY = re.compile(
    r"(?<!\w)(?:closed|accepted|confirmed|geschlossen|abgeschlossen|bestatigt|gesloten|afgesloten|bevestigd|dichtgezet"
    r"|stangt|stangd|avslutat|avslutad|avslutades|stangdes|bekraftat) (?:[\w:.-]+ )?(?:by|von|vom|durch|door|av)"
    r"(?: (?:the|dem|den|der|de|het))?(?= )"
)
SAYS = re.compile(
    r"(?<!\w)(?:says|said|states|stated|reports|reported|declares|declared|confirms|confirmed|notes|noted|expressed"
    r"|thanked|considers|erklart|erklarte|sagt|sagte|teilt|teilte|meldet|meldete|gibt|gab|berichtet|berichtete|lobt|lobte"
    r"|stellt|ausserte|dankt|dankte|bedankt|bedankte|geeft|gaf|zegt|zei|meldt|meldde|laat|liet|verklaart|verklaarde|vindt"
    r"|stelt|bedankte|meddelar|meddelade|sager|sade|uppger|uppgav|tackar|tackade|anser|ansag|konstaterar|konstaterade"
    r"|framforde)(?!\w)"
)
NO_PRAISE = re.compile(
    r"(?<!\w)(?:not|no longer|never|nicht|noch|niet|nog|inte|ej|annu|unless|until|once|would like|wants|wunscht|wenst"
    r"|onskar|sobald|zodra|nar|missing|fehlt|ontbreekt|saknas|open|offen|later|spater|senare|will|wird|zal|ska)(?!\w)"
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
        yield from _closed(parties, index, folded)
        yield from _reported(parties, lines, index)
        if not is_dated:
            continue
        for match in DID_SIGN.finditer(folded):
            before, after = folded[: match.start()], folded[match.end() :]
            is_denied = DENIED_BEFORE.search(before[-60:]) or DENIED_AFTER.search(after)
            if not is_denied and _whose(parties, lines, index) == CUSTOMER:
                yield Said(index, match.start(), match.end(), True)
        if _is_headed(lines, index) and _is_row_of_customer(parties, plain, folded):
            yield Said(index, 0, len(folded), True)


def _closed(parties: Parties, index: int, folded: str) -> Iterator[Said]:
    for match in CLOSED_BY.finditer(folded):
        whose = sides_of(parties, folded[match.end() : match.end() + 60])
        if whose[:1] == [CUSTOMER] and not DENIED_BEFORE.search(
            folded[max(0, match.start() - 60) : match.start()]
        ):
            yield Said(index, match.start(), match.end(), False)


def _reported(parties: Parties, lines: list[Line], index: int) -> Iterator[Said]:
    """In minutes, that somebody of the customer's said something good of the work."""
    folded = lines[index].folded[:LONGEST]
    match = SAYS.search(folded)
    if not match or author_of(parties, lines, index) == PARTNER:
        return
    before = folded[: match.start()][-80:]
    words = set(re.findall(r"\w+", before))
    is_theirs = person_of(parties, before) == CUSTOMER or any(
        words & set(_words(name)) for name in parties.customer_people
    )
    said = "\n".join(line.folded[:LONGEST] for line in lines[index : index + 2])[match.end() :]
    said = re.split(r"(?<=\w\w)\.\s", said)[0]
    if not is_theirs or NO_PRAISE.search(said) or NOT_AN_ACKNOWLEDGEMENT.search(folded):
        return
    for pattern in (ACCEPTS, PRAISES, CONTENT):
        good = pattern.search(said)
        if good and not DENIED_BEFORE.search(said[: good.start()][-60:]):
            yield Said(index, match.start(), match.end(), False)
            return


def _words(name: str) -> list[str]:
    return [word for word in re.findall(r"\w+", fold(name)) if len(word) > 3 and word not in COMMON_WORDS]


def _whose(parties: Parties, lines: list[Line], index: int) -> str:
    """Who signs: named in the line, or in one just above or below it."""
    if not CLOCK.search(lines[index].folded[:LONGEST]) and author_of(parties, lines, index) == PARTNER:
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
