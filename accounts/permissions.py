"""Who may do what to the people of a company."""

from collections.abc import Iterable

from .roles import MANAGED_ROLES


def may_give(by, role: str, partner_id: int, location_id: int | None) -> bool:
    """Give and take away that role there: nobody manages a higher role than their own, or beyond its place.

    A company's first Global admin has nobody above: whoever may invite in Django's admin may give every role.
    """
    if by.is_staff and by.has_perm("accounts.add_invitation"):
        return True
    return any(
        role in managed and by.holds({own}, partner_id, location_id) for own, managed in MANAGED_ROLES.items()
    )


def manages_people(by, partner_id: int) -> bool:
    """Of the company, or of one location at least."""
    return any(role.role in MANAGED_ROLES and role.partner_id == partner_id for role in by.roles)


def may_remove(by, memberships: Iterable) -> bool:
    """Somebody with these roles in one company: whoever removes them takes them all."""
    return all(may_give(by, each.role, each.partner_id, each.location_id) for each in memberships)
