"""The register of partners of record: the only writer of `Association`."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import cast
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import Location

from . import terms
from .models import Association, EndWarning, Product, Subscription, Tenant


class AlreadyAssociated(Exception):
    """The workload or subscription has its partner of record; whose it is stays untold."""


class AssociationEnded(Exception):
    """What has ended can't become official any more."""


def associate(
    *,
    kind: str,
    tenant: Tenant,
    product: Product,
    subscription: Subscription | None,
    location: Location,
    at: datetime,
    source: str = Association.Source.CLAIM,
    claim_code: str = "",
) -> Association:
    """Registers the location's partner. A refusal leaves the caller's transaction usable."""
    _refuse_unless_it_fits(tenant, product, subscription)
    association = Association(
        kind=kind,
        tenant=tenant,
        product=product,
        subscription=subscription,
        partner_id=location.partner_id,
        location=location,
        source=source,
        claim_code=claim_code,
        started_at=at,
    )
    _set_term(association, at)
    try:
        with transaction.atomic():
            association.save()
            return association
    except IntegrityError as error:
        if Association.objects.for_thing(kind, tenant, product, subscription).live().exists():
            raise already_associated(product, subscription) from error
        raise


def already_associated(product: Product, subscription: Subscription | None) -> AlreadyAssociated:
    message = _("%(thing)s has a partner of record already.")
    return AlreadyAssociated(message % {"thing": _named(product, subscription)})


def import_associations(
    found: Iterable[tuple[str, Subscription, Location, datetime]], *, at: datetime
) -> None:
    """Partners of record from before the portal, all or none: kind, subscription, location and since when."""
    made = [
        Association(
            kind=kind,
            tenant_id=subscription.tenant_id,
            product_id=subscription.product_id,
            subscription=subscription,
            partner_id=location.partner_id,
            location=location,
            source=Association.Source.IMPORT,
            started_at=since_at,
            official_at=since_at,
        )
        for kind, subscription, location, since_at in found
    ]
    for association in made:
        _set_term(association, at)
    Association.objects.bulk_create(made)


def _refuse_unless_it_fits(tenant: Tenant, product: Product, subscription: Subscription | None) -> None:
    """What no constraint can say, as it takes several tables: a mistake of the caller, not of a person."""
    if (subscription is not None) != (product.area == Product.Area.BUSINESS_APPLICATIONS):
        raise ValueError("Business Applications are associated by subscription, workloads without one")
    if subscription is not None and (subscription.tenant_id, subscription.product_id) != (
        tenant.pk,
        product.pk,
    ):
        raise ValueError("the subscription is another tenant's or of another product")


def _named(product: Product, subscription: Subscription | None) -> str:
    return f"{product} ({subscription})" if subscription else str(product)


def make_official(association_pk: int, *, at: datetime) -> Association:
    """The second time changes nothing."""
    with transaction.atomic():
        association = (
            Association.objects.select_for_update(of=("self",))
            .select_related("subscription", "location")
            .get(pk=association_pk)
        )
        if association.ended_at is not None:
            raise AssociationEnded(_("The association has ended."))
        if association.official_at is None:
            association.official_at = max(at, association.started_at)
            _set_term(association, association.official_at)
            association.save(update_fields=["official_at", "ends_date", "look_at"])
    return association


def end(association_pk: int, *, at: datetime, reason: str) -> Association:
    """The first end, with its reason, stays."""
    with transaction.atomic():
        association = Association.objects.select_for_update().get(pk=association_pk)
        if association.ended_at is None:
            # Who waited for the lock may have read the clock before the association began.
            association.ended_at = max(at, association.started_at)
            association.end_reason = reason
            association.save(update_fields=["ended_at", "end_reason"])
    return association


def zone_of(association: Association) -> ZoneInfo:
    """Where the partner's location is: what its subscriptions go by, as everywhere in the portal."""
    return ZoneInfo(association.location.time_zone)


def keep_terms_of(subscriptions: Iterable[Subscription], *, at: datetime) -> None:
    """After the directory changed these subscriptions, in the same transaction."""
    concerned = Association.objects.live().filter(subscription__in=[each.pk for each in subscriptions])
    _keep_terms(_with_subscription(concerned), at)


def keep_terms_astray(*, at: datetime, batch: int = 500) -> int:
    """Of those whose subscription was changed by other means; says how many those were."""
    found = list(_with_subscription(Association.objects.astray())[:batch])
    _keep_terms(found, at)
    return len(found)


def _with_subscription(associations: QuerySet[Association]) -> QuerySet[Association]:
    return associations.select_related("subscription", "location")


def _keep_terms(associations: Iterable[Association], at: datetime) -> None:
    associations = list(associations)
    told: dict[tuple, set[int]] = {}
    for warning in EndWarning.objects.filter(association__in=associations):
        told.setdefault((warning.association_id, warning.ends_date), set()).add(warning.days)
    for association in associations:
        subscription = cast(Subscription, association.subscription)
        _set_term(association, at, told.get((association.pk, subscription.end_date), ()))
    Association.objects.bulk_update(associations, ["ends_date", "look_at"], batch_size=500)


def _set_term(association: Association, at: datetime, told: Collection[int] = ()) -> None:
    """When it ends, and when the clock looks at it again, as its subscription is now."""
    subscription = association.subscription
    if subscription is None:
        return
    association.ends_date = subscription.end_date
    association.look_at = terms.next_look(
        subscription.state,
        subscription.end_date,
        at,
        zone_of(association),
        is_official=association.official_at is not None,
        told=told,
    )


def warn(association: Association, *, at: datetime) -> int | None:
    """Notes which warnings of its end are given now; the days of the one that is still true, if there is any.

    After an outage all that were missed are given by that one.
    """
    last = cast(Subscription, association.subscription).end_date
    if last is None:
        _keep_terms([association], at)
        return None
    told = set(association.end_warnings.filter(ends_date=last).values_list("days", flat=True))
    due = terms.warnings_due(last, told, at, zone_of(association))
    EndWarning.objects.bulk_create(
        EndWarning(association=association, ends_date=last, days=days, told_at=at) for days in due
    )
    _keep_terms([association], at)
    return due[-1] if due else None


def is_over(association: Association, *, at: datetime) -> bool:
    """Whether its subscription had ended by then, noticed or not."""
    subscription = association.subscription
    if subscription is None:
        return False
    return terms.has_ended(subscription.state, subscription.end_date, at, zone_of(association))


def end_with_subscription(association: Association, *, at: datetime) -> Association | None:
    """None while the subscription goes on."""
    if not is_over(association, at=at):
        return None
    subscription = cast(Subscription, association.subscription)
    ended_at = terms.ended_at(subscription.state, subscription.end_date, at, zone_of(association))
    return end(association.pk, at=ended_at, reason=Association.EndReason.SUBSCRIPTION_ENDED)
