"""The front door: where each kind of person goes, the switches of theme and language, the demo's sign-in buttons."""

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from accounts.actions import set_own_language
from accounts.models import User

from .navigation import THEME_COOKIE, THEMES

DEMO_DOMAIN = "demo.example"
A_YEAR = 365 * 24 * 3600


def _next_page(request):
    target = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if is_ours else "/"


def _without_a_language(address):
    """The page before may have named one, which would win over the one that was chosen now."""
    page = urlsplit(address)
    query = [(name, value) for name, value in parse_qsl(page.query, True) if name != "language"]
    return urlunsplit(page._replace(query=urlencode(query)))


@require_safe
@login_not_required
def start(request):
    user = request.user
    if not user.is_authenticated:
        return render(request, "start/welcome.html")
    if user.staff_role:
        return redirect("reviews:queue")
    if user.is_partner:
        return redirect("claims:list")
    if user.is_staff:
        return redirect("admin:index")
    return render(request, "start/no_company.html")


@require_POST
@login_not_required
def set_theme(request):
    response = redirect(_next_page(request))
    theme = request.POST.get("theme")
    if theme in THEMES:
        response.set_cookie(
            THEME_COOKIE,
            theme,
            max_age=A_YEAR,
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
    else:
        response.delete_cookie(THEME_COOKIE)
    return response


@require_POST
@login_not_required
def set_language(request):
    """For whoever is signed in it is what Preferences hold, e-mail included; a stranger's is kept by the browser."""
    response = redirect(_without_a_language(_next_page(request)))
    language = request.POST.get("language")
    if language not in dict(settings.LANGUAGES):
        return response
    if request.user.is_authenticated:
        set_own_language(request.user.pk, language=language)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite=settings.LANGUAGE_COOKIE_SAMESITE,
        secure=settings.LANGUAGE_COOKIE_SECURE,
    )
    return response


def demo_people():
    people = User.objects.filter(is_active=True, email__endswith=DEMO_DOMAIN)
    return people.prefetch_related("memberships__partner").order_by("pk")


@require_POST
@login_not_required
def demo_sign_in(request):
    """Signs in without a password: only in demo mode, only as one of the demo people."""
    if not settings.DEMO:
        raise Http404
    user = get_object_or_404(demo_people(), email=request.POST.get("email", ""))
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    return redirect(_next_page(request))
