"""Who speaks and who signs: the customer or the partner, as far as a line of text tells."""

import re
from functools import lru_cache

from .names import (
    Parties,
    customer_patterns,
    domain_pattern,
    name_patterns,
    own_domains,
    partner_patterns,
    spelled,
    words_of,
)

CUSTOMER, PARTNER, UNKNOWN = "customer", "partner", ""
CUSTOMER_WORDS = re.compile(
    r"(?<!\w)(?:customer|client|kunden?|kundin|auftraggeber(?:s|in)?|besteller|klant|opdrachtgever|afnemer"
    r"|kunden?s|bestallare(?:n|ns)?|uppdragsgivare(?:n|ns)?|auftraggebenden?|kundenseite"
    r"|kundenvertreter(?:in)?|buyer|purchaser"
    r"|kaufer(?:s|in)?|koper|kopare(?:n|ns)?|kundforetag|business owner|requester|aanvrager"
    r"|besteller(?:in|s)?)(?!\w)"
)
PARTNER_WORDS = re.compile(
    r"(?<!\w)(?:partner|supplier|contractor|consultant|vendor|service provider|auftragnehmer(?:s|in)?"
    r"|dienstleister(?:s)?|lieferant|berater|leverancier|opdrachtnemer|dienstverlener|leverantor(?:en"
    r"|ens)?|uppdragstagare(?:n)?"
    r"|konsult(?:en)?|seller|verkaufer(?:s|in)?|verkoper|saljare(?:n|ns)?|utforare(?:n|ns)?|uitvoerder"
    r"|beauftragten?"
    r"|dienstleisterin|konsultbolag)(?!\w)"
)
# First names that are words, too.
COMMON_WORDS = {
    "grace",
    "frank",
    "ernst",
    "stern",
    "blanc",
    "chase",
    "faith",
    "summer",
    "christian",
    "marketing",
    "digital",
    "cloud",
}
CAPITAL = r"[^\W\d_a-zäöüåéèßøæ]"
WORD = rf"{CAPITAL}(?:['’]{CAPITAL})?[^\W\d_]+(?:['’-][^\W\d_]+)*"
PARTICLE = r"(?:van|von|de|der|den|af|av|la|ten|ter|zu)"
NAME = re.compile(rf"(?:{WORD}|{CAPITAL}\.)(?:[ ](?:{PARTICLE}|{CAPITAL}\.?|{WORD})){{0,3}}[ ]{WORD}")
# Words with a capital that are no part of anybody's name.
NO_NAME = re.compile(
    r"(?<!\w)(?:name|date|datum|title|titel|funktion|functie|role|position|place|ort|plaats|signature"
    r"|unterschrift"
    r"|handtekening|underskrift|signatur|namnfortydligande|customer|client|kunde|klant|kund"
    r"|auftraggeber|opdrachtgever"
    r"|bestallare|partner|supplier|auftragnehmer|leverancier|leverantor|head|manager|director|leiter\w*"
    r"|leitung|chef"
    r"|hoofd|office|officer|project|projekt|report|services?|page|seite|pagina|sida|company|firma"
    r"|bedrijf|foretag"
    r"|microsoft|teams|dynamics|exchange|sharepoint|power|apps|automate|business|central|field|intune"
    r"|onedrive|viva|engage"
    r"|azure|entra|phone|copilot|purview|defender|online|outlook|print(?:ed)?|block|letters"
    r"|druckbuchstaben|blokletters|stamp|stempel"
    r"|january|february|march|april|may|june|july|august|september|october|november|december|januar"
    r"|februar|marz|mai"
    r"|juni|juli|oktober|dezember|please|bitte|kind|best|regards|sincerely|department|abteilung"
    r"|afdeling|avdelning"
    r"|pending|ausstehend|open|offen|not|nicht|niet|inte|on|behalf|im|auftrag|namens|the|and|und"
    r"|document|dokument)(?!\w)"
)


