"""An association ends with its subscription: warnings, the end itself, and who is told, once each."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import News
from accounts.roles import PartnerRole
from claims.states import State
from consent.models import Window
from directory import actions as register
from directory.models import Association, EndWarning, Subscription
from outbox.models import Message
from tests.claim_factories import MONDAY, a_claim_in_window, a_customer, an_official_claim, fresh
from tests.factories import a_location, a_member, a_subscription, an_association

from .customers import sent, sweep
from .test_windows import at_once

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
LAST_DAY = date(2026, 9, 30)
# Dublin is an hour ahead in summer: the last day is over at its midnight.
END = datetime(2026, 9, 30, 23, tzinfo=UTC)


def a_term(end_date=LAST_DAY, **fields):
    """An official claim of one subscription."""
    subscription = a_subscription(a_customer(time_zone="Europe/Dublin"), end_date=end_date, **fields)
    claim = an_official_claim(subscription=subscription)
    return claim, claim.products.get().association


def moved(subscription, **fields):
    """As the directory would say it, from then on."""
    for name, value in fields.items():
        setattr(subscription, name, value)
    subscription.save()
    register.keep_terms_of([subscription], at=MONDAY)


def warned(claim):
    return [event.at for event in claim.events.filter(kind="association_ending").order_by("number")]


@pytest.mark.rule("AFT-2")
def test_partner_is_warned_sixty_and_thirty_days_before_at_eight_and_never_twice():
    claim, _association = a_term()

    # 1 August and 31 August, 08:00 in Dublin.
    first, second = datetime(2026, 8, 1, 7, tzinfo=UTC), datetime(2026, 8, 31, 7, tzinfo=UTC)
    minute = timedelta(minutes=1)

    for at in (first - minute, first, first + minute, first + DAY, second - minute, second, second + DAY):
        sweep(at)

    assert warned(claim) == [first, second]
    assert len(sent(claim, "association_ending")) == 4  # two people, twice
    assert fresh(claim).products.get().association.ended_at is None


@pytest.mark.rule("AFT-2")
def test_association_ends_to_the_minute_with_its_subscription_and_both_sides_are_told_once():
    claim, association = a_term()
    sweep(END - timedelta(minutes=1))
    association.refresh_from_db()
    assert association.ended_at is None

    for late in range(3):
        sweep(END + late * DAY)

    association.refresh_from_db()
    assert (association.ended_at, association.end_reason) == (END, "subscription_ended")
    assert fresh(claim).state == State.APPROVED
    assert fresh(claim).ends_date is None
    assert len(sent(claim, "association_ended")) == 3  # the customer's contact, and two of the partner
    assert {each.recipient for each in sent(claim, "association_ended")} >= {"carla@customer.example"}
    assert [event.kind for event in claim.events.all()].count("association_ended") == 1


@pytest.mark.rule("AFT-2", "CLK-9")
def test_after_an_outage_the_partner_gets_the_one_warning_that_is_still_true():
    claim, association = a_term()

    sweep(END - 20 * DAY)
    sweep(END - 19 * DAY)

    assert warned(claim) == [END - 20 * DAY]
    assert set(association.end_warnings.values_list("days", flat=True)) == {60, 30}


@pytest.mark.rule("AFT-2", "CLK-9")
def test_after_an_outage_past_the_end_nobody_is_warned_any_more():
    claim, association = a_term()

    sweep(END + 40 * DAY)

    association.refresh_from_db()
    assert association.ended_at == END
    assert warned(claim) == []


@pytest.mark.rule("AFT-2")
def test_an_end_that_is_moved_is_warned_of_anew_and_each_end_once():
    claim, association = a_term()
    subscription = association.subscription
    sweep(END - 50 * DAY)

    moved(subscription, end_date=date(2027, 9, 30))
    sweep(END - 49 * DAY)
    sweep(END + DAY)
    moved(subscription, end_date=LAST_DAY + 300 * DAY)
    sweep(END + 299 * DAY - 45 * DAY)
    moved(subscription, end_date=date(2027, 9, 30))
    sweep(END + 300 * DAY - 44 * DAY)
    moved(subscription, end_date=LAST_DAY + 300 * DAY)
    sweep(END + 300 * DAY - 43 * DAY)

    assert warned(claim) == [END - 50 * DAY, END + 299 * DAY - 45 * DAY]
    association.refresh_from_db()
    assert association.ended_at is None


@pytest.mark.rule("AFT-2")
def test_in_grace_it_goes_on_until_the_directory_says_that_it_has_ended():
    claim, association = a_term()
    moved(association.subscription, state=Subscription.State.GRACE)
    sweep(END + 3 * DAY)
    association.refresh_from_db()
    assert (association.ended_at, association.look_at) == (None, None)

    moved(association.subscription, state=Subscription.State.ENDED)
    sweep(END + 9 * DAY)

    association.refresh_from_db()
    assert association.ended_at == END + 9 * DAY
    assert len(sent(claim, "association_ended")) == 3


@pytest.mark.rule("AFT-2")
def test_an_end_that_the_admin_changed_is_noticed_within_the_hour():
    _claim, association = a_term()
    Subscription.objects.filter(pk=association.subscription_id).update(end_date=date(2026, 4, 30))
    later = datetime(2026, 5, 10, tzinfo=UTC)
    sweep(later)
    assert Association.objects.get().ended_at is None

    assert register.keep_terms_astray(at=later) == 1
    assert register.keep_terms_astray(at=later) == 0
    sweep(later)

    association.refresh_from_db()
    assert association.ended_at == datetime(2026, 4, 30, 23, tzinfo=UTC)


@pytest.mark.rule("AFT-2", "CON-4")
def test_what_ended_in_the_window_never_becomes_official():
    subscription = a_subscription(a_customer(), end_date=date(2026, 3, 5))
    claim = a_claim_in_window(subscription=subscription)

    sweep(claim.window_ends_at + 30 * DAY)

    association = Association.objects.get()
    assert (association.official_at, association.end_reason) == (None, "subscription_ended")
    assert Window.objects.get().outcome == Window.Outcome.CANCELLED
    assert not claim.hand_offs.exists()


@pytest.mark.rule("AFT-2", "CON-2")
def test_customer_who_was_told_of_the_end_is_not_reminded_of_the_time_to_opt_out():
    end_date = MONDAY.date() + 2 * DAY
    claim = a_claim_in_window(subscription=a_subscription(a_customer(), end_date=end_date))

    for day in range(9):
        sweep(MONDAY + day * DAY)

    assert [each.recipient for each in sent(claim, "association_ended")].count(claim.contact_email) == 1
    assert sent(claim, "window_reminder") == []


@pytest.mark.rule("AFT-2", "CON-4")
def test_what_ended_after_the_window_was_official_until_then_however_late_the_clock():
    subscription = a_subscription(a_customer(time_zone="Europe/Dublin"), end_date=date(2026, 3, 20))
    claim = a_claim_in_window(subscription=subscription)

    sweep(claim.window_ends_at + 90 * DAY)

    association = Association.objects.get()
    assert (association.official_at, association.ended_at) == (
        claim.window_ends_at,
        datetime(2026, 3, 21, tzinfo=UTC),
    )
    assert claim.hand_offs.count() == 1


@pytest.mark.rule("AFT-2", "AFT-4")
def test_an_imported_association_ends_the_same_and_its_managers_are_told():
    location = a_location()
    admin = a_member(location.partner, PartnerRole.BILLING_ADMIN)
    a_member(location.partner, PartnerRole.INCENTIVES_USER)
    subscription = a_subscription(end_date=LAST_DAY)
    row = ("incentive", subscription, location, MONDAY)
    register.import_associations([row], at=MONDAY)

    for at in (END - 60 * DAY, END - 30 * DAY, END):
        sweep(at)
        sweep(at + DAY / 2)

    association = Association.objects.get()
    assert (association.ended_at, association.end_reason) == (END, "subscription_ended")
    told = News.objects.order_by("pk").values_list("user__email", "kind")
    assert list(told) == [
        (admin.email, "association_ending"),
        (admin.email, "association_ending"),
        (admin.email, "association_ended"),
    ]
    assert {each.link for each in News.objects.all()} == {f"/claims/associations/{association.pk}/#next"}


@pytest.mark.rule("AFT-2")
def test_an_association_without_an_end_is_never_looked_at():
    a_term(end_date=None)
    an_association()

    assert Association.objects.filter(look_at__isnull=False).count() == 0


@pytest.mark.rule("AFT-2")
def test_sweep_costs_what_is_due():
    for _each in range(3):
        a_term()
    sweep(MONDAY + 30 * DAY)

    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert sweep(MONDAY + 31 * DAY) == []

    asked = [each["sql"] for each in captured if "directory_association" in each["sql"]]
    assert len(asked) == 1
    assert "look_at" in asked[0]


def test_dry_run_says_what_is_due_and_does_nothing(capsys):
    _claim, association = a_term()

    call_command("enforce_deadlines", "--dry-run", "--now", (END - 60 * DAY).isoformat())

    assert f"{association.subscription}: end of an association" in capsys.readouterr().out
    assert not EndWarning.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.rule("AFT-2", "CLK-9")
def test_ten_sweeps_at_once_warn_once_and_end_it_once():
    claim, _association = a_term()

    at_once(10, lambda number: sweep(END - 60 * DAY))
    at_once(10, lambda number: sweep(END))

    kinds = [event.kind for event in claim.events.all()]
    assert (kinds.count("association_ending"), kinds.count("association_ended")) == (1, 1)
    assert Message.objects.filter(kind="association_ended").count() == 3
