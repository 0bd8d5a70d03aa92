"""What people see when something is refused, and how what they had typed survives it."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.http import HttpResponse
from django.shortcuts import render, resolve_url
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django_htmx.http import HttpResponseClientRedirect

from .navigation import chosen_theme

# What a page sends along, or a button says; people never saw it.
NOT_TYPED = frozenset(
    {"csrfmiddlewaretoken", "next", "seen", "seen_history", "seen_state", "once", "key", "go", "point"}
)
SECRET_WORDS = ("password", "secret", "token")


@dataclass(frozen=True)
class Typed:
    name: str
    label: str
    text: str


def _is_secret(name):
    return any(word in name.lower() for word in SECRET_WORDS)


def typed_text(request) -> list[Typed]:
    """What was written in the refused form, but for secrets; files are never part of it.

    A tick or a choice is a number or "on" here, which says nothing to copy: those are sent again, or put back.
    """
    return [
        Typed(name, name.replace("_", " ").replace("-", " ").capitalize(), text)
        for name, texts in request.POST.lists()
        if name not in NOT_TYPED and not _is_secret(name)
        for text in texts
        if text.strip() and text != "on" and not text.isdigit()
    ]


def _was_filled_in(request) -> bool:
    """Rather than a bare button that was pressed."""
    return any(
        text.strip()
        for name, texts in request.POST.lists()
        if name not in ("csrfmiddlewaretoken", "next") and not _is_secret(name)
        for text in texts
    )


def _fields_to_send_again(request) -> tuple[tuple[str, str], ...]:
    """Nothing where a password or a file would be missing."""
    fields = tuple(
        (name, text)
        for name, texts in request.POST.lists()
        if name != "csrfmiddlewaretoken"
        for text in texts
    )
    has_secret = any(_is_secret(name) for name, _text in fields)
    return () if request.FILES or has_secret or not _comes_from_here(request) else fields


def _comes_from_here(request):
    """Whether, says the browser, one of our own pages sent this; a stranger's page gets no second try."""
    source = urlsplit(request.headers.get("Origin") or request.headers.get("Referer", ""))
    return (source.scheme, source.netloc) == (request.scheme, request.get_host())


def _page_before(request):
    """The page that sent this request: signing in leads back to it, not to an address for POST only."""
    address = request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(address, {request.get_host()}):
        return "/"
    page = urlsplit(address)
    return page.path + (f"?{page.query}" if page.query else "")


def _refused(request, status, template=None, **context):
    return render(request, template or f"{status}.html", context, status=status)


@sensitive_post_parameters()
def csrf_failure(request, reason=""):
    """Shows the typed text to copy and, where no password or file would be missing, sends it once more."""
    return _refused(
        request,
        403,
        "403_csrf.html",
        typed=typed_text(request),
        fields=_fields_to_send_again(request),
        page_before=_page_before(request),
    )


class SignInFirstMiddleware(LoginRequiredMiddleware):
    """Sends strangers to the sign-in, and people whose session ended too, without losing what they typed."""

    def handle_no_permission(self, request, view_func):
        is_htmx = request.headers.get("HX-Request") == "true"
        if request.method in ("GET", "HEAD", "OPTIONS") and not is_htmx:
            return super().handle_no_permission(request, view_func)
        login_url = resolve_url(self.get_login_url(view_func))
        to_login = redirect_to_login(_page_before(request), login_url)
        if is_htmx:
            return HttpResponseClientRedirect(to_login.url)
        if not _was_filled_in(request):
            return to_login
        context = {"typed": typed_text(request), "fields": _fields_to_send_again(request)}
        return _refused(request, 403, "errors/signed_out.html", login_url=to_login.url, **context)


class FormsOnlyMiddleware:
    """A page for whoever opens the address of a form by hand, which the browser would show as its own error."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.method != "GET" or response.status_code != 405:
            return response
        page = _refused(request, 405)
        page.headers["Allow"] = response.headers["Allow"]
        return page


def bad_request(request, exception=None):
    if isinstance(exception, (RequestDataTooBig, TooManyFilesSent)):
        return _refused(request, 413)
    return _refused(request, 400)


def permission_denied(request, exception=None):
    return _refused(request, 403, reason=str(exception or ""))


def not_found(request, exception=None):
    return _refused(request, 404)


def too_many_requests(request, exception=None):
    return _refused(request, 429)


def server_error(request):
    """Needs neither database nor session, and says something even when the templates are what is broken."""
    try:
        return HttpResponse(render_to_string("500.html", {"theme": chosen_theme(request)}), status=500)
    except Exception:  # noqa: BLE001 (whatever it is, it has been logged with the first error)
        return HttpResponse(_("Something went wrong on our side."), content_type="text/plain", status=500)
