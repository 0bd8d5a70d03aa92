"""What is typed becomes the beginnings of words, and a claim the words that they are compared with."""

import pytest

from claims.finding import terms_of, words_of


@pytest.mark.rule("REV-1")
@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("C-7K4M", ["c7k4m"]),
        ("c-7k4m-2x", ["c7k4m2x"]),
        ("7k4m-2x", ["7k4m2x"]),
        ("Müller roll-out", ["muller", "roll", "out"]),
        ("info@Müller.example", ["xn--mller-kva.example"]),
        ("https://x.contoso.ex/path", ["x.contoso.ex"]),
        ("contoso.", ["contoso"]),
        ("v2.0", ["v2", "0"]),
        ("{0B0F6D0E-5C7A", ["0b0f6d0e5c7a"]),
        ("phase phase", ["phase"]),
        (" \x00 !", []),
    ],
)
def test_terms(typed, terms):
    assert terms_of(typed) == terms


@pytest.mark.rule("REV-1")
def test_words():
    found = words_of(
        code="C-7K4M-2XYZ",
        names=["Roll-out 2", "Müller AG", ""],
        mpn_id="4100001",
        domain="mail.contoso-x.example",
        directory_id="{0B0F6D0E-5C7A-4a52-9c1e-6f1f5f2a7d99}",
        subscriptions=["", "1b0f6d0e-5c7a-4a52-9c1e-6f1f5f2a7d99", "as typed"],
    )

    assert found == {
        *("c7k4m2xyz", "7k4m2xyz", "roll", "out", "2", "muller", "ag", "4100001"),
        *("mail.contoso-x.example", "contoso-x.example", "contoso", "x"),
        *("0b0f6d0e5c7a4a529c1e6f1f5f2a7d99", "1b0f6d0e5c7a4a529c1e6f1f5f2a7d99", "astyped"),
    }
