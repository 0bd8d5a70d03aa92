"""What becomes of the n-th claim, and when it was filed. Evenly spread, so that a few claims show the same mix."""

import math
from bisect import bisect
from dataclasses import dataclass
from itertools import accumulate

# Outcome → how many of a hundred claims that nobody works on any more.
OUTCOMES = {
    "approved": 62,
    "insufficient_poe": 12,
    "missing_acknowledgement": 7,
    "lapsed": 5,
    "draft": 3,
    "missing_products": 3,
    "withdrawn": 3,
    "declined": 2,
    "opted_out": 1,
    "given_up": 1,
    "poe_unavailable": 1,
}
REVIEWER_REASONS = {"insufficient_poe", "missing_acknowledgement", "missing_products", "poe_unavailable"}
NAMES, BOUNDS = list(OUTCOMES), list(accumulate(OUTCOMES.values()))
OPEN = ("submitted", "under_review", "partner_action_required", "submitted", "under_review")
# Of the newest four in a hundred, every second one is still open: two of a hundred in all.
NEWEST = 0.04
AGE_DAYS, GROWTH = 1095, 1.3
# Its multiples fill the unit interval evenly.
STEP = 0.6180339887498949


@dataclass(frozen=True)
class Fates:
    count: int
    seed: int
    # How long ago the oldest was filed.
    oldest_days: int = AGE_DAYS
    # Whether some of the newest are not decided yet.
    with_open: bool = True

    def of(self, number: int) -> str:
        newest, is_decided = divmod(number - math.ceil(self.count * (1 - NEWEST)), 2)
        if self.with_open and newest >= 0 and not is_decided:
            return OPEN[newest % len(OPEN)]
        return NAMES[bisect(BOUNDS, (number * STEP + self.seed * STEP / 7) % 1 * 100)]

    def age_days(self, number: int) -> float:
        """Three years at most, and a business that grows."""
        return self.oldest_days * (1 - number / self.count) ** GROWTH
