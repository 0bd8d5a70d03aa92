"""A customer's contact that we know, and the way in that it asked for."""

import re

from consent import actions
from outbox.models import Message
from outbox.sealing import unseal
from tests.claim_factories import MINUTE, MONDAY, a_customer, an_official_claim, fresh


def an_official_of(tenant=None, **fields):
    """Of a customer whose contact has an address at the customer's own domain."""
    tenant = tenant or a_customer()
    domain = tenant.domains.get().name
    return an_official_claim(tenant=tenant, domain=domain, contact_email=f"carla@{domain}", **fields)


def token_of(access):
    (message,) = Message.objects.filter(key=f"tenant:{access.pk}:link")
    return re.search(r"/t/([\w-]+)/", unseal(message.sealed)["link"])[1]


def a_way_in(claim=None, *, at=MONDAY + MINUTE):
    claim = claim or an_official_of()
    access = actions.ask_for_access(email=fresh(claim).contact_email, asked_for=claim.domain, at=at)
    assert actions.handle_access(access.pk, at=at)
    access.refresh_from_db()
    return access, token_of(access)
