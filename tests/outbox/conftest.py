from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from outbox import actions

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


class Clock:
    """Stands still, or goes on by `tick` each time it is read."""

    def __init__(self, at=NOON, tick=timedelta(0)):
        self.at, self.tick = at, tick

    def __call__(self):
        now = self.at
        self.at += self.tick
        return now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def enqueue():
    def enqueue(key="claim:1:submitted", **fields):
        fields = {
            "to": "carla@contoso.example",
            "subject": "A claim was submitted",
            "text": "Northwind Consulting filed a claim.",
            "kind": "submitted",
            "at": NOON,
        } | fields
        with transaction.atomic():
            return actions.enqueue_email(key=key, **fields)

    return enqueue


@pytest.fixture
def hand_off():
    def hand_off(key="handoff:1", document=None, **fields):
        fields = {"kind": "handoff", "about": "CPOR-1", "at": NOON} | fields
        with transaction.atomic():
            return actions.enqueue_document(
                key=key, document=document or {"version": 1, "claim": "CPOR-1"}, **fields
            )

    return hand_off
