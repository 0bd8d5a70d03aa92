"""Reads what people type or paste where a GUID or a domain is wanted."""

import re
from uuid import UUID

GUID = re.compile(r"\{?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\}?", re.IGNORECASE)
HOST = re.compile(r"(?:[a-z][a-z0-9+.-]*://)?(?:[^/@\s]*@)?([^/:?#\s]+)", re.IGNORECASE)


def guid(typed: str) -> UUID | None:
    found = GUID.fullmatch(typed.strip())
    return UUID(found[1]) if found else None


def domain(typed: str) -> str:
    """The domain in the form that the directory keeps: lower-case ASCII.

    An address of a page or of a mailbox stands for its domain, because people paste those.
    """
    found = HOST.match(typed.strip())
    name = found[1].lower().rstrip(".") if found else ""
    try:
        return name.encode("idna").decode("ascii")
    except UnicodeError:
        return name
