from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.models import User
from claims.models import Claim, Deadline
from claims.states import State
from consent.models import Window
from reviews.demo import people, story

# The story is told on a leap day beside this; and today for the pictures.
SUNDAY_BETWEEN_HOLIDAYS = datetime(2026, 12, 27, 23, 30, tzinfo=UTC)
EARLY_MONDAY = datetime(2026, 3, 30, 5, 0, tzinfo=UTC)  # the clocks were changed the day before


def run(*arguments):
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


def test_list_of_an_empty_portal_says_so(db):
    assert run("seed_demo", "--list") == "There are no demo people yet; `manage.py seed_demo` makes them.\n"


def test_demo_is_made_once(db, settings, tmp_path, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: SUNDAY_BETWEEN_HOLIDAYS)
    settings.DEMO, settings.MAILBOX_DIR = True, tmp_path
    settings.EMAIL_BACKEND = "cpor_portal.mailbox.MailboxBackend"

    said = "50 claims of 4 locations and their customers made, and 300 decided ones of other companies.\n"
    assert run("seed_demo") == said
    assert run("seed_demo") == "The demo data is there already.\n"
    assert Claim.objects.count() == 50 + 300
    assert_is_whole(SUNDAY_BETWEEN_HOLIDAYS)


def assert_is_whole(now):
    assert set(Claim.objects.values_list("state", flat=True)) == set(State)
    assert Window.objects.filter(closed_at=None, ends_at__gt=now).exists()
    assert Deadline.objects.passed(now).count() == 0
    assert "intact" in run("verify_history")


def test_demo_is_refused_where_no_demo_is(db, settings):
    settings.DEMO = settings.DEBUG = False

    with pytest.raises(CommandError, match="DEMO=1"):
        run("seed_demo")
    assert not User.objects.exists()


def test_interrupted_demo_is_refused(db, settings):
    settings.DEMO = True
    people.make_places()
    people.make_people()

    with pytest.raises(CommandError, match="make reset"):
        run("seed_demo")


def test_story_can_be_told_when_summer_time_begins(db, settings, tmp_path):
    settings.DEMO, settings.MAILBOX_DIR = True, tmp_path
    settings.EMAIL_BACKEND = "cpor_portal.mailbox.MailboxBackend"

    story.tell(EARLY_MONDAY)

    assert_is_whole(EARLY_MONDAY)
