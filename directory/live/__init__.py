"""The one interface to the directory: the tables alone, or a live directory that is mirrored into them (DIR-6).

`look_up` is called before a transaction begins, as it may ask another machine. The checks read the tables, and
ask here only whether the tables may be relied on.
"""

from typing import Protocol, cast
from uuid import UUID

from django.conf import settings

from ..models import Tenant
from . import remote, tables


class Backend(Protocol):
    def look_up(self, domain: str, directory_id: str, subscription_id: str) -> bool:
        """Brings the tables up to date for what was typed, and says whether they may have changed.

        Failing to is no error. In a transaction nobody is asked.
        """

    def knows_tenant(self, directory_id: UUID, tenant: Tenant | None) -> bool:
        """Whether it is known today what this tenant is and has, or that there is none."""

    def knows_domain(self, name: str) -> bool:
        """Whether it is known today whose domain this is, or that it is nobody's."""


def _backend() -> Backend:
    return cast(Backend, tables if settings.DIRECTORY_URL == "database://" else remote)


def look_up(domain: str, directory_id: str, subscription_id: str = "") -> bool:
    return _backend().look_up(domain, directory_id, subscription_id)


def knows_tenant(directory_id: UUID, tenant: Tenant | None) -> bool:
    return _backend().knows_tenant(directory_id, tenant)


def knows_domain(name: str) -> bool:
    return _backend().knows_domain(name)
