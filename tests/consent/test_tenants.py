"""CON-6: a contact that proves its address sees every partner of record of its organisation, and can end each."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import IntegrityError, transaction

from accounts.models import News
from claims.states import RejectionReason, State
from consent import actions
from consent.models import Answer, Ending, TenantAccess
from consent.views import tenants as views
from directory.models import Association
from outbox.models import Message
from tests.claim_factories import (
    MINUTE,
    MONDAY,
    a_claim_in_window,
    a_customer,
    an_approved_claim,
    an_official_claim,
    fresh,
)
from tests.factories import a_lead, a_member, a_partner, a_subscription, an_association

from .customers import a_noticed_claim, mark_sent, message_of, sent, sweep, words
from .tenants import a_way_in, an_official_of, token_of

pytestmark = [pytest.mark.django_db, pytest.mark.rule("CON-6")]
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
ASK = "/partner-of-record/yours/"
LIST = f"{ASK}list/"


@pytest.fixture
def official(clock):
    """The contact's notice was accepted, and nobody opted out in time."""
    cache.clear()
    claim = an_official_of(a_customer(name="Contoso", time_zone="Europe/Berlin"))
    clock.at = MONDAY + 30 * DAY
    return claim


def ask(client, email, customer):
    return client.post(ASK, {"email": email, "customer": customer}, follow=True)


def enter(client, claim, clock):
    _access, token = a_way_in(claim, at=clock.at)
    return client.post(f"/t/{token}/", follow=True)


def association_of(claim):
    return Association.objects.get(claim_product__claim=claim)


def test_contact_asks_opens_and_sees_every_partner_of_record(client, official, clock):
    subscription = a_subscription(official.tenant, end_date=clock.at.date() + 90 * DAY)
    earlier = an_association(subscription=subscription, partner=a_partner(name="Old Partner"))
    pending = a_claim_in_window(tenant=official.tenant, at=clock.at - 2 * DAY)
    stranger = an_association()

    asked = ask(client, official.contact_email, official.domain)
    assert "a message with a link is on its way" in words(asked)
    assert 'href="mailto:support@portal.example"' in asked.content.decode()
    sweep(clock.at)
    access = TenantAccess.objects.get()
    (mail,) = Message.objects.filter(kind="tenant_link")
    assert mail.recipient == official.contact_email
    assert "The link works once, and until Wed 1 Apr 2026, 12:00 (Europe/Berlin)" in words(mail.text)
    page = client.get(f"/t/{token_of(access)}/")
    assert "Contoso" in words(page)
    assert official.partner.name not in words(page)
    shown = words(client.post(f"/t/{token_of(access)}/", follow=True))

    for association in (association_of(official), earlier, association_of(pending)):
        assert association.partner.name in shown
        assert association.product.name in shown
    assert "30 Jun 2026" in shown or "June 30, 2026" in shown
    assert "Not yet: you can still opt out" in shown
    assert stranger.partner.name not in shown


def test_answer_is_the_same_whoever_asks_and_only_a_contact_is_written_to(client, official, clock):
    declared = a_noticed_claim(tenant=official.tenant, contact_email=f"new@{official.domain}")
    elsewhere = an_official_claim(tenant=official.tenant)
    cases = [
        (official.contact_email, official.domain),
        (official.contact_email.upper(), str(official.tenant.directory_id)),
        (official.contact_email, "another.example"),
        (f"nobody@{official.domain}", official.domain),
        # Has not had the notice yet, and has an address that is not the customer's.
        (declared.contact_email, official.domain),
        (elsewhere.contact_email, official.domain),
    ]
    pages = set()
    for email, customer in cases:
        page = ask(client, email, customer)
        pages.add((page.status_code, words(page)))
        sweep(clock.at)

    assert len(pages) == 1
    assert Message.objects.filter(kind="tenant_link").count() == 2
    assert {each.email for each in TenantAccess.objects.all()} == {official.contact_email}


