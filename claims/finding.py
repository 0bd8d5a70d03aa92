"""What a claim is found by, and what somebody looks for: both as words that are compared by their beginnings."""

import re
from collections.abc import Iterable, Iterator

from directory import spelling

from .folding import fold

LONGEST = 253
# Nobody types more; a pasted sentence finds nothing.
MOST_TERMS = 8
# Without its prefix, a claim ID is told from words like “roll-out” by a digit.
CODE = re.compile(r"c-[0-9a-z]{1,4}(-[0-9a-z]{0,4})?|(?=.*\d)[0-9a-z]{4}-[0-9a-z]{0,4}")
GUID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]*")
# A domain, or the address of a mailbox or a page, with at least the beginning of its last label; no version number.
DOMAIN = re.compile(r"\w\.[^\W\d][\w-]*([/:?#].*)?$")


def words_of(
    *,
    code: str,
    names: Iterable[str],
    mpn_id: str,
    domain: str,
    directory_id: str,
    subscriptions: Iterable[str],
) -> set[str]:
    """`names` are the claim's, the partner's and the customer's; all else names them without doubt."""
    characters = code.replace("-", "").lower()
    words = {characters, characters[1:], mpn_id, _joined(directory_id), *map(_joined, subscriptions)}
    words |= {word for name in names for word in _split(name)}
    labels = spelling.domain(domain).split(".")
    words |= {".".join(labels[start:]) for start in range(len(labels) - 1)}
    words |= {part for label in labels if "-" in label for part in _split(label)}
    return {word[:LONGEST] for word in words if word}


def terms_of(typed: str) -> list[str]:
    """Each of them is the beginning of a word that a claim must have. The longest, which say most, come first."""
    found = dict.fromkeys(term[:LONGEST] for piece in typed.split() for term in _terms(piece))
    return sorted(filter(None, found), key=len, reverse=True)


def _terms(piece: str) -> Iterator[str]:
    piece = piece.strip("{}()[],;\"'")
    folded = fold(piece)
    if CODE.fullmatch(folded) or GUID.fullmatch(folded):
        yield _joined(piece)
    elif DOMAIN.search(piece):
        yield spelling.domain(piece)
    else:
        yield from _split(piece)


def _joined(identifier: str) -> str:
    return re.sub(r"[{}\s-]", "", fold(identifier))


def _split(name: str) -> list[str]:
    return re.findall(r"\w+", fold(name))
