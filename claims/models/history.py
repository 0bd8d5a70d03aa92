import hashlib
import json
from datetime import UTC

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .claim import Claim
from .rules import one_of

# Kept in use for ever: another spelling of the same facts would be another hash.
_spelled = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode


def hash_of(facts: list) -> str:
    """The hash of what `Event.facts` gives; also for events that are written in bulk."""
    return hashlib.sha256(_spelled(facts).encode()).hexdigest()


class HistoryIsFinal(Exception):
    """History can be added to, never changed or deleted."""


class EventQuerySet(models.QuerySet):
    def for_partner(self):
        return self.filter(staff_only=False)

    def update(self, **kwargs):
        raise HistoryIsFinal

    def delete(self):
        raise HistoryIsFinal


class Event(models.Model):
    """Something that happened to a claim, by whom, with before and after.

    Each event's hash covers the one before it, so that a row that was changed, added or taken out by other
    means is found by `manage.py verify_history`. Triggers refuse changes on both databases.
    """

    class Side(models.TextChoices):
        PARTNER = "partner", _("Partner")
        STAFF = "staff", _("Review team")
        CUSTOMER = "customer", _("Customer")
        CLOCK = "clock", _("CPOR portal")

    # No database constraint: the history of a deleted draft stays.
    claim = models.ForeignKey(Claim, models.DO_NOTHING, db_constraint=False, related_name="events")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    kind = models.CharField(max_length=40)
    side = models.CharField(max_length=10, choices=Side)
    # As text, so that history never depends on who still has an account.
    actor = models.CharField(max_length=200)
    actor_id = models.BigIntegerField(null=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    text = models.TextField(blank=True)
    staff_only = models.BooleanField(default=False)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    objects = EventQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="events_are_numbered", fields=["claim", "number"]),
            models.CheckConstraint(name="events_count_from_one", condition=Q(number__gte=1)),
            one_of("event_side_is_known", "side", ["partner", "staff", "customer", "clock"]),
        ]

    def __str__(self):
        return f"{self.number}. {self.kind}"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise HistoryIsFinal
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args, **kwargs):
        raise HistoryIsFinal

    def facts(self) -> list:
        return [
            self.claim_id,
            self.number,
            self.at.astimezone(UTC).isoformat(timespec="microseconds"),
            self.kind,
            self.side,
            self.actor,
            self.actor_id,
            self.before,
            self.after,
            self.text,
            self.staff_only,
            self.previous_hash,
        ]

    def computed_hash(self) -> str:
        return hash_of(self.facts())
