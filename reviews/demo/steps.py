"""What can happen in the demo's stories: each gives back what a step does, through the real actions."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from django.core.files.base import ContentFile

from claims import actions as claims
from claims.models import Claim
from claims.states import Area
from consent import actions as consent
from consent.models import Link
from reviews import actions as reviews
from reviews import arbitrations, since_look
from reviews.models import Arbitration, ArbitrationParty, SecondLook

from . import papers
from .customers import CUSTOMERS
from .reading import read_waiting
from .world import Act, Case, World

MINUTE = timedelta(minutes=1)
FILERS = {"dublin": "fiona", "munich": "fiona", "amsterdam": "rita", "stockholm": "vera"}


def _fields(world: World, case: Case) -> dict:
    customer, tenant = CUSTOMERS[case.customer], world.tenants[case.customer]
    domain = tenant.domains.order_by("id").first().name
    own = world.people[FILERS[case.place]]
    is_business = bool(case.subscriptions or case.typed)
    values = {
        "domain": domain,
        "directory_id": str(tenant.directory_id),
        "area": Area.BUSINESS_APPLICATIONS if is_business else Area.M365,
        "name": case.name,
        "contact_name": customer.contact,
        "contact_title": customer.title,
        "contact_email": address_of(customer.contact, domain),
        "own_contact_name": own.name,
        "own_contact_email": own.email,
        **dict.fromkeys(case.activities, True),
    }
    if is_business and "revenue" not in case.activities:
        values |= {
            "technical_contact_name": customer.technical,
            "technical_contact_title": "Administrator",
            "technical_contact_email": address_of(customer.technical, domain),
        }
    return values | case.fields


def address_of(name: str, domain: str) -> str:
    return f"{'.'.join(name.lower().split())}@{domain}"


def draft(by: str = "") -> Act:
    """Draft, products and files, as a person would enter them within a quarter of an hour."""

    def act(world: World, case: Case, at: datetime) -> None:
        filer = world.people[by or FILERS[case.place]]
        claim = claims.create_draft(
            location=world.places[case.place], by=filer, at=at, **_fields(world, case)
        )
        world.claims[case.key] = claim.pk
        if case.workloads or case.subscriptions or case.typed:
            claims.choose_products(
                claim.pk,
                by=filer,
                at=at + 6 * MINUTE,
                seen=None,
                workloads=[world.products[code] for code in case.workloads],
                subscriptions=[world.subscriptions[key] for key in case.subscriptions],
                typed={
                    world.products[code]: str(world.subscriptions[key].subscription_id)
                    for code, key in case.typed.items()
                },
            )
        for number, kind in enumerate(case.files):
            _attach(world.claim(case), kind, by=filer, at=at + (9 + number) * MINUTE)

    return act


def copy(original: str, by: str = "fiona") -> Act:
    def act(world: World, case: Case, at: datetime) -> None:
        filer = world.people[by]
        claim = claims.copy(world.claims[original], by=filer, at=at)
        world.claims[case.key] = claim.pk
        claims.edit(
            claim.pk,
            by=filer,
            at=at + 2 * MINUTE,
            seen=None,
            location=world.places[case.place],
            name=case.name,
        )
        for kind in case.files:
            _attach(world.claim(case), kind, by=filer, at=at + 5 * MINUTE)

    return act


def _attach(claim: Claim, kind: str, *, by, at: datetime, point=None) -> None:
    name, content = papers.paper(kind, papers.subject_of(claim), at)
    claims.add_file(claim.pk, by=by, at=at, upload=ContentFile(content, name=name), name=name, point=point)
    read_waiting(at)


def attach(kind: str, by: str = "fiona") -> Act:
    def act(world: World, case: Case, at: datetime) -> None:
        _attach(world.claim(case), kind, by=world.people[by], at=at)

    return act


def submit(by: str = "") -> Act:
    def act(world: World, case: Case, at: datetime) -> None:
        claims.submit(world.claims[case.key], by=world.people[by or FILERS[case.place]], at=at)

    return act


def _link(world: World, case: Case) -> Link:
    """The one in the customer's latest mail."""
    link = Link.objects.filter(notice__claim=world.claims[case.key], notice__replaced_at=None).latest("pk")
    return Link.objects.select_related("notice__claim__partner", "notice__claim__tenant").get(pk=link.pk)


