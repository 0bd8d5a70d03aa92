"""The five findings about a claim's proof, from the text of all its files; nothing here knows the database."""

from dataclasses import dataclass, field
from datetime import date

from .acknowledgement import acknowledged
from .activities import described
from .dates import recent
from .names import Evidence, Parties, belongs, name_patterns
from .products import Claimed, Mention, mentioned
from .text import Document, Outcome, Place

# In the order in which reviewers look; the same five as the reasons to send a claim back.
BELONGS, ACKNOWLEDGED, DATES, DESCRIPTION, PRODUCTS = (
    "belongs",
    "acknowledged",
    "dates",
    "description",
    "products",
)
KINDS = (BELONGS, ACKNOWLEDGED, DATES, DESCRIPTION, PRODUCTS)


@dataclass(frozen=True)
class Facts:
    """What a claim says that its proof should say, too."""

    parties: Parties
    products: tuple[Claimed, ...] = ()
    catalogue: tuple[str, ...] = ()
    country: str = ""


@dataclass(frozen=True)
class Finding:
    kind: str
    outcome: Outcome
    places: tuple[Place, ...] = ()
    # What is missing, or why it can't be told: keys of the hints.
    lacks: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = field(default=())


def findings_of(facts: Facts, documents: list[Document], on_date: date) -> list[Finding]:
    """What is not found in the text can't be told where a file, or a page of one, could not be read."""
    is_hidden = any(document.hides_something for document in documents)
    parties = facts.parties
    names = (
        *parties.partner_names,
        *parties.customer_names,
        *parties.partner_people,
        *parties.customer_people,
    )
    evidence = {
        BELONGS: belongs(facts.parties, documents),
        ACKNOWLEDGED: acknowledged(facts.parties, documents),
        DATES: recent(documents, on_date, facts.country),
        DESCRIPTION: described(documents, name_patterns(names)),
    }
    found = [_finding(kind, each, is_hidden) for kind, each in evidence.items()]
    return [*found, _products(facts, documents, is_hidden)]


def _finding(kind: str, evidence: Evidence, is_hidden: bool) -> Finding:
    outcome = evidence.outcome
    if outcome == Outcome.NOT_FOUND and is_hidden:
        outcome = Outcome.CANT_TELL
    return Finding(kind, outcome, tuple(evidence.places), tuple(evidence.missing))


def _products(facts: Facts, documents: list[Document], is_hidden: bool) -> Finding:
    mentions = mentioned(facts.products, facts.catalogue, documents)
    if is_hidden:
        mentions = [
            Mention(each.name, Outcome.CANT_TELL) if each.outcome == Outcome.NOT_FOUND else each
            for each in mentions
        ]
    outcomes = {mention.outcome for mention in mentions}
    if not mentions:
        outcome = Outcome.CANT_TELL
    elif outcomes == {Outcome.FOUND}:
        outcome = Outcome.FOUND
    else:
        outcome = Outcome.CANT_TELL if is_hidden else Outcome.NOT_FOUND
    lacks = tuple(mention.name for mention in mentions if mention.outcome != Outcome.FOUND)
    places = tuple(mention.place for mention in mentions if mention.place)
    return Finding(PRODUCTS, outcome, places, lacks, tuple(mentions))
