"""What people call the countries whose codes are stored, in the reader's language."""

from functools import cache

from django.utils import translation
from django_countries import countries


def names() -> dict[str, str]:
    return _names(translation.get_language())


def name_of(code: str) -> str:
    """A code that is no country's is shown as it is."""
    return names().get(code, code)


@cache
def _names(language: str | None) -> dict[str, str]:
    """Of the language that is active."""
    return {code: str(name) for code, name in countries}
