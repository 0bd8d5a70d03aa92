"""How lists sort and search what people typed: without case, accents and needless spaces."""

import unicodedata

# Sorts after everything that a key can begin with.
LAST = "\U0010ffff"


def fold(text: str) -> str:
    """“Müller  AG” and “muller ag” are the same."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(character for character in apart if not unicodedata.combining(character))
    return " ".join(plain.replace("\x00", "").split())
