from .about import about
from .contact import contact
from .links import change_mind, confirm, decline, link
from .provider import mail_events
from .tenants import tenant, tenant_asked, tenant_end, tenant_leave, tenant_link, tenant_list

__all__ = [
    "about",
    "change_mind",
    "confirm",
    "contact",
    "decline",
    "link",
    "mail_events",
    "tenant",
    "tenant_asked",
    "tenant_end",
    "tenant_leave",
    "tenant_link",
    "tenant_list",
]
