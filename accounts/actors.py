"""Who acts when it is no user: a customer contact through a signed link, or the clock."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Customer:
    email: str
    name: str = ""


@dataclass(frozen=True)
class Clock:
    """A deadline that passed; it may do only what a rule makes it do."""


CLOCK = Clock()