@pytest.mark.rule("CON-5")
def test_link_works_once_for_an_hour_and_the_newest_only(client, official, clock):
    _first, old = a_way_in(official, at=clock.at)
    access, token = a_way_in(official, at=clock.at)
    assert token not in str(TenantAccess.objects.values())
    assert "This link was replaced" in words(client.get(f"/t/{old}/"))
    assert client.post(f"/t/{old}/").status_code == 410

    assert client.post(f"/t/{token}/").status_code == 302
    again = client.post(f"/t/{token}/")
    assert (again.status_code, "This link was used" in words(again)) == (410, True)
    assert client.get("/t/unknown/").status_code == 404
    _late, late = a_way_in(official, at=clock.at)
    clock.at += HOUR
    expired = client.post(f"/t/{late}/")
    assert (expired.status_code, "This link has expired" in words(expired)) == (410, True)
    assert expired.headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.rule("CON-5")
def test_list_is_open_in_that_browser_only_and_for_an_hour(client, official, clock, settings):
    settings.SESSION_COOKIE_SECURE = True
    enter(client, official, clock)
    cookie = client.cookies[views.COOKIE]
    assert (cookie["httponly"], cookie["samesite"], cookie["secure"]) == (True, "Strict", True)
    assert (cookie["path"], cookie.value in str(TenantAccess.objects.values())) == (ASK, False)
    page = client.get(LIST)
    assert (page.status_code, "no-store" in page.headers["Cache-Control"]) == (200, True)
    assert type(client)().get(LIST).status_code == 403

    clock.at += HOUR
    assert client.get(LIST).status_code == 403
    enter(client, official, clock)
    client.post(f"{LIST}leave/")
    client.cookies[views.COOKIE] = cookie.value
    assert client.get(LIST).status_code == 403


def test_contact_ends_an_official_association_and_everybody_hears_of_it(client, official, clock):
    lead = a_lead()
    association = association_of(official)
    enter(client, official, clock)
    asked = words(client.get(f"{LIST}{association.pk}/end/"))
    assert f"End {official.partner.name} for {association.product.name}?" in asked
    assert association_of(official).ended_at is None

    said = {"reason": "other_partner", "text": "Since May."}
    answer = client.post(f"{LIST}{association.pk}/end/", said, follow=True)
    client.post(f"{LIST}{association.pk}/end/", said)
    sweep(clock.at)

    assert f"{official.partner.name} is no longer your partner of record" in words(answer)
    association.refresh_from_db()
    assert (association.ended_at, association.end_reason) == (clock.at, "customer_denial")
    assert fresh(official).state == State.APPROVED
    event = official.events.get(kind="ended_by_customer")
    assert (event.side, event.text) == ("customer", "Since May.")
    assert event.after["customer_reason"] == "other_partner"
    assert len(sent(official, "ended_by_customer")) == 2
    assert News.objects.get(user=lead, kind="customer_ended").about == official.code
    (receipt,) = Message.objects.filter(kind="tenant_ended")
    assert receipt.recipient == official.contact_email
    assert Ending.objects.get().text == "Since May."


def test_contact_opts_out_before_the_clock_has_noted_that_the_message_arrived(official, clock):
    domain = official.tenant.domains.get().name
    pending = an_approved_claim(tenant=official.tenant, domain=domain, contact_email=f"carla@{domain}")
    mark_sent(message_of(pending), MONDAY + 10 * MINUTE)
    clock.at = MONDAY + 11 * MINUTE
    access, _token = a_way_in(official, at=clock.at)

    actions.end_association(access, association_of(pending).pk, at=clock.at)

    assert fresh(pending).rejection_reason == RejectionReason.CUSTOMER_DENIAL
    assert pending.windows.get().opened_at == MONDAY + 10 * MINUTE


def test_address_that_no_mailbox_can_have_is_refused_at_its_field(client):
    cache.clear()

    answer = client.post(ASK, {"email": f"{'a' * 250}@x.example", "customer": "contoso.example"})

    assert (answer.status_code, TenantAccess.objects.count()) == (422, 0)
    assert answer.context["form"].errors.keys() == {"email"}


