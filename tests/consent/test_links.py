"""CON-5: whatever becomes of a link, opening it changes nothing, and how long it takes tells nothing."""

import hashlib
from datetime import timedelta

import pytest
from django.apps import apps
from django.core.cache import cache
from django.core.serializers import serialize
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts import actions as accounts
from accounts.roles import PartnerRole
from claims import actions as claims
from claims.states import PartnerReason
from consent import ratelimit
from consent.models import Link
from directory import actions as register
from reviews import actions as reviews
from tests.claim_factories import MINUTE, MONDAY, an_approved_claim, deliver_notice, fresh
from tests.factories import a_lead, a_member, a_partner, a_product, invited_token

from .customers import a_noticed_claim, token_of, words
from .tenants import a_way_in

pytestmark = [pytest.mark.django_db, pytest.mark.rule("CON-5")]
DAY = timedelta(days=1)
SAYS = {
    "asked": (200, "Does "),
    "open": (200, "becomes your partner of record"),
    "replaced": (410, "This link was replaced"),
    "reversed": (410, "The approval was reversed"),
    "official": (410, "The time to opt out has ended"),
    "ended": (410, "This claim has ended"),
    "unknown": (404, "We don't know this link"),
}


@pytest.fixture
def links(clock):
    """One link for each thing that can have become of one."""
    made = {"unknown": "x" * 43}
    asked = a_noticed_claim()
    made["asked"] = token_of(asked)
    for name in ("open", "replaced", "reversed", "official", "ended"):
        claim = an_approved_claim()
        made[name] = token_of(claim)
        deliver_notice(claim, at=MONDAY + 10 * MINUTE)
        if name == "replaced":
            notice = claim.notices.current().get()
            notice.replaced_at = MONDAY + DAY
            notice.save()
        if name == "reversed":
            reviews.reverse(claim.pk, by=a_lead(), at=MONDAY + DAY, text="Wrong.")
        if name == "ended":
            claims.give_up(
                claim.pk, by=fresh(claim).created_by, at=MONDAY + DAY, reason=PartnerReason.WRONG_ACTIVITY
            )
        if name == "official":
            claim.window_ends_at = MONDAY + DAY
            claim.save(update_fields=["window_ends_at"])
    clock.at = MONDAY + 2 * DAY
    cache.clear()
    return made


def get(client, token):
    with CaptureQueriesContext(connection) as context:
        response = client.get(f"/c/{token}/")
    return response, len(context)


def test_each_says_in_plain_words_what_became_of_it_with_the_same_work(client, links):
    found = {name: get(client, token) for name, token in links.items()}

    for name, (status, said) in SAYS.items():
        response, _queries = found[name]
        assert response.status_code == status, name
        assert said in response.content.decode(), name
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert "no-store" in response.headers["Cache-Control"]
        assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert {queries for _response, queries in found.values()} == {3}


@pytest.mark.rule("AFT-2")
def test_link_of_an_official_claim_names_what_is_official_still(client, clock):
    teams, word = a_product(name="Teams"), a_product(name="Word")
    claim = an_approved_claim(products=[teams, word])
    address = f"/c/{token_of(claim)}/"
    deliver_notice(claim, at=MONDAY + 10 * MINUTE)
    clock.at = MONDAY + 9 * DAY
    assert "Teams" in words(client.get(address))

    for product, seen in ((teams, "is your partner of record for the products below"), (word, "has ended")):
        association = claim.products.get(product=product).association
        register.end(association.pk, at=clock.at, reason="customer_denial")
        page = words(client.get(address))
        assert seen in page
        assert product.name not in page


@pytest.mark.parametrize("method", ["get", "head", "post", "options", "put", "delete"])
def test_nobody_on_the_way_learns_keeps_or_lists_a_link_whatever_is_asked_and_answered(
    client, links, monkeypatch, method
):
    monkeypatch.setattr(ratelimit, "ANSWERS_OF_A_LINK", 2)
    addresses = [f"/c/{links['asked']}{rest}" for rest in ("", "/", "/decline/", "/confirm/", "/no-such/")]
    statuses = set()

    for address in [*addresses, *addresses, "/t/unknown", "/t/unknown/"]:
        response = getattr(client, method)(address)
        statuses.add(response.status_code)
        assert response.headers["Referrer-Policy"] == "no-referrer", (address, response.status_code)
        assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
        assert "no-store" in response.headers["Cache-Control"]

    expected = {302, 429} if method == "post" else {405}
    assert statuses >= {301, 404} | expected


def test_pressing_a_button_of_a_dead_link_is_the_same_work_too(client, links):
    for button in ("confirm", "decline", "change-mind"):
        for name in ("replaced", "reversed", "official", "ended", "unknown"):
            with CaptureQueriesContext(connection) as context:
                response = client.post(f"/c/{links[name]}/{button}/")
            assert (response.status_code, len(context)) == (SAYS[name][0], 3), (name, button)


def database():
    """Every row of every table."""
    rows = [serialize("json", model.objects.order_by("pk")) for model in apps.get_models()]
    return hashlib.sha256("".join(rows).encode()).hexdigest()


def test_fifty_scanners_of_every_kind_of_link_change_no_row(client, links, clock):
    company = a_partner()
    clock.at = MONDAY + 2 * DAY
    invitation = accounts.invite(
        company.pk,
        by=a_member(company, PartnerRole.GLOBAL_ADMIN),
        at=clock.at,
        email="nina@new.example",
        role=PartnerRole.INCENTIVES_USER,
        location=None,
    )
    addresses = [f"/c/{token}/" for token in links.values()]
    addresses += [f"/join/{invited_token(invitation)}/", f"/t/{a_way_in(at=clock.at)[1]}/", f"/t/{'x' * 43}/"]
    before = database()

    for address in addresses:
        for _each in range(25):
            assert client.get(address).status_code in (200, 404, 410), address
            assert client.head(address).status_code in (200, 404, 410), address

    assert database() == before


def test_a_link_has_256_bits_and_only_its_hash_is_kept(links):
    for name, token in links.items():
        assert len(token) == 43
        if name != "unknown":
            assert Link.objects.filter(token_hash=hashlib.sha256(token.encode()).hexdigest()).exists()
