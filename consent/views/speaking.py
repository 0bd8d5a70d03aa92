"""In which language a customer's page speaks: the one that its address names, else its own.

Nothing is kept: a page for whoever holds the link remembers nobody, and opening it changes nothing. Where
something may have been typed, the switch sends it along and gets it back in the other language, and does nothing.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from urllib.parse import urlencode

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils import translation

PARAMETER = "language"
# What a switch adds to the form in which it stands: draw the page again, and act on nothing.
REDRAW = "redraw"
# What a page adds that showed what was wrong, which is then said in the other language too.
REFUSED = "refused"

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


def only_redraws(request: HttpRequest) -> bool:
    return request.method == "POST" and REDRAW in request.POST


def redrawn(form: type[forms.Form], request: HttpRequest) -> forms.Form:
    """With what was typed, as it was typed; whoever has not sent it yet is told of no mistakes."""
    if REFUSED in request.POST:
        return form(request.POST)
    return form(initial={name: request.POST.get(name, "") for name in form.base_fields})


def lead_to(page: str, **kwargs: str) -> HttpResponse:
    """To another page, which goes on in the same language."""
    query = urlencode({PARAMETER: translation.get_language()})
    return redirect(f"{resolve_url(page, **kwargs)}?{query}")
