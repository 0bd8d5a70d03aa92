"""The proof for a dispute goes up before the dispute is sent, by whoever may dispute, and by nobody else."""

import pytest
from django.utils import timezone

from accounts.roles import PartnerRole
from claims import actions
from claims.refusals import ClaimMoved
from tests import claim_factories as claims
from tests import factories

from .cast import url

pytestmark = [pytest.mark.django_db, pytest.mark.rule("DSP-1")]
AS_SCRIPT = {"Accept": "application/json"}


@pytest.fixture
def rejected(client):
    claim = claims.a_rejected_claim(at=timezone.now() - 5 * claims.MINUTE)
    client.force_login(claim.created_by)
    return claim


def send(client, claim, address):
    return client.post(address, {"files": claims.an_upload(claims.PDF + b"%new")}, headers=AS_SCRIPT)


def test_file_goes_up_from_the_page_of_a_dispute_and_is_listed_there(client, rejected):
    page = client.get(url("dispute", rejected))
    assert f'data-upload="{url("add_file", rejected)}?for=dispute"' in page.text

    sent = send(client, rejected, url("add_file", rejected) + "?for=dispute")

    assert sent.status_code == 201
    kept = rejected.files.latest("pk")
    assert list(client.get(url("dispute", rejected)).context["attached"]) == [kept]


def test_rejected_claim_takes_no_other_file(client, rejected):
    before = rejected.files.count()

    assert send(client, rejected, url("add_file", rejected)).status_code == 409
    assert rejected.files.count() == before


def test_who_can_not_dispute_attaches_nothing_for_it(rejected):
    uma = factories.a_member(rejected.partner, PartnerRole.INCENTIVES_USER)

    with pytest.raises(ClaimMoved):
        actions.add_file(
            rejected.pk,
            by=uma,
            at=timezone.now(),
            upload=claims.an_upload(claims.PDF + b"%new"),
            name="new.pdf",
            for_dispute=True,
        )


def test_dispute_with_its_file_in_one_form_works_without_scripts(client, rejected):
    seen = client.get(url("dispute", rejected)).context["form"]["seen"].value()
    typed = {"seen": seen, "justification": "See page two."}

    answer = client.post(url("dispute", rejected), typed | {"files": claims.an_upload(claims.PDF + b"%new")})

    assert answer.url == rejected.get_absolute_url()
    assert claims.fresh(rejected).disputed_at is not None
    assert rejected.files.count() == 2
