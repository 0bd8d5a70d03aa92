"""Claim IDs: what people mistype is noticed, and nobody can count from one to the next."""

import random
from itertools import product

import pytest

from claims.codes import ALPHABET, code_of, new_code, normalise

# A hundred of them stand for all: the check character is linear, so each place behaves alike in every code.
# The same in every process, as they name tests.
CHOICE = random.Random(31)
SAMPLES = [
    code_of(CHOICE.choice(ALPHABET.replace("C", "")) + "".join(CHOICE.choices(ALPHABET, k=6)))
    for _ in range(100)
]
PLACES = (2, 3, 4, 5, 7, 8, 9, 10)  # those of C-XXXX-XXXX that are no prefix and no dash


def replaced(code, place, character):
    return code[:place] + character + code[place + 1 :]


def swapped(code, first, second):
    return replaced(replaced(code, first, code[second]), second, code[first])


@pytest.mark.rule("FIL-2")
def test_new_code_is_short_and_readable():
    for code in (new_code() for _ in range(100)):
        assert len(code) == 11
        assert code[:2] == "C-"
        assert code[6] == "-"
        assert {code[place] for place in PLACES} <= set(ALPHABET)
    assert not set("0O1IU") & set(ALPHABET)


@pytest.mark.rule("FIL-2")
def test_every_single_wrong_character_is_noticed():
    missed = [
        (code, replaced(code, place, character))
        for code, place, character in product(SAMPLES, PLACES, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
        if character != code[place] and normalise(replaced(code, place, character))
    ]

    assert missed == []


@pytest.mark.rule("FIL-2")
def test_every_swap_of_two_characters_is_noticed():
    missed = [
        (code, swapped(code, first, second))
        for code, first, second in product(SAMPLES, PLACES, PLACES)
        if code[first] != code[second] and normalise(swapped(code, first, second))
    ]

    assert missed == []


@pytest.mark.rule("FIL-2")
def test_every_missing_and_every_doubled_character_is_noticed():
    for code, place in product(SAMPLES, PLACES):
        assert normalise(code[:place] + code[place + 1 :]) is None
        assert normalise(code[:place] + code[place] + code[place:]) is None


@pytest.mark.parametrize("code", SAMPLES[:20])
def test_code_is_known_however_it_is_typed(code):
    bare = code.replace("-", "")

    for typed in (code, code.lower(), bare, bare[1:], f"  {code} ", code.replace("-", " "), code[2:]):
        assert normalise(typed) == code


@pytest.mark.parametrize(
    "typed", ["", "C", "C-", "no claim", "C-2222-222", "C-2222-22222", "ÄÖÜ", "C-\x002222-2222"]
)
def test_what_is_no_code_is_none(typed):
    assert normalise(typed) is None


@pytest.mark.rule("FIL-2")
def test_codes_are_no_sequence():
    codes = [new_code() for _ in range(5000)]

    assert len(set(codes)) == len(codes)
    # Neither rising nor falling, and every place takes nearly every character.
    rising = sum(first < second for first, second in zip(codes, codes[1:], strict=False))
    assert 2250 < rising < 2750
    assert all(len({code[place] for code in codes}) >= len(ALPHABET) - 1 for place in PLACES)


@pytest.mark.rule("FIL-2")
def test_a_guess_is_hardly_ever_a_code():
    guesses = random.Random(7)
    tries = ("".join(guesses.choices(ALPHABET, k=8)) for _ in range(10_000))

    # One in thirty-one has the right check character; which of those are claims is one in thousands of millions.
    assert 200 < sum(normalise(typed) is not None for typed in tries) < 450
