import pytest
from django.urls import reverse

from accounts.roles import PartnerRole
from tests import factories


@pytest.mark.rule("PRG-1")
def test_stranger_learns_what_the_portal_does_and_what_goes_elsewhere(client, db):
    response = client.get("/")

    assert response.status_code == 200
    assert "CSP, Managed Reseller, Hosting and Surface" in response.text
    assert "co-op claim" in response.text
    assert reverse("consent:about") in response.text


@pytest.mark.parametrize(
    ("person", "place"),
    [
        (lambda: factories.a_filer(factories.a_partner()), "claims:list"),
        (lambda: factories.a_member(factories.a_partner(), PartnerRole.BILLING_ADMIN), "claims:list"),
        (lambda: factories.a_reviewer(), "reviews:queue"),
        (lambda: factories.a_lead(), "reviews:queue"),
        (lambda: factories.a_support(), "reviews:queue"),
        (lambda: factories.a_user(is_staff=True, is_superuser=True), "admin:index"),
    ],
)
def test_start_leads_to_where_the_work_is(client, db, person, place):
    client.force_login(person())

    response = client.get("/")

    assert (response.status_code, response.url) == (302, reverse(place))


def test_outsider_learns_whom_to_ask(client, db):
    otto = factories.a_user(name="Otto Outsider")
    client.force_login(otto)

    response = client.get("/")

    assert response.status_code == 200
    assert "no company yet" in response.text
    assert otto.email in response.text


@pytest.mark.parametrize(
    ("person", "labels"),
    [
        (
            lambda: factories.a_filer(factories.a_partner()),
            ["Customer associations", "Association register", "+ Customer association", "Company"],
        ),
        (
            lambda: factories.a_member(factories.a_partner(), PartnerRole.BILLING_ADMIN),
            ["Customer associations", "Association register", "Company"],
        ),
        (
            lambda: factories.a_reviewer(),
            ["Review queue", "Second looks", "My figures", "Absence", "Association register"],
        ),
        (lambda: factories.a_lead(), ["Review queue", "Second looks", "For leads"]),
        (
            lambda: factories.a_support(),
            ["All claims", "Insights", "Failed mail", "Hand-offs", "Association register"],
        ),
        (lambda: factories.a_user(is_staff=True), ["Admin"]),
        (lambda: factories.a_user(), []),
    ],
)
def test_navigation_offers_what_the_role_may_open(client, db, person, labels):
    client.force_login(person())

    response = client.get("/account/")

    assert [place.label for place in response.context["navigation"]] == labels


def test_mailbox_is_offered_in_the_demo_only(client, db, settings):
    assert [place.label for place in client.get("/").context["navigation"]] == []

    settings.DEMO = True

    assert [place.label for place in client.get("/").context["navigation"]] == ["Mailbox"]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_chosen_theme_is_on_every_page_from_then_on(client, db, theme):
    response = client.post("/theme/", {"theme": theme, "next": "/accounts/login/"})

    assert response.url == "/accounts/login/"
    assert f'data-theme="{theme}"' in client.get("/accounts/login/").text


@pytest.mark.parametrize("theme", ["", 'x"><script>'])
def test_any_other_theme_is_the_systems(client, db, theme):
    client.post("/theme/", {"theme": "dark"})
    client.post("/theme/", {"theme": theme})

    assert "data-theme" not in client.get("/").text


def test_theme_switch_goes_to_no_strangers_page(client, db):
    assert client.post("/theme/", {"theme": "dark", "next": "//evil.example"}).url == "/"
