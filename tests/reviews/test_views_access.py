"""Who gets through the reviewers' doors: staff read, reviewers act, leads decide, others see nothing."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from claims.models import Event
from reviews.urls import urlpatterns
from tests.claim_factories import a_claim_under_review, fresh
from tests.factories import a_filer, a_lead, a_partner, a_reviewer, a_support, a_user

pytestmark = pytest.mark.django_db

# Of one claim; what else there is, the table of access walks.
OF_A_CLAIM = [pattern.name for pattern in urlpatterns if re.fullmatch(r"<code>/[^<]*", str(pattern.pattern))]
NAMES = ["closures", *OF_A_CLAIM]
READ = ("queue", "arbitrations", "arbitration", "claim", "viewer", "history", "history_export")
FORMS = ("ask", "approve", "reject", "reverse", "assign", "accept_dispute", "uphold")


@pytest.fixture(scope="module")
def made(once):
    return a_claim_under_review(at=timezone.now())


@pytest.fixture
def claim(made, db):
    return fresh(made)


def address(name, claim):
    if name in ("queue", "arbitrations", "closures"):
        return reverse(f"reviews:{name}")
    return reverse(f"reviews:{name}", args=[1 if name == "arbitration" else claim.code])


def strangers(claim):
    return claim.created_by, a_filer(a_partner()), a_user(name="Otto Outsider")


@pytest.mark.rule("PPL-5")
@pytest.mark.parametrize("name", [*READ, *FORMS, "closures"])
def test_partner_and_outsider_read_none_of_it(client, claim, name):
    for person in strangers(claim):
        client.force_login(person)
        assert client.get(address(name, claim)).status_code == 403


@pytest.mark.rule("PPL-5")
@pytest.mark.parametrize("name", [name for name in NAMES if name not in READ])
def test_partner_and_outsider_do_none_of_it(client, claim, name):
    events = Event.objects.count()
    for person in strangers(claim):
        client.force_login(person)
        assert client.post(address(name, claim), {"seen": claim.version, "body": "Hi"}).status_code == 403
    assert Event.objects.count() == events


@pytest.mark.rule("PPL-3")
@pytest.mark.parametrize("name", [name for name in NAMES if name not in (*READ, "presence")])
def test_support_changes_nothing(client, claim, name):
    events = Event.objects.count()
    client.force_login(a_support())

    response = client.post(address(name, claim), {"seen": claim.version, "body": "Hello", "text": "Hello"})

    assert response.status_code == 403
    assert Event.objects.count() == events


@pytest.mark.rule("PPL-3")
@pytest.mark.parametrize("name", ["queue", "arbitrations", "claim"])
def test_support_reads(client, claim, name):
    client.force_login(a_support())

    response = client.get(address(name, claim))

    assert response.status_code == 200
    assert 'method="post" action="/review/' not in response.text


@pytest.mark.rule("PPL-3")
def test_closures_are_for_leads(client):
    for person, status in ((a_lead(), 200), (a_reviewer(), 403), (a_support(), 403)):
        client.force_login(person)
        assert client.get(reverse("reviews:closures")).status_code == status


@pytest.mark.parametrize("name", NAMES)
def test_stranger_has_to_sign_in(client, claim, name):
    response = client.get(address(name, claim))

    assert (response.status_code, response.url.split("?")[0]) == (302, reverse("account_login"))


@pytest.mark.parametrize("name", ["start", "take", "release", "take_back", "comment", "note"])
def test_reading_never_moves_a_claim(client, claim, name):
    client.force_login(claim.reviewer)

    assert client.get(address(name, claim)).status_code == 405


@pytest.mark.parametrize("name", [name for name in NAMES if name not in READ and name != "closures"])
def test_unknown_claim_is_not_found(client, name):
    client.force_login(a_lead())

    assert client.post(reverse(f"reviews:{name}", args=["C-2222-2222"])).status_code == 404
