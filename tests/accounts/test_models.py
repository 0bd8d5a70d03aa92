from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.models import Enrolment, Membership, User
from accounts.programmes import Programme
from accounts.roles import FILING_ROLES, MANAGING_ROLES, PartnerRole, StaffRole
from tests.factories import a_lead, a_location, a_member, a_partner, a_reviewer, a_support, a_user

pytestmark = [pytest.mark.django_db, pytest.mark.each_database]


def refused(constraint):
    """Named where the database names it: SQLite tells a unique constraint by its columns."""
    return pytest.raises(IntegrityError, match=constraint)


def test_user_with_unknown_staff_role_refused():
    with refused("staff_role_is_known"):
        a_user(staff_role="director")


def test_user_address_is_kept_in_lower_case():
    assert a_user(email="Fiona@Northwind.Example").email == "fiona@northwind.example"


def test_second_user_with_an_address_refused():
    a_user(email="fiona@northwind.example")

    with pytest.raises(IntegrityError), transaction.atomic():
        a_user(email="FIONA@northwind.example")
    assert User.objects.count() == 1


def test_superuser_opens_the_admin():
    root = User.objects.create_superuser("root@portal.example", "a long password", name="Root")

    assert (root.is_staff, root.is_superuser) == (True, True)


def test_enrolment_ending_before_it_begins_refused():
    location = a_location(programmes=())

    with refused("enrolment_ends_after_it_begins"):
        Enrolment.objects.create(
            location=location,
            programme=Programme.OSA_SELL,
            from_date=date(2026, 2, 1),
            until_date=date(2026, 1, 31),
        )


def test_enrolment_in_unknown_programme_refused():
    with refused("enrolment_programme_is_known"):
        a_location(programmes=("surface",))


def test_second_enrolment_from_the_same_day_refused():
    with pytest.raises(IntegrityError, match="enrolled_once_from_a_day|UNIQUE constraint"):
        a_location(programmes=(Programme.OSA_SELL, Programme.OSA_SELL))


@pytest.mark.rule("PPL-1")
def test_enrolment_covers_its_first_and_last_day():
    location = a_location(programmes=())
    Enrolment.objects.create(
        location=location,
        programme=Programme.OSU_BA,
        from_date=date(2026, 2, 1),
        until_date=date(2026, 2, 28),
    )

    days = [date(2026, 1, 31), date(2026, 2, 1), date(2026, 2, 28), date(2026, 3, 1)]

    assert [location.enrolled_programmes(day) for day in days] == [set(), {"osu_ba"}, {"osu_ba"}, set()]


@pytest.mark.rule("PPL-1")
def test_location_in_none_or_more_programmes():
    day = date(2026, 1, 5)

    assert a_location(programmes=()).enrolled_programmes(day) == set()
    assert a_location().enrolled_programmes(day) == {"osa_sell", "osu_m365", "osu_ba"}


def test_location_without_time_zone_takes_the_main_one_of_its_country():
    assert a_location(country="SE").time_zone == "Europe/Stockholm"
    assert a_location(country="US", time_zone="America/Chicago").time_zone == "America/Chicago"


def test_location_with_a_known_mpn_id_refused():
    a_location(mpn_id="1234567")

    with pytest.raises(IntegrityError):
        a_location(mpn_id="1234567")


@pytest.mark.parametrize("mpn_id", ["1234", "12345678901", "12a45", ""])
def test_location_with_odd_mpn_id_refused_by_its_form(mpn_id):
    location = a_location()
    location.mpn_id = mpn_id

    with pytest.raises(ValidationError) as refusal:
        location.full_clean()
    assert set(refusal.value.message_dict) == {"mpn_id"}


def test_membership_with_unknown_role_refused():
    with refused("membership_role_is_known"):
        a_member(a_partner(), "owner")


def test_same_role_twice_in_a_company_refused():
    partner = a_partner()
    person = a_member(partner, PartnerRole.GLOBAL_ADMIN)

    with pytest.raises(IntegrityError, match="role_once_in_a_company|UNIQUE constraint"):
        Membership.objects.create(user=person, partner=partner, role=PartnerRole.GLOBAL_ADMIN)


def test_same_role_twice_at_a_location_refused():
    location = a_location()
    person = a_member(location.partner, PartnerRole.GLOBAL_ADMIN, location)

    with pytest.raises(IntegrityError, match="role_once_at_a_location|UNIQUE constraint"):
        Membership.objects.create(
            user=person, partner=location.partner, location=location, role=PartnerRole.GLOBAL_ADMIN
        )


@pytest.mark.rule("PPL-2")
def test_role_in_the_company_covers_every_location():
    location = a_location()
    person = a_member(location.partner, PartnerRole.INCENTIVES_ADMIN)

    assert person.holds(FILING_ROLES, location.partner_id)
    assert person.holds(FILING_ROLES, location.partner_id, location.pk)
    assert not person.holds(FILING_ROLES, a_partner().pk)


@pytest.mark.rule("PPL-2")
def test_role_at_a_location_covers_no_other():
    location = a_location()
    person = a_member(location.partner, PartnerRole.INCENTIVES_ADMIN, location)

    assert person.holds(FILING_ROLES, location.partner_id, location.pk)
    assert not person.holds(FILING_ROLES, location.partner_id, a_location(location.partner).pk)


@pytest.mark.parametrize(
    ("role", "manages", "files"),
    [
        (PartnerRole.INCENTIVES_ADMIN, True, True),
        (PartnerRole.GLOBAL_ADMIN, True, True),
        (PartnerRole.BILLING_ADMIN, True, False),
        (PartnerRole.INCENTIVES_USER, False, False),
    ],
)
def test_role_manages_and_files(role, manages, files):
    partner = a_partner()
    person = a_member(partner, role)

    assert (person.holds(MANAGING_ROLES, partner.pk), person.holds(FILING_ROLES, partner.pk)) == (
        manages,
        files,
    )


@pytest.mark.parametrize(
    ("make", "role"),
    [(a_reviewer, StaffRole.REVIEWER), (a_lead, StaffRole.LEAD), (a_support, StaffRole.SUPPORT)],
)
def test_staff_is_no_partner(make, role):
    person = make()

    assert person.staff_role == role
    assert person.is_reviewing == (role != StaffRole.SUPPORT)
    assert person.is_lead == (role == StaffRole.LEAD)
    assert person.is_support == (role == StaffRole.SUPPORT)
    assert not person.is_partner
