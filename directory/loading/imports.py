"""Associations from before the portal (AFT-4): by subscription only, as workloads must be claimed anew."""

from datetime import UTC, datetime, time

from accounts.models import Location

from .. import actions
from ..models import Association, Product, Subscription
from .entries import Entry


def associations(entries: list[Entry]) -> None:
    subscriptions = Subscription.objects.select_related("product").in_bulk(
        [entry["subscription_id"] for entry in entries], field_name="subscription_id"
    )
    locations = Location.objects.in_bulk({entry["mpn_id"] for entry in entries}, field_name="mpn_id")
    imported, live = _registered(subscriptions.values())
    wanted = []
    for entry in entries:
        subscription = subscriptions.get(entry["subscription_id"])
        location = locations.get(entry["mpn_id"])
        entry.problem = _misfit(entry, subscription, location)
        if entry.problem or subscription is None or location is None:
            continue
        # What was imported once stays as it is, ended or not: an end must not be undone by loading again.
        if (entry["kind"], subscription.pk, location.pk) in imported:
            continue
        if (entry["kind"], subscription.pk) in live:
            entry.problem = str(actions.already_associated(subscription.product, subscription))
            continue
        since_at = datetime.combine(entry["since_date"], time(), tzinfo=UTC)
        wanted.append((entry["kind"], subscription, location, since_at))
    actions.import_associations(wanted)


def _misfit(entry: Entry, subscription: Subscription | None, location: Location | None) -> str:
    if subscription is None:
        return f"no subscription has the ID {entry['subscription_id']}"
    if location is None:
        return f"no location has the MPN ID {entry['mpn_id']}"
    if subscription.product.area != Product.Area.BUSINESS_APPLICATIONS:
        return "associations of Microsoft 365 must be claimed anew"
    if subscription.state == Subscription.State.ENDED:
        return "the subscription has ended"
    return ""


def _registered(subscriptions) -> tuple[set[tuple], set[tuple]]:
    """What was imported before, by location, and what has a partner of record now."""
    imported, live = set(), set()
    for one in Association.objects.filter(subscription__in=subscriptions):
        if one.source == Association.Source.IMPORT:
            imported.add((one.kind, one.subscription_id, one.location_id))
        if one.ended_at is None:
            live.add((one.kind, one.subscription_id))
    return imported, live
