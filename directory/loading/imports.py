"""Associations from before the portal (AFT-4): by subscription only, as workloads must be claimed anew."""

from datetime import UTC, datetime, time

from accounts.models import Location

from .. import actions
from ..models import Association, Product, Subscription
from .entries import Entry


def associations(entries: list[Entry]) -> None:
    subscriptions = Subscription.objects.select_related("tenant", "product").in_bulk(
        [entry["subscription_id"] for entry in entries], field_name="subscription_id"
    )
    locations = Location.objects.in_bulk({entry["mpn_id"] for entry in entries}, field_name="mpn_id")
    for entry in entries:
        subscription = subscriptions.get(entry["subscription_id"])
        location = locations.get(entry["mpn_id"])
        if subscription is None:
            entry.problem = f"no subscription has the ID {entry['subscription_id']}"
        elif location is None:
            entry.problem = f"no location has the MPN ID {entry['mpn_id']}"
        elif subscription.product.area != Product.Area.BUSINESS_APPLICATIONS:
            entry.problem = "associations of Microsoft 365 must be claimed anew"
        elif subscription.state == Subscription.State.ENDED:
            entry.problem = "the subscription has ended"
        else:
            _associate(entry, subscription, location)


def _associate(entry: Entry, subscription: Subscription, location: Location) -> None:
    """What was imported once stays as it is, ended or not: an end must not be undone by loading again."""
    source = Association.Source.IMPORT
    imported = Association.objects.filter(
        kind=entry["kind"], subscription=subscription, location=location, source=source
    )
    if imported.exists():
        return
    since_at = datetime.combine(entry["since_date"], time(), tzinfo=UTC)
    try:
        association = actions.associate(
            kind=entry["kind"],
            tenant=subscription.tenant,
            product=subscription.product,
            subscription=subscription,
            location=location,
            at=since_at,
            source=source,
        )
    except actions.AlreadyAssociated as refusal:
        entry.problem = str(refusal)
    else:
        actions.make_official(association.pk, at=since_at)
