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
    return code_of("".join(secrets.choice(ALPHABET) for _ in range(LENGTH)))


def code_of(body: str) -> str:
    return format_code(body + _check_character(body))


def format_code(characters: str) -> str:
    return f"{PREFIX}-{characters[:4]}-{characters[4:]}"


def normalise(typed: str) -> str | None:
    """The claim ID that was typed, whatever its case, spaces and dashes; None when it can't be one."""
    characters = typed.upper().replace("-", "").replace(" ", "").removeprefix(PREFIX)
    # A code may itself begin with the prefix's letter, which removeprefix then took.
    for candidate in (characters, PREFIX + characters):
        well_formed = len(candidate) == LENGTH + 1 and set(candidate) <= set(ALPHABET)
        if well_formed and candidate[-1] == _check_character(candidate[:-1]):
            return format_code(candidate)
    return None
