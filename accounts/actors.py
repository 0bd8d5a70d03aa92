"""Who acts when it is no user: a customer contact through a signed link, or the clock.

They answer the questions that permissions ask of a user, always with no.
"""

from dataclasses import dataclass


class WithoutAccount:
    pk = None
    is_reviewing = False
    is_lead = False
    is_support = False

    def holds(self, roles, partner_id, location_id=None) -> bool:
        return False


@dataclass(frozen=True)
class Customer(WithoutAccount):
    """`tenant_id` is the customer for all of whose claims a contact speaks that has proved its address."""

    email: str
    name: str = ""
    tenant_id: int | None = None

    def __str__(self):
        return self.name or self.email


@dataclass(frozen=True)
class Clock(WithoutAccount):
    """A deadline that passed; it may do only what a rule makes it do."""

    def __str__(self):
        return "CPOR portal"


CLOCK = Clock()
