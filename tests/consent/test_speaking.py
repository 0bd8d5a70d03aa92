"""A customer whose directory entry names the wrong language reads the page in another, in place."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache

from directory.models import Association
from tests.claim_factories import MONDAY, a_customer

from .customers import a_noticed_claim, notice_of, sent, words
from .tenants import a_way_in, an_official_of

pytestmark = [pytest.mark.django_db, pytest.mark.rule("LNG-1")]
CONFIRM = {"en": "Confirm", "de": "Bestätigen", "nl": "Bevestigen", "sv": "Bekräfta"}
NAMES = {"en": "English", "de": "Deutsch", "nl": "Nederlands", "sv": "Svenska"}
ASK = "/partner-of-record/yours/"


def switch(page):
    """Where the page's switch leads to, by the name of the language."""
    found = re.findall(r'<(?:a href|button[^>]+formaction)="([^"]*)"[^>]*>([^<]+)</', nav_of(page))
    return {name: address for address, name in found}


def nav_of(page):
    return re.search(r'<nav class="languages".*?</nav>', page.content.decode(), re.DOTALL)[0]


def pressed(client, page, name, address="", **typed):
    """The switch, as a browser sends it: with the form in which it stands, and what the page adds to that."""
    (form,) = set(re.findall(r'form="(\w+)"', nav_of(page)))
    assert re.search(rf'<form [^>]*id="{form}"', page.content.decode())
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="(\w+)"', nav_of(page)))
    return client.post(address + switch(page)[name], typed | hidden | {"redraw": ""})


def lang_of(page):
    return re.search(r'<html lang="([^"]+)"', page.content.decode())[1], page.headers["Content-Language"]


def about_of(mail):
    return re.search(r"http://\S+/partner-of-record/\S*", mail.text)[0]


@pytest.mark.rule("CON-5")
@pytest.mark.parametrize("language", CONFIRM)
def test_link_s_page_is_read_and_answered_in_another_language(carla, language):
    claim = a_noticed_claim(tenant=a_customer(language="nl"))
    reader = carla(claim)

    page = reader.client.get(reader.address)
    assert lang_of(page) == ("nl", "nl")
    assert list(switch(page)) == list(NAMES.values())
    page = reader.client.get(switch(page)[NAMES[language]])
    assert lang_of(page) == (language, language)
    assert CONFIRM[language] in words(page)
    action = re.search(r'action="([^"]+/confirm/[^"]*)"', page.content.decode())[1]
    answered = reader.client.post(action, follow=True)

    assert lang_of(answered) == (language, language)
    assert answered.redirect_chain == [(f"{reader.address}?language={language}", 302)]
    # What it is written stays in the language that the directory knows.
    assert sent(claim, "receipt_confirmed")[0].headers["Content-Language"] == "nl"


def test_language_that_nobody_here_speaks_leaves_the_page_s_own(carla):
    reader = carla(a_noticed_claim(tenant=a_customer(language="sv")))

    for asked in ("xx", "", "../de"):
        assert lang_of(reader.client.get(reader.address, {"language": asked})) == ("sv", "sv")


@pytest.mark.rule("CON-5")
def test_switch_keeps_the_page_private_and_no_visit_is_remembered(carla):
    reader = carla(a_noticed_claim(tenant=a_customer(language="de")))

    page = reader.client.get(reader.address, {"language": "en"})

    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert "no-store" in page.headers["Cache-Control"]
    assert set(page.cookies) <= {"csrftoken"}
    assert lang_of(reader.client.get(reader.address)) == ("de", "de")


def test_refused_answer_leads_back_to_the_page_and_not_to_where_answers_go(carla):
    claim = a_noticed_claim(tenant=a_customer(language="de"))
    reader = carla(claim)

    refused = reader.client.post(f"{reader.address}decline/?language=sv", {"reason": "nonsense"})

    assert lang_of(refused) == ("sv", "sv")
    assert switch(refused)["English"] == f"{reader.address}?language=en"


@pytest.mark.rule("CON-5")
def test_switch_takes_along_what_is_typed_and_acts_on_nothing(carla):
    claim = a_noticed_claim(tenant=a_customer(language="de"))
    reader = carla(claim)
    typed = {"reason": "unknown_partner", "text": "<b>Wer?</b> "}

    page = reader.client.get(reader.address)
    for name, language in [("Svenska", "sv"), ("English", "en")] * 10:
        page = pressed(reader.client, page, name, **typed)
        assert (page.status_code, lang_of(page)) == (200, (language, language))
        assert {each: page.context["form"][each].value() for each in typed} == typed

    assert re.search(r'value="unknown_partner"[^>]* checked', page.content.decode())
    assert "&lt;b&gt;Wer?&lt;/b&gt; </textarea>" in page.content.decode()
    assert not notice_of(claim).answers.exists()
    assert "Ihr Nein ist gespeichert" in words(reader.say_no(**typed))


