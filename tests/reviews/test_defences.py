"""A partner of record without a claim proves its work while it is compared, and learns of nobody else (ARB-4)."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from accounts.roles import PartnerRole
from claims import actions as claims
from claims.actions.reading import read_proof
from claims.models import UnsettledFile
from claims.refusals import NotNow, Refused
from claims.states import PartnerReason, RequestReason
from directory.models import Association
from outbox.models import Message
from reviews import actions
from reviews.demo import papers
from reviews.models import Arbitration, DefenceText
from reviews.sweeps import enforce
from tests.claim_factories import MINUTE, MONDAY, PDF, a_claim_under_review, a_customer, an_upload, fresh
from tests.factories import (
    a_filer,
    a_lead,
    a_location,
    a_member,
    a_partner,
    a_subscription,
    an_association,
)

pytestmark = [pytest.mark.django_db, pytest.mark.rule("ARB-4")]

LATER = MONDAY + timedelta(days=1)


@pytest.fixture(autouse=True)
def now(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: LATER)


@pytest.fixture
def imported():
    """Fabrikam's, with somebody who manages it; Northwind claims the same."""
    place = a_location(a_partner(name="Fabrikam Cloud"))
    subscription = a_subscription(a_customer(name="Contoso"))
    found = an_association(location=place, subscription=subscription, source=Association.Source.IMPORT)
    a_filer(found.partner, email="rita@fabrikam.example")
    rivals = a_location(a_partner(name="Northwind Consulting"), name="Northwind Dublin", mpn_id="4100001")
    a_claim_under_review(location=rivals, subscription=subscription, by=a_filer(rivals.partner))
    return found


@pytest.fixture
def rita(imported):
    return imported.partner.memberships.get().user


def subject_of_association(association):
    return papers.Subject(
        partner=association.partner.name,
        mpn_id=association.location.mpn_id,
        customer=association.tenant.name,
        domain=association.tenant.domains.first().name,
        directory_id=str(association.tenant.directory_id),
        products=(f"{association.product.name} {association.subscription.subscription_id}",),
        activity="Usage",
        contact="Carla Customer",
        title="Head of IT",
    )


def the_rival():
    return Arbitration.objects.get().parties.get(association=None).claim


def page(association):
    return f"/associations/{association.pk}/proof/"


def test_notice_leads_to_a_page_where_proof_and_a_text_are_sent(client, imported, rita):
    told = Message.objects.get(recipient=rita.email)
    assert page(imported) in told.text
    client.force_login(rita)

    sent = client.post(
        page(imported), {"body": "We moved it.", "files": [ContentFile(PDF, "proof.pdf")]}, follow=True
    )

    assert [kept.name for kept in sent.context["files"]] == ["proof.pdf"]
    assert (DefenceText.objects.get().body, DefenceText.objects.get().written_by) == ("We moved it.", rita)
    assert not UnsettledFile.objects.exists()
    for name in ("Northwind", "4100001", the_rival().code, "Rita Reviewer"):
        assert name not in sent.text


def test_it_stands_beside_the_others_and_a_decision_that_did_not_see_it_is_refused(client, imported, rita):
    lena, arbitration = a_lead(), Arbitration.objects.get()
    address = f"/review/arbitrations/{arbitration.pk}/"
    client.force_login(lena)
    seen = client.get(address).context["form"].initial["seen"]
    kept = actions.add_defence_file(imported.pk, by=rita, at=LATER, upload=an_upload(), name="proof.pdf")
    actions.write_defence(imported.pk, by=rita, at=LATER, body="We moved it.")

    winner = arbitration.parties.get(association=None).pk
    refused = client.post(address, {"winner": winner, "text": "Newer.", "seen": seen})

    assert refused.status_code == 409
    assert f"{page(imported)}{kept.pk}/" in refused.text
    assert "We moved it." in refused.text
    file = client.get(f"{page(imported)}{kept.pk}/")
    assert (b"".join(file.streaming_content), "sandbox" in file["Content-Security-Policy"]) == (PDF, True)


@pytest.mark.rule("ARB-3", "POE-3", "REV-3")
def test_its_files_are_read_and_shown_like_those_of_a_claim(client, imported, rita):
    name, content = papers.paper("proof", subject_of_association(imported), MONDAY)
    kept = actions.add_defence_file(
        imported.pk, by=rita, at=MONDAY, upload=an_upload(content, name), name=name
    )
    read_proof(kept.pk, now=lambda: LATER)
    lena, arbitration = a_lead(), Arbitration.objects.get()
    client.force_login(lena)

    shown = client.get(f"/review/arbitrations/{arbitration.pk}/").context

    [mine] = [party for party in shown["parties"] if party.claim is None]
    cells = [cell for question in shown["questions"] for cell in question.cells if cell.party == mine]
    assert [cell.point.suggested for cell in cells] == ["met"] * 5
    assert all(cell.point.passages[0].href for cell in cells)
    assert (mine.viewer.file, len(mine.viewer.sheets)) == (kept, mine.viewer.shown.count)
    page_picture = client.get(mine.viewer.sheets[0].pictures[0][0])
    assert (page_picture.status_code, page_picture.content[:4]) == (200, b"RIFF")
    part = client.get(mine.viewer.address.part(file=kept.pk, zoom="text"))
    assert "Fabrikam Cloud" in part.text


