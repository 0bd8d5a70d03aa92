"""The labelled set: proofs of many layouts and languages, complete and with each flaw, and what is true of each."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from claims.reading.findings import ACKNOWLEDGED, BELONGS, DATES, DESCRIPTION, KINDS, PRODUCTS, Facts
from claims.reading.names import Parties
from claims.reading.products import Claimed
from claims.reading.text import Outcome

from . import forms, letters, records, reports, statements
from .papers import (
    NEW_PAGE,
    as_docx,
    as_pdf,
    as_scanned_pdf,
    bullets,
    columns,
    facts,
    head,
    lines,
    table,
    text,
    title,
)
from .speech import SPEECHES

ON_DATE = date(2026, 11, 20)
BLANK = "______________________"
CATALOGUE = (
    ("Exchange Online", "SharePoint", "OneDrive", "Microsoft Teams", "Teams Meetings", "Teams Phone")
    + ("Microsoft Intune", "Microsoft Entra ID P1", "Microsoft Entra ID P2", "Viva Engage")
    + ("Dynamics 365 Sales", "Dynamics 365 Customer Service", "Dynamics 365 Field Service")
    + ("Dynamics 365 Business Central", "Power Apps", "Power BI")
)
MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
}
PEOPLE = {
    "en": ("Carla Customer", "Head of IT"),
    "de": ("Jürgen Groß", "IT-Leiter"),
    "nl": ("Femke de Vries", "Hoofd IT"),
    "sv": ("Åsa Öberg", "IT-chef"),
}
CUSTOMERS = {
    "en": ("Trey Research Ltd", "trey.example", "IE"),
    "de": ("Müller & Söhne GmbH", "mueller-soehne.example", "DE"),
    "nl": ("Wingtip Speelgoed B.V.", "wingtip.example", "NL"),
    "sv": ("Litware Skogsbruk AB", "litware.example", "SE"),
}
PARTNER, OWN, MPN = "Northwind Consulting", "Fiona Filer", "4100001"
TENANT, OTHER_TENANT = "7d1f9c3e-52a4-4b0e-9a55-0c1d2e3f4a5b", "11112222-3333-4444-8555-666677778888"
PRODUCT_SETS = (
    (("Microsoft Teams",), "Microsoft Teams"),
    (("Exchange Online", "SharePoint"), "Exchange und SharePoint Online"),
    (("Dynamics 365 Sales", "Dynamics 365 Customer Service"), "D365 Sales, D365 Customer Service"),
    (("Teams Phone", "Microsoft Intune"), "Teams Phone, Intune"),
    (("Dynamics 365 Business Central", "Power BI"), "Business Central / PowerBI"),
)
LAYOUTS = ("letter", "email", "report", "form", "columns")


@dataclass(frozen=True)
class Proof:
    """One proof to be written: who, what, when; and which flaw it has."""

    language: str
    layout: str
    format: str
    number: int
    flaw: str = ""
    customer: str = ""
    domain: str = ""
    tenant: str = TENANT
    partner: str = PARTNER
    person: str = ""
    products: str = ""
    day: date = ON_DATE - timedelta(days=20)
    extra: tuple = ()

    @property
    def speech(self):
        return SPEECHES[self.language]

    def said(self, sentence: str) -> str:
        names = {"partner": self.partner, "customer": self.customer, "products": self.products}
        return sentence.format(**names, product=self.products, date=self.written(ON_DATE))

    def written(self, day: date) -> str:
        if self.flaw == "no dates":
            return ""
        month = MONTHS[self.language].split()[day.month - 1]
        ways = {
            "en": (
                f"{day.day} {month} {day.year}",
                f"{month} {day.day}, {day.year}",
                f"{day:%d/%m/%Y}",
                f"{day:%d %b %Y}",
            ),
            "de": (f"{day:%d.%m.%Y}", f"{day.day}. {month} {day.year}", f"{day:%d.%m.%y}"),
            "nl": (f"{day.day}-{day.month}-{day.year}", f"{day.day} {month} {day.year}"),
            "sv": (f"{day:%Y-%m-%d}", f"den {day.day} {month} {day.year}"),
        }[self.language]
        return ways[self.number % len(ways)]


@dataclass(frozen=True)
class Sample:
    name: str
    facts: Facts
    files: tuple[tuple[str, str, bytes], ...]
    expected: dict[str, Outcome] = field(default_factory=dict)


def facts_for(language: str, claimed: tuple[str, ...]) -> Facts:
    customer, domain, country = CUSTOMERS[language]
    parties = Parties(
        partner_names=(PARTNER,),
        partner_people=(OWN,),
        partner_emails=("fiona@northwind.example",),
        mpn_id=MPN,
        customer_names=(customer,),
        customer_people=(PEOPLE[language][0],),
        customer_emails=(f"info@{domain}",),
        domains=(domain,),
        directory_id=TENANT,
    )
    return Facts(parties, tuple(map(Claimed, claimed)), CATALOGUE, country)


# The parts of a proof


def about(proof: Proof):
    say = proof.speech.labels
    return [
        (say["customer"], proof.customer),
        (say["domain"], proof.domain) if proof.number % 2 else None,
        (say["tenant"], proof.tenant) if proof.number % 3 == 0 else None,
        (say["partner"], proof.partner if proof.number % 4 else f"{proof.partner}, MPN {MPN}"),
        (say["products"], proof.products),
        None if proof.flaw in ("no dates", "empty template") else (say["date"], proof.written(proof.day)),
    ]


def the_work(proof: Proof, *, as_table=False):
    """Says what was done; each flaw in its own way does not."""
    speech = proof.speech
    if proof.flaw == "no description":
        return [text(proof.said(speech.vague))]
    if proof.flaw == "title only":
        return [head(speech.titles["work"]), lines(f"{speech.labels['subject']}: {proof.products} Roll-out")]
    if proof.flaw == "empty template":
        return [head(speech.titles["work"]), text(speech.instruction), lines(BLANK, BLANK)]
    days = [proof.day - timedelta(days=12 * step) for step in range(4, 0, -1)]
    if as_table:
        return [
            table(*([proof.written(day) or "–", task] for day, task in zip(days, speech.tasks, strict=True)))
        ]
    if proof.number % 2:
        begun = f"{speech.labels['period']}: {proof.written(days[0])} – {proof.written(days[-1])}"
        return [
            head(speech.titles["work"]),
            bullets(*speech.tasks),
            lines(begun if proof.written(days[0]) else None),
        ]
    return [head(speech.titles["work"]), text(proof.said(speech.work[proof.number % 3]))]


def the_acceptance(proof: Proof):
    """The customer's acknowledgement, in the ways of the layouts that have a place to sign."""
    speech, say = proof.speech, proof.speech.labels
    person, role = proof.person, PEOPLE[proof.language][1]
    statement = [
        head(speech.titles["acceptance"]),
        text(proof.said(speech.acknowledgement[proof.number % 3])),
    ]
    date_line = f"{say['date']}: {proof.written(proof.day)}"
    if proof.flaw == "no acknowledgement":
        return [lines(proof.written(proof.day))]
    if proof.flaw in ("empty template", "unsigned"):
        name = "" if proof.flaw == "empty template" else person
        return [
            *statement,
            lines(
                f"{say['name']}: {name or BLANK}", f"{say['signature']}: {BLANK}", f"{say['date']}: {BLANK}"
            ),
        ]
    if proof.flaw == "said to be unsigned":
        return [lines(speech.unsigned[proof.number % 2], f"{say['name']}: {person}")]
    if proof.flaw == "partner signed only":
        left = [
            f"{say['for_customer']}: {proof.customer}",
            f"{say['signature']}: _____________",
            f"{say['name']}: {person}",
        ]
        right = [
            f"{say['for_partner']}: {proof.partner}",
            f"{say['signature']}: {OWN}",
            f"{say['name']}: {OWN}",
        ]
        return [
            *statement,
            columns(left, right) if proof.number % 2 else lines(*left, *right),
            lines(date_line),
        ]
    ways = (
        [lines(f"{say['signed']}: {person}, {role}", date_line)],
        [
            table(
                [say["name"], person],
                [say["title"], role],
                [say["signature"], f"/s/ {person}"],
                [say["date"], proof.written(proof.day)],
            )
        ],
        [lines(f"{say['acknowledged']} {person}, {role}, {proof.customer}, {proof.written(proof.day)}")],
        [lines(f"{say['signature']}:", person, f"{say['title']}: {role}", date_line)],
    )
    return [*statement, *ways[proof.number % len(ways)]]


