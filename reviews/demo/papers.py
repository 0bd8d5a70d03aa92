"""The demo's proofs of execution: real PDFs that say what their claims say, or fail to."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from claims.models import Claim

from . import pdf

SERVICES = (
    "Assessment of the present environment and a plan, agreed with the customer",
    "Set-up of policies, identities and devices in a pilot of 25 people",
    "Roll-out in four waves, with a help desk on site",
    "Training of 12 key users, and material for everybody else",
)
LONG_AGO = timedelta(days=730)


@dataclass(frozen=True)
class Subject:
    """What a paper is about."""

    partner: str
    mpn_id: str
    customer: str
    domain: str
    directory_id: str
    products: tuple[str, ...]
    activity: str
    contact: str
    title: str


def subject_of(claim: Claim) -> Subject:
    return Subject(
        partner=claim.partner.name,
        mpn_id=claim.location.mpn_id,
        customer=claim.tenant.name if claim.tenant else claim.domain,
        domain=claim.domain,
        directory_id=claim.directory_id,
        products=tuple(str(row) for row in claim.products.select_related("product", "subscription")),
        activity=", ".join(str(activity.label) for activity in claim.activities),
        contact=claim.contact_name,
        title=claim.contact_title,
    )


def paper(kind: str, subject: Subject, at: datetime) -> tuple[str, bytes]:
    """The file's name and content."""
    return PAPERS[kind](subject, at)


def _proof(subject: Subject, at: datetime) -> tuple[str, bytes]:
    return "Proof of execution.pdf", pdf.one_page(
        "Proof of execution",
        [*_facts(subject), "", "Services carried out", *_services(at), "", *_acknowledgement(subject, at)],
    )


def _unsigned(subject: Subject, at: datetime) -> tuple[str, bytes]:
    return "Statement of work.pdf", pdf.one_page(
        "Statement of work", [*_facts(subject), "", "Services planned", *_services(None)]
    )


def _old(subject: Subject, at: datetime) -> tuple[str, bytes]:
    """Of another year, with a place to sign where nobody signed."""
    lines = ["Acknowledgement by the customer", "Name: ______________", "Signature: ______________"]
    return "Project report.pdf", pdf.one_page(
        "Project report",
        [*_facts(subject), "", "Services carried out", *_services(at - LONG_AGO), "", *lines],
    )


def _other_product(subject: Subject, at: datetime) -> tuple[str, bytes]:
    return _proof(replace(subject, products=("Office 2019",)), at)


def _other_customer(subject: Subject, at: datetime) -> tuple[str, bytes]:
    other = replace(
        subject,
        customer="Adventure Works",
        domain="adventure-works.example",
        directory_id="8c1f2b7e-5d3a-4f60-9b21-7e4d0a6c5f13",
        contact="Alma Wright",
    )
    return _proof(other, at)


def _acceptance(subject: Subject, at: datetime) -> tuple[str, bytes]:
    return "Signed acceptance.pdf", pdf.one_page(
        "Acceptance", [*_facts(subject), "", *_acknowledgement(subject, at)]
    )


def _report(subject: Subject, at: datetime) -> tuple[str, bytes]:
    return "Adoption report.pdf", pdf.one_page(
        "Adoption report",
        [*_facts(subject), "", "Active people per week: 40, 95, 180, 260, 310, 342", *_services(at)],
    )


def _customer_plan(subject: Subject, at: datetime) -> tuple[str, bytes]:
    """Written by the customer, so that two partners may both have it."""
    return "Project plan.pdf", pdf.one_page(
        f"Project plan of {subject.customer}",
        ["Phase 1: choice of the product", "Phase 2: pilot", "Phase 3: roll-out"],
    )


PAPERS = {
    "proof": _proof,
    "unsigned": _unsigned,
    "old": _old,
    "other_product": _other_product,
    "other_customer": _other_customer,
    "acceptance": _acceptance,
    "report": _report,
    "plan": _customer_plan,
}


def _facts(subject: Subject) -> list[str]:
    named = subject.customer != subject.domain
    return [
        f"Partner: {subject.partner}, MPN ID {subject.mpn_id}",
        f"Customer: {subject.customer}, {subject.domain}" if named else f"Customer: {subject.domain}",
        f"Directory ID: {subject.directory_id}",
        *(f"Product: {product}" for product in subject.products),
        f"Activity: {subject.activity}",
    ]


def _services(at: datetime | None) -> list[str]:
    if at is None:
        return [f"- {service}" for service in SERVICES]
    days = [at - timedelta(days=70 - 14 * number) for number in range(len(SERVICES))]
    return [f"- {day.day} {day:%B %Y}: {service}" for day, service in zip(days, SERVICES, strict=True)]


def _acknowledgement(subject: Subject, at: datetime) -> list[str]:
    signed = at - timedelta(days=6)
    return [
        "Acknowledgement by the customer",
        f"I confirm that {subject.partner} carried out the services above.",
        f"Signed: {subject.contact}, {subject.title}, {signed.day} {signed:%B %Y}",
    ]
