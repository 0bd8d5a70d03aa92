"""The pages behind the links in our messages to customers."""

from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from claims.models import Claim
from claims.refusals import Refused

from .. import actions, emails
from ..forms import NoForm
from ..models import Notice
from ..ratelimit import limited
from ..standing import DEAD, MAY_CONFIRM, MAY_SAY_NO, Standing, standing_of
from .speaking import lead_to, redrawn, speaking, speaks


def customer_page(view):
    """A page behind a signed link: for whoever holds the link, and kept from all others by a middleware.

    The token, which nobody else can know, proves what a CSRF token would: with the referrer goes the origin
    that Django's check asks for, and people whose browser keeps no cookies can answer too.
    """

    @wraps(view)
    def guarded(request, token):
        link = actions.link_of(token)
        if link is None:
            _work_as_for_a_link()
            response = render(request, "consent/unknown.html", {"token": token}, status=404)
        else:
            claim = link.notice.claim
            own = link.notice.language
            with speaking(request, own) as language, timezone.override(emails.customer_zone(claim)):
                response = view(request, token=token, link=link)
                response.headers["Content-Language"] = language
        return response

    return login_not_required(csrf_exempt(speaks(limited(guarded))))


def _work_as_for_a_link():
    """Asks the database what it is asked for every link, so that the time taken does not tell which exist."""
    _newest_answer(Notice(pk=0))
    emails.products_of(Claim(pk=0))


def _newest_answer(notice):
    return notice.answers.order_by("-id").first()


def _page(request, token, link, **shown):
    return _page_about(request, token, link, _newest_answer(link.notice), **shown)


def _page_about(request, token, link, answer, *, at, form=None, refusal=""):
    notice, products = link.notice, emails.products_of(link.notice.claim)
    standing = standing_of(link, answer, at)
    if standing == Standing.OFFICIAL:
        # Each association ends on its own, and the link outlives it.
        products = [chosen for chosen in products if chosen.association and not chosen.association.ended_at]
        standing = Standing.OFFICIAL if products else Standing.ENDED
    context = {
        "token": token,
        "claim": notice.claim,
        "contact": notice,
        "products": products,
        "standing": standing.value,
        "answer": answer,
        "is_approval": notice.kind == Notice.Kind.APPROVAL,
        "may_confirm": standing in MAY_CONFIRM,
        "may_say_no": standing in MAY_SAY_NO,
        "may_change_mind": standing == Standing.OPTED_OUT,
        "form": form or NoForm(),
        "refusal": refusal,
        "now": at,
    }
    if standing in DEAD:
        return render(request, "consent/dead.html", context, status=410)
    return render(request, "consent/link.html", context, status=409 if refusal else 200)


def _answer(request, token, link, act, *, at, form=None):
    """Does what was asked for and leads back to the page, which says what came of it."""
    answer = _newest_answer(link.notice)
    if standing_of(link, answer, at) in DEAD:
        return _page_about(request, token, link, answer, at=at, form=form)
    try:
        # A fast customer may click before our clock has noted that the message arrived.
        actions.note_delivery(link.notice_id, at=at)
        act()
    except Refused as refused:
        link.notice.claim.refresh_from_db()
        refusal = str(refused)
        if standing_of(link, None, at) == Standing.NOT_BEGUN:
            refusal = _("We are just noting that our message reached you. Please try again in a minute.")
        return _page(request, token, link, at=at, form=form, refusal=refusal)
    return lead_to("consent:link", token=token)


@require_http_methods(["GET", "HEAD", "POST"])
@customer_page
def link(request, token, link):
    """Never acts: a POST brings what was typed along, to be read in another language."""
    form = redrawn(NoForm, request) if request.method == "POST" else None
    return _page(request, token, link, at=timezone.now(), form=form)


@require_POST
@customer_page
def confirm(request, token, link):
    at = timezone.now()
    return _answer(request, token, link, lambda: actions.confirm(link, at=at), at=at)


@require_POST
@customer_page
def decline(request, token, link):
    at = timezone.now()
    form = NoForm(request.POST)
    if not form.is_valid():
        return _page(request, token, link, at=at, form=form)
    said = form.cleaned_data
    return _answer(
        request,
        token,
        link,
        lambda: actions.decline(link, at=at, reason=said["reason"], text=said["text"]),
        at=at,
        form=form,
    )


@require_POST
@customer_page
def change_mind(request, token, link):
    at = timezone.now()
    return _answer(request, token, link, lambda: actions.change_mind(link, at=at), at=at)
