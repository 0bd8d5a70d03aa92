from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from calendars.models import TEAM, Closure
from tests.claim_factories import a_submitted_claim, fresh
from tests.factories import a_lead, a_location

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def as_lena(client):
    client.force_login(a_lead(name="Lena Lead"))
    return client


@pytest.fixture
def address():
    return reverse("reviews:closures")


@pytest.fixture
def claim():
    return a_submitted_claim(at=timezone.now() - DAY / 24)


@pytest.fixture
def day(claim):
    """The day on which the review has to start, which is a business day."""
    return claim.due_at.date()


def test_page_without_closures_says_so(as_lena, address):
    assert "No closures ahead" in as_lena.get(address).text


def test_page_lists_what_is_ahead_and_what_has_been(as_lena, address):
    today = timezone.localdate()
    past = Closure.objects.create(calendar="DE", date=today - DAY, name="Storm")
    ahead = Closure.objects.create(calendar=TEAM, date=today, name="Team day")

    context = as_lena.get(address).context

    assert (list(context["upcoming"]), list(context["past"])) == ([ahead], [past])


def test_team_and_the_countries_of_partners_are_offered(as_lena, address):
    for country in ("SE", "DE", "SE"):
        a_location(country=country)

    choices = as_lena.get(address).context["form"].fields["calendar"].choices

    assert [value for value, _label in choices] == [TEAM, "DE", "SE"]


@pytest.mark.rule("CLK-1")
def test_edit_shows_first_what_would_move_and_then_moves_it(as_lena, address, claim, day):
    typed = {"calendar": TEAM, "date": day.isoformat(), "name": "Team day"}
    before = fresh(claim).due_at

    preview = as_lena.post(address, typed)

    assert preview.status_code == 200
    [shift] = preview.context["moves"]
    assert (shift.deadline.claim, shift.old_due_at) == (claim, before)
    assert shift.new_due_at > before
    assert "1 deadline would move" in preview.text
    assert claim.code in preview.text
    confirm = 'name="confirmed"'
    assert preview.text.index(confirm) < preview.text.index(claim.code), "found without scrolling"
    assert not Closure.objects.exists()
    assert fresh(claim).due_at == before

    confirmed = as_lena.post(address, typed | {"confirmed": "yes"})

    assert confirmed.url == address
    assert Closure.objects.get().name == "Team day"
    assert fresh(claim).due_at == shift.new_due_at


@pytest.mark.rule("CLK-1")
def test_removal_shows_first_what_would_move_and_then_moves_it(as_lena, address, claim, day):
    before = fresh(claim).due_at
    as_lena.post(address, {"calendar": TEAM, "date": day.isoformat(), "name": "Team day", "confirmed": "yes"})
    closure = Closure.objects.get()

    preview = as_lena.post(address, {"remove": closure.pk})

    assert [shift.new_due_at for shift in preview.context["moves"]] == [before]
    assert Closure.objects.exists()

    as_lena.post(address, {"remove": closure.pk, "confirmed": "yes"})

    assert not Closure.objects.exists()
    assert fresh(claim).due_at == before


def test_preview_without_running_deadlines_says_so(as_lena, address):
    a_location(country="SE")

    response = as_lena.post(address, {"calendar": "SE", "date": "2030-03-06", "name": "Flood"})

    assert "No running deadline moves." in response.text


@pytest.mark.parametrize(
    "typed",
    [
        {"calendar": "XX", "date": "2030-03-06", "name": "Flood"},
        {"calendar": TEAM, "date": "never", "name": "Flood"},
        {"calendar": TEAM, "date": "2030-03-06", "name": ""},
    ],
)
def test_mistakes_are_shown_with_what_was_typed(as_lena, address, typed):
    response = as_lena.post(address, typed)

    assert response.status_code == 422
    assert len(response.context["form"].errors) == 1
    assert response.context["form"]["name"].value() == typed["name"]


def test_day_that_is_closed_already_is_refused(as_lena, address):
    Closure.objects.create(calendar=TEAM, date="2030-03-06", name="Team day")

    response = as_lena.post(address, {"calendar": TEAM, "date": "2030-03-06", "name": "Again"})

    assert response.status_code == 422
    assert "closed already" in response.text


@pytest.mark.parametrize("pk", ["0", "x", "", "999999"])
def test_removal_of_what_is_not_there_is_not_found(as_lena, address, pk):
    assert as_lena.post(address, {"remove": pk}).status_code == 404