def confirm() -> Act:
    def act(world: World, case: Case, at: datetime) -> None:
        consent.confirm(_link(world, case), at=at)

    return act


def decline(reason: str, text: str = "") -> Act:
    def act(world: World, case: Case, at: datetime) -> None:
        consent.decline(_link(world, case), at=at, reason=reason, text=text)

    return act


def change_mind() -> Act:
    def act(world: World, case: Case, at: datetime) -> None:
        consent.change_mind(_link(world, case), at=at)

    return act


def name_contact(name: str, title: str, email: str) -> Act:
    """In the customer's time to opt out, which begins anew with the new contact."""

    def act(world: World, case: Case, at: datetime) -> None:
        filer = world.people[FILERS[case.place]]
        consent.correct_contact(world.claims[case.key], by=filer, at=at, name=name, title=title, email=email)

    return act


def end_by_customer(product: str, reason: str, text: str = "") -> Act:
    """The customer's contact, on the page of all its partners of record."""

    def act(world: World, case: Case, at: datetime) -> None:
        claim = world.claim(case)
        access = consent.ask_for_access(email=claim.contact_email, asked_for=claim.domain, at=at)
        consent.handle_access(access.pk, at=at)
        access.refresh_from_db()
        chosen = claim.products.get(product__code=product)
        consent.end_association(access, chosen.association_id, at=at, reason=reason, text=text)

    return act


def start(by: str) -> Act:
    def act(world: World, case: Case, at: datetime) -> None:
        reviews.start_review(world.claims[case.key], by=world.people[by], at=at)

    return act


def take(by: str) -> Act:
    def act(world: World, case: Case, at: datetime) -> None:
        claims.take(world.claims[case.key], reviewer=world.people[by], by=world.people[by], at=at)

    return act


def look(by: str) -> Act:
    """Somebody opens the claim's page, and reads it up to there."""

    def act(world: World, case: Case, at: datetime) -> None:
        claim, person = world.claim(case), world.people[by]
        since_look.keep(since_look.look_of(claim, person, at), claim, at)

    return act


def tick(by: str, said: Mapping[str, tuple[str, str]]) -> Act:
    """`said` is the verdict and the note on each point; on a product, it is named by its code."""

    def act(world: World, case: Case, at: datetime) -> None:
        claim = world.claim(case)
        rows = {row.product.code: row.pk for row in claim.products.select_related("product")}
        for name, (verdict, words) in said.items():
            point = (
                {"point": "product_not_mentioned", "product_id": rows[name]}
                if name in rows
                else {"point": name}
            )
            reviews.tick(claim.pk, by=world.people[by], at=at, verdict=verdict, note=words, **point)

    return act


def _held(world: World, case: Case, at: datetime) -> Claim:
    """The claim with its reviewer, who takes it once more if it lay idle for too long."""
    claim = world.claim(case)
    if claim.reviewer is None:
        holder = claim.idle_returns.latest("pk").holder
        claims.take(claim.pk, reviewer=holder, by=holder, at=at - 5 * MINUTE)
    return world.claim(case)


def ask(text: str, points: Mapping[str, str]) -> Act:
    def act(world: World, case: Case, at: datetime) -> None:
        claim = _held(world, case, at)
        reviews.ask(claim.pk, by=claim.reviewer, at=at, text=text, points=points)

    return act


def answer(answers: Mapping[str, str], paper: str = "", by: str = "") -> Act:
    """`paper` is attached first, in answer to the first point."""

    def act(world: World, case: Case, at: datetime) -> None:
        claim, person = world.claim(case), world.people[by or FILERS[case.place]]
        points = list(claim.requests.get(answered_at=None, taken_back_at=None).points.order_by("pk"))
        if paper:
            _attach(claim, paper, by=person, at=at - 4 * MINUTE, point=points[0])
        claims.answer(
            claim.pk, by=person, at=at, answers={point.pk: answers[point.reason] for point in points}
        )

    return act


def approve(text: str = "", removed: Mapping[str, str] | None = None) -> Act:
    """`removed` names products by code, with the reason."""

    def act(world: World, case: Case, at: datetime) -> None:
        claim = _held(world, case, at)
        rows = {row.product.code: row.pk for row in claim.products.select_related("product")}
        chosen = {rows[code]: reason for code, reason in (removed or {}).items()}
        reviews.approve(claim.pk, by=claim.reviewer, at=at, text=text, removed=chosen)

    return act


