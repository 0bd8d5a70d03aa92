import pytest
from django.core.cache import cache
from django.utils import timezone

from tests.claim_factories import MONDAY

from .customers import Carla


class Clock:
    """What the views read as now."""

    at = MONDAY


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr(timezone, "now", lambda: clock.at)
    return clock


@pytest.fixture
def carla(client, clock):
    """carla(claim): the customer's contact with the link of the claim's newest notice in her browser."""
    cache.clear()
    return lambda claim: Carla(client, clock, claim)
