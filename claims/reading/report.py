"""The findings of a claim for people: from the rows of its files, in a constant number of queries."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.core.cache import cache
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.models import Association, Product

from ..models import Claim, ClaimProduct, ProofReading
from ..proof import DOCX, PDF
from .findings import (
    ACKNOWLEDGED,
    BELONGS,
    DATES,
    DESCRIPTION,
    PRODUCTS,
    Facts,
    Finding,
    findings_of,
)
from .names import Parties
from .products import Claimed
from .text import Document, Outcome, Place

Status = ProofReading.Status
KINDS = {PDF: "pdf", DOCX: "docx"}
DAY = 24 * 3600
# So much text of a claim is compared while somebody waits for the page.
LONGEST = 600_000
# Counts how findings are made: what an older version kept in the cache is not shown any more.
VERSION = 3

TITLES = {
    BELONGS: gettext_lazy("It belongs to this claim"),
    ACKNOWLEDGED: gettext_lazy("The customer acknowledges it or signed it"),
    DATES: gettext_lazy("It has dates of the last twelve months"),
    DESCRIPTION: gettext_lazy("It describes the work"),
    PRODUCTS: gettext_lazy("Every claimed product is mentioned"),
}
# What to add, by the finding and by what exactly is missing.
HINTS = {
    (BELONGS, "partner"): gettext_lazy("Name your company, or its MPN ID, in the proof."),
    (BELONGS, "customer"): gettext_lazy("Name the customer, its domain or its Directory ID in the proof."),
    (BELONGS, "other"): gettext_lazy(
        "The proof names another domain or Directory ID than the claim. Check that it is the right file."
    ),
    (ACKNOWLEDGED, "none"): gettext_lazy(
        "Add the customer's acknowledgement: a signature with name and date, a letter, or an e-mail that confirms."
    ),
    (ACKNOWLEDGED, "unsigned"): gettext_lazy(
        "There is a place for the customer's signature, but nobody has signed there."
    ),
    (ACKNOWLEDGED, "picture"): gettext_lazy(
        "There may be a signature by hand, which can't be read. Reviewers will see it."
    ),
    (DATES, "none"): gettext_lazy("Say on which days the work was done, or when the customer signed."),
    (DATES, "old"): gettext_lazy(
        "The dates are older than twelve months or not yet past. Add proof of what was done since."
    ),
    (DATES, "ambiguous"): gettext_lazy(
        "Write the month of the date as a word, so that it can't be mistaken."
    ),
    (DESCRIPTION, "none"): gettext_lazy(
        "Describe what was done: for example which people, data or settings, and how it went."
    ),
    (DESCRIPTION, "thin"): gettext_lazy(
        "Describe the work in more than a title: what was done, for whom, and how."
    ),
}
STILL_READ = gettext_lazy("It may stand in a file that is still being read.")
UNREADABLE = gettext_lazy(
    "A part of the proof can't be read, such as a scan. If it stands there, all is well."
)
# A word, an icon and a tone for each outcome: never by colour alone.
LOOKS = {
    Outcome.FOUND: (gettext_lazy("Found"), "check-circle", "success"),
    Outcome.NOT_FOUND: (gettext_lazy("Not found"), "cross", "warning"),
    Outcome.CANT_TELL: (gettext_lazy("Can't tell"), "info", "neutral"),
}


@dataclass(frozen=True)
class Row:
    """One of the five as it is shown, or one product within the fifth."""

    title: str
    outcome: Outcome
    places: tuple[Place, ...] = ()
    hints: tuple[str, ...] = ()
    parts: tuple["Row", ...] = ()
    kind: str = ""
    # What is missing, as the findings call it; for whoever words it otherwise than the hints do.
    lacks: tuple[str, ...] = ()

    @property
    def label(self):
        return LOOKS[self.outcome][0]

    @property
    def icon(self):
        return LOOKS[self.outcome][1]

    @property
    def tone(self):
        return LOOKS[self.outcome][2]


@dataclass(frozen=True)
class Report:
    """`waiting` counts the files that are still being read; without a file there is nothing to say."""

    waiting: int = 0
    unread: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    has_files: bool = False

    @property
    def all_found(self) -> bool:
        return bool(self.rows) and all(row.outcome == Outcome.FOUND for row in self.rows)


def report_of(whose: Claim | Association, at: datetime) -> Report:
    """Whoever may see the files of it may see this: it quotes them."""
    files = list(whose.files.select_related("reading").defer("reading__pages").order_by("pk"))
    facts = facts_of(whose) if isinstance(whose, Claim) else facts_of_association(whose)
    if not files:
        return Report()
    readings = {file.pk: getattr(file, "reading", None) for file in files}
    waiting = sum(1 for each in readings.values() if each is not None and each.status == Status.WAITING)
    on_date = whose.location.local_date(at)
    if waiting == len(files):
        return Report(waiting, has_files=True)
    key = _key(files, readings, facts, on_date)
    found = cache.get(key)
    if found is None:
        found = findings_of(facts, _documents(files, readings), on_date)
        cache.set(key, found, DAY)
    rows = tuple(_rows(found, STILL_READ if waiting else UNREADABLE))
    unread = tuple(
        file.name
        for file in files
        if readings[file.pk] is None or readings[file.pk].status in ("no_text", "failed")
    )
    return Report(waiting, unread, rows, True)


def facts_of(claim: Claim) -> Facts:
    chosen = claim.products.select_related("product", "subscription").order_by("pk")
    claimed = tuple(claimed_of(row) for row in chosen)
    tenant, location = claim.tenant, claim.location
    domains = {claim.domain, *(tenant.domains.values_list("name", flat=True) if tenant else ())}
    parties = Parties(
        partner_names=_said(claim.partner.name, location.name),
        partner_people=_said(claim.own_contact_name),
        partner_emails=_said(claim.own_contact_email),
        mpn_id=location.mpn_id,
        customer_names=_said(tenant.name if tenant else "", claim.customer_name),
        customer_people=_said(claim.contact_name, claim.technical_contact_name),
        customer_emails=_said(claim.contact_email),
        domains=_said(*domains),
        directory_id=claim.directory_id,
    )
    return Facts(parties, claimed, _catalogue(), tenant.country if tenant else location.country)


def facts_of_association(association: Association) -> Facts:
    """Of one that came from no claim: nobody has named a contact."""
    tenant, location = association.tenant, association.location
    parties = Parties(
        partner_names=_said(association.partner.name, location.name),
        mpn_id=location.mpn_id,
        customer_names=_said(tenant.name),
        domains=_said(*tenant.domains.values_list("name", flat=True)),
        directory_id=str(tenant.directory_id),
    )
    subscription = association.subscription
    claimed = Claimed(association.product.name, str(subscription.subscription_id) if subscription else "")
    return Facts(parties, (claimed,), _catalogue(), tenant.country)


def _catalogue() -> tuple[str, ...]:
    return tuple(Product.objects.order_by("pk").values_list("name", flat=True))


def claimed_of(row: ClaimProduct) -> Claimed:
    """A product as it is looked for: two rows that are looked for in the same way share one finding."""
    subscription = row.subscription
    return Claimed(
        row.product.name, str(subscription.subscription_id) if subscription else row.typed_subscription
    )


def _said(*values: str) -> tuple[str, ...]:
    return tuple(sorted({value.strip() for value in values if value and value.strip()}))


def _key(files, readings, facts: Facts, on_date: date) -> str:
    """Of everything that the findings depend on, so that nothing need ever be thrown away."""
    parts = [VERSION, repr(facts), on_date.isoformat(), settings.PROOF_READING["characters"]]
    parts += [
        (file.pk, file.name, file.sha256, readings[file.pk] and readings[file.pk].status) for file in files
    ]
    return f"reading:{hashlib.sha256(json.dumps(parts, default=str).encode()).hexdigest()}"


def _documents(files, readings) -> list[Document]:
    """What is not read yet counts as unread: its findings are made anew when it is."""
    ids = [each.pk for each in readings.values() if each is not None and each.status == Status.READ]
    pages = dict(ProofReading.objects.filter(pk__in=ids).values_list("proof_id", "pages"))
    left, found = LONGEST, []
    for file in files:
        reading = readings[file.pk]
        text, kind = pages.get(file.pk, []), KINDS.get(file.content_type, "picture")
        length = sum(len(page["text"]) for page in text)
        is_cut = bool(reading and reading.is_cut) or length > left
        found.append(Document.of(file.name, kind, text if length <= left else [], is_cut, file.pk))
        left -= min(length, left)
    return found


def _rows(found: list[Finding], unknown) -> Iterator[Row]:
    for finding in found:
        if finding.kind == PRODUCTS:
            yield _products_row(finding, unknown)
            continue
        hints = [str(HINTS[finding.kind, lack]) for lack in finding.lacks if (finding.kind, lack) in HINTS]
        if finding.outcome == Outcome.FOUND:
            hints = []
        elif finding.outcome == Outcome.CANT_TELL and not {"picture", "ambiguous"} & set(finding.lacks):
            hints = [str(unknown)]
        yield Row(
            str(TITLES[finding.kind]),
            finding.outcome,
            finding.places[:2],
            tuple(hints),
            kind=finding.kind,
            lacks=finding.lacks,
        )


def _products_row(finding: Finding, unknown) -> Row:
    parts = tuple(
        Row(each.name, each.outcome, (each.place,) if each.place else ()) for each in finding.mentions
    )
    hints: list[str] = []
    if not parts:
        hints = [_("Choose the products of the claim first.")]
    elif finding.outcome == Outcome.NOT_FOUND:
        hints = [_("Mention each product by its name: %(names)s.") % {"names": ", ".join(finding.lacks)}]
    elif finding.outcome == Outcome.CANT_TELL:
        hints = [str(unknown)]
    return Row(str(TITLES[PRODUCTS]), finding.outcome, (), tuple(hints), parts, PRODUCTS, finding.lacks)
