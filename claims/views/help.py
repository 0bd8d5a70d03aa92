"""Help with a claim: what support asks for, ready to copy or to send (DSP-2)."""

import uuid

from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.ratelimit import exceeds

from .. import actions, support
from ..forms import HelpForm
from ..refusals import NotNow, Refused
from .finding import partner_claim, status_of

AN_HOUR = 3600
QUESTIONS_OF_A_PERSON = 10


@require_http_methods(["GET", "HEAD", "POST"])
def help_page(request, code):
    """Posted without `send`, it only puts the details into the text."""
    claim = partner_claim(request, code)
    if request.method != "POST":
        return _page(request, claim, HelpForm(initial={"once": uuid.uuid4()}))
    form = HelpForm(request.POST)
    if not form.is_valid():
        return _page(request, claim, form, status=422)
    if "send" not in request.POST:
        return _page(request, claim, form)
    try:
        if exceeds(f"help:{request.user.pk}", QUESTIONS_OF_A_PERSON, AN_HOUR):
            raise NotNow(_("These were many questions in a short time. Please wait an hour, or send a mail."))
        actions.ask_support(claim.pk, by=request.user, at=timezone.now(), **form.cleaned_data)
    except Refused as refused:
        form.add_error("details", refused.message)
        return _page(request, claim, form, status=status_of(refused))
    messages.success(request, _("Support has your question, and answers to your e-mail address."))
    return redirect(claim)


def _page(request, claim, form, *, status=200):
    details = form.data.get("details", "") if form.is_bound else ""
    context = {
        "claim": claim,
        "form": form,
        "text": support.text_of(claim, details),
        "support_email": settings.SUPPORT_EMAIL,
    }
    return render(request, "claims/help.html", context, status=status)
