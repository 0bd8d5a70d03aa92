"""Fills the portal with so many claims that its speed can be measured."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random

from directory import actions as register
from directory.models import Association

from .case import Case
from .claims import Writer
from .fates import Fates
from .population import Customers, Person, make_companies
from .tables import finish

CLAIMS_OF_A_CUSTOMER = 4
CLAIMS_OF_A_PARTNER = 500


@dataclass(frozen=True)
class Scene:
    """For claims that people look at: who is who, and what a file holds, which nobody reads in a measurement."""

    fates: Fates
    companies: Sequence[str]
    reviewers: Sequence[Person]
    customer: Callable[[int], str]
    proof: Callable[[Case, int], bytes]


def seed(
    count: int,
    *,
    partners: int | None,
    seed: int,
    now: datetime,
    tell: Callable[[int], None] = lambda done: None,
    scene: Scene | None = None,
) -> dict[str, int]:
    """Gives back how many rows each table got. The same seed in an empty portal at the same instant is the same."""
    chance = Random(seed)  # noqa: S311 (no secret)
    if scene is None:
        fates, proof = Fates(count, seed), None
        companies = make_companies(partners or max(20, count // CLAIMS_OF_A_PARTNER), chance)
    else:
        fates, proof = scene.fates, scene.proof
        companies = make_companies(len(scene.companies), chance, scene.companies, scene.reviewers)
    customers = Customers(
        -(-count // CLAIMS_OF_A_CUSTOMER), seed, now.date(), scene.customer if scene else None
    )
    customers.make()
    writer = Writer(fates, seed, now, companies, customers, proof)
    writer.write_all(count, tell)
    written = [*customers.tables, *writer.tables.all]
    finish(written)
    _note_ends(now)
    return {table.model._meta.db_table: table.written for table in written}


def _note_ends(now: datetime) -> None:
    """Partners know by now of the ends that are near."""
    while register.keep_terms_astray(at=now):
        pass
    for association in Association.objects.to_look_at(now).select_related("subscription", "location"):
        register.warn(association, at=now)
