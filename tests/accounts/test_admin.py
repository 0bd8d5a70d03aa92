import pytest
from django.urls import reverse

from accounts.models import Enrolment, Invitation, Location, Membership, Partner, User
from accounts.roles import PartnerRole
from outbox.models import Message
from tests.factories import PASSWORD, a_location, a_member, a_partner, a_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff_client(client):
    client.force_login(a_user(is_staff=True, is_superuser=True))
    return client


def changelist(model):
    return reverse(f"admin:accounts_{model}_changelist")


def test_user_made_in_admin_can_sign_in_with_a_lower_case_address(staff_client, client):
    response = staff_client.post(
        reverse("admin:accounts_user_add"),
        {
            "email": "New.Person@People.Example",
            "name": "New Person",
            "usable_password": "true",
            "password1": PASSWORD,
            "password2": PASSWORD,
        },
    )

    assert response.status_code == 302
    assert User.objects.get(email="new.person@people.example").check_password(PASSWORD)


@pytest.mark.rule("PPL-2")
def test_roles_are_looked_at_in_admin_and_changed_elsewhere(staff_client):
    person = a_member(a_partner(), PartnerRole.BILLING_ADMIN)
    role = person.memberships.get()
    as_sent = {
        "user": person.pk,
        "partner": role.partner_id,
        "location": "",
        "role": PartnerRole.GLOBAL_ADMIN,
    }

    added = staff_client.post(reverse("admin:accounts_membership_add"), as_sent)
    changed = staff_client.post(reverse("admin:accounts_membership_change", args=[role.pk]), as_sent)
    deleted = staff_client.post(reverse("admin:accounts_membership_delete", args=[role.pk]), {"post": "yes"})

    assert [answer.status_code for answer in (added, changed, deleted)] == [403, 403, 403]
    assert [each.role for each in Membership.objects.all()] == [PartnerRole.BILLING_ADMIN]


@pytest.mark.rule("PPL-2")
def test_user_page_saves_the_person_and_leaves_the_roles(staff_client):
    person = a_member(a_partner(), PartnerRole.BILLING_ADMIN)

    response = staff_client.post(
        reverse("admin:accounts_user_change", args=[person.pk]),
        {
            "email": person.email,
            "name": "Renamed",
            "language": "en",
            "time_zone": "UTC",
            "staff_role": "",
            "is_active": "on",
            "memberships-TOTAL_FORMS": "1",
            "memberships-INITIAL_FORMS": "1",
            "memberships-0-id": person.memberships.get().pk,
            "memberships-0-DELETE": "on",
        },
    )

    assert response.status_code == 302
    person.refresh_from_db()
    assert person.name == "Renamed"
    assert person.memberships.get().role == PartnerRole.BILLING_ADMIN


@pytest.mark.rule("PPL-2")
def test_user_with_a_role_is_not_deleted_with_it(staff_client):
    person = a_member(a_partner(), PartnerRole.BILLING_ADMIN)

    answer = staff_client.post(reverse("admin:accounts_user_delete", args=[person.pk]), {"post": "yes"})

    assert answer.status_code == 403
    assert User.objects.filter(pk=person.pk).exists()


@pytest.mark.rule("PPL-2")
def test_first_global_admin_of_a_company_is_invited_from_admin(staff_client):
    partner = a_partner()
    typed = {
        "email": "Nina@New.Example",
        "role": PartnerRole.GLOBAL_ADMIN,
        "partner": partner.pk,
        "location": "",
    }

    answer = staff_client.post(reverse("admin:accounts_invitation_add"), typed)

    invitation = Invitation.objects.get()
    assert answer.status_code == 302
    assert (invitation.email, invitation.role) == ("nina@new.example", PartnerRole.GLOBAL_ADMIN)
    assert partner.people_changes.get().kind == "invited"
    assert Message.objects.get().recipient == "nina@new.example"


def test_invitation_that_is_refused_leads_back_with_the_reason_and_what_was_typed(staff_client):
    partner = a_partner()
    typed = {
        "email": "nina@new.example",
        "role": PartnerRole.GLOBAL_ADMIN,
        "partner": partner.pk,
        "location": "",
    }
    staff_client.post(reverse("admin:accounts_invitation_add"), typed)

    page = staff_client.post(reverse("admin:accounts_invitation_add"), typed, follow=True)

    assert "has an invitation that is still open" in page.text
    assert 'value="nina@new.example"' in page.text
    assert Invitation.objects.count() == 1


def test_location_page_saves_an_enrolment(staff_client):
    location = a_location(programmes=())

    response = staff_client.post(
        reverse("admin:accounts_location_change", args=[location.pk]),
        {
            "partner": location.partner_id,
            "mpn_id": location.mpn_id,
            "name": location.name,
            "country": "DE",
            "time_zone": "",
            "partner_type": "FRP FastTrack",
            "enrolments-TOTAL_FORMS": "1",
            "enrolments-INITIAL_FORMS": "0",
            "enrolments-0-location": location.pk,
            "enrolments-0-programme": "osa_sell",
            "enrolments-0-from_date": "2026-01-01",
            "enrolments-0-until_date": "",
        },
    )

    assert response.status_code == 302
    assert Enrolment.objects.get(location=location).programme == "osa_sell"
    assert Location.objects.get(pk=location.pk).time_zone == "Europe/Berlin"


def test_partner_found_by_the_mpn_id_of_a_location(staff_client):
    location = a_location(mpn_id="4567890")
    a_location()

    response = staff_client.get(changelist("partner"), {"q": "4567890"})

    assert list(response.context["cl"].queryset) == [location.partner]


@pytest.mark.parametrize("model", ["user", "partner", "location", "membership"])
def test_list_costs_the_same_for_one_row_and_three(staff_client, model, django_assert_max_num_queries):
    a_member(a_partner(), PartnerRole.INCENTIVES_ADMIN, a_location())
    with django_assert_max_num_queries(15) as once:
        staff_client.get(changelist(model))
    for _number in range(2):
        a_member(a_partner(), PartnerRole.INCENTIVES_ADMIN, a_location())

    with django_assert_max_num_queries(len(once)):
        response = staff_client.get(changelist(model))

    assert response.status_code == 200


def test_admin_closed_to_partners(client):
    client.force_login(a_member(Partner.objects.create(name="P", country="IE"), PartnerRole.GLOBAL_ADMIN))

    response = client.get(changelist("user"))

    assert response.status_code == 302
    assert response.url.startswith(reverse("admin:login"))
