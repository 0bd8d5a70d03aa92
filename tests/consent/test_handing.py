"""What incentive evaluation gets of official associations: valid, once, with the reference noted on the claim."""

import json
from datetime import timedelta
from pathlib import Path

import jsonschema
import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

import consent
from claims import history
from consent.handoff import VERSION
from consent.models import HandOff
from outbox.delivery import deliver
from outbox.models import Message
from outbox.states import State
from reviews import actions
from tests.cast import the_cast
from tests.claim_factories import MONDAY, a_claim_in_window, a_customer, an_official_claim
from tests.factories import a_lead, a_product, a_subscription, a_support
from tests.servers import evaluation

from .customers import sweep, words
from .test_windows import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.rule("AFT-1")]
SCHEMA = json.loads(
    (Path(consent.__file__).parent / "schemas" / f"evaluation-{VERSION}.json").read_text(encoding="utf-8")
)
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
REVENUE = {
    "revenue": True,
    "usage": False,
    "seller_name": "S",
    "customer_name": "C",
    "isv_solution": "I",
}
CLAIMS = {
    "workloads": lambda: an_official_claim(products=[a_product(), a_product()]),
    "subscription": lambda: an_official_claim(subscription=a_subscription(a_customer()), presales=True),
    "revenue": lambda: an_official_claim(subscription=a_subscription(a_customer()), **REVENUE),
}


def documents():
    return [json.loads(json.dumps(each.document)) for each in Message.objects.filter(kind="evaluation")]


def check(document):
    jsonschema.Draft202012Validator(SCHEMA).validate(document)


def handed_over(claim, at):
    for message in Message.objects.filter(kind="evaluation", about=claim.code):
        deliver(message.pk, now=lambda: at)
    sweep(at)


def test_schema_is_one():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["properties"]["version"]["const"] == VERSION
    assert set(SCHEMA["required"]) == set(SCHEMA["properties"])


@pytest.mark.parametrize("kind", CLAIMS)
def test_each_document_follows_the_schema(kind):
    claim = CLAIMS[kind]()

    found = documents()

    assert len(found) == claim.products.count()
    for document in found:
        check(document)
        assert document["payment"] == (kind != "revenue")


@pytest.mark.parametrize(
    "change",
    [
        {"version": 2},
        {"id": "another"},
        {"mpn_id": "12"},
        {"programmes": []},
        {"programmes": ["csp"]},
        {"kind": "revenue"},
        {"payment": False},
        {"tenant": "contoso"},
        {"subscription": "none"},
        {"official_at": "2026-03-09"},
        {"more": 1},
    ],
    ids=json.dumps,
)
def test_schema_refuses_what_is_none(change):
    an_official_claim()
    [document] = documents()

    with pytest.raises(jsonschema.ValidationError):
        check(document | change)


def test_reference_stands_on_the_claim_once_evaluation_has_it(client):
    claim = an_official_claim()
    client.force_login(claim.created_by)
    assert "On its way to incentive evaluation." in words(client.get(claim.get_absolute_url()))

    handed_over(claim, claim.window_ends_at + MINUTE)
    sweep(claim.window_ends_at + DAY)

    found = HandOff.objects.get()
    assert found.handed_at == claim.window_ends_at + MINUTE
    [event] = claim.events.filter(kind="handed_over")
    assert event.after["reference"] == found.reference
    page = words(client.get(claim.get_absolute_url()))
    assert found.reference in page
    assert "handed the association over for incentive evaluation" in str(history.PHRASES["handed_over"])


def test_endpoint_takes_each_association_once_though_its_first_answer_is_lost(evaluation_server):
    claim = an_official_claim(products=[a_product(), a_product()])
    evaluation_server.answers = [evaluation.losing_the_answer]
    at = claim.window_ends_at

    for late in range(3):
        handed_over(claim, at + late * DAY)

    keys = set(HandOff.objects.values_list("message_key", flat=True))
    assert set(evaluation_server.taken) == keys
    assert len(keys) == 2
    assert {each.reference for each in HandOff.objects.all()} == {"EV-0001", "EV-0002"}
    assert {json.loads(body)["id"] for _reference, body in evaluation_server.taken.values()} == keys
    for _reference, body in evaluation_server.taken.values():
        check(json.loads(body))


@pytest.mark.django_db(transaction=True)
def test_ten_workers_hand_over_once_and_note_it_once(evaluation_server):
    claim = an_official_claim()
    message = Message.objects.get(kind="evaluation")
    at = claim.window_ends_at + MINUTE

    at_once(10, lambda number: deliver(message.pk, now=lambda: at))
    at_once(10, lambda number: sweep(at))

    assert len(evaluation_server.asked) == 1
    assert claim.events.filter(kind="handed_over").count() == 1


def test_second_hand_off_of_an_association_is_refused_by_the_database():
    claim = an_official_claim()
    known = claim.hand_offs.get()

    with pytest.raises(IntegrityError), transaction.atomic():
        HandOff.objects.create(
            claim=claim, association=known.association, message_key="another", created_at=MONDAY
        )


# The staff page.


@pytest.fixture
def failed(evaluation_server):
    """A hand-off that evaluation refused."""
    claim = an_official_claim()
    evaluation_server.answers = [evaluation.answering({"detail": "no such MPN ID"}, 400)]
    handed_over(claim, claim.window_ends_at + MINUTE)
    return claim.hand_offs.get()


def listed(client, **query):
    return [row.pk for row in client.get(reverse("reviews:hand_offs"), query).context["rows"]]


