"""Arbitrations with three parties and more: what happens in the middle, at once, and what nobody may learn."""

import threading
from datetime import timedelta

import pytest
from django.db import connections
from django.urls import reverse
from django.utils import timezone

from accounts.actors import Customer
from accounts.models import News
from claims import actions as claims
from claims.models import Event
from claims.refusals import NotNow, Refused
from claims.states import PartnerReason, RejectionReason, RequestReason, Result, State
from directory.models import Association
from outbox.models import Message
from reviews import actions, arbitrations, foretelling
from reviews.models import Arbitration
from reviews.sweeps import enforce
from tests.claim_factories import (
    MINUTE,
    MONDAY,
    a_claim_under_review,
    a_customer,
    an_official_claim,
    answer,
    ask,
    fresh,
)
from tests.factories import (
    a_filer,
    a_lead,
    a_location,
    a_partner,
    a_product,
    a_subscription,
    an_association,
)

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
LATER = MONDAY + 30 * DAY
CITIES = ("Dublin", "Galway", "Stockholm", "Delft")
NAMES = ("Northwind Consulting", "Fabrikam Cloud", "VanArsdel Services", "Proseware Partners")


def places(count=3):
    named = list(zip(NAMES, CITIES, strict=True))[:count]
    return [a_location(a_partner(name=name), name=f"{name} {city}") for name, city in named]


def three_rivals(**fields):
    """The first two under review, the third as well; for one subscription."""
    subscription = a_subscription(a_customer())
    made = [a_claim_under_review(location=place, subscription=subscription, **fields) for place in places()]
    return [fresh(claim) for claim in made]


def the_arbitration():
    return Arbitration.objects.get()


def party_of(claim, arbitration=None):
    return (arbitration or the_arbitration()).parties.get(claim_product__claim=claim)


def decide(winner, *, by=None, at=LATER, arbitration=None):
    arbitration = arbitration or the_arbitration()
    return arbitrations.decide(
        arbitration.pk,
        winner_id=party_of(winner, arbitration).pk,
        by=by or a_lead(),
        at=at,
        text="Later work.",
    )


@pytest.mark.rule("ARB-3")
def test_one_of_three_wins_and_both_others_lose():
    ours, theirs, third = three_rivals()

    decide(third)

    assert [fresh(claim).state for claim in (ours, theirs, third)] == ["rejected", "rejected", "approved"]
    assert {fresh(ours).rejection_reason, fresh(theirs).rejection_reason} == {"lost_in_arbitration"}
    assert the_arbitration().parties.filter(won=False).count() == 2


@pytest.mark.rule("ARB-3", "LIF-5", "CON-3")
def test_withdrawal_and_a_customers_no_in_the_middle_leave_the_last_one_free():
    ours, theirs, third = three_rivals()
    claims.withdraw(ours.pk, by=ours.created_by, at=LATER, reason=PartnerReason.WRONG_MPN_ID)
    list(enforce(LATER))
    assert the_arbitration().closed_at is None
    with pytest.raises(NotNow, match="no longer takes part"):
        decide(ours)

    claims.decline(theirs.pk, by=Customer(theirs.contact_email), at=LATER + MINUTE)
    list(enforce(LATER + MINUTE))

    assert the_arbitration().outcome == "moot"
    actions.approve(third.pk, by=third.reviewer, at=LATER + 2 * MINUTE)
    assert fresh(third).state == State.APPROVED


@pytest.mark.rule("ARB-3")
def test_only_the_contested_product_of_several_is_decided():
    tenant, teams, exchange, intune = a_customer(), a_product(), a_product(), a_product()
    one, two, three = places()
    ours = a_claim_under_review(location=one, tenant=tenant, products=[teams, exchange])
    theirs = a_claim_under_review(location=two, tenant=tenant, products=[teams, intune])
    third = a_claim_under_review(location=three, tenant=tenant, products=[teams])

    decide(ours)

    assert {row.product: row.result for row in theirs.products.all()} == {
        teams: Result.LOST,
        intune: Result.PENDING,
    }
    assert (fresh(ours).state, fresh(theirs).state, fresh(third).state) == (
        State.UNDER_REVIEW,
        State.UNDER_REVIEW,
        State.REJECTED,
    )
    actions.approve(theirs.pk, by=theirs.reviewer, at=LATER)
    actions.approve(ours.pk, by=ours.reviewer, at=LATER)
    live = {(each.product, each.partner) for each in Association.objects.live()}
    assert live == {(teams, one.partner), (exchange, one.partner), (intune, two.partner)}


