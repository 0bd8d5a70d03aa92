"""The partner chooses what a claim is for."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from .. import actions
from ..actions.filing import editable_fields
from ..forms import ProductsForm
from ..offers import offers_of
from ..problems import problems_of
from ..refusals import Refused
from ..states import State
from ..steps import steps_of
from .finding import partner_claim, refuse_or_leave, show_in, status_of


@require_http_methods(["GET", "HEAD", "POST"])
def products(request, code):
    now = timezone.now()
    claim = partner_claim(request, code)
    if leave := refuse_or_leave(request, claim):
        return leave
    offers = offers_of(claim, timezone.localdate(now))
    if request.method != "POST":
        return _products_page(
            request, claim, offers, {str(offer.pk) for offer in offers if offer.chosen}, now
        )
    form = ProductsForm(request.POST, offers=offers)
    typed = set(request.POST.getlist("products"))
    if not form.is_valid():
        return _products_page(request, claim, offers, typed, now, form=form, status=422)
    chosen = form.cleaned_data["products"]
    try:
        actions.choose_products(
            claim.pk,
            by=request.user,
            at=now,
            seen=form.cleaned_data["seen"],
            workloads=[offer.product for offer in chosen if offer.subscription is None],
            subscriptions=[offer.subscription for offer in chosen if offer.subscription is not None],
        )
    except Refused as refused:
        show_in(form, refused)
        claim = partner_claim(request, code)
        return _products_page(request, claim, offers, typed, now, form=form, status=status_of(refused))
    messages.success(request, _("The products are saved."))
    return redirect(claim)


def _products_page(request, claim, offers, typed, now, *, form=None, status=200):
    problems = problems_of(claim, claim.location.local_date(now)) if claim.state == State.DRAFT else []
    context = {
        "claim": claim,
        "offers": [(offer, str(offer.pk) in typed) for offer in offers if offer.selectable],
        "others": [offer for offer in offers if not offer.selectable],
        "form": form,
        "unknown": [problem.message for problem in problems if problem.field in ("domain", "directory_id")],
        "steps": steps_of(claim, "products", problems),
        "can_save": bool(editable_fields(claim)),
    }
    return render(request, "claims/products.html", context, status=status)