# The layouts


def letter(proof: Proof):
    """From the customer to the partner; without a flaw of its own it is signed by its closing."""
    speech = proof.speech
    if proof.flaw in (
        "unsigned",
        "empty template",
        "said to be unsigned",
        "partner signed only",
        "no acknowledgement",
    ):
        return [
            lines(proof.partner, proof.written(proof.day)),
            title(speech.titles["letter"]),
            facts(*about(proof)),
            *the_work(proof),
            *the_acceptance(proof),
        ]
    return [
        lines(proof.customer, proof.domain, proof.written(proof.day)),
        lines(proof.partner, OWN),
        title(speech.titles["letter"]),
        lines(speech.dear),
        *the_work(proof),
        text(f"{speech.labels['products']}: {proof.products}."),
        text(proof.said(speech.acknowledgement[proof.number % 3])),
        text(speech.thanks),
        lines(speech.closing, proof.person, PEOPLE[proof.language][1], proof.customer),
    ]


def email(proof: Proof):
    """A print of an answer with the question below; without an acknowledgement there is but the question."""
    speech, say = proof.speech, proof.speech.labels
    own = f"{OWN} <fiona@northwind.example>"
    them = f"{proof.person} <{proof.person.split()[0].lower()}@{proof.domain}>"
    asked = [
        lines(
            f"{say['from']}: {own}"
            if proof.partner == PARTNER
            else f"{say['from']}: Rita Rival <rita@fabrikam.example>",
            f"{say['to']}: {them}",
            f"{say['sent']}: {proof.written(proof.day)}",
            f"{say['subject']}: {proof.products}",
        ),
        text(proof.said(speech.asks)),
        *the_work(proof),
        lines(speech.closing, OWN if proof.partner == PARTNER else "Rita Rival", proof.partner),
    ]
    if proof.flaw in (
        "unsigned",
        "empty template",
        "said to be unsigned",
        "partner signed only",
        "no acknowledgement",
    ):
        ending = the_acceptance(proof) if proof.flaw != "no acknowledgement" else []
        return [*asked, *ending]
    answer = proof.said(speech.acknowledgement[proof.number % 3])
    return [
        lines(
            f"{say['from']}: {them}",
            f"{say['to']}: {proof.partner}",
            f"{say['sent']}: {proof.written(proof.day)}",
            f"{say['subject']}: RE: {proof.products}",
        ),
        text(answer),
        text(speech.thanks),
        lines(speech.closing, proof.person, proof.customer),
        *asked,
    ]


