"""Whose words and names stand in a proof: people told apart by what stands beside them, and who wrote a passage."""

import re
from collections.abc import Iterator
from dataclasses import replace

from .names import LEGAL_FORMS, Parties
from .people import CUSTOMER, NAME, PARTNER, UNKNOWN, companies_in, named, person_of, sides_of
from .text import Document, Line, fold
from .wording import FROM, WROTE

LONGEST = 400
OTHER = "other"
# Between a person and the company that the person is of: a comma, a bracket, a dash, hardly more than a role.
BESIDE = re.compile(r"(?:,|;? ?\(|\s[-|/·]|<|\n|, [^\n;:.]{1,45}[,\n(]| [(,])[^\n;:.]{0,30}$|^\s?\n?\s?$")
ALSO = re.compile(r"(?: \([^)\n]{1,25}\))?(?:, | and | und | en | och | & |/)$")
FORMS = "|".join(
    sorted((form for form in LEGAL_FORMS if form not in ("as", "co", "se", "ev", "eg")), key=len)
)
COMPANY = re.compile(
    r"(?<!\w)((?:[^\W\d_a-zäöüåé][\w'’&-]+(?: (?:i|in|och|und|en|and|&))? ){1,4})"
    rf"(?i:(?:{FORMS}|b\.\s?v\.?|n\.\s?v\.?|s\.\s?a\.?))(?!\w)"
)
# A role before a company's name, no part of it.
ROLE = re.compile(
    r"^(?:\w*(?:leiter(?:in)?|fuhrer(?:in)?|direktor(?:in)?|directeur|manager|director|chef|ansvarig|hoofd|head"
    r"|vorstand|prokurist(?:in)?|inhaber(?:in)?|eigenaar|officer|vd|ceo|cfo|cio|coo|it|kunde|klant|kund|firma)\s+)+"
)
TIME = r"\d\d?[:.]\d\d(?:[:.]\d\d)?(?: ?[ap]\.?m\b\.?)?"
DAY = r"(?:\d{1,4}[-./]\d\d?[-./]\d{1,4}|\d\d? [a-z]{3,9}\.? \d{4})"
# A line of a chat or of a ticket, before what is said; or alone, above it.
SAID_AT = re.compile(
    rf"^\W*{DAY},?\s{{1,3}}(?:um |kl\.? "
    rf"|at )?{TIME}\W{{0,4}}(?P<who>[^:\t]{{2,70}}?)(?::\s|:?\t|$)"
)
TIMED = re.compile(rf"^\W*(?P<who>[^:\t]{{3,70}}?)\W{{1,6}}(?:{DAY},?\s{{1,3}})?{TIME}(?::\s|\W{{0,3}}$)")
ROW = re.compile(rf"^\W*{DAY},?\s{{1,3}}{TIME}\s+(?P<who>[\w-]+)\s")
ASKED_FOR_IT = re.compile(
    r"\b(?:requester|reporter|requestor|caller|end user|melder(?:in)?|anforderer|antragsteller(?:in)?"
    r"|anwender(?:in)?"
    r"|aanvrager|melder|indiener|bestallare|anmalare|arendeagare|rapportor|anvandare)\b"
)
DOES_IT = re.compile(
    r"\b(?:agent|engineer|technician|techniker|bearbeiter(?:in)?|behandelaar"
    r"|handlaggare|tekniker"
    r"|system\w*|systeem|consultant|konsult|berater|assignee)\b"
)


def with_those_named(parties: Parties, documents: list[Document]) -> Parties:
    """The people whom the proof itself puts beside one of the companies are that company's."""
    people = {
        CUSTOMER: dict.fromkeys(parties.customer_people),
        PARTNER: dict.fromkeys(parties.partner_people),
    }
    for document in documents:
        for page in document.pages:
            for name, side in _beside_a_company(parties, page.plain[:40_000], page.folded[:40_000]):
                if not person_of(parties, name.lower()) and len(people[side]) < 40:
                    people[side].setdefault(name)
    return replace(parties, customer_people=tuple(people[CUSTOMER]), partner_people=tuple(people[PARTNER]))


def _beside_a_company(parties: Parties, plain: str, folded: str) -> Iterator[tuple[str, str]]:
    companies = companies_in(parties, folded)
    names = [match for match in NAME.finditer(plain) if match.end() - match.start() < 45]
    for start, side in companies:
        end = start
        for match in reversed([each for each in names if start - 160 < each.start() < start]):
            if match.end() > end:
                continue
            between = plain[match.end() : end]
            if not (BESIDE.search(between) if end == start else ALSO.search(between)):
                break
            if name := named(parties, match.group(), folded[match.start() : match.end()]):
                yield name, side
            end = match.start()


def others_in(parties: Parties, documents: list[Document]) -> tuple[re.Pattern, ...]:
    """Companies that are neither the partner nor the customer, by the legal form behind their names."""
    found = {}
    for document in documents:
        for page in document.pages:
            for match in COMPANY.finditer(page.plain[:40_000]):
                folded = page.folded[match.start() : match.end()]
                if not companies_in(parties, folded):
                    found[
                        match.group(1).split()[-1] if len(match.group(1).split()) == 1 else match.group(1)
                    ] = None
    names = [without_role for name in found if (without_role := ROLE.sub("", fold(name)).strip())]
    words = {word for name in names[:20] for word in (name, name.split()[0]) if len(word) > 4}
    return tuple(re.compile(rf"(?<!\w){re.escape(word)}(?!\w)") for word in words)


def author_of(parties: Parties, lines: list[Line], index: int) -> str | None:
    """Who wrote what stands in a line of an e-mail, a chat or a ticket; None where it is none of these."""
    for number in range(index, max(-1, index - 60), -1):
        line = lines[number]
        folded = line.folded[:LONGEST]
        match = FROM.match(folded) or WROTE.search(folded)
        if not match:
            match = SAID_AT.match(folded) or TIMED.match(folded) or ROW.match(folded)
            if match and not _is_somebody(parties, line, match):
                match = None
        if match and (side := _side_of(parties, line, match)) is not None:
            return side
    return None


def _is_somebody(parties: Parties, line: Line, match: re.Match) -> bool:
    said = match.group("who")
    return bool(
        ASKED_FOR_IT.search(said)
        or DOES_IT.search(said)
        or named(parties, line.plain[match.start("who") : match.end("who")], said)
        or sides_of(parties, said)
    )


def _side_of(parties: Parties, line: Line, match: re.Match) -> str | None:
    said = match.group("who")
    if not named(parties, line.plain[match.start("who") : match.end("who")], said) and "@" not in said:
        if ASKED_FOR_IT.search(said):
            return CUSTOMER
        if DOES_IT.search(said):
            return PARTNER
        sides = sides_of(parties, said)
        return sides[0] if sides else None
    if side := person_of(parties, said):
        return side
    sides = sides_of(parties, said)
    return sides[0] if sides else UNKNOWN


def is_named_anywhere(parties: Parties, documents: list[Document]) -> bool:
    """Whether anything in the files is of the customer: its name, a domain, its Directory ID or its people."""
    return any(
        side == CUSTOMER
        for document in documents
        for page in document.pages
        for side in (
            [side for _start, side in companies_in(parties, page.folded)] + [person_of(parties, page.folded)]
        )
    )