@pytest.mark.rule("CON-5")
def test_what_was_refused_is_said_in_the_other_language_too_with_what_was_typed(carla):
    claim = a_noticed_claim(tenant=a_customer(language="de"))
    reader = carla(claim)
    typed = {"reason": "unknown_partner", "text": "x" * 2001}

    refused = reader.client.post(f"{reader.address}decline/", typed)
    assert "Bitte prüfen Sie" in words(refused)
    page = pressed(reader.client, refused, "Svenska", **typed)

    assert "har 2001" in words(page)
    assert page.context["form"].data["text"] == typed["text"]
    assert not notice_of(claim).answers.exists()


def test_whoever_asks_for_a_link_loses_nothing_and_is_told_of_no_mistakes_before_asking(client, mailoutbox):
    cache.clear()
    an_official_of(a_customer(language="de"))
    page = client.get(f"{ASK}?language=sv")
    page = pressed(client, page, "English", ASK, email="carla@", customer="")

    assert lang_of(page) == ("en", "en")
    assert (page.context["form"]["email"].value(), page.context["form"].errors) == ("carla@", {})
    asked = client.post(f"{ASK}?language=en", {"email": "carla@", "customer": ""})
    assert "This field is required" in words(asked)
    assert "Detta fält måste fyllas i" in words(pressed(client, asked, "Svenska", ASK, email="carla@"))


@pytest.mark.rule("CON-6")
def test_switch_ends_no_partner_and_takes_along_what_is_typed(client, clock):
    cache.clear()
    claim = an_official_of(a_customer(language="de"))
    clock.at = MONDAY + timedelta(days=30)
    _access, token = a_way_in(claim, at=clock.at)
    opened = client.post(f"/t/{token}/", follow=True)
    (end,) = re.findall(r'href="([^"?]+/end/)[^"]*"', opened.content.decode())

    page = pressed(client, client.get(end), "Nederlands", end, reason="other", text="Weg")

    assert lang_of(page) == ("nl", "nl")
    assert page.context["form"]["text"].value() == "Weg"
    assert page.context["form"]["reason"].value() == "other"
    assert Association.objects.get(claim_product__claim=claim).ended_at is None


@pytest.mark.parametrize("address", ["/c/never-made/decline/", f"{ASK}list/leave/"])
def test_page_that_came_of_a_button_leads_to_one_that_can_be_opened(client, db, address):
    cache.clear()
    refused = client.post(address)

    assert client.get(switch(refused)["Nederlands"]).status_code == refused.status_code


@pytest.mark.parametrize("address", ["/c/never-made/", "/t/never-made/", ASK, f"{ASK}asked/", f"{ASK}list/"])
def test_pages_for_whoever_comes_switch_too(client, address):
    cache.clear()
    page = client.get(f"{address}?language=sv", headers={"accept-language": "de"})

    assert lang_of(page) == ("sv", "sv")
    assert switch(page)["Nederlands"] in ("?language=nl", f"{address}?language=nl")
    assert 'href="/partner-of-record/?language=sv"' in page.content.decode()


@pytest.mark.rule("CON-6")
def test_list_of_partners_is_opened_and_one_is_ended_in_another_language(client, clock):
    cache.clear()
    claim = an_official_of(a_customer(language="de"))
    clock.at = MONDAY + timedelta(days=30)
    _access, token = a_way_in(claim, at=clock.at)

    assert lang_of(client.get(f"/t/{token}/"))[0] == "de"
    opened = client.post(f"/t/{token}/?language=nl", follow=True)
    assert lang_of(opened) == ("nl", "nl")
    (end,) = re.findall(r'href="([^"]+/end/[^"]*)"', opened.content.decode())
    assert lang_of(client.get(end)) == ("nl", "nl")
    ended = client.post(end, {}, follow=True)

    assert lang_of(ended) == ("nl", "nl")
    assert ended.redirect_chain == [(f"{ASK}list/?language=nl", 302)]
    assert lang_of(client.post(f"{ASK}list/leave/?language=nl", follow=True)) == ("nl", "nl")


@pytest.mark.rule("CON-1")
@pytest.mark.parametrize("language", CONFIRM)
def test_mail_leads_to_an_explanation_in_its_own_language(client, clock, language):
    claim = a_noticed_claim(tenant=a_customer(language=language))

    (mail,) = sent(claim, "notice_submission")
    page = client.get(about_of(mail).removeprefix("http://testserver"), headers={"accept-language": "fr"})

    assert f"?language={language}" in mail.html
    assert lang_of(page) == (language, language)


def test_menu_s_choice_is_stronger_than_the_address_it_was_made_on(client):
    page = client.post(
        "/language/", {"language": "sv", "next": "/partner-of-record/?language=de"}, follow=True
    )

    assert lang_of(page) == ("sv", "sv")
    assert page.redirect_chain == [("/partner-of-record/", 302)]


@pytest.mark.parametrize("address", ["/partner-of-record/", "/accounts/login/"])
def test_each_language_is_called_by_its_own_name(client, db, address):
    text = client.get(address, headers={"accept-language": "de"}).content.decode()

    for code, name in NAMES.items():
        assert re.search(rf'lang="{code}"[^>]*>{name}<', text)