@pytest.mark.rule("ARB-2", "EDT-1")
def test_party_that_takes_the_product_off_its_claim_takes_no_part_any_more():
    tenant, teams, exchange = a_customer(), a_product(), a_product()
    one, two, _three = places()
    ours = a_claim_under_review(location=one, tenant=tenant, products=[teams, exchange])
    theirs = a_claim_under_review(location=two, tenant=tenant, products=[teams])
    ask(fresh(ours))

    claims.choose_products(ours.pk, by=ours.created_by, at=MONDAY + MINUTE, workloads=[exchange])
    list(enforce(MONDAY + MINUTE))

    assert the_arbitration().outcome == "moot"
    actions.approve(theirs.pk, by=theirs.reviewer, at=MONDAY + 2 * MINUTE)
    # It wants it again, and the other has it by now.
    claims.choose_products(ours.pk, by=ours.created_by, at=MONDAY + 3 * MINUTE, workloads=[teams, exchange])
    answer(ours, at=MONDAY + 4 * MINUTE)
    with pytest.raises(NotNow, match="decided in an arbitration"):
        actions.approve(ours.pk, by=ours.reviewer, at=MONDAY + 5 * MINUTE)
    assert Arbitration.objects.get(closed_at=None).parties.standing().count() == 2


@pytest.mark.rule("ARB-3")
def test_nobody_wins_when_each_is_rejected_with_its_own_reason():
    ours, theirs, third = three_rivals()

    for claim in (ours, theirs, third):
        actions.reject(
            claim.pk, by=claim.reviewer, at=LATER, reason=RejectionReason.INSUFFICIENT_POE, text="Not proved."
        )
    list(enforce(LATER))

    assert the_arbitration().outcome == "moot"
    assert not Association.objects.exists()


@pytest.mark.rule("ARB-3", "REV-2", "PPL-3")
@pytest.mark.parametrize("whose", ["winner", "loser", "incumbent"])
def test_lead_who_worked_for_any_of_the_parties_decides_nothing(whose):
    one, two, _three = places()
    subscription = a_subscription(a_customer())
    imported = an_association(subscription=subscription)
    ours = a_claim_under_review(location=one, subscription=subscription)
    a_claim_under_review(location=two, subscription=subscription)
    partner = {"winner": one.partner, "loser": two.partner, "incumbent": imported.partner}[whose]
    lena = a_lead()
    lena.former_employers.add(partner)

    with pytest.raises(NotNow, match="conflict with one of the parties"):
        decide(ours, by=lena)

    decide(ours, by=a_lead())


@pytest.mark.rule("LIF-6")
def test_reversal_of_the_winner_opens_the_product_for_it_alone():
    ours, theirs, third = three_rivals()
    lena = a_lead()
    decide(ours, by=lena)

    actions.reverse(ours.pk, by=lena, at=LATER + DAY, text="The wrong file was compared.")
    # Those who had lost are still out of it, and can be reversed as well: then they are compared again.
    assert not Arbitration.objects.open().exists()
    actions.reverse(theirs.pk, by=lena, at=LATER + DAY, text="Compared with the wrong file.")

    again = Arbitration.objects.open().get()
    assert {party.claim_product.claim for party in again.parties.standing()} == {ours, theirs}
    assert fresh(third).state == State.REJECTED
    assert not Association.objects.live().exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.rule("ARB-3", "LIF-7")
def test_two_leads_who_decide_at_once_decide_once():
    ours, theirs, third = three_rivals()
    wanted = [(ours, a_lead()), (theirs, a_lead())]
    gate, said = threading.Barrier(2), []

    def decide_for(claim, lead):
        try:
            gate.wait(timeout=30)
            said.append(decide(claim, by=lead))
        except Refused as refusal:
            said.append(refusal.message)
        finally:
            connections.close_all()

    deciding = [threading.Thread(target=decide_for, args=pair) for pair in wanted]
    for thread in deciding:
        thread.start()
    for thread in deciding:
        thread.join(timeout=60)

    assert sum(isinstance(each, Arbitration) for each in said) == 1
    assert "This arbitration was closed before." in said
    assert Association.objects.live().count() == 1
    assert sorted(fresh(claim).state for claim in (ours, theirs, third)) == [
        "approved",
        "rejected",
        "rejected",
    ]
    assert (
        the_arbitration().decided_by
        == {claim.pk: lead for claim, lead in wanted}[
            the_arbitration().parties.get(won=True).claim_product.claim_id
        ]
    )


# What nobody may learn


