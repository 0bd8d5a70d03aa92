"""A live directory: read through into the tables, and forgotten after DIRECTORY_FRESH_SECONDS."""

import logging
import time
from datetime import timedelta
from urllib.parse import quote
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.utils import timezone

from .. import spelling
from ..loading.cells import DOMAIN
from ..models import Domain, Tenant
from . import answers, asking, memory, mirror

logger = logging.getLogger(__name__)


def look_up(domain: str, directory_id: str, subscription_id: str) -> bool:
    if not directory_id.strip() or _in_transaction():
        return False
    guid = spelling.guid(directory_id)
    until = time.monotonic() + asking.LIMITS.total
    try:
        if guid:
            _refresh_tenant(guid, until, wanted=spelling.guid(subscription_id))
        _refresh_domain(spelling.domain(domain), guid, until)
    except asking.NoAnswer as error:
        logger.warning("The live directory can't be relied on for tenant %s: %s", guid, error)
        if error.down:
            memory.note_down()
    return True


def _in_transaction() -> bool:
    """Nobody waits for another machine while rows are locked; the suite's own transaction locks none."""
    return any(not block._from_testcase for block in connection.atomic_blocks)


def knows_tenant(directory_id: UUID, tenant: Tenant | None) -> bool:
    if tenant is None:
        return memory.is_noted("no-tenant", str(directory_id))
    return _age(tenant) <= settings.DIRECTORY_FRESH_SECONDS + memory.MARGIN_SECONDS


def knows_domain(name: str) -> bool:
    return not DOMAIN.fullmatch(name) or memory.is_noted("domain", name)


def _age(tenant: Tenant) -> float:
    """By the wall clock: how old the mirror's picture is has nothing to do with when a claim is said to change."""
    if tenant.told_at is None:
        return float("inf")
    return (timezone.now() - tenant.told_at) / timedelta(seconds=1)


def _ask(path: str, until: float) -> dict | None:
    if memory.is_down():
        raise asking.NoAnswer("it did not answer a moment ago")
    return asking.ask(path, until)


def _refresh_tenant(guid: UUID, until: float, *, wanted: UUID | None = None, at_once: bool = False) -> None:
    tenant = Tenant.objects.known().filter(directory_id=guid).first()
    if not at_once and _is_settled(guid, tenant, wanted):
        return
    answer = _ask(f"tenants/{guid}", until)
    if answer is None:
        mirror.forget_tenant(guid, timezone.now())
        memory.note("no-tenant", str(guid))
    else:
        mirror.keep(answers.tenant_of(answer, guid), timezone.now())
        memory.forget("no-tenant", str(guid))


def _is_settled(guid: UUID, tenant: Tenant | None, wanted: UUID | None) -> bool:
    if tenant is None:
        return memory.is_recent("no-tenant", str(guid))
    age = _age(tenant)
    # What was bought a minute ago is asked for again sooner than what is known.
    if wanted and age > memory.UNKNOWN_SECONDS and not _has(tenant, wanted):
        return False
    return age < settings.DIRECTORY_FRESH_SECONDS


def _has(tenant: Tenant, subscription: UUID) -> bool:
    return tenant.subscriptions.known().filter(subscription_id=subscription).exists()


def _refresh_domain(name: str, guid: UUID | None, until: float) -> None:
    """Only for a domain that is not the tenant's, to tell an unknown one from another customer's."""
    if not DOMAIN.fullmatch(name) or memory.is_recent("domain", name):
        return
    owner = _owner(name)
    if owner and owner == guid:
        return
    is_tenant = Tenant.objects.known().filter(directory_id=guid).exists()
    # Beside a Directory ID that is nobody's it is enough to know that the domain is somebody's.
    if not is_tenant and (owner or memory.is_recent("somebodys", name)):
        return
    answer = _ask(f"domains/{quote(name, safe='')}", until)
    if answer is not None and not is_tenant:
        memory.note("somebodys", name)
        return
    if answer is None:
        mirror.forget_domain(name)
    else:
        found = answers.domain_of(answer, name)
        if _owner(name) != found.directory_id:
            _refresh_tenant(found.directory_id, until, at_once=True)
        if _owner(name) != found.directory_id:
            raise asking.NoAnswer("a domain that its tenant does not list")
    memory.note("domain", name)


def _owner(name: str) -> UUID | None:
    owner = Domain.objects.owning(name).select_related("tenant").first()
    return owner.tenant.directory_id if owner else None
