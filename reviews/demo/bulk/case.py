"""What a bulk claim is about, before anything happens to it."""

from typing import NamedTuple

from claims import codes
from directory.models import Product

from .population import Company, Person, Place

FIRST_CODE = 9_876_543_211
# No multiple of 31, so that the codes of 31^7 numbers in a row are all different.
CODE_STEP = 12_345_678_919
CODES = len(codes.ALPHABET) ** codes.LENGTH


class Case(NamedTuple):
    """What a claim is about, and whose it is."""

    pk: int
    code: str
    company: Company
    place: Place
    filer: Person
    reviewer: Person
    customer: int
    products: list[tuple[Product, int | None]]
    contact: str
    contact_email: str
    name: str


def code_of(pk: int) -> str:
    """Another for each number, so that none has to be looked up."""
    rest, body = (FIRST_CODE + pk * CODE_STEP) % CODES, ""
    for _place in range(codes.LENGTH):
        rest, digit = divmod(rest, len(codes.ALPHABET))
        body += codes.ALPHABET[digit]
    return codes.code_of(body)
