"""What went to incentive evaluation: leads and support look, leads send again."""

import json

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from claims import paging
from claims.refusals import Refused
from consent.models import HandOff

from .. import actions
from .. import hand_offs as domain
from .access import leads_only, overseers_only


@require_safe
@overseers_only
def hand_offs(request):
    form = domain.HandOffFilterForm(request.GET)
    form.is_valid()  # what can't be understood is said next to its field, and the rest asked for
    wanted = form.wanted
    page = paging.by_age(domain.found(wanted), domain.PAGE, request.GET)
    context = {
        "form": form,
        "shown": wanted.get("show", ""),
        "choices": list(domain.SHOWN.items()),
        "rows": domain.rows_of(page),
        "is_filtered": bool(wanted or form.errors),
        "failed_count": domain.failed().count(),
        "most": actions.MOST_AT_ONCE,
        "now": timezone.now(),
    }
    return render(request, "reviews/hand_offs.html", context | paging.links_of(page, wanted))


@require_safe
@overseers_only
def hand_off(request, pk):
    found = get_object_or_404(domain.whole(HandOff.objects.all()), pk=pk)
    domain.with_messages([found])
    document = found.message and json.dumps(found.message.document, ensure_ascii=False, indent=2)
    context = {"row": found, "document": document or "", "now": timezone.now()}
    return render(request, "reviews/hand_off.html", context)


@require_POST
@leads_only
def send_hand_off_again(request, pk):
    if not HandOff.objects.filter(pk=pk).exists():
        raise Http404
    try:
        actions.send_hand_off_again(pk, by=request.user, at=timezone.now())
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The hand-off is on its way again."))
    return redirect("reviews:hand_off", pk)


@require_POST
@leads_only
def send_hand_offs_again(request):
    found = domain.failed().order_by("pk").values_list("pk", flat=True)[: actions.MOST_AT_ONCE]
    sent, _others = actions.send_all_again(
        actions.send_hand_off_again, found, by=request.user, at=timezone.now()
    )
    text = ngettext("%d hand-off is on its way again.", "%d hand-offs are on their way again.", sent)
    messages.success(request, text % sent)
    return redirect(f"{reverse('reviews:hand_offs')}?show={domain.WAITING}")