@pytest.mark.rule("PPL-5", "ARB-3", "ARB-4")
def test_of_three_rivals_and_a_partner_of_record_nobody_learns_of_the_others(client, monkeypatch):
    """Everything that each reads: pages, history, notices and mail, from the first question to the decision."""
    tenant, teams, exchange = a_customer(), a_product(name="Teams"), a_product(name="Exchange")
    sites = places(4)
    people = [a_filer(site.partner, name=f"Person of {site.partner}") for site in sites]
    held = an_official_claim(location=sites[0], by=people[0], tenant=tenant, products=[teams])
    shared = {"tenant": tenant, "at": LATER}
    rivals = [
        a_claim_under_review(location=sites[1], by=people[1], products=[teams, exchange], **shared),
        a_claim_under_review(location=sites[2], by=people[2], products=[teams], **shared),
        a_claim_under_review(location=sites[3], by=people[3], products=[teams], **shared),
    ]
    lena = a_lead(name="Lena Leading")
    points = {RequestReason.DATES: "On which days?"}
    actions.ask_all(the_arbitration().pk, by=lena, at=LATER, text="When was the work done?", points=points)
    list(enforce(LATER + 11 * MINUTE))
    for claim in rivals:
        answer(fresh(claim), at=LATER + DAY)
    decide(rivals[1], by=lena, at=LATER + 2 * DAY)
    list(enforce(LATER + 2 * DAY + 11 * MINUTE))
    monkeypatch.setattr(timezone, "now", lambda: LATER + 2 * DAY + 12 * MINUTE)

    parties = list(zip([held, *rivals], sites, people, strict=True))
    for claim, site, person in parties:
        others = [other for other in parties if other[0] != claim]
        secrets = [word for other in others for word in secrets_of(*other)] + ["Lena Leading", "Later work."]
        client.force_login(person)
        read = "\n".join(everything_read_by(client, claim, person))
        assert site.partner.name in read
        assert [secret for secret in secrets if secret in read] == []


def secrets_of(claim, site, person):
    return [claim.code, site.partner.name, site.name, site.mpn_id, person.name, person.email]


def everything_read_by(client, claim, person):
    names = ("detail", "history", "help")
    for address in [
        reverse("claims:list"),
        *(reverse(f"claims:{name}", args=[claim.code]) for name in names),
    ]:
        yield client.get(address).text
    yield b"".join(client.get(reverse("claims:history_export", args=[claim.code])).streaming_content).decode()
    yield client.get(reverse("claims:why", args=[claim.code, "answer"])).text
    yield client.get(reverse("accounts:notices")).text
    for event in Event.objects.for_partner().filter(claim=claim):
        yield f"{event.text} {event.before} {event.after}"
    for message in Message.objects.filter(recipient=person.email):
        yield f"{message.subject} {message.text} {message.html}"
    for news in News.objects.filter(user=person):
        yield f"{news.title} {news.text}"


# What a decision would do


@pytest.mark.rule("ARB-3")
def test_preview_tells_what_happens_to_each_and_does_nothing():
    tenant, teams, exchange = a_customer(), a_product(), a_product()
    one, two, three = places()
    held = an_official_claim(location=one, tenant=tenant, products=[teams])
    several = a_claim_under_review(location=two, tenant=tenant, products=[teams, exchange], at=LATER)
    winner = a_claim_under_review(
        location=three, by=a_filer(three.partner), tenant=tenant, products=[teams], at=LATER
    )
    before = (Message.objects.count(), News.objects.count(), Event.objects.count())

    foretold = foretelling.foretell(
        the_arbitration().pk, winner_id=party_of(winner).pk, by=a_lead(), at=LATER + MINUTE
    )

    assert {each.party.partner: (each.party.won, each.what) for each in foretold} == {
        three.partner: (
            True,
            "The claim is approved, and the customer's contact gets the notice with the time to opt out.",
        ),
        two.partner: (False, "It loses this product. Its other products go on as they are."),
        one.partner: (False, "Its association ends at once, and its claim is rejected: lost in arbitration."),
    }
    assert {each.party.partner: [title for title, _text in each.told] for each in foretold} == {
        three.partner: ["Your claim was approved"],
        two.partner: ["A product of your claim was decided for another claim"],
        one.partner: ["Your claim was rejected"],
    }
    assert (Message.objects.count(), News.objects.count(), Event.objects.count()) == before
    assert the_arbitration().closed_at is None
    assert [fresh(claim).state for claim in (held, several, winner)] == [
        State.APPROVED,
        State.UNDER_REVIEW,
        State.UNDER_REVIEW,
    ]


@pytest.mark.rule("ARB-3", "AFT-4")
def test_preview_knows_of_associations_without_a_claim_and_of_winners_with_more_to_decide():
    tenant, teams, exchange = a_customer(), a_product(), a_product()
    imported = an_association(product=teams, tenant=tenant)
    a_filer(imported.partner)
    ours = a_claim_under_review(tenant=tenant, products=[teams, exchange])

    def told(winner):
        return {
            each.party.partner: (each.what, len(each.told))
            for each in foretelling.foretell(the_arbitration().pk, winner_id=winner, by=a_lead(), at=LATER)
        }

    assert told(party_of(ours).pk) == {
        ours.partner: (
            "It wins this product. Its reviewer still decides the others, and approves it with them.",
            1,
        ),
        imported.partner: (
            "Its association for this product ends at once. Its other products stay as they are.",
            1,
        ),
    }
    assert told(the_arbitration().parties.get(association=imported).pk) == {
        imported.partner: ("It stays partner of record, and nothing changes for it.", 0),
        ours.partner: ("It loses this product. Its other products go on as they are.", 1),
    }
