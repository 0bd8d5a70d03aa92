"""In which language somebody reads: their own choice, then the browser's, then English."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import actions
from accounts.models import User
from accounts.roles import PartnerRole
from outbox.models import Message
from tests import factories

TITLES = {"en": "Sign in", "de": "Anmelden", "nl": "Aanmelden", "sv": "Logga in"}

pytestmark = pytest.mark.rule("LNG-1")


@pytest.mark.parametrize("language", TITLES)
def test_stranger_reads_the_browsers_language(db, client, language):
    response = client.get("/accounts/login/", headers={"Accept-Language": f"{language}, fr;q=0.5"})

    assert f'<html lang="{language}"' in response.text
    assert response.headers["Content-Language"] == language
    assert TITLES[language] in response.text
    assert "Accept-Language" in response.headers["Vary"]


def test_language_that_nobody_here_speaks_is_english(db, client):
    response = client.get("/accounts/login/", headers={"Accept-Language": "fi"})

    assert '<html lang="en"' in response.text


def test_stranger_switches_and_the_browser_keeps_it(db, client):
    response = client.post("/language/", {"language": "sv", "next": "/accounts/login/"})

    assert (response.status_code, response.url) == (302, "/accounts/login/")
    assert response.cookies["django_language"]["httponly"]
    page = client.get(response.url, headers={"Accept-Language": "de"}).text
    assert '<html lang="sv"' in page
    assert 'value="sv" lang="sv" aria-pressed="true">Svenska</button>' in page


def test_person_switches_for_every_device_and_for_mail(as_fiona, fiona):
    as_fiona.post("/language/", {"language": "nl", "next": "/account/"})

    elsewhere = Client(headers={"Accept-Language": "de"})
    elsewhere.force_login(fiona)
    page = elsewhere.get("/account/")
    assert '<html lang="nl"' in page.text
    assert page.context["form"].initial["language"] == "nl"


@pytest.mark.parametrize("typed", ["xx", "", "../de"])
def test_language_that_does_not_exist_changes_nothing(as_fiona, fiona, typed):
    response = as_fiona.post("/language/", {"language": typed, "next": "https://evil.example/"})

    assert (response.status_code, response.url) == (302, "/")
    fiona.refresh_from_db()
    assert fiona.language == "en"
    assert "django_language" not in response.cookies


@pytest.mark.rule("PPL-2")
def test_invitation_is_in_the_inviters_language_and_the_account_in_the_joiners(client, db):
    partner = factories.a_partner(name="Northwind")
    greta = factories.a_member(partner, PartnerRole.GLOBAL_ADMIN, language="de")
    invitation = actions.invite(
        partner.pk,
        by=greta,
        at=timezone.now(),
        email="nina@new.example",
        role=PartnerRole.INCENTIVES_USER,
        location=None,
    )
    assert Message.objects.get(kind="invitation").subject == "Northwind lädt Sie zum CPOR-Portal ein"

    client.post(
        reverse("accounts:join", args=[factories.invited_token(invitation)]),
        {"name": "Nina New", "password": "a very long sentence"},
        headers={"Accept-Language": "sv"},
    )
    assert User.objects.get(email="nina@new.example").language == "sv"


@pytest.mark.parametrize(
    ("language", "words"), [("de", "Dieser Link gilt nicht mehr"), ("nl", "Deze link is verlopen")]
)
def test_link_to_confirm_an_address_that_has_ended_speaks_like_the_other_pages(client, db, language, words):
    page = client.get("/accounts/confirm-email/never-made/", headers={"Accept-Language": language}).text

    assert words in page
    assert "Lass Dir" not in page