def report(proof: Proof):
    return [
        title(proof.speech.titles["report"]),
        facts(*about(proof)),
        *the_work(proof),
        NEW_PAGE,
        *the_acceptance(proof),
    ]


def form(proof: Proof):
    rows = [[label, value] for row in about(proof) if row for label, value in [row]]
    as_table = proof.flaw not in ("no description", "title only", "empty template")
    return [
        title(proof.speech.titles["form"]),
        table(*rows),
        *the_work(proof, as_table=as_table),
        *the_acceptance(proof),
    ]


def two_columns(proof: Proof):
    return [
        head(proof.speech.titles["report"]),
        facts(*about(proof)),
        *the_work(proof),
        *the_acceptance(proof),
    ]


WRITERS = {"letter": letter, "email": email, "report": report, "form": form, "columns": two_columns}


def written(proof: Proof) -> bytes:
    blocks = [*proof.extra, *WRITERS[proof.layout](proof)]
    return as_docx(blocks) if proof.format == "docx" else as_pdf(blocks, in_columns=proof.layout == "columns")


def a_proof(language: str, layout: str, format_: str, number: int, **fields) -> tuple[Proof, tuple[str, ...]]:
    claimed, products = PRODUCT_SETS[number % len(PRODUCT_SETS)]
    customer, domain, _country = CUSTOMERS[language]
    values = {"customer": customer, "domain": domain, "person": PEOPLE[language][0], "products": products}
    return Proof(language, layout, format_, number, **values | fields), claimed


def sample(proof: Proof, claimed, *not_found: str, name: str = "") -> Sample:
    outcomes = {kind: Outcome.NOT_FOUND if kind in not_found else Outcome.FOUND for kind in KINDS}
    name = name or proof.flaw or "complete"
    label = f"{name}, {proof.layout}, {proof.language}, {proof.format}, {proof.number}"
    return Sample(
        label, facts_for(proof.language, claimed), ((label, proof.format, written(proof)),), outcomes
    )


# The set

WRITTEN = [*letters.LETTERS, *statements.LETTERS, *reports.LETTERS, *records.LETTERS, *forms.LETTERS]


def complete() -> Iterator[Sample]:
    number = 0
    for language in SPEECHES:
        for layout in LAYOUTS:
            format_ = "pdf" if layout == "columns" or number % 2 else "docx"
            yield sample(*a_proof(language, layout, format_, number))
            number += 1
    for number, language in enumerate(SPEECHES, 40):
        speech = SPEECHES[language]
        extra = (lines(speech.birthday, speech.contract),)
        yield sample(*a_proof(language, "report", "pdf", number, extra=extra), name="old dates beside")