def test_contact_of_the_claim_hears_when_another_contact_of_the_customer_ended_it(official, clock):
    domain = official.tenant.domains.get().name
    other = an_official_claim(tenant=official.tenant, domain=domain, contact_email=f"cem@{domain}")
    access, _token = a_way_in(other, at=clock.at)

    for claim in (official, other):
        actions.end_association(access, association_of(claim).pk, at=clock.at)

    (told,) = Message.objects.filter(kind="association_ended")
    assert (told.recipient, told.about) == (official.contact_email, official.code)


def test_association_from_before_the_portal_is_ended_and_its_holder_told(client, official, clock):
    earlier = an_association(subscription=a_subscription(official.tenant))
    manager = a_member(earlier.partner, "global_admin")
    enter(client, official, clock)

    client.post(f"{LIST}{earlier.pk}/end/", {})
    sweep(clock.at)
    sweep(clock.at)

    earlier.refresh_from_db()
    assert earlier.ended_at == clock.at
    assert News.objects.filter(user=manager, kind="ended_by_customer").count() == 1


@pytest.mark.rule("CON-3")
def test_ending_what_is_not_official_yet_is_the_opt_out(client, official, clock):
    pending = a_claim_in_window(tenant=official.tenant, at=clock.at - 2 * DAY)
    enter(client, official, clock)

    answer = client.post(f"{LIST}{association_of(pending).pk}/end/", {"reason": "unknown_partner"})
    assert answer.status_code == 302, words(answer)

    pending = fresh(pending)
    assert (pending.state, pending.rejection_reason) == (State.REJECTED, RejectionReason.CUSTOMER_DENIAL)
    assert Answer.objects.get(notice__claim=pending).kind == "opted_out"
    assert len(sent(pending, "receipt_opted_out")) == 1


def test_nobody_ends_what_is_another_customers(client, official, clock):
    other = an_association()
    enter(client, official, clock)

    assert client.get(f"{LIST}{other.pk}/end/").status_code == 404
    assert client.post(f"{LIST}{other.pk}/end/").status_code == 404
    with pytest.raises(Association.DoesNotExist):
        actions.end_association(TenantAccess.objects.get(), other.pk, at=clock.at)


def test_questions_are_limited_by_address_and_by_contact(client, official, monkeypatch, clock):
    monkeypatch.setattr(views, "SENT_TO_A_CONTACT", 2)
    monkeypatch.setattr(views, "ASKED_BY_AN_ADDRESS", 4)
    pages = [ask(client, official.contact_email, official.domain) for _each in range(4)]
    assert {page.status_code for page in pages} == {200}
    assert TenantAccess.objects.count() == 2
    too_often = ask(client, official.contact_email, official.domain)
    assert (too_often.status_code, too_often.headers["Retry-After"]) == (429, "3600")


def test_page_is_in_the_customers_language_and_time(client, clock):
    cache.clear()
    claim = an_official_of(a_customer(language="sv", time_zone="Europe/Stockholm"))
    clock.at = MONDAY + 30 * DAY

    page = enter(client, claim, clock)

    assert page.headers["Content-Language"] == "sv"
    assert '<html lang="sv"' in page.content.decode()


def test_who_asked_is_forgotten_after_a_month(official, clock):
    a_way_in(official, at=clock.at)
    sweep(clock.at + 31 * DAY)

    assert not TenantAccess.objects.exists()


def test_list_costs_the_same_for_more_rows(client, official, clock, django_assert_num_queries):
    enter(client, official, clock)
    for count in (1, 4):
        for _each in range(count):
            an_association(subscription=a_subscription(official.tenant))
        with django_assert_num_queries(4):
            client.get(LIST)


@pytest.mark.parametrize(
    "broken",
    [
        {"session_hash": "x" * 64},
        {"opened_at": MONDAY, "session_hash": "x"},
        {"token_hash": "x"},
        {"ends_at": MONDAY},
    ],
)
def test_database_refuses_half_an_access(broken):
    access = TenantAccess.objects.create(email="a@b.example", asked_for="b.example", asked_at=MONDAY + MINUTE)

    with pytest.raises(IntegrityError), transaction.atomic():
        TenantAccess.objects.filter(pk=access.pk).update(**broken)
