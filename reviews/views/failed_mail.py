from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from claims import paging
from claims.refusals import Refused
from outbox.states import FAILED

from .. import actions
from .. import failed_mail as domain
from .access import leads_only, overseers_only


@require_safe
@overseers_only
def failed_mail(request):
    state, now = _state(request.GET), timezone.now()
    sending = domain.last_sending(now)
    page = paging.by_age(domain.failed(state), domain.PAGE, request.GET)
    under_way = sending is not None and not sending.finished_at
    return render(
        request,
        "reviews/failed_mail.html",
        {
            "mails": domain.rows_of(page),
            "state": state,
            "states": [(each.value, label) for each, label in domain.WORDS.items()],
            "count": domain.failed(state).count(),
            "sending": sending,
            "may_send_all": request.user.is_lead and page.ids and not under_way,
            "said": domain.said_of(sending) if sending else [],
        }
        | paging.links_of(page, {"show": state} if state else {}),
    )


def _state(given):
    state = given.get("show", "")
    return state if state in FAILED else ""


def _back(state):
    address = reverse("reviews:failed_mail")
    return redirect(f"{address}?show={state}" if state else address)


@require_POST
@leads_only
def send_mail_again(request, pk):
    if not domain.failed().filter(pk=pk).exists():
        raise Http404
    try:
        actions.send_mail_again(pk, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The mail is on its way again."))
    return _back(_state(request.POST))


@require_POST
@leads_only
def send_all_mail_again(request):
    state = _state(request.POST)
    try:
        actions.send_all_mail_again(by=request.user, at=timezone.now(), state=state)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return _back(state)
