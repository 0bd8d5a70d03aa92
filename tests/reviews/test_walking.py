"""From one claim of a filtered queue to the next, also when the claim has left the queue."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.claim_factories import a_claim_under_review, a_submitted_claim
from tests.factories import a_reviewer

pytestmark = [pytest.mark.django_db, pytest.mark.rule("REV-3"), pytest.mark.each_database]

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.fixture
def ravi():
    return a_reviewer(name="Ravi Reviewer")


@pytest.fixture
def claims(ravi):
    """In the order in which they are due."""
    now = timezone.now()
    return [a_claim_under_review(reviewer=ravi, at=now - DAY + step * HOUR) for step in range(3)]


@pytest.fixture
def walk(client, ravi):
    def open_page(address):
        client.force_login(ravi)
        return client.get(address).context["walk"]

    return open_page


def address_of(claim, **query):
    return reverse("reviews:claim", args=[claim.code], query=query)


def code_in(url):
    return urlsplit(url).path.rstrip("/").rpartition("/")[2]


def test_next_and_previous_walk_the_queue(walk, claims):
    first, second, third = claims

    here = walk(address_of(second, **{"from": "show=mine"}))

    assert (code_in(here.previous_url), code_in(here.next_url)) == (first.code, third.code)
    on = walk(here.next_url)
    assert (code_in(on.previous_url), on.next_url) == (second.code, "")
    assert parse_qs(urlsplit(on.back_url).query) == {"show": ["mine"]}


def test_without_a_queue_there_is_only_the_way_to_it(walk, claims):
    here = walk(address_of(claims[1]))

    assert (here.previous_url, here.next_url, here.back_url) == ("", "", reverse("reviews:queue"))


def test_decided_claim_has_left_the_queue_and_still_leads_on(client, walk, claims):
    first, second, third = claims
    walk(address_of(second, **{"from": "show=mine"}))
    typed = {"reason": "insufficient_poe", "text": "No dates.", "seen": second.version}

    decided = client.post(reverse("reviews:reject", args=[second.code]), typed)
    here = walk(decided.url)

    assert (code_in(here.previous_url), code_in(here.next_url)) == (first.code, third.code)
    assert "show=mine" in here.back_url


def test_way_from_a_queue_is_forgotten_with_the_look(walk, claims, monkeypatch):
    walk(address_of(claims[1], **{"from": "show=mine"}))

    later = timezone.now() + 13 * HOUR
    monkeypatch.setattr(timezone, "now", lambda: later)

    assert walk(address_of(claims[1])).is_walking is False


def test_what_comes_next_is_offered_when_there_is_nothing_left_to_do(client, walk, claims):
    walk(address_of(claims[0], **{"from": "show=mine"}))
    typed = {"reason": "insufficient_poe", "text": "No dates.", "seen": claims[0].version}
    open_page = client.get(address_of(claims[0]))
    client.post(reverse("reviews:reject", args=[claims[0].code]), typed)

    decided = client.get(address_of(claims[0]))

    assert open_page.context["has_next_step"] is True
    assert decided.context["has_next_step"] is False
    assert decided.text.count(decided.context["walk"].next_url.replace("&", "&amp;")) == 2


@pytest.mark.parametrize("carried", ["", "show=nothing", "after=%00&q=%ff", "place=1.2.3", "x" * 5000])
def test_no_address_breaks_the_page(client, ravi, carried):
    claim = a_submitted_claim(at=timezone.now())
    client.force_login(ravi)

    assert client.get(address_of(claim, **{"from": carried})).status_code == 200
