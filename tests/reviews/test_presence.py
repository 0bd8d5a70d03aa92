"""Who has a claim open: shown to colleagues for a short time, never a lock, and never missed when it is gone."""

import threading
from datetime import timedelta

import pytest
from django.core.cache import cache, caches
from django.db import connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cpor_portal.settings import sources
from reviews import presence
from tests.claim_factories import MINUTE, MONDAY, a_claim_under_review, a_submitted_claim, fresh
from tests.factories import a_filer, a_lead, a_reviewer, a_support
from tests.servers.redis import RedisServer

pytestmark = pytest.mark.rule("REV-8")
SECOND = timedelta(seconds=1)
NOW = MONDAY + MINUTE


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    cache.clear()
    now = {"at": NOW}
    monkeypatch.setattr(timezone, "now", lambda: now["at"])
    yield now
    cache.clear()


@pytest.fixture(params=["memory", "file", "redis"])
def any_cache(request, settings, tmp_path):
    """Each cache that the portal runs with."""
    if request.param == "redis":
        url = request.getfixturevalue("redis_url")
    else:
        url = {"memory": "memory://", "file": f"file://{tmp_path}/cache"}[request.param]
    settings.CACHES = {"default": sources.cache(url)}


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


def page_of(claim):
    return reverse("reviews:claim", args=[claim.code])


def ping(client, claim, **data):
    seen = {"seen": claim.version, "tab": "a"}
    return client.post(reverse("reviews:presence", args=[claim.code]), seen | data)


@pytest.mark.usefixtures("any_cache")
def test_colleague_is_seen_until_the_time_limit(db):
    claim, other = a_claim_under_review(), a_claim_under_review()
    ravi, rosa = a_reviewer(name="Ravi"), a_reviewer(name="Rosa")

    presence.note(claim.pk, rosa, NOW)

    last = NOW + presence.TIME_LIMIT - SECOND
    ids = [claim.pk, other.pk]
    assert presence.who_looks(ids, NOW) == {claim.pk: [rosa]}
    assert presence.who_looks(ids, last, without=ravi) == {claim.pk: [rosa]}
    assert presence.who_looks(ids, NOW, without=rosa) == {}
    assert presence.who_looks(ids, last + SECOND) == {}
    assert presence.who_looks([other.pk], NOW) == {}


@pytest.mark.usefixtures("any_cache")
def test_person_has_several_claims_and_tabs_open_and_closes_one(db):
    first, second, rosa = a_claim_under_review(), a_claim_under_review(), a_reviewer()
    for claim, tab in ((first, "a"), (first, "b"), (second, "c")):
        presence.note(claim.pk, rosa, NOW, tab=tab)

    presence.leave(first.pk, rosa, NOW, tab="a")
    assert presence.who_looks([first.pk, second.pk], NOW) == {first.pk: [rosa], second.pk: [rosa]}

    presence.leave(first.pk, rosa, NOW, tab="b")
    assert presence.who_looks([first.pk, second.pk], NOW) == {second.pk: [rosa]}


def test_page_of_claims_costs_one_query_and_one_look_into_the_cache(
    db, django_assert_num_queries, monkeypatch
):
    claims = [a_submitted_claim() for _ in range(3)]
    people = [a_reviewer() for _ in range(4)]
    for person, claim in zip(people, [*claims, claims[0]], strict=True):
        presence.note(claim.pk, person, NOW)
    looks = []
    get_many = caches["default"].get_many
    monkeypatch.setattr(caches["default"], "get_many", lambda keys: looks.append(keys) or get_many(keys))

    with django_assert_num_queries(1):
        found = presence.who_looks([claim.pk for claim in claims], NOW)

    assert sorted(len(looking) for looking in found.values()) == [1, 1, 2]
    assert len(looks) == 1


