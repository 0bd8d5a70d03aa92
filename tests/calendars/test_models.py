import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from calendars.models import Closure, Sweep

from .samples import day, utc

pytestmark = [pytest.mark.django_db, pytest.mark.each_database]

DATE = day("2026-11-23")


def closure(calendar="team", date=DATE, name="Training day"):
    return Closure(calendar=calendar, date=date, name=name)


@pytest.mark.parametrize("calendar", ["team", "DE"])
def test_closure_is_the_teams_or_a_countrys(calendar):
    kept = closure(calendar)
    kept.full_clean()
    kept.save()
    assert list(Closure.objects.of(calendar)) == [kept]
    assert str(kept) == f"{calendar}: Training day, 2026-11-23"


@pytest.mark.parametrize(
    "refused", [closure("de"), closure("D"), closure("DEU"), closure(""), closure("DE\n"), closure(name="")]
)
def test_closure_of_no_calendar_or_without_a_name_is_refused(refused):
    with pytest.raises(ValidationError):
        refused.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        refused.save()


def test_closure_is_refused_twice_on_a_day_of_a_calendar():
    closure("team").save()
    closure("DE").save()
    with pytest.raises(ValidationError, match="closed already"):
        closure("team", name="Another").full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        closure("team", name="Another").save()


def test_upcoming_closures_come_in_their_order():
    for calendar, date in [
        ("team", "2026-12-01"),
        ("team", "2026-11-20"),
        ("DE", "2026-12-01"),
        ("DE", "2026-11-21"),
    ]:
        closure(calendar, day(date)).save()
    found = Closure.objects.upcoming(day("2026-11-21")).values_list("calendar", "date")
    assert list(found) == [("DE", day("2026-11-21")), ("DE", day("2026-12-01")), ("team", day("2026-12-01"))]


def test_sweep_is_known_once_by_its_name():
    Sweep.objects.create(name="deadlines", ran_at=utc("2026-11-20T12:00"))
    with pytest.raises(IntegrityError), transaction.atomic():
        Sweep.objects.create(name="deadlines", ran_at=utc("2026-11-21T12:00"))
