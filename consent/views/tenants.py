"""A customer's contact asks for a link, proves its address by it, and sees all partners of record."""

from functools import wraps
from zoneinfo import ZoneInfo

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from accounts.ratelimit import exceeds
from claims.refusals import Refused
from directory.models import Association

from .. import actions, tenants
from ..forms import NoForm, WayInForm
from ..ratelimit import limited
from .speaking import lead_to, only_redraws, redrawn, speaking, speaks

COOKIE = "tenant_page"
HOUR = 3600
ASKED_BY_AN_ADDRESS = 30
# Above it nothing is sent; the page says what it always says.
SENT_TO_A_CONTACT = 5


def _unlisted(view):
    @wraps(view)
    def private(request, **kwargs):
        response = view(request, **kwargs)
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return login_not_required(never_cache(speaks(private)))


@require_http_methods(["GET", "HEAD", "POST"])
@_unlisted
def tenant(request):
    """What it answers depends on nothing that we know."""
    if only_redraws(request):
        return render(request, "consent/tenant/ask.html", {"form": redrawn(WayInForm, request)})
    form = WayInForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        if exceeds(f"tenant:{get_adapter().get_client_ip(request)}", ASKED_BY_AN_ADDRESS, HOUR):
            return _too_often(request)
        if not exceeds(f"tenant:{email.lower()}", SENT_TO_A_CONTACT, HOUR):
            customer = form.cleaned_data["customer"]
            actions.ask_for_access(email=email, asked_for=customer, at=timezone.now())
        return lead_to("consent:tenant_asked")
    return render(request, "consent/tenant/ask.html", {"form": form}, status=422 if form.errors else 200)


def _too_often(request):
    response = render(request, "consent/too_often.html", status=429)
    response.headers["Retry-After"] = str(HOUR)
    return response


@require_http_methods(["GET", "HEAD"])
@_unlisted
def tenant_asked(request):
    return render(request, "consent/tenant/asked.html", {"support_email": settings.SUPPORT_EMAIL})


def _with_a_token(view):
    """As with the other links: the token proves what a CSRF token would."""
    return csrf_exempt(_unlisted(limited(view)))


@require_http_methods(["GET", "HEAD", "POST"])
@_with_a_token
def tenant_link(request, token):
    """Opening it shows a button, as mail scanners open links; the button opens the list, once."""
    at = timezone.now()
    access = actions.access_of(token)
    dead = _why_dead(access, at)
    with speaking(request, access.tenant.language if access else "") as language:
        if request.method == "POST" and not dead:
            try:
                secret = actions.open_access(access.pk, at=at)
            except Refused:  # somebody else was faster
                dead = "used"
            else:
                return _let_in(secret)
        context = {"access": access, "dead": dead, "token": token}
        status = {"": 200, "unknown": 404}.get(dead, 410)
        response = render(request, "consent/tenant/open.html", context, status=status)
    response.headers["Content-Language"] = language
    return response


def _why_dead(access, at):
    if access is None:
        return "unknown"
    if access.replaced_at:
        return "replaced"
    if access.opened_at:
        return "used"
    return "expired" if at >= access.ends_at else ""


def _let_in(secret):
    response = lead_to("consent:tenant_list")
    response.set_cookie(
        COOKIE,
        secret,
        max_age=int(actions.SESSION_HOLDS.total_seconds()),
        path="/partner-of-record/yours/",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )
    return response


def _in_session(view):
    @wraps(view)
    def guarded(request, **kwargs):
        at = timezone.now()
        access = actions.session_of(request.COOKIES.get(COOKIE, ""), at=at)
        if access is None:
            return render(request, "consent/tenant/over.html", status=403)
        customer = access.tenant
        with (
            speaking(request, customer.language) as language,
            timezone.override(ZoneInfo(customer.time_zone)),
        ):
            response = view(request, access=access, at=at, **kwargs)
        response.headers["Content-Language"] = language
        return response

    return _unlisted(guarded)


@require_http_methods(["GET", "HEAD"])
@_in_session
def tenant_list(request, access, at):
    products, ended = tenants.partners_of(access.tenant, at)
    return render(
        request,
        "consent/tenant/list.html",
        {"access": access, "products": products, "ended": ended, "now": at},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@_in_session
def tenant_end(request, access, at, pk):
    """The page asks; its button ends the association."""
    theirs = Association.objects.filter(tenant=access.tenant, pk=pk)
    association = theirs.select_related("partner", "location", "product", "subscription").first()
    if association is None:
        raise Http404
    form, refusal = NoForm(request.POST if request.method == "POST" else None), ""
    if only_redraws(request):
        form = redrawn(NoForm, request)
    elif request.method == "POST" and form.is_valid():
        try:
            actions.end_association(access, pk, at=at, **form.cleaned_data)
        except Refused as refused:
            refusal = str(refused)
        else:
            said = _("%(partner)s is no longer your partner of record for %(product)s.")
            named = {"partner": association.partner, "product": association.product}
            messages.success(request, said % named)
            return lead_to("consent:tenant_list")
    return render(
        request,
        "consent/tenant/end.html",
        {"access": access, "association": association, "form": form, "refusal": refusal},
        status=409 if refusal else 422 if form.errors else 200,
    )


@require_POST
@_in_session
def tenant_leave(request, access, at):
    actions.leave(access, at=at)
    response = lead_to("consent:about")
    response.delete_cookie(COOKIE, path="/partner-of-record/yours/", samesite="Strict")
    return response