FLAWS = {
    "unsigned": (ACKNOWLEDGED,),
    "said to be unsigned": (ACKNOWLEDGED,),
    "partner signed only": (ACKNOWLEDGED,),
    "no acknowledgement": (ACKNOWLEDGED,),
    "no dates": (DATES,),
    "no description": (DESCRIPTION,),
    "title only": (DESCRIPTION,),
    "empty template": (ACKNOWLEDGED, DATES, DESCRIPTION),
}


def flawed() -> Iterator[Sample]:
    number = 100
    for flaw, lacks in FLAWS.items():
        for language in SPEECHES:
            layout = LAYOUTS[number % len(LAYOUTS)]
            if flaw in ("no description", "title only") and layout == "email":
                layout = "report"
            format_ = "pdf" if layout == "columns" or number % 3 else "docx"
            fields = {"flaw": flaw}
            if flaw == "empty template":
                fields["day"] = ON_DATE
            proof, claimed = a_proof(language, layout, format_, number, **fields)
            if flaw == "empty template" and layout in ("letter", "email"):
                proof = replace(proof, layout="form")
            yield sample(proof, claimed, *lacks)
            number += 1


def misplaced() -> Iterator[Sample]:
    number = 200
    for language in SPEECHES:
        other = {
            "customer": "Fourth Coffee Holding",
            "domain": "fourthcoffee.example",
            "tenant": OTHER_TENANT,
        }
        for layout in ("letter", "report", "form"):
            format_ = "pdf" if number % 2 else "docx"
            fields = other if layout != "form" else {"partner": "Fabrikam Cloud"}
            if layout == "form":
                number += 1 if number % 4 == 0 else 0
            proof, claimed = a_proof(language, layout, format_, number, **fields, person="Alex Anders")
            name = "wrong customer" if layout != "form" else "wrong partner"
            lacks = (BELONGS, ACKNOWLEDGED) if layout != "form" else (BELONGS,)
            yield sample(proof, claimed, *lacks, name=name)
            number += 1


def outdated() -> Iterator[Sample]:
    number = 300
    for language in SPEECHES:
        speech = SPEECHES[language]
        for layout in ("email", "report", "form"):
            proof, claimed = a_proof(language, layout, "pdf", number, day=ON_DATE - timedelta(days=430))
            printed = proof.said(speech.printed)
            proof = replace(proof, extra=(lines(printed),) if layout == "report" else ())
            yield sample(proof, claimed, DATES, name="old dates")
            number += 1


def of_other_products() -> Iterator[Sample]:
    number = 400
    kinds = (
        (("Dynamics 365 Sales",), "Dynamics 365 Customer Service"),
        (("Microsoft Teams",), "Teams Phone"),
        (("Microsoft Entra ID P2",), "Microsoft Entra ID P1"),
        (("Exchange Online", "Power BI"), "Exchange Online"),
    )
    for language in SPEECHES:
        for claimed, products in kinds:
            proof, _claimed = a_proof(
                language, LAYOUTS[number % 4], "pdf" if number % 2 else "docx", number, products=products
            )
            if number % 5 == 0:
                left_out = SPEECHES[language].left_out.format(product=claimed[-1])
                proof = replace(proof, extra=(text(left_out),))
            yield sample(proof, claimed, PRODUCTS, name="other product")
            number += 1


def scanned() -> Iterator[Sample]:
    unknown = dict.fromkeys(KINDS, Outcome.CANT_TELL)
    yield Sample(
        "a scan", facts_for("en", ("Microsoft Teams",)), (("scan", "pdf", as_scanned_pdf()),), unknown
    )
    proof, claimed = a_proof("en", "report", "pdf", 0, flaw="unsigned")
    expected = dict.fromkeys(KINDS, Outcome.FOUND) | {ACKNOWLEDGED: Outcome.CANT_TELL}
    files = (("report", "pdf", written(proof)), ("scan", "pdf", as_scanned_pdf()))
    yield Sample("a scan of the signature", facts_for("en", claimed), files, expected)


def in_plain_words() -> Iterator[Sample]:
    for number, letter in enumerate(WRITTEN):
        kind, content = letters.written(number, letter.words)
        facts = letters.facts_of(letter, CATALOGUE)
        yield Sample(letter.name, facts, ((letter.name, kind, content),), letter.expected)


def labelled_set() -> list[Sample]:
    parts = (complete, flawed, misplaced, outdated, of_other_products, scanned, in_plain_words)
    return [each for part in parts for each in part()]
