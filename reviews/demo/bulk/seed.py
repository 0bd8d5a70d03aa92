"""Fills the portal with so many claims that its speed can be measured."""

from collections.abc import Callable
from datetime import datetime
from random import Random

from .claims import Writer
from .fates import Fates
from .population import Customers, Person, make_companies
from .tables import finish

CLAIMS_OF_A_CUSTOMER = 4
CLAIMS_OF_A_PARTNER = 500


def seed(
    count: int,
    *,
    partners: int | None,
    seed: int,
    now: datetime,
    tell: Callable[[int], None] = lambda done: None,
    fates: Fates | None = None,
    reviewers: list[Person] | None = None,
) -> dict[str, int]:
    """Gives back how many rows each table got. The same seed in an empty portal at the same instant is the same."""
    chance = Random(seed)  # noqa: S311 (no secret)
    companies = make_companies(partners or max(20, count // CLAIMS_OF_A_PARTNER), chance, reviewers)
    customers = Customers(-(-count // CLAIMS_OF_A_CUSTOMER), seed, now.date())
    customers.make()
    writer = Writer(fates or Fates(count, seed), seed, now, companies, customers)
    writer.write_all(count, tell)
    written = [*customers.tables, *writer.tables.all]
    finish(written)
    return {table.model._meta.db_table: table.written for table in written}
