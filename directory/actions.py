"""The register of partners of record: the only writer of `Association`."""

from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import Location

from .models import Association, Product, Subscription, Tenant


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
) -> Association:
    """Registers the location's partner. A refusal leaves the caller's transaction usable."""
    _refuse_unless_it_fits(tenant, product, subscription)
    try:
        with transaction.atomic():
            return Association.objects.create(
                kind=kind,
                tenant=tenant,
                product=product,
                subscription=subscription,
                partner_id=location.partner_id,
                location=location,
                source=source,
                started_at=at,
            )
    except IntegrityError as error:
        if Association.objects.for_thing(kind, tenant, product, subscription).live().exists():
            raise already_associated(product, subscription) from error
        raise


def already_associated(product: Product, subscription: Subscription | None) -> AlreadyAssociated:
    message = _("%(thing)s has a partner of record already.")
    return AlreadyAssociated(message % {"thing": _named(product, subscription)})


def import_associations(found: Iterable[tuple[str, Subscription, Location, datetime]]) -> None:
    """Partners of record from before the portal, all or none: kind, subscription, location and since when."""
    Association.objects.bulk_create(
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
    )


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
        association = Association.objects.select_for_update().get(pk=association_pk)
        if association.ended_at is not None:
            raise AssociationEnded(_("The association has ended."))
        if association.official_at is None:
            association.official_at = max(at, association.started_at)
            association.save(update_fields=["official_at"])
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
