"""Who comes to which of the partner's pages."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Membership
from accounts.roles import PartnerRole
from claims.models import Claim
from claims.states import State
from tests import claim_factories as claims
from tests import factories

from .cast import body_of, people_of, url

pytestmark = pytest.mark.django_db

READ = ["detail", "edit", "products", "history", "answer", "withdraw", "give_up", "dispute"]
ACT = ["submit", "answer", "withdraw", "give_up", "comment", "dispute", "copy", "delete"]
ACT += ["edit", "products", "add_file"]


@pytest.fixture(scope="module")
def made(once):
    return claims.a_claim_to_answer(at=timezone.now() - timedelta(days=1))


@pytest.fixture
def claim(made, db):
    return claims.fresh(made)


@pytest.fixture
def people(claim):
    return people_of(claim.partner)


def addresses(claim):
    """Addresses below a claim, with the method that people use; tests/architecture walks them all."""
    proof = claim.files.get()
    for name in READ:
        yield "get", url(name, claim)
    for name in ACT:
        yield "post", url(name, claim)
    yield "get", url("file", claim, proof.pk)
    yield "post", url("remove_file", claim, proof.pk)
    yield "get", url("why", claim, "answer")
    yield "get", url("calendar", claim, "answer")


@pytest.mark.rule("PPL-5")
@pytest.mark.parametrize("who", ["rival", "outsider", "other_location"])
def test_a_stranger_finds_no_claim(client, claim, who):
    strangers = {
        "rival": lambda: factories.a_filer(factories.a_partner(name="Fabrikam Cloud")),
        "outsider": factories.a_user,
        "other_location": lambda: factories.a_filer(claim.partner, factories.a_location(claim.partner)),
    }
    client.force_login(strangers[who]())

    answers = {address: getattr(client, method)(address).status_code for method, address in addresses(claim)}

    assert set(answers.values()) == {404}
    assert claim.code not in client.get(url("list")).content.decode()


@pytest.mark.rule("PPL-3")
@pytest.mark.parametrize("make", [factories.a_reviewer, factories.a_lead, factories.a_support])
def test_staff_are_led_to_the_review_and_act_on_nothing(client, claim, make):
    client.force_login(make())

    assert client.get(url("list")).url == reverse("reviews:queue")
    for name in ("detail", "history"):
        assert client.get(url(name, claim)).url == reverse("reviews:claim", args=[claim.code])
    for name in ACT:
        assert client.post(url(name, claim)).status_code == 403
    assert client.post(url("remove_file", claim, claim.files.get().pk)).status_code == 403


def test_staff_read_proof_and_dates(client, claim):
    client.force_login(factories.a_support())

    assert body_of(client.get(url("file", claim, claim.files.get().pk))) == claims.PDF
    assert client.get(url("why", claim, "answer")).status_code == 200
    assert client.get(url("calendar", claim, "answer")).status_code == 200


@pytest.mark.rule("PPL-2")
def test_an_incentives_user_drafts_comments_and_uploads(client):
    draft = claims.a_ready_draft()
    uma = people_of(draft.partner)["uma"]
    client.force_login(uma)

    created = client.post(url("new"), {"location": draft.location_id})
    commented = client.post(url("comment", draft), {"body": "Looks good."})
    uploaded = client.post(url("add_file", draft), {"files": claims.an_upload(claims.PDF + b"2")})

    assert created.status_code == 302
    assert Claim.objects.latest("pk").created_by == uma
    assert (commented.status_code, uploaded.status_code) == (302, 302)
    assert (draft.comments.count(), draft.files.count()) == (1, 2)


@pytest.mark.rule("PPL-2")
def test_an_incentives_user_sees_no_button_to_submit_and_is_refused(client):
    draft = claims.a_ready_draft()
    client.force_login(people_of(draft.partner)["uma"])

    page = client.get(url("detail", draft)).content.decode()
    refused = client.post(url("submit", draft), {"seen": draft.version})

    assert url("submit", draft) not in page
    assert refused.status_code == 403
    assert claims.fresh(draft).state == State.DRAFT


@pytest.mark.rule("PPL-2")
def test_an_incentives_user_can_not_answer(client, claim, people):
    client.force_login(people["uma"])

    assert url("answer", claim) not in client.get(url("detail", claim)).content.decode()
    assert client.get(url("answer", claim)).status_code == 403


@pytest.mark.rule("PPL-2")
def test_a_billing_admin_manages_and_does_not_file(client, claim, people):
    client.force_login(people["bill"])
    page = client.get(url("detail", claim)).content.decode()

    assert url("withdraw", claim) in page
    assert url("edit", claim) in page
    assert url("answer", claim) not in page
    assert client.get(url("new")).status_code == 403
    assert client.post(url("answer", claim)).status_code == 403
    withdrawn = client.post(url("withdraw", claim), {"seen": claim.version, "reason": "wrong_mpn_id"})
    assert withdrawn.status_code == 302
    assert claims.fresh(claim).state == State.REJECTED


@pytest.mark.rule("PPL-2")
def test_a_billing_admin_can_not_submit_a_draft(client):
    draft = claims.a_ready_draft()
    client.force_login(people_of(draft.partner)["bill"])

    assert url("submit", draft) not in client.get(url("detail", draft)).content.decode()
    assert client.post(url("submit", draft)).status_code == 403


@pytest.mark.rule("PPL-2")
def test_a_global_admin_files(client):
    draft = claims.a_ready_draft()
    client.force_login(people_of(draft.partner)["greta"])

    client.post(url("submit", draft), {"seen": draft.version})

    assert claims.fresh(draft).state == State.SUBMITTED


@pytest.mark.rule("PPL-2")
def test_a_role_at_a_location_covers_its_claims_only(client):
    partner = factories.a_partner()
    here, there = factories.a_location(partner), factories.a_location(partner)
    person = factories.a_user()
    Membership.objects.create(user=person, partner=partner, location=here, role=PartnerRole.INCENTIVES_ADMIN)
    by = factories.a_filer(partner)
    mine, other = claims.a_draft(location=here, by=by), claims.a_draft(location=there, by=by)
    client.force_login(person)

    page = client.get(url("list")).content.decode()

    assert mine.code in page
    assert other.code not in page
    assert client.get(url("detail", other)).status_code == 404


def test_a_claim_id_is_understood_however_it_is_typed(client):
    draft = claims.a_draft()
    client.force_login(draft.created_by)

    assert client.get(reverse("claims:detail", args=[draft.code.lower()])).status_code == 200


@pytest.mark.parametrize("name", ["submit", "comment", "copy", "delete", "add_file"])
def test_what_changes_data_is_never_done_by_a_link(client, claim, name):
    client.force_login(claim.created_by)

    assert client.get(url(name, claim)).status_code == 405


@pytest.mark.parametrize("name", ["claims:detail", "claims:products", "consent:contact", "reviews:claim"])
@pytest.mark.parametrize("code", ["C-0000-0000", "nonsense", "\x00"])
def test_what_is_no_claim_id_is_not_found(client, claim, name, code):
    client.force_login(factories.a_reviewer() if name.startswith("reviews") else claim.created_by)

    assert client.get(reverse(name, args=[code])).status_code == 404
