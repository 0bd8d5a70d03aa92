"""Whether a proof belongs to the claim: its partner, and its customer by name, domain or Directory ID."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from .text import Document, Outcome, Page, Place, fold

LEGAL_FORMS = frozenset(
    ("gmbh", "ggmbh", "mbh", "ag", "kg", "kgaa", "ohg", "ug", "se", "ev", "eg", "co", "ltd", "limited", "inc")
    + ("incorporated", "llc", "llp", "plc", "corp", "corporation", "company", "bv", "nv", "vof", "cv", "ab")
    + ("publ", "hb", "aps", "oy", "oyj", "as", "asa", "sa", "sas", "sarl", "srl", "spa", "pty", "pte", "kk")
)
# What may be left out of a company's name when people speak of it; of the partner's, more than of the customer's.
PLACES = frozenset(
    ("group", "gruppe", "groep", "holding", "international", "europe", "deutschland", "germany", "nederland")
    + ("netherlands", "sverige", "sweden", "ireland", "uk", "global")
)
TRADES = PLACES | frozenset(
    (
        "consulting",
        "consultants",
        "consultancy",
        "solutions",
        "services",
        "digital",
        "technologies",
        "technology",
    )
    + ("systems", "software", "cloud", "partners", "it", "beratung", "advies", "konsult", "tech")
)
JOINING = frozenset(["and", "und", "en", "och", "et"])
BETWEEN = r"(?:[\W_]{1,4}(?:and|und|en|och|et))?[\W_]"
PUBLIC_MAIL = frozenset(
    ("gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "icloud.com", "yahoo.com")
    + ("gmx.de", "gmx.net", "web.de", "t-online.de", "ziggo.nl", "kpnmail.nl", "telia.com")
)
GUID = r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}"
TENANT_LABEL = re.compile(
    r"(?:directory|tenant|verzeichnis|mandant\w*|katalog)[\s-]*(?:id|guid|kennung|nummer)?[\s:=\t(|]{1,6}("
    + GUID
    + ")"
)
DOMAIN_LABEL = re.compile(
    r"(?:customer|primary|kunden?|klant|kundens|verified|haupt|primare?|primaire)?[\s-]*doma(?:in|ne|in name|nename|an)"
    r"\s*(?:name)?[:=\t|]{1,3} ?((?:[a-z0-9-]+\.)+[a-z]{2,})"
)


@dataclass(frozen=True)
class Parties:
    """What tells the two companies and their people in a text."""

    partner_names: tuple[str, ...] = ()
    partner_people: tuple[str, ...] = ()
    partner_emails: tuple[str, ...] = ()
    mpn_id: str = ""
    customer_names: tuple[str, ...] = ()
    customer_people: tuple[str, ...] = ()
    customer_emails: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    directory_id: str = ""


@dataclass
class Evidence:
    outcome: Outcome
    places: list[Place] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


def short_names(names: Iterable[str], left_out: frozenset[str]) -> list[str]:
    found = []
    for name in names:
        words = words_of(name)
        while len(words) > 1 and words[-1] in left_out:
            words.pop()
        if len(words) < len(words_of(name)) and (len(words) > 1 or len(words[0]) >= 6):
            found.append(" ".join(words))
    return found


def words_of(name: str) -> list[str]:
    """The words that make a company known, without its legal form."""
    words = [word for word in re.findall(r"[^\W_]+", fold(name)) if word not in JOINING]
    if len(words) == 2 and len(words[0]) == 1:  # somebody's initial
        return words
    kept = list(words)
    while len(kept) > 1 and (kept[-1] in LEGAL_FORMS or len(kept[-1]) == 1):
        kept.pop()
    return kept or words


@lru_cache(maxsize=2000)
def pattern_of(name: str) -> re.Pattern | None:
    words = words_of(name)
    if not words or len("".join(words)) < 3:
        return None
    joined = spelled(words[0])
    for before, word in zip(words, words[1:], strict=False):
        fewest = 0 if min(len(before), len(word)) >= 4 else 1
        joined += f"{BETWEEN}{{{fewest},4}}{spelled(word)}"
    return re.compile(rf"(?<![^\W_]){joined}(?:'?s)?(?![^\W_])")


def spelled(word: str) -> str:
    """In the folded text an umlaut has lost its dots; it may also have been written with an e."""
    word = re.sub("([aou])e", r"\1e?", re.escape(word))
    return word.replace("ß", "ss").replace("ss", "(?:ß|ss)")


def name_patterns(names: Iterable[str]) -> list[re.Pattern]:
    written_out = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
    spellings = {name for name in names if name} | {name.translate(written_out) for name in names if name}
    return [pattern for name in sorted(spellings) if (pattern := pattern_of(name))]


@lru_cache(maxsize=2000)
def domain_pattern(domain: str) -> re.Pattern:
    """The domain or one below it, also where a line ends inside."""
    joined = re.escape(fold(domain)).replace(r"\.", r"\n?\.\n?").replace(r"\-", r"-?\n?")
    return re.compile(rf"(?<![\w-]){joined}(?![\w-])(?!\.[a-z0-9])")


@lru_cache(maxsize=2000)
def guid_pattern(guid: str) -> re.Pattern | None:
    digits = re.sub(r"[^0-9a-f]", "", guid.lower())
    if len(digits) != 32:
        return None
    groups = (digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:])
    return re.compile(
        r"(?<![0-9a-f])" + r"\s?-?\s?".join(r"\s?".join(group) for group in groups) + r"(?![0-9a-f])"
    )


def own_domains(emails: Iterable[str]) -> list[str]:
    found = {fold(email).rpartition("@")[2] for email in emails if "@" in email}
    return sorted(domain for domain in found - PUBLIC_MAIL if "." in domain)


@lru_cache(maxsize=500)
def partner_patterns(parties: Parties) -> tuple[re.Pattern, ...]:
    names = (*parties.partner_names, *short_names(parties.partner_names, TRADES))
    found = name_patterns((*names, *parties.partner_people))
    if parties.mpn_id:
        found.append(re.compile(rf"(?<!\d){re.escape(parties.mpn_id)}(?!\d)"))
    return (*found, *map(domain_pattern, own_domains(parties.partner_emails)))


@lru_cache(maxsize=500)
def customer_patterns(parties: Parties) -> tuple[re.Pattern, ...]:
    found = name_patterns((*parties.customer_names, *short_names(parties.customer_names, PLACES)))
    found += [domain_pattern(domain) for domain in parties.domains if domain]
    tenant = guid_pattern(parties.directory_id)
    return (*found, tenant) if tenant else tuple(found)


def first_of(patterns: Iterable[re.Pattern], documents: Iterable[Document]) -> Place | None:
    for document in documents:
        for page in document.pages:
            for pattern in patterns:
                if match := pattern.search(page.folded):
                    return document.place(page, *match.span())
    return None


def belongs(parties: Parties, documents: list[Document]) -> Evidence:
    partner = first_of(partner_patterns(parties), documents)
    customer = first_of(customer_patterns(parties), documents)
    other = next(_of_somebody_else(parties, documents), None)
    places = [place for place in (customer, partner) if place]
    missing = [name for name, place in (("partner", partner), ("customer", customer)) if place is None]
    if other:
        return Evidence(Outcome.NOT_FOUND, [other], ["other"])
    return Evidence(Outcome.NOT_FOUND if missing else Outcome.FOUND, places, missing)


def _of_somebody_else(parties: Parties, documents: list[Document]) -> Iterator[Place]:
    """A Directory ID or domain that is called the customer's and is not, where the right one stands nowhere."""
    own_tenant = guid_pattern(parties.directory_id)
    own = [domain_pattern(domain) for domain in parties.domains if domain]
    pages = [(document, page) for document in documents for page in document.pages]
    if own_tenant and not any(own_tenant.search(page.folded) for _document, page in pages):
        yield from _labelled(TENANT_LABEL, pages, lambda value: True)
    if own and not any(pattern.search(page.folded) for _document, page in pages for pattern in own):
        yield from _labelled(DOMAIN_LABEL, pages, lambda value: not value.endswith(".onmicrosoft.com"))


def _labelled(label: re.Pattern, pages: list[tuple[Document, Page]], counts) -> Iterator[Place]:
    for document, page in pages:
        for match in label.finditer(page.folded):
            if counts(match.group(1)):
                yield document.place(page, *match.span())
