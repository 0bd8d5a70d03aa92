"""Claim IDs: short, readable, typo-proof, and no sequence that a rival could follow.

Seven random characters and a check character, from 31 that cannot be mistaken for each other.
31 is prime, so that the weighted sum notices every single wrong character and every swap of two.
"""

import secrets

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTVWXYZ"
PREFIX = "C"
LENGTH = 7


def _check_character(body: str) -> str:
    total = sum((place + 2) * ALPHABET.index(character) for place, character in enumerate(body))
    return ALPHABET[total % len(ALPHABET)]


def new_code() -> str:
    # Never the prefix's letter first: a code with one character left out would else read as another one.
    first = secrets.choice(ALPHABET.replace(PREFIX, ""))
    return code_of(first + "".join(secrets.choice(ALPHABET) for _ in range(LENGTH - 1)))


def code_of(body: str) -> str:
    return format_code(body + _check_character(body))


def format_code(characters: str) -> str:
    return f"{PREFIX}-{characters[:4]}-{characters[4:]}"


def normalise(typed: str) -> str | None:
    """The claim ID that was typed, whatever its case, spaces and dashes; None when it can't be one."""
    characters = typed.upper().replace("-", "").replace(" ", "").removeprefix(PREFIX)
    if len(characters) != LENGTH + 1 or not set(characters) <= set(ALPHABET):
        return None
    return format_code(characters) if characters[-1] == _check_character(characters[:-1]) else None
