"""The page behind an invitation's link. Opening it changes nothing: mail scanners open links too."""

from functools import wraps
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from .. import actions
from ..forms import JoinForm
from ..models import Invitation, User
from ..ratelimit import exceeds
from ..refusals import Refused

PERIOD_SECONDS = 5 * 60
VISITS_OF_AN_ADDRESS = 300
VISITS_OF_A_LINK = 100


def _private(view):
    """Limited, kept by nobody, and no way for the link to leave the page: a referrer names the host alone.

    It has to name that much, or browsers would withhold the origin that the CSRF check asks for.
    """

    @wraps(view)
    def guarded(request, token):
        address = get_adapter().get_client_ip(request)
        counted = [
            (f"join:address:{address}", VISITS_OF_AN_ADDRESS),
            (f"join:link:{token}", VISITS_OF_A_LINK),
        ]
        if any(exceeds(name, limit, PERIOD_SECONDS) for name, limit in counted):
            response = render(request, "429.html", status=429)
            response.headers["Retry-After"] = str(PERIOD_SECONDS)
        else:
            response = view(request, token)
        response.headers["Referrer-Policy"] = "strict-origin"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return login_not_required(never_cache(sensitive_post_parameters("password")(guarded)))


@require_http_methods(["GET", "HEAD", "POST"])
@_private
def join(request, token):
    at = timezone.now()
    invitation = actions.invitation_of(token)
    dead = _why_dead(invitation, at)
    if dead:
        status = 404 if invitation is None else 410
        context = {"why": dead, "invitation": invitation}
        return render(request, "accounts/company/join_dead.html", context, status=status)
    account = User.objects.filter(email=invitation.email).first()
    data = request.POST if request.method == "POST" else None
    form = JoinForm(data, email=invitation.email) if account is None else None
    if request.method != "POST" or (request.user.is_authenticated and request.user != account):
        return _page(request, token, invitation, account, form)
    if account is None:
        return _join(request, token, invitation, form, at)
    if not request.user.is_authenticated:
        return redirect(_sign_in_url(request))
    try:
        actions.accept(token, by=request.user, at=at)
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect("start")
    _welcome(request, invitation)
    return redirect("start")


def _why_dead(invitation: Invitation | None, at) -> str:
    if invitation is None:
        return "unknown"
    if invitation.accepted_at is not None:
        return "used"
    if invitation.taken_back_at is not None:
        return "taken_back"
    return "expired" if invitation.is_expired(at) else ""


def _sign_in_url(request) -> str:
    return f"{resolve_url('account_login')}?{urlencode({'next': request.path})}"


def _page(request, token, invitation, account, form, *, status=200):
    context = {
        "token": token,
        "invitation": invitation,
        "account": account,
        "form": form,
        "is_other": request.user.is_authenticated and request.user != account,
        "sign_in_url": _sign_in_url(request),
    }
    return render(request, "accounts/company/join.html", context, status=status)


def _join(request, token, invitation, form, at):
    if not form.is_valid():
        return _page(request, token, invitation, None, form, status=422)
    try:
        person = actions.join(token, at=at, **form.cleaned_data)
    except Refused as refused:
        form.add_error(None, refused.message)
        return _page(request, token, invitation, None, form, status=409)
    login(request, person, backend="django.contrib.auth.backends.ModelBackend")
    _welcome(request, invitation)
    return redirect("start")


def _welcome(request, invitation):
    messages.success(request, _("Welcome: you belong to %(company)s now.") % {"company": invitation.partner})
