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

NOT_TYPED = frozenset({"csrfmiddlewaretoken", "next"})
SECRET_WORDS = ("password", "secret", "token")


@dataclass(frozen=True)
class Typed:
    name: str
    label: str
    text: str


def _is_secret(name):
    return any(word in name.lower() for word in SECRET_WORDS)


def typed_text(request) -> list[Typed]:
    """What was in the refused form, but for secrets; files are never part of it."""
    return [
        Typed(name, name.replace("_", " ").replace("-", " ").capitalize(), text)
        for name, texts in request.POST.lists()
        if name not in NOT_TYPED and not _is_secret(name)
        for text in texts
        if text.strip()
    ]


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
    fields = [
        (name, text)
        for name, texts in request.POST.lists()
        if name != "csrfmiddlewaretoken"
        for text in texts
    ]
    may_retry = (
        bool(fields)
        and not request.FILES
        and not any(_is_secret(name) for name, _text in fields)
        and _comes_from_here(request)
    )
    return _refused(
        request,
        403,
        "403_csrf.html",
        typed=typed_text(request),
        fields=fields if may_retry else (),
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
        typed = typed_text(request)
        if not typed:
            return to_login
        return _refused(request, 403, "errors/signed_out.html", typed=typed, login_url=to_login.url)


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
