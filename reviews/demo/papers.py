"""The demo's proofs of execution: real PDFs that say what their claims say."""

from datetime import datetime, timedelta

from claims.models import Claim

from . import pdf

SERVICES = (
    "Assessment of the present environment and a plan, agreed with the customer",
    "Set-up of policies, identities and devices in a pilot of 25 people",
    "Roll-out in four waves, with a help desk on site",
    "Training of 12 key users, and material for everybody else",
)


def paper(kind: str, claim: Claim, at: datetime) -> tuple[str, bytes]:
    """The file's name and content."""
    return PAPERS[kind](claim, at)


def _proof(claim: Claim, at: datetime) -> tuple[str, bytes]:
    return "Proof of execution.pdf", pdf.one_page(
        "Proof of execution",
        [*_facts(claim), "", "Services carried out", *_services(at), "", *_acknowledgement(claim, at)],
    )


def _unsigned(claim: Claim, at: datetime) -> tuple[str, bytes]:
    return "Statement of work.pdf", pdf.one_page(
        "Statement of work", [*_facts(claim), "", "Services planned", *_services(None)]
    )


def _acceptance(claim: Claim, at: datetime) -> tuple[str, bytes]:
    return "Signed acceptance.pdf", pdf.one_page(
        "Acceptance", [*_facts(claim), "", *_acknowledgement(claim, at)]
    )


def _report(claim: Claim, at: datetime) -> tuple[str, bytes]:
    return "Adoption report.pdf", pdf.one_page(
        "Adoption report",
        [*_facts(claim), "", "Active people per week: 40, 95, 180, 260, 310, 342", *_services(at)],
    )


def _customer_plan(claim: Claim, at: datetime) -> tuple[str, bytes]:
    """Written by the customer, so that two partners may both have it."""
    return "Project plan.pdf", pdf.one_page(
        f"Project plan of {claim.tenant.name}",
        ["Phase 1: choice of the product", "Phase 2: pilot", "Phase 3: roll-out"],
    )


PAPERS = {
    "proof": _proof,
    "unsigned": _unsigned,
    "acceptance": _acceptance,
    "report": _report,
    "plan": _customer_plan,
}


def _facts(claim: Claim) -> list[str]:
    chosen = [str(row) for row in claim.products.select_related("product", "subscription")]
    return [
        f"Partner: {claim.partner.name}, MPN ID {claim.location.mpn_id}",
        f"Customer: {claim.tenant.name}, {claim.domain}" if claim.tenant else f"Customer: {claim.domain}",
        f"Directory ID: {claim.directory_id}",
        *(f"Product: {product}" for product in chosen),
        f"Activity: {', '.join(str(activity.label) for activity in claim.activities)}",
    ]


def _services(at: datetime | None) -> list[str]:
    if at is None:
        return [f"- {service}" for service in SERVICES]
    days = [at - timedelta(days=70 - 14 * number) for number in range(len(SERVICES))]
    return [f"- {day:%d %B %Y}: {service}" for day, service in zip(days, SERVICES, strict=True)]


def _acknowledgement(claim: Claim, at: datetime) -> list[str]:
    signed = at - timedelta(days=6)
    return [
        "Acknowledgement by the customer",
        f"I confirm that {claim.partner.name} carried out the services above.",
        f"Signed: {claim.contact_name}, {claim.contact_title}, {signed:%d %B %Y}",
    ]