def test_page_tells_what_went_out_what_waits_and_what_failed_and_why(client, failed, evaluation_server):
    done = an_official_claim()
    handed_over(done, done.window_ends_at + MINUTE)
    waiting = an_official_claim()
    client.force_login(a_support())

    pks = {name: claim.hand_offs.get().pk for name, claim in (("done", done), ("waiting", waiting))}
    assert listed(client) == [pks["waiting"], pks["done"], failed.pk]
    assert listed(client, show="failed") == [failed.pk]
    assert listed(client, show="waiting") == [pks["waiting"]]
    assert listed(client, show="handed") == [pks["done"]]
    assert listed(client, q=done.code.lower()) == [pks["done"]]
    assert listed(client, q=done.hand_offs.get().reference) == [pks["done"]]
    text = words(client.get(reverse("reviews:hand_offs")))
    assert "status 400: no such MPN ID" in text
    assert done.hand_offs.get().reference in text


def test_lead_sends_a_failed_one_again_with_the_same_key_and_history_says_so(
    client, failed, evaluation_server
):
    lead = a_lead()
    client.force_login(lead)
    page = words(client.get(reverse("reviews:hand_off", args=[failed.pk])))
    assert "no such MPN ID" in page
    assert failed.message_key in page

    client.post(reverse("reviews:send_hand_off_again", args=[failed.pk]))
    handed_over(failed.claim, failed.claim.window_ends_at + 300 * DAY)

    failed.refresh_from_db()
    assert failed.reference == "EV-0001"
    assert len({headers["Idempotency-Key"] for _path, headers, _body in evaluation_server.asked}) == 1
    [event] = failed.claim.events.filter(kind="hand_off_again")
    assert (event.actor, event.staff_only) == (str(lead), True)
    answer = client.post(reverse("reviews:send_hand_off_again", args=[failed.pk]), follow=True)
    assert "has not failed" in words(answer)
    assert failed.claim.events.filter(kind="hand_off_again").count() == 1


def test_lead_hurries_one_that_waits_for_its_next_try(client, evaluation_server):
    claim = an_official_claim()
    evaluation_server.answers = [evaluation.answering({}, 503)]
    handed_over(claim, claim.window_ends_at + MINUTE)
    waiting = claim.hand_offs.get()
    message = Message.objects.get(key=waiting.message_key)
    assert (message.state, message.attempts) == (State.WAITING, 1)
    again = reverse("reviews:send_hand_off_again", args=[waiting.pk])
    client.force_login(a_lead())
    for page in (reverse("reviews:hand_offs"), reverse("reviews:hand_off", args=[waiting.pk])):
        assert f'action="{again}"' in client.get(page).content.decode()

    client.post(again)

    before = message.next_attempt_at
    message.refresh_from_db()
    assert (message.attempts, message.next_attempt_at <= before) == (1, True)
    [event] = claim.events.filter(kind="hand_off_again")
    assert event.staff_only
    handed_over(claim, claim.window_ends_at + 2 * MINUTE)
    waiting.refresh_from_db()
    assert waiting.reference
    assert f'action="{again}"' not in client.get(reverse("reviews:hand_offs")).content.decode()
    assert "has not failed" in words(client.post(again, follow=True))


def test_one_that_was_never_tried_is_not_hurried(client):
    claim = an_official_claim()
    sweep(claim.window_ends_at + MINUTE)
    client.force_login(a_lead())

    answer = client.post(reverse("reviews:send_hand_off_again", args=[claim.hand_offs.get().pk]), follow=True)

    assert "has not failed" in words(answer)
    assert not claim.events.filter(kind="hand_off_again")


def test_failed_ones_are_sent_again_by_one_press_as_many_as_one_request_can(
    client, failed, evaluation_server, monkeypatch
):
    monkeypatch.setattr(actions, "MOST_AT_ONCE", 2)
    more = an_official_claim(products=[a_product(), a_product()])
    evaluation_server.answers = [evaluation.answering({}, 400)] * 2
    handed_over(more, more.window_ends_at + MINUTE)
    client.force_login(a_lead())
    assert len(listed(client, show="failed")) == 3

    client.post(reverse("reviews:send_hand_offs_again"))
    assert len(listed(client, show="failed")) == 1
    client.post(reverse("reviews:send_hand_offs_again"))

    assert listed(client, show="failed") == []
    assert len(listed(client, show="waiting")) == 3


def test_support_looks_and_leads_send_and_nobody_else_does_either(client, failed):
    cast = the_cast()
    pages = [reverse("reviews:hand_offs"), reverse("reviews:hand_off", args=[failed.pk])]
    posts = [
        reverse("reviews:send_hand_offs_again"),
        reverse("reviews:send_hand_off_again", args=[failed.pk]),
    ]
    codes = {}
    for name in ("fiona", "rita", "ravi", "sam"):
        client.force_login(getattr(cast, name))
        codes[name] = [client.get(each).status_code for each in pages]
        codes[name] += [client.post(each).status_code for each in posts]

    assert codes == {
        "fiona": [403] * 4,
        "rita": [403] * 4,
        "ravi": [403] * 4,
        "sam": [200, 200, 403, 403],
    }
    assert Message.objects.get(kind="evaluation").state == "refused"


def test_pages_lead_forth_and_back(client):
    claims = [a_claim_in_window() for _number in range(3)]
    for claim in claims:
        sweep(claim.window_ends_at)
    hand_offs = list(HandOff.objects.order_by("-pk"))
    client.force_login(a_support())

    assert listed(client, after=hand_offs[0].pk) == [hand_offs[1].pk, hand_offs[2].pk]
    assert listed(client, before=hand_offs[2].pk) == [hand_offs[0].pk, hand_offs[1].pk]
    assert listed(client, after="x") == [each.pk for each in hand_offs]