def test_pages_are_for_the_review_team_only(client, imported, rita):
    kept = actions.add_defence_file(imported.pk, by=rita, at=LATER, upload=an_upload(), name="proof.pdf")
    quiet = an_association()
    client.force_login(a_lead())
    assert client.get(f"/review/associations/{imported.pk}/viewer/").status_code == 200
    assert client.get(f"/review/associations/{quiet.pk}/viewer/").status_code == 404
    picture = f"/review/associations/{imported.pk}/files/{kept.pk}/pages/1/1000/"
    assert client.get(picture).status_code == 200
    assert client.get(picture.replace(f"/{imported.pk}/", f"/{quiet.pk}/")).status_code == 404
    client.force_login(rita)
    assert client.get(picture).status_code == 403


@pytest.mark.rule("POE-6")
def test_same_file_in_a_rivals_claim_is_shown_to_reviewers(client, imported, rita):
    rival = the_rival()
    with rival.files.get().file.open() as content:
        actions.add_defence_file(
            imported.pk, by=rita, at=LATER, upload=an_upload(content.read()), name="proof.pdf"
        )
    client.force_login(a_lead())

    shown = client.get(f"/review/arbitrations/{Arbitration.objects.get().pk}/").context

    [mine] = [party for party in shown["parties"] if party.claim is None]
    assert mine.viewer.file.elsewhere == [rival]
    [theirs] = [party for party in shown["parties"] if party.claim]
    assert theirs.viewer.file.elsewhere == [imported]


def test_file_that_is_no_proof_is_refused_beside_its_field_and_the_text_is_not_lost(client, imported, rita):
    client.force_login(rita)

    refused = client.post(
        page(imported), {"body": "We moved it.", "files": [ContentFile(b"<html>", "proof.pdf")]}
    )

    assert refused.status_code == 422
    assert "proof.pdf:" in refused.context["form"].errors["files"][0]
    assert "We moved it." in refused.text
    assert not imported.files.exists()
    assert client.post(page(imported), {"body": " "}).status_code == 422


def test_strangers_find_nothing_there(client, imported, rita):
    kept = actions.add_defence_file(imported.pk, by=rita, at=LATER, upload=an_upload(), name="proof.pdf")
    quiet = an_association()
    elsewhere = a_member(imported.partner, PartnerRole.GLOBAL_ADMIN, a_location(imported.partner))
    user = a_member(imported.partner, PartnerRole.INCENTIVES_USER)
    for person in (the_rival().created_by, elsewhere, user):
        client.force_login(person)
        assert client.get(page(imported)).status_code == 404
        assert client.get(f"{page(imported)}{kept.pk}/").status_code == 404
    client.force_login(a_filer(quiet.partner))
    assert client.get(page(quiet)).status_code == 404, "nobody has questioned it"


def test_same_file_and_same_text_are_kept_once(imported, rita):
    for _again in range(2):
        actions.add_defence_file(imported.pk, by=rita, at=LATER, upload=an_upload(), name="proof.pdf")
        actions.write_defence(imported.pk, by=rita, at=LATER, body="We moved it.")

    assert (imported.files.count(), DefenceText.objects.count()) == (1, 1)
    assert not UnsettledFile.objects.exists()


def test_nothing_is_added_once_it_is_not_compared_any_more(client, imported, rita):
    rival = the_rival()
    claims.withdraw(rival.pk, by=rival.created_by, at=LATER, reason=PartnerReason.WRONG_MPN_ID)
    list(enforce(LATER))

    with pytest.raises(NotNow, match="not being compared any more"):
        actions.write_defence(imported.pk, by=rita, at=LATER, body="Too late.")
    with pytest.raises(Refused):
        actions.add_defence_file(imported.pk, by=rita, at=LATER, upload=an_upload(), name="proof.pdf")
    client.force_login(rita)
    assert "Your association stays" in client.get(page(imported)).text


@pytest.mark.rule("ARB-3")
def test_what_everybody_is_asked_is_told_once_it_can_not_be_taken_back(client, imported, rita):
    lena, arbitration = a_lead(), Arbitration.objects.get()
    actions.ask_all(
        arbitration.pk, by=lena, at=LATER, text="Who signed it?", points={RequestReason.DATES: "The day."}
    )
    client.force_login(rita)
    assert "Who signed it?" not in client.get(page(imported)).text

    list(enforce(LATER + 11 * MINUTE))

    shown = client.get(page(imported)).text
    assert "Who signed it?" in shown
    assert "The day." in shown
    titles = set(rita.news.values_list("title", flat=True))
    assert "The review team has questions about your association" in titles
    assert fresh(the_rival()).state == "partner_action_required"
