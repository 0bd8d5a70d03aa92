import re

import pytest
from django.core import mail

from accounts.models import User
from tests import factories

NEW_PASSWORD = "a quite different battery staple"


def signed_in_as(client):
    return User.objects.filter(pk=client.session.get("_auth_user_id")).first()


def test_right_password_signs_in(client, fiona):
    response = client.post("/accounts/login/", {"login": fiona.email, "password": factories.PASSWORD})

    assert (response.status_code, response.url) == (302, "/")
    assert signed_in_as(client) == fiona


def test_wrong_password_does_not(client, fiona):
    response = client.post("/accounts/login/", {"login": fiona.email, "password": "wrong"})

    assert response.status_code == 200
    assert signed_in_as(client) is None
    assert "Please check what you entered" in response.text


def test_inactive_person_is_not_signed_in(client, fiona):
    fiona.is_active = False
    fiona.save(update_fields=["is_active"])

    client.post("/accounts/login/", {"login": fiona.email, "password": factories.PASSWORD})

    assert signed_in_as(client) is None


def test_forgotten_password_is_replaced_through_the_mail(client, fiona):
    response = client.post("/accounts/password/reset/", {"email": fiona.email}, follow=True)
    assert response.status_code == 200

    (message,) = mail.outbox
    assert message.to == [fiona.email]
    link = re.search(r"http://testserver(/accounts/password/reset/key/\S+)", message.body)[1]
    form = client.get(link, follow=True)
    done = client.post(
        form.redirect_chain[-1][0], {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}, follow=True
    )
    assert done.status_code == 200
    client.post("/accounts/login/", {"login": fiona.email, "password": NEW_PASSWORD})
    assert signed_in_as(client) == fiona


def test_used_reset_link_is_dead(client, fiona):
    client.post("/accounts/password/reset/", {"email": fiona.email})
    link = re.search(r"http://testserver(/accounts/password/reset/key/\S+)", mail.outbox[0].body)[1]
    form = client.get(link, follow=True)
    client.post(form.redirect_chain[-1][0], {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})
    client.logout()

    response = client.get(link, follow=True)

    assert response.context["token_fail"] is True


def test_reset_for_an_unknown_address_looks_the_same_and_sends_nothing(client, fiona):
    known = client.post("/accounts/password/reset/", {"email": fiona.email})
    unknown = client.post("/accounts/password/reset/", {"email": "nobody@people.example"})

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert [message.to for message in mail.outbox] == [[fiona.email]]


def test_new_address_counts_once_its_link_is_opened(as_fiona, fiona):
    as_fiona.post("/accounts/reauthenticate/", {"password": factories.PASSWORD})
    as_fiona.post("/accounts/email/", {"email": "fiona.new@people.example", "action_add": "1"})
    fiona.refresh_from_db()
    assert fiona.email != "fiona.new@people.example"

    body = next(message.body for message in mail.outbox if message.to == ["fiona.new@people.example"])
    link = re.search(r"http://testserver(/accounts/confirm-email/\S+)", body)[1]
    as_fiona.post(link)

    fiona.refresh_from_db()
    assert fiona.email == "fiona.new@people.example"


@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_signs_up(client, db, method):
    data = {"email": "new@people.example", "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}

    response = getattr(client, method)("/accounts/signup/", data)

    assert "closed" in response.text
    assert not User.objects.exists()


def test_repeated_tries_are_slowed_down(client, db):
    statuses = [
        client.post("/accounts/password/reset/", {"email": f"{number}@people.example"}).status_code
        for number in range(21)
    ]

    assert statuses == [302] * 20 + [429]
    response = client.post("/accounts/password/reset/", {"email": "one.more@people.example"})
    assert "wait a few minutes" in response.text


@pytest.fixture
def demo_fiona(fiona):
    fiona.email = "fiona@demo.example"
    fiona.save(update_fields=["email"])
    return fiona


def test_demo_person_signs_in_with_one_button(client, demo_fiona, settings):
    settings.DEMO = True

    page = client.get("/accounts/login/?next=/account/")
    response = client.post("/demo/sign-in/", {"email": "fiona@demo.example", "next": "/account/"})

    assert "Incentives admin, Northwind Consulting" in page.text
    assert (response.status_code, response.url) == (302, "/account/")
    assert signed_in_as(client) == demo_fiona


def test_demo_sign_in_is_not_there_outside_the_demo(client, demo_fiona):
    page = client.get("/accounts/login/")
    response = client.post("/demo/sign-in/", {"email": "fiona@demo.example"})

    assert "Fiona Filer" not in page.text
    assert response.status_code == 404
    assert signed_in_as(client) is None


def test_demo_sign_in_takes_demo_people_only(client, fiona, settings):
    settings.DEMO = True

    response = client.post("/demo/sign-in/", {"email": fiona.email})

    assert response.status_code == 404
    assert signed_in_as(client) is None


def test_demo_sign_in_goes_to_no_strangers_page(client, demo_fiona, settings):
    settings.DEMO = True

    response = client.post("/demo/sign-in/", {"email": "fiona@demo.example", "next": "https://evil.example/"})

    assert response.url == "/"
