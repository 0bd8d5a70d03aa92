"""What a claim carries only so that lists of a hundred thousand can be sorted and searched by an index."""

from datetime import UTC, datetime

from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Upper
from django.utils import timezone

from ..folding import fold
from ..states import State
from . import queued

# When nothing is due, and when a draft was submitted: after all that is or was.
NEVER = datetime(9999, 12, 31, tzinfo=UTC)
# Which columns follow from which; `save` keeps them together.
SOURCES = {
    "due_order_at": {"due_at"},
    "submitted_order_at": {"submitted_at"},
    "name_key": {"name"},
    "customer": {"tenant", "customer_name", "domain"},
    "customer_key": {"tenant", "customer_name", "domain"},
    "customer_country": {"tenant"},
    "partner_name": {"partner"},
    "mpn_id": {"location"},
}


class KeyField(models.CharField):
    """Compared byte by byte, whatever the database's language, so that one index both sorts and finds prefixes."""

    def db_parameters(self, connection):
        collation = "C" if connection.vendor == "postgresql" else None
        return super().db_parameters(connection) | {"collation": collation}


class Listed(models.Model):
    # The last change that the partner can see; written by claims.history.
    changed_at = models.DateTimeField(default=timezone.now, editable=False)
    due_order_at = models.DateTimeField(default=NEVER, editable=False)
    submitted_order_at = models.DateTimeField(default=NEVER, editable=False)
    name_key = KeyField(max_length=200, default="", editable=False)
    # Who lists say the customer is; the tenant's name is the directory's, so a sweep looks whether it still is.
    customer = models.CharField(max_length=253, default="", editable=False)
    customer_key = KeyField(max_length=253, default="", editable=False)
    customer_country = models.CharField(max_length=2, default="", editable=False)
    # As the partner and its location are called; kept like `customer`.
    partner_name = models.CharField(max_length=200, default="", editable=False)
    mpn_id = models.CharField(max_length=10, default="", editable=False)
    # When the first subscription ends that the claim's live associations rest on; kept like `customer`.
    ends_date = models.DateField(null=True, editable=False)

    class Meta:
        abstract = True

    def save(self, *args, update_fields=None, **kwargs):
        if self._state.adding:
            self.changed_at = self.created_at
        if update_fields is not None:
            changed = set(update_fields)
            update_fields = changed | {column for column, sources in SOURCES.items() if sources & changed}
        for column, value in VALUES.items():
            if update_fields is None or column in update_fields:
                setattr(self, column, value(self))
        with transaction.atomic(savepoint=False):
            super().save(*args, update_fields=update_fields, **kwargs)
            queued.keep(self, update_fields)


def _customer(claim) -> str:
    return (claim.tenant.name if claim.tenant_id else "") or claim.customer_name or claim.domain


# In this order: the key follows from the name.
VALUES = {
    "due_order_at": lambda claim: claim.due_at or NEVER,
    "submitted_order_at": lambda claim: claim.submitted_at or NEVER,
    "name_key": lambda claim: fold(claim.name)[:200],
    "customer": _customer,
    "customer_key": lambda claim: fold(claim.customer)[:253],
    "customer_country": lambda claim: claim.tenant.country if claim.tenant_id else "",
    "partner_name": lambda claim: claim.partner.name,
    "mpn_id": lambda claim: claim.location.mpn_id,
}


def _rare(name: str, *fields: str, condition: Q) -> models.Index:
    return models.Index(fields=["partner", *fields], name=name, condition=condition)


# Those that are counted end with the location, so that counting at one location reads nothing but the index.
LIST_INDEXES = [
    models.Index(fields=["partner", "-changed_at", "-id"], name="list_by_change"),
    models.Index(fields=["partner", "due_order_at", "id"], name="list_by_due"),
    models.Index(fields=["partner", "customer_key", "id"], name="list_by_customer"),
    models.Index(fields=["partner", "name_key", "id"], name="list_by_name"),
    models.Index(fields=["partner", "-submitted_order_at", "-id"], name="list_by_submission"),
    models.Index(fields=["partner", "area", "-id"], name="list_of_area"),
    models.Index(fields=["partner", "location", "state", "-id"], name="list_of_location"),
    _rare("list_of_presales", "-id", condition=Q(presales=True)),
    _rare("list_of_usage", "area", "-id", condition=Q(usage=True)),
    _rare("list_of_revenue", "-id", condition=Q(revenue=True)),
    _rare("list_of_disputed", "-id", condition=Q(disputed_at__isnull=False)),
    _rare("list_of_windows", "window_ends_at", "id", "location", condition=Q(state=State.APPROVED)),
    _rare(
        "list_of_ending",
        *("ends_date", "id", "location"),
        condition=Q(state=State.APPROVED, ends_date__isnull=False),
    ),
    _rare("list_of_bounced", "-id", condition=Q(contact_bounced_at__isnull=False)),
    models.Index(fields=["created_by", "state", "-id"], name="list_of_creator"),
    models.Index("partner", Upper("own_contact_email"), name="list_of_contact"),
]
QUEUE_INDEXES = [
    # Of all claims, decided ones too, in the order in which they came.
    models.Index(fields=["reviewer", "-id"], name="queue_any_of_reviewer"),
    models.Index(fields=["customer_country", "-id"], name="queue_any_of_country"),
]
