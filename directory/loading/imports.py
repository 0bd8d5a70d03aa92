"""Associations from before the portal (AFT-4): by subscription only, as workloads must be claimed anew."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.utils import timezone

from accounts.models import Location
from calendars.business_time import first_instant

from .. import actions, terms
from ..models import Association, Product, Subscription
from .entries import Entry

CLAIM_ANEW = "associations of Microsoft 365 must be claimed anew"


def associations(entries: list[Entry]) -> None:
    now = timezone.now()
    workloads = set(
        Product.objects.filter(
            code__in={entry["product"] for entry in entries} - {None}, area=Product.Area.M365
        ).values_list("code", flat=True)
    )
    subscriptions = Subscription.objects.select_related("product").in_bulk(
        {entry["subscription_id"] for entry in entries} - {None}, field_name="subscription_id"
    )
    locations = Location.objects.in_bulk({entry["mpn_id"] for entry in entries}, field_name="mpn_id")
    imported, live = _registered(subscriptions.values())
    wanted = []
    for entry in entries:
        subscription = subscriptions.get(entry["subscription_id"])
        location = locations.get(entry["mpn_id"])
        if entry["product"] in workloads:
            entry.problem = CLAIM_ANEW
            continue
        # What was imported once stays as it is, ended or not: an end must not be undone by loading again.
        if subscription and location and (entry["kind"], subscription.pk, location.pk) in imported:
            continue
        entry.problem = _misfit(entry, subscription, location, now)
        if entry.problem or subscription is None or location is None:
            continue
        if (entry["kind"], subscription.pk) in live:
            entry.problem = str(actions.already_associated(subscription.product, subscription))
            continue
        since_at = first_instant(datetime.combine(entry["since_date"], time()), ZoneInfo(location.time_zone))
        wanted.append((entry["kind"], subscription, location, since_at))
    actions.import_associations(wanted, at=now)


def _misfit(entry: Entry, subscription: Subscription | None, location: Location | None, now: datetime) -> str:
    if entry["subscription_id"] is None:
        return "an association needs its subscription_id"
    if subscription is None:
        return f"no subscription has the ID {entry['subscription_id']}"
    if location is None:
        return f"no location has the MPN ID {entry['mpn_id']}"
    if subscription.product.area != Product.Area.BUSINESS_APPLICATIONS:
        return CLAIM_ANEW
    if entry["product"] not in (None, subscription.product.code):
        return f"the subscription is of another product, {subscription.product.code}"
    zone = ZoneInfo(location.time_zone)
    if terms.has_ended(subscription.state, subscription.end_date, now, zone):
        return "the subscription has ended"
    if entry["since_date"] > location.local_date(now):
        return "since_date has not come yet"
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