def test_page_shows_who_else_is_there_even_without_scripts(db, clock):
    claim = a_claim_under_review()
    rosa, sam = signed_in(a_reviewer(name="Rosa Reviewer")), signed_in(a_support(name="Sam Support"))
    lena = signed_in(a_lead(name="Lena Lead"))

    assert "Also has this claim open" not in rosa.get(page_of(claim)).text
    sam.get(page_of(claim))
    shown = lena.get(page_of(claim))
    assert [str(person) for person in shown.context["presence"]["others"]] == ["Rosa Reviewer", "Sam Support"]
    assert "Sam Support</strong> (Support)" in shown.text

    clock["at"] = NOW + presence.TIME_LIMIT
    assert "Also has this claim open" not in lena.get(page_of(claim)).text


def test_ping_keeps_a_look_alive_and_leaving_ends_it(db, clock):
    claim = a_claim_under_review()
    rosa, lena = signed_in(a_reviewer(name="Rosa Reviewer")), signed_in(a_lead(name="Lena Lead"))
    tab = rosa.get(page_of(claim)).context["presence"]["tab"]
    for _ in range(5):
        clock["at"] += presence.TIME_LIMIT - SECOND
        ping(rosa, claim, tab=tab)

    assert "Rosa Reviewer" in ping(lena, claim).text
    assert ping(rosa, claim, tab=tab, leaving="yes").status_code == 204
    assert "Rosa Reviewer" not in ping(lena, claim).text


def test_ping_says_that_the_claim_has_changed_since(db):
    claim = a_submitted_claim()
    rosa, ravi = a_reviewer(name="Rosa Reviewer"), a_reviewer(name="Ravi Reviewer")
    assert "has changed" not in ping(signed_in(rosa), claim).text

    signed_in(ravi).post(reverse("reviews:take", args=[claim.code]), {"seen": claim.version})

    assert "Ravi Reviewer took the claim" in ping(signed_in(rosa), claim).text
    assert fresh(claim).reviewer == ravi


def test_partner_neither_pings_nor_is_told(db):
    claim = a_claim_under_review()
    signed_in(a_reviewer(name="Rosa Reviewer")).get(page_of(claim))
    fiona = signed_in(a_filer(claim.partner, claim.location))

    assert ping(fiona, claim).status_code == 403
    assert "Rosa Reviewer" not in fiona.get(claim.get_absolute_url()).text


def test_ping_needs_its_csrf_token(db):
    claim, client = a_claim_under_review(), Client(enforce_csrf_checks=True)
    client.force_login(a_reviewer())
    token = client.get(page_of(claim)).context["csrf_token"]

    assert ping(client, claim).status_code == 403
    assert ping(client, claim, csrfmiddlewaretoken=str(token)).status_code == 200


def test_without_its_cache_the_portal_goes_on(db, settings):
    server = RedisServer()
    server.start()
    settings.CACHES = {"default": sources.cache(server.url)}
    claim, ravi = a_submitted_claim(), a_reviewer()
    client = signed_in(ravi)
    assert client.get(page_of(claim)).status_code == 200
    assert presence.who_looks([claim.pk], NOW) == {claim.pk: [ravi]}

    server.stop()

    for url in (reverse("reviews:queue"), page_of(claim)):
        assert client.get(url).status_code == 200
    assert ping(client, claim).status_code == 200
    assert ping(client, claim, leaving="yes").status_code == 204
    assert (
        client.post(reverse("reviews:start", args=[claim.code]), {"seen": claim.version}).status_code == 302
    )
    claim = fresh(claim)
    keep = {f"keep_{row.pk}": "on" for row in claim.products.all()}
    client.post(
        reverse("reviews:approve", args=[claim.code]), {"seen": claim.version, "text": "Good."} | keep
    )
    assert fresh(claim).state == "approved"


@pytest.mark.django_db(transaction=True)
def test_colleagues_who_ping_at_once_do_not_lose_each_other():
    claim, people = a_claim_under_review(), [a_reviewer() for _ in range(8)]
    start = threading.Barrier(len(people))

    def look(person):
        start.wait(timeout=10)
        presence.note(claim.pk, person, NOW)
        connections.close_all()

    threads = [threading.Thread(target=look, args=[person]) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(presence.who_looks([claim.pk], NOW)[claim.pk]) == len(people)
