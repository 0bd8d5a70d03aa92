"""In which language a customer's page speaks: the one that its address names, else its own.

Nothing is kept: a page for whoever holds the link remembers nobody, and opening it changes nothing.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils import translation

PARAMETER = "language"

View = Callable[..., HttpResponse]


@contextmanager
def speaking(request: HttpRequest, own: str = "") -> Iterator[str]:
    asked = request.GET.get(PARAMETER, "")
    language = asked if asked in dict(settings.LANGUAGES) else own or translation.get_language()
    with translation.override(language):
        yield language


def speaks(view: View) -> View:
    """A page for anybody: without an address that says otherwise, it is as the browser asks for."""

    @wraps(view)
    def spoken(request: HttpRequest, **kwargs: str) -> HttpResponse:
        with speaking(request) as language:
            response = view(request, **kwargs)
        response.headers.setdefault("Content-Language", language)
        return response

    return spoken


def lead_to(page: str, **kwargs: str) -> HttpResponse:
    """To another page, which goes on in the same language."""
    query = urlencode({PARAMETER: translation.get_language()})
    return redirect(f"{resolve_url(page, **kwargs)}?{query}")