def with_initials(people: tuple[str, ...]) -> list[str]:
    """Carla Customer is C. Customer, too, and Customer, Carla."""
    split = [
        (first, last) for first, _space, last in (name.partition(" ") for name in people) if len(last) > 2
    ]
    initials = [f"{first[0]}. {last}" for first, last in split]
    return [*people, *initials, *(f"{last} {first}" for first, last in split)]


@lru_cache(maxsize=500)
def _patterns(parties: Parties) -> dict[str, list[re.Pattern]]:
    return {
        "customer_people": name_patterns(with_initials(parties.customer_people)),
        "partner_people": name_patterns(with_initials(parties.partner_people)),
        "customer": [*customer_patterns(parties), *map(domain_pattern, own_domains(parties.customer_emails))],
        "partner": list(partner_patterns(parties)),
        "companies": name_patterns((*parties.customer_names, *parties.partner_names)),
        **_nicknames(parties),
    }


def _first_words(names: tuple[str, ...]) -> set[str]:
    return {words_of(name)[0] for name in names if words_of(name)} - COMMON_WORDS


def _nicknames(parties: Parties) -> dict[str, list[re.Pattern]]:
    """The first word of a company's name, by which people call it; not enough to say that a proof is its own."""
    first = {
        CUSTOMER: _first_words((*parties.customer_names, *parties.customer_people)),
        PARTNER: _first_words((*parties.partner_names, *parties.partner_people)),
    }
    both = first[CUSTOMER] & first[PARTNER]
    return {
        f"{side} nickname": [
            re.compile(rf"(?<!\w){spelled(word)}(?!\w)") for word in words - both if len(word) > 4
        ]
        for side, words in first.items()
    }


def companies_in(parties: Parties, folded: str) -> list[tuple[int, str]]:
    """Where each of the two companies is named."""
    known = _patterns(parties)
    people = {pattern.pattern for pattern in name_patterns(parties.partner_people)}
    return sorted(
        (match.start(), side)
        for side in (CUSTOMER, PARTNER)
        for pattern in (*known[side], *known[f"{side} nickname"])
        if pattern.pattern not in people
        for match in pattern.finditer(folded)
    )


def found_at(patterns: list[re.Pattern], folded: str) -> int:
    """Where the first of them stands; -1 for nowhere."""
    places = [match.start() for pattern in patterns if (match := pattern.search(folded))]
    return min(places, default=-1)


def person_of(parties: Parties, folded: str) -> str:
    """By the name of a person that the claim knows."""
    known = _patterns(parties)
    if found_at(known["customer_people"], folded) >= 0:
        return CUSTOMER
    return PARTNER if found_at(known["partner_people"], folded) >= 0 else UNKNOWN


def sides_of(parties: Parties, folded: str) -> list[str]:
    """The sides that a line names, in the order in which it does."""
    known = _patterns(parties)
    places = {
        CUSTOMER: [
            found_at(known[kind], folded) for kind in ("customer_people", "customer", "customer nickname")
        ]
        + [found_at([CUSTOMER_WORDS], folded)],
        PARTNER: [found_at(known[kind], folded) for kind in ("partner_people", "partner", "partner nickname")]
        + [found_at([PARTNER_WORDS], folded)],
    }
    first = {side: min((place for place in all_ if place >= 0), default=-1) for side, all_ in places.items()}
    return sorted((side for side, place in first.items() if place >= 0), key=lambda side: first[side])


def named(parties: Parties, plain: str, folded: str) -> str:
    """A person's name in it, whoever that is; no company's and no label's."""
    for pattern in _patterns(parties)["customer_people"] + _patterns(parties)["partner_people"]:
        if match := pattern.search(folded):
            return plain[match.start() : match.end()]
    masked = list(plain)
    for pattern in [*_patterns(parties)["companies"], NO_NAME]:
        for match in pattern.finditer(folded):
            masked[match.start() : match.end()] = "|" * (match.end() - match.start())
    found = NAME.search("".join(masked))
    return found.group() if found else ""
