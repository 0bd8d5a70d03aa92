from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from accounts.roles import PartnerRole
from claims import actions as claims
from claims.states import PartnerReason, State
from consent import actions
from tests.claim_factories import MONDAY, an_approved_claim, fresh
from tests.factories import a_filer, a_member, a_partner, a_reviewer

from .customers import a_noticed_claim, mark_refused, message_of, notice_of, sweep, words

pytestmark = pytest.mark.django_db
LATER = MONDAY + timedelta(hours=1)
CORA = {
    "contact_name": "Cora Customer",
    "contact_title": "CIO",
    "contact_email": "cora@customer.example",
}


@pytest.fixture
def bounced(clock):
    """A claim whose notice came back."""
    clock.at = LATER
    claim = a_noticed_claim()
    mark_refused(message_of(claim), MONDAY)
    sweep(LATER)
    return fresh(claim)


def address(claim):
    return f"/claims/{claim.code}/customer-contact/"


def correct(client, claim, **typed):
    return client.post(address(claim), {"seen": claim.version, **CORA, **typed})


@pytest.mark.rule("CLK-6")
def test_partner_corrects_the_contact_after_a_bounce(client, bounced):
    client.force_login(bounced.created_by)
    page = client.get(address(bounced))
    assert "The mail server of carla@customer.example did not take our message" in words(page)

    answer = correct(client, bounced)

    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/claims/{bounced.code}/"
    claim = fresh(bounced)
    assert (claim.contact_name, claim.contact_title) == ("Cora Customer", "CIO")
    assert (claim.contact_email, claim.contact_bounced_at) == ("cora@customer.example", None)
    assert message_of(claim).recipient == "cora@customer.example"
    event = claim.events.get(kind="contact_corrected")
    assert (event.before["email"], event.after["email"]) == (
        "carla@customer.example",
        "cora@customer.example",
    )


def test_mailed_link_leads_to_the_form(client, bounced):
    client.force_login(bounced.created_by)

    assert client.get(address(bounced)).status_code == 200
    assert bounced.contact_bounced_at == LATER


def test_contact_can_be_corrected_while_the_claim_is_approved(client, clock):
    clock.at = LATER
    claim = an_approved_claim()
    mark_refused(message_of(claim), MONDAY)
    sweep(LATER)
    client.force_login(claim.created_by)

    assert correct(client, fresh(claim)).status_code == 302
    assert notice_of(claim).kind == "approval"


def test_nothing_is_corrected_without_a_bounce(client, clock):
    claim = a_noticed_claim()
    client.force_login(claim.created_by)

    assert "There is nothing to correct here" in words(client.get(address(claim)))
    answer = correct(client, claim)

    assert answer.status_code == 422
    assert fresh(claim).contact_email == "carla@customer.example"


@pytest.mark.parametrize("wrong", [{"contact_email": "nobody"}, {"contact_name": ""}, {"contact_title": " "}])
def test_wrong_details_are_refused_and_kept(client, bounced, wrong):
    client.force_login(bounced.created_by)

    page = correct(client, bounced, **wrong)

    assert page.status_code == 200
    assert "Please check what you entered" in words(page)
    assert b"CIO" in page.content or "contact_title" in wrong
    assert fresh(bounced).contact_email == "carla@customer.example"


def test_change_by_somebody_else_is_told_and_the_typed_kept(client, bounced):
    client.force_login(bounced.created_by)
    colleague = a_filer(bounced.partner, name="Greta Global")
    claims.edit(bounced.pk, by=colleague, at=LATER, seen=None, own_contact_name="Greta Global")

    page = correct(client, bounced)

    assert page.status_code == 409
    assert "Greta Global changed the claim." in words(page)
    assert b"cora@customer.example" in page.content
    assert fresh(bounced).contact_email == "carla@customer.example"
    assert f'name="seen" value="{fresh(bounced).version}"' in page.content.decode()
    assert correct(client, fresh(bounced)).status_code == 302


def test_ended_claim_has_no_contact_to_correct(client, bounced):
    claims.withdraw(bounced.pk, by=bounced.created_by, at=LATER, reason=PartnerReason.WRONG_ACTIVITY)
    client.force_login(bounced.created_by)

    answer = correct(client, fresh(bounced))

    assert answer.status_code == 409
    assert fresh(bounced).state == State.REJECTED


def test_only_managers_of_the_claim_correct_the_contact(client, bounced):
    user = a_member(bounced.partner, PartnerRole.INCENTIVES_USER, name="Uma User")
    billing = a_member(bounced.partner, PartnerRole.BILLING_ADMIN, name="Bill Billing")
    statuses = {}
    for person in (user, billing, a_filer(a_partner(name="Fabrikam Cloud")), a_reviewer()):
        client.force_login(person)
        statuses[person.name] = client.get(address(bounced)).status_code
    assert list(statuses.values()) == [403, 200, 404, 403]

    client.force_login(user)
    assert correct(client, bounced).status_code == 403
    assert fresh(bounced).contact_email == "carla@customer.example"


def test_action_asks_for_the_role_too(bounced):
    user = a_member(bounced.partner, PartnerRole.INCENTIVES_USER)

    with pytest.raises(PermissionDenied):
        actions.correct_contact(
            bounced.pk, by=user, at=LATER, name="C", title="C", email="c@customer.example"
        )


def test_strangers_sign_in_first(client, bounced):
    assert client.get(address(bounced)).status_code == 302
