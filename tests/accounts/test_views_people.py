"""The company's pages, and the page behind an invitation's link."""

from datetime import date

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from accounts import actions
from accounts.models import Invitation, Membership, User
from accounts.programmes import Programme
from accounts.roles import PartnerRole
from accounts.views import joining
from tests.cast import the_cast
from tests.claim_factories import MINUTE, MONDAY
from tests.consent.customers import words
from tests.factories import a_location, invited_token

NINA = "nina@new.example"
NEW = {"name": "Nina New", "password": "a very long sentence"}


@pytest.fixture
def cast(db, monkeypatch):
    cache.clear()
    monkeypatch.setattr(timezone, "now", lambda: MONDAY + MINUTE)
    return the_cast()


def page(client, cast, name, *args):
    return client.get(reverse(f"accounts:{name}", args=[cast.northwind.pk, *args]))


def post(client, cast, name, *args, **data):
    return client.post(reverse(f"accounts:{name}", args=[cast.northwind.pk, *args]), data)


def a_link(cast, email=NINA, role=PartnerRole.INCENTIVES_USER):
    invitation = actions.invite(
        cast.northwind.pk, by=cast.greta, at=MONDAY, email=email, role=role, location=None
    )
    return reverse("accounts:join", args=[invited_token(invitation)])


@pytest.mark.rule("PPL-1")
def test_locations_show_mpn_id_type_and_what_they_are_enrolled_in(client, cast):
    place = a_location(cast.northwind, programmes=(), mpn_id="4100009", partner_type="FRP FastTrack")
    for programme, begins, ends in (
        (Programme.OSA_SELL, date(2024, 1, 1), date(2026, 3, 1)),
        (Programme.OSU_M365, date(2026, 3, 3), None),
    ):
        place.enrolments.create(programme=programme, from_date=begins, until_date=ends)
    client.force_login(cast.bill)

    text = words(page(client, cast, "company"))

    assert "MPN ID 4100009" in text
    assert "FRP FastTrack" in text
    assert "OSA Sell Expired 1 Jan 2024 1 Mar 2026" in text
    assert "OSU – Microsoft 365 Coming 3 Mar 2026 no end" in text
    assert "OSU – Business Applications Not enrolled" in text


def test_who_has_several_companies_chooses_one(client, cast):
    Membership.objects.create(user=cast.rita, partner=cast.northwind, role=PartnerRole.BILLING_ADMIN)
    client.force_login(cast.rita)

    assert client.get(reverse("accounts:own_company")).url == reverse(
        "accounts:company", args=[cast.fabrikam.pk]
    )
    assert "Northwind Dublin" in words(page(client, cast, "company"))


def test_refused_invitation_keeps_what_was_typed(client, cast):
    client.force_login(cast.fiona)

    answer = post(client, cast, "invite", email=cast.uma.email, role="incentives_user", location="")

    assert answer.status_code == 422
    assert "belongs to your company already" in words(answer)
    assert f'value="{cast.uma.email}"' in answer.content.decode()
    # A role that is not hers to give is no choice at all.
    assert post(client, cast, "invite", email=NINA, role="global_admin", location="").status_code == 422
    assert not Invitation.objects.exists()


def test_address_longer_than_any_is_refused(client, cast):
    client.force_login(cast.greta)

    answer = client.post(
        reverse("accounts:invite", args=[cast.northwind.pk]),
        {"email": f"{'a' * 250}@new.example", "role": "incentives_user", "location": ""},
    )

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["email"])


def test_person_that_no_database_could_number_is_not_there(client, cast):
    client.force_login(cast.greta)

    assert client.get(reverse("accounts:person", args=[cast.northwind.pk, 10**30])).status_code == 404


def test_role_is_changed_on_the_persons_page(client, cast):
    client.force_login(cast.greta)
    role = cast.uma.memberships.get()
    data = {f"role{role.pk}-role": "billing_admin", f"role{role.pk}-location": cast.cork.pk}

    answer = post(client, cast, "change_role", cast.uma.pk, role.pk, **data)

    assert answer.status_code == 302
    changed = cast.uma.memberships.get()
    assert (changed.role, changed.location) == ("billing_admin", cast.cork)
    # The page of before: the role it shows is gone.
    assert post(client, cast, "change_role", cast.uma.pk, role.pk, **data).status_code == 302
    assert "Uma User" in words(page(client, cast, "people"))


def test_last_global_admin_is_told_why_not(client, cast):
    client.force_login(cast.greta)

    answer = client.post(
        reverse("accounts:remove_person", args=[cast.northwind.pk, cast.greta.pk]), follow=True
    )

    assert "is the last Global admin of Northwind Consulting" in words(answer)


def test_removed_person_finds_no_company(client, cast):
    client.force_login(cast.uma)
    actions.remove_person(cast.northwind.pk, cast.uma.pk, by=cast.greta, at=MONDAY)

    assert page(client, cast, "people").status_code == 404
    assert "Your account has no company yet" in words(client.get(reverse("accounts:own_company")))


def test_opening_the_link_changes_nothing_and_leaks_nothing(client, cast):
    link = a_link(cast)

    answer = client.get(link)

    assert answer.status_code == 200
    assert "Northwind Consulting invites you" in words(answer)
    assert answer["Referrer-Policy"] == "strict-origin"
    assert "no-store" in answer["Cache-Control"]
    assert Invitation.objects.get().accepted_at is None
    assert not User.objects.filter(email=NINA).exists()


def test_new_person_is_signed_in_once_the_password_is_good(client, cast):
    link = a_link(cast)

    weak = client.post(link, NEW | {"password": "123456789012"})
    assert (weak.status_code, weak.context["form"].errors.keys()) == (422, {"password"})
    done = client.post(link, NEW, follow=True)

    assert done.redirect_chain[-1][0] == reverse("claims:list")
    assert done.context["user"].email == NINA
    client.logout()
    assert "This invitation was accepted already" in words(client.get(link))


def test_who_has_an_account_signs_in_and_accepts(client, cast):
    link = a_link(cast, email=cast.otto.email)

    assert reverse("account_login") in client.post(link).url
    client.force_login(cast.rita)
    assert "You are signed in as rita@fabrikam.example" in words(client.post(link))
    assert Invitation.objects.get().accepted_at is None
    client.force_login(cast.otto)
    assert "Accept" in words(client.get(link))
    client.post(link)

    assert cast.otto.memberships.get().partner == cast.northwind


def test_dead_links_say_why(client, cast, monkeypatch):
    link, taken_back = a_link(cast), a_link(cast, email="other@new.example")
    actions.take_back(Invitation.objects.latest("pk").pk, by=cast.greta, at=MONDAY)

    assert "was taken back" in words(client.get(taken_back))
    assert client.get(reverse("accounts:join", args=["unheard-of"])).status_code == 404
    monkeypatch.setattr(timezone, "now", lambda: MONDAY + Invitation.HOLDS)
    late = client.post(link, NEW)
    assert (late.status_code, "too old" in words(late)) == (410, True)
    monkeypatch.setattr(joining, "VISITS_OF_A_LINK", 0)
    assert client.get(link).status_code == 429
