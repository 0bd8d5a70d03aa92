from datetime import timedelta

import pytest
from django.apps import apps
from django.core.cache import cache

from claims import actions as claims
from claims.states import PartnerReason, State
from consent import ratelimit
from consent.models import Answer
from reviews import actions as reviews
from tests.claim_factories import (
    MINUTE,
    MONDAY,
    a_customer,
    an_approved_claim,
    deliver_notice,
    fresh,
)
from tests.factories import a_location, a_partner, a_product, a_reviewer, a_subscription

from .customers import a_noticed_claim, mark_sent, message_of, sent, token_in, token_of, words

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def everything():
    """Every row of every table, sessions included."""
    return {model._meta.label: sorted(model.objects.values_list(), key=repr) for model in apps.get_models()}


def in_window(carla, **fields):
    """Carla, and her claim whose window opened ten minutes after MONDAY."""
    claim = an_approved_claim(**fields)
    reader = carla(claim)
    deliver_notice(claim, at=MONDAY + 10 * MINUTE)
    reader.clock.at = MONDAY + DAY
    return reader, fresh(claim)


@pytest.mark.rule("CON-1")
def test_page_of_a_submission_says_who_claims_what(carla):
    partner = a_partner(name="Northwind Consulting")
    claim = a_noticed_claim(
        location=a_location(partner, name="Northwind Berlin", country="DE", mpn_id="7654321"),
        tenant=a_customer(name="Contoso"),
        products=[a_product(name="Microsoft Teams"), a_product(name="SharePoint Online")],
    )

    page = carla(claim).page()

    assert page.status_code == 200
    text = words(page)
    assert "Northwind Consulting asks to be recorded as the partner of record of Contoso" in text
    assert "Northwind Berlin, Germany · MPN ID 7654321" in text
    assert "Microsoft Teams SharePoint Online" in text
    assert "how many people in your organisation use these products" in text
    assert b'<button class="button button--primary" type="submit">' in page.content
    assert "Confirm" in text
    assert "Decline" in text


def test_page_names_the_subscription(carla):
    subscription = a_subscription(a_customer())
    claim = a_noticed_claim(subscription=subscription)

    assert str(subscription.subscription_id) in words(carla(claim).page())


@pytest.mark.rule("CON-2")
def test_page_of_an_approval_says_until_when_on_the_customers_clock(carla):
    reader, _claim = in_window(carla, tenant=a_customer(country="DE", time_zone="Europe/Berlin"))

    page = reader.page()

    assert page.status_code == 200
    # MONDAY 09:00 UTC and ten minutes, in Berlin, and seven days.
    assert "You can opt out until Mon 9 Mar 2026, 10:10 CET (Europe/Berlin)" in words(page)
    assert "Opt out" in words(page)


def test_page_is_in_the_tenants_language_whatever_the_browser_asks_for(carla):
    claim = a_noticed_claim(tenant=a_customer(language="de"))
    reader = carla(claim)

    page = reader.client.get(reader.address, headers={"accept-language": "nl"})

    assert b'<html lang="de"' in page.content
    assert page.headers["Content-Language"] == "de"


@pytest.mark.rule("CON-5")
def test_page_leaves_no_trace_on_the_way(carla):
    reader = carla(a_noticed_claim())
    reader_of_nothing = "/c/never-made/"

    for page in (reader.page(), reader.client.get(reader_of_nothing), reader.confirm()):
        assert page.headers["Referrer-Policy"] == "no-referrer"
        assert "no-store" in page.headers["Cache-Control"]
        assert page.headers["X-Robots-Tag"] == "noindex, nofollow"


@pytest.mark.rule("CON-5")
def test_link_opened_fifty_times_by_scanners_changes_nothing(carla):
    submitted, (reader, claim) = a_noticed_claim(), in_window(carla)
    reader.say_no(reason="other")
    tokens = [reader.token, token_of(submitted), token_in(sent(claim, "receipt_opted_out")[0])]
    before = everything()

    for token in tokens:
        for _time in range(50):
            assert reader.client.get(f"/c/{token}/").status_code == 200
            assert reader.client.get(f"/c/{token}/?language=sv").status_code == 200
            assert reader.client.head(f"/c/{token}/").status_code == 200
            assert reader.client.get(f"/c/{token}/confirm/").status_code == 405
            assert reader.client.head(f"/c/{token}/decline/").status_code == 405

    assert everything() == before


@pytest.mark.rule("CON-5")
def test_link_works_without_signing_in_and_without_cookies(client, carla):
    claim = a_noticed_claim()
    strict = type(client)(enforce_csrf_checks=True)
    strict.cookies.clear()

    answer = strict.post(f"/c/{token_of(claim)}/confirm/", headers={"origin": "null"})

    assert answer.status_code == 302
    assert Answer.objects.get().kind == Answer.Kind.CONFIRMED


@pytest.mark.rule("CON-5")
@pytest.mark.parametrize("button", ["", "confirm/", "decline/", "change-mind/"])
def test_unknown_link_says_so(client, button):
    page = client.post(f"/c/never-made/{button}") if button else client.get("/c/never-made/")

    assert page.status_code == 404
    assert "We don't know this link" in page.content.decode()


