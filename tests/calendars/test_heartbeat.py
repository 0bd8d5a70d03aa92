from datetime import timedelta

import pytest

from calendars import heartbeat
from calendars.models import Sweep

from .samples import utc

pytestmark = pytest.mark.django_db

NOON = utc("2026-11-20T12:00")
MINUTE = timedelta(minutes=1)


def test_last_run_of_a_sweep_that_never_ran():
    assert heartbeat.last_run("deadlines") is None


def test_beat_keeps_the_last_run_of_each_sweep():
    heartbeat.beat("deadlines", NOON)
    heartbeat.beat("deliver", NOON - MINUTE)
    heartbeat.beat("deadlines", NOON + MINUTE)
    assert heartbeat.last_run("deadlines") == NOON + MINUTE
    assert heartbeat.last_run("deliver") == NOON - MINUTE
    assert Sweep.objects.count() == 2
