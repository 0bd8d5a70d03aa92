"""Constraints that several models state in the same way."""

from django.db.models import CheckConstraint, Q


def together(name: str, *fields: str) -> CheckConstraint:
    """All of these are set, or none is."""
    condition = Q(**{f"{field}__isnull": True for field in fields}) | Q(
        **{f"{field}__isnull": False for field in fields}
    )
    return CheckConstraint(name=name, condition=condition)


def exactly_when(name: str, fact: Q, condition: Q) -> CheckConstraint:
    return CheckConstraint(name=name, condition=(fact & condition) | (~fact & ~condition))


def one_of(name: str, field: str, values) -> CheckConstraint:
    return CheckConstraint(name=name, condition=Q(**{f"{field}__in": list(values)}))
