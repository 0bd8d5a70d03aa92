"""How long a claim can be expected to take, by what the review team decided lately. Never a promise."""

from dataclasses import dataclass
from datetime import date

from .models import Claim, ExpectedTime
from .states import OPEN

# Of fewer decisions nothing can be told; and nobody should tell a rival's one decision by it.
ENOUGH = 10
ALL_KINDS = "*"


@dataclass(frozen=True)
class Expected:
    """`median` and `ninety` are business days, or None where there is too little to tell from."""

    median: float | None = None
    ninety: float | None = None
    decisions: int = 0
    # Of claims for the same programmes, or of all where these were too few.
    is_alike: bool = True
    until_date: date | None = None

    @property
    def is_known(self) -> bool:
        return self.median is not None


def expected_time(claim: Claim) -> Expected | None:
    """One query; None for a claim that waits for no decision."""
    if claim.state not in OPEN:
        return None
    kinds = [claim.programme_set, ALL_KINDS]
    found = {row.programmes: row for row in ExpectedTime.objects.filter(programmes__in=kinds)}
    for kind in kinds:
        row = found.get(kind)
        if row is not None and row.decisions >= ENOUGH:
            return Expected(
                row.median_tenths / 10,
                row.ninety_tenths / 10,
                row.decisions,
                is_alike=kind != ALL_KINDS,
                until_date=row.until_date,
            )
    return Expected()