def reject(reason: str, text: str) -> Act:
    def act(world: World, case: Case, at: datetime) -> None:
        claim = _held(world, case, at)
        reviews.reject(claim.pk, by=claim.reviewer, at=at, reason=reason, text=text)

    return act


def reverse(text: str, by: str = "lena") -> Act:
    def act(world: World, case: Case, at: datetime) -> None:
        reviews.reverse(world.claims[case.key], by=world.people[by], at=at, text=text)

    return act


def comment(by: str, body: str) -> Act:
    def act(world: World, case: Case, at: datetime) -> None:
        claims.comment(world.claims[case.key], by=world.people[by], at=at, body=body)

    return act


def note(by: str, body: str) -> Act:
    def act(world: World, case: Case, at: datetime) -> None:
        reviews.note(world.claims[case.key], by=world.people[by], at=at, body=body)

    return act


def dispute(justification: str, by: str = "fiona") -> Act:
    def act(world: World, case: Case, at: datetime) -> None:
        claims.raise_dispute(world.claims[case.key], by=world.people[by], at=at, justification=justification)

    return act


def accept_dispute(text: str, by: str = "lena") -> Act:
    def act(world: World, case: Case, at: datetime) -> None:
        reviews.accept_dispute(world.claims[case.key], by=world.people[by], at=at, text=text)

    return act


def uphold(text: str, by: str = "lena") -> Act:
    def act(world: World, case: Case, at: datetime) -> None:
        claims.uphold(world.claims[case.key], by=world.people[by], at=at, text=text)

    return act


def withdraw(reason: str, text: str = "", by: str = "fiona") -> Act:
    def act(world: World, case: Case, at: datetime) -> None:
        claims.withdraw(world.claims[case.key], by=world.people[by], at=at, reason=reason, text=text)

    return act


def give_up(reason: str, text: str = "", by: str = "greta") -> Act:
    def act(world: World, case: Case, at: datetime) -> None:
        claims.give_up(world.claims[case.key], by=world.people[by], at=at, reason=reason, text=text)

    return act


def win_arbitration(text: str, by: str = "lena") -> Act:
    """This claim wins the one arbitration that it is in."""

    def act(world: World, case: Case, at: datetime) -> None:
        arbitration = Arbitration.objects.open().get(parties__claim_product__claim=world.claims[case.key])
        winner = arbitration.parties.get(claim_product__claim=world.claims[case.key])
        arbitrations.decide(arbitration.pk, winner_id=winner.pk, by=world.people[by], at=at, text=text)

    return act


def defend(by: str, text: str, paper: str) -> Act:
    """Whose association came from no claim proves it, while this claim is compared with it."""

    def act(world: World, case: Case, at: datetime) -> None:
        party = ArbitrationParty.objects.select_related("association__location").get(
            arbitration__parties__claim=world.claims[case.key], claim=None
        )
        association, person = party.association, world.people[by]
        subject = replace(
            papers.subject_of(world.claim(case)),
            partner=association.partner.name,
            mpn_id=association.location.mpn_id,
        )
        name, content = papers.paper(paper, subject, at)
        upload = ContentFile(content, name=name)
        reviews.add_defence_file(association.pk, by=person, at=at, upload=upload, name=name)
        reviews.write_defence(association.pk, by=person, at=at, body=text)

    return act


def second_look(by: str = "", outcome: str = "", note: str = "") -> Act:
    """The latest decision is drawn, unless the clock drew it before, and looked at by somebody, if one is named."""

    def act(world: World, case: Case, at: datetime) -> None:
        decision = world.claim(case).decisions.filter(undone_at=None).latest("pk")
        reviews.draw_second_look(decision.pk, at=at)
        if by:
            look = SecondLook.objects.get(decision=decision)
            reviews.look_again(look.pk, by=world.people[by], at=at, outcome=outcome, note=note)

    return act


def keep_decision(text: str, by: str = "lena") -> Act:
    def act(world: World, case: Case, at: datetime) -> None:
        look = SecondLook.objects.returned().get(decision__claim=world.claims[case.key])
        reviews.keep_decision(look.pk, by=world.people[by], at=at, text=text)

    return act