@pytest.mark.rule("CON-5")
def test_link_is_dead_at_once_when_the_contact_changes(carla):
    """Before the sweep has written to the new contact."""
    claim = a_noticed_claim()
    reader = carla(claim)
    claims.edit(claim.pk, by=claim.created_by, at=MONDAY, seen=None, contact_email="new@customer.example")

    page = reader.page()
    answers = [reader.confirm(), reader.say_no()]

    assert page.status_code == 410
    assert "This link was replaced" in words(page)
    assert claim.partner.name not in words(page)
    assert [answer.status_code for answer in answers] == [410, 410]
    assert not Answer.objects.exists()
    assert fresh(claim).state == State.SUBMITTED


@pytest.mark.rule("CON-5")
def test_link_of_the_submission_is_dead_after_the_approval(carla):
    claim = a_noticed_claim()
    reader = carla(claim)
    reviewer = a_reviewer()
    reviews.start_review(claim.pk, by=reviewer, at=MONDAY)
    reviews.approve(claim.pk, by=reviewer, at=MONDAY)

    assert reader.page().status_code == 410
    assert reader.say_no().status_code == 410
    assert fresh(claim).state == State.APPROVED


@pytest.mark.rule("CON-5")
def test_link_is_dead_when_the_window_is_over_even_before_a_sweep(carla):
    reader, claim = in_window(carla)
    over_at = claim.window_ends_at

    page = reader.page(over_at)

    assert page.status_code == 410
    assert "The time to opt out has ended" in words(page)
    assert reader.say_no(over_at).status_code == 410
    assert reader.change_mind(over_at).status_code == 410
    assert fresh(claim).state == State.APPROVED


def test_link_works_until_the_last_moment_of_the_window(carla):
    reader, claim = in_window(carla)

    page = reader.say_no(claim.window_ends_at - timedelta(microseconds=1))

    assert page.status_code == 200
    assert fresh(claim).state == State.REJECTED


def test_link_says_when_the_partner_ended_the_claim(carla):
    claim = a_noticed_claim()
    reader = carla(claim)
    claims.withdraw(claim.pk, by=claim.created_by, at=MONDAY, reason=PartnerReason.WRONG_ACTIVITY)

    page = reader.page()

    assert page.status_code == 410
    assert "This claim has ended" in words(page)
    assert "Wrong activity" not in words(page)
    assert reader.confirm().status_code == 410


def test_refused_answer_keeps_what_was_typed(carla):
    """Too long a text is the form's own refusal."""
    reader = carla(a_noticed_claim())

    page = reader.say_no(reason="other", text="x" * 2001)

    assert page.status_code == 200
    assert "Please check what you entered" in words(page)
    assert "x" * 2001 in page.content.decode()
    assert not Answer.objects.exists()


def test_answer_before_the_window_opens_is_asked_for_again(carla):
    """The message is on its way: accepted by the server, and not written down by the worker yet."""
    claim = an_approved_claim()

    page = carla(claim).say_no(text="We never met them.")

    assert page.status_code == 409
    assert "Please try again in a minute" in words(page)
    assert "We never met them." in page.content.decode()
    assert fresh(claim).state == State.APPROVED


def test_fast_customer_opts_out_before_the_sweep_has_noted_the_delivery(carla):
    claim = an_approved_claim()
    reader = carla(claim)
    accepted_at = MONDAY + 10 * MINUTE
    mark_sent(message_of(claim), accepted_at)

    assert reader.page(accepted_at).status_code == 200
    page = reader.say_no(accepted_at + timedelta(seconds=5))

    assert page.status_code == 200
    assert fresh(claim).state == State.REJECTED
    assert fresh(claim).window_ends_at == accepted_at + 7 * DAY


def test_visits_from_one_address_are_limited(client, monkeypatch, clock):
    cache.clear()
    monkeypatch.setattr(ratelimit, "VISITS_OF_AN_ADDRESS", 3)

    statuses = [client.get(f"/c/guess-{number}/").status_code for number in range(4)]
    elsewhere = client.get("/c/guess/", REMOTE_ADDR="203.0.113.9")

    assert statuses == [404, 404, 404, 429]
    assert elsewhere.status_code == 404


def test_visits_of_one_link_are_limited_from_wherever_they_come(client, monkeypatch, carla):
    monkeypatch.setattr(ratelimit, "VISITS_OF_A_LINK", 2)
    claim, other = a_noticed_claim(), a_noticed_claim()
    reader = carla(claim)

    statuses = [
        client.get(reader.address, REMOTE_ADDR=f"203.0.113.{number}").status_code for number in range(3)
    ]

    assert statuses == [200, 200, 429]
    assert client.get(f"/c/{token_of(other)}/").status_code == 200


def test_answers_to_one_link_are_limited(monkeypatch, carla):
    monkeypatch.setattr(ratelimit, "ANSWERS_OF_A_LINK", 2)
    reader = carla(a_noticed_claim())
    reader.confirm()
    reader.confirm()

    refused = reader.say_no()

    assert refused.status_code == 429
    assert refused.headers["Retry-After"] == "300"
    assert reader.page().status_code == 200
    assert "You confirmed this" in words(reader.page())


def test_explanation_is_there_for_everybody(client, settings):
    settings.OPT_OUT_DAYS = 9

    page = client.get("/partner-of-record/")

    assert page.status_code == 200
    assert "What is a partner of record?" in words(page)
    assert "has 9 days to opt out" in words(page)
