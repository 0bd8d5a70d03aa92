"""Keeps the links inside waiting mail unreadable to whoever can only read the database."""

import base64
import json
import re
from collections.abc import Mapping
from html import escape

from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

# An address in a server's answer may be the very link that only the recipient should see.
REVEALING = re.compile(r"\S*(?:/|\S{60})\S*")
PLACEHOLDER = re.compile(r"\{\{secret:([a-z_]+)\}\}")


def placeholder(name: str) -> str:
    """Stands in a stored text where the secret of that name belongs."""
    return f"{{{{secret:{name}}}}}"


def seal(secrets: Mapping[str, str]) -> str:
    if not secrets:
        return ""
    return _cipher().encrypt(json.dumps(dict(secrets)).encode()).decode()


def unseal(sealed: str) -> dict[str, str]:
    """Reads what was sealed with today's SECRET_KEY or one of SECRET_KEY_FALLBACKS."""
    return json.loads(_cipher().decrypt(sealed.encode())) if sealed else {}


def tidy(answer: str) -> str:
    """What a server answered: short enough to store, on one line, with nothing in it that could be a secret."""
    return REVEALING.sub("…", " ".join(answer.replace("\0", " ").split()))[:300]


def fill(text: str, secrets: Mapping[str, str]) -> str:
    return PLACEHOLDER.sub(lambda found: secrets.get(found[1], found[0]), text)


def fill_html(html: str, secrets: Mapping[str, str]) -> str:
    return fill(html, {name: escape(value) for name, value in secrets.items()})


def _cipher() -> MultiFernet:
    return MultiFernet(
        [Fernet(_derived(key)) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    )


def _derived(key: str) -> bytes:
    derivation = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"outbox: secrets in waiting messages")
    return base64.urlsafe_b64encode(derivation.derive(key.encode()))
