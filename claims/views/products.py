"""The partner chooses what a claim is for."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from directory import checks, live
from directory.models import Product

from .. import actions
from ..actions.filing import editable_fields
from ..forms import ProductsForm
from ..meanwhile import changed_since, events_since
from ..models import ClaimProduct
from ..offers import checks_of, offers_of
from ..problems import problems_of
from ..refusals import ClaimMoved, Refused
from ..states import Area, State
from ..steps import BY_SLUG, steps_of, way_from
from .conflicts import tell_of_others, told
from .finding import afresh, partner_claim, refuse_or_leave, show_in, status_of

STEP = BY_SLUG["products"]


@require_http_methods(["GET", "HEAD", "POST"])
def products(request, code):
    now = timezone.now()
    claim = partner_claim(request, code)
    if leave := refuse_or_leave(request, claim):
        return leave
    offers = _offers(claim, now)
    if request.method != "POST":
        return afresh(_page(request, claim, ProductsForm(claim=claim, offers=offers), now))
    form = ProductsForm(request.POST, claim=claim, offers=offers)
    if not form.is_valid():
        return _page(request, claim, form, now, status=422)
    return _save(request, claim, form, now)


def _offers(claim, now):
    if claim.tenant is None:
        # The directory may have learned of it, or be there again, since it was typed; saving keeps it.
        claim.tenant = checks.check_tenant(claim.domain, claim.directory_id).tenant
    return offers_of(claim, claim.location.local_date(now))


def _save(request, claim, form, now):
    seen_history = form.cleaned_data["seen_history"]
    try:
        saved = actions.choose_products(
            claim.pk,
            by=request.user,
            at=now,
            seen_history=seen_history,
            seen_state=form.cleaned_data["seen_state"],
            **form.values,
        )
    except ClaimMoved as refused:
        claim = partner_claim(request, claim.code)
        others = told(events_since(claim, seen_history), request.user)
        form = _with_choice_of_others(form, claim, _offers(claim, now), seen_history)
        return _page(request, claim, form, now, status=409, refused=refused, others=others)
    except Refused as refused:
        show_in(form, refused)
        return _page(request, claim, form, now, status=status_of(refused))
    tell_of_others(request, saved, seen_history, saved_at=now)
    return _way_on(request, saved, form)


def _with_choice_of_others(form, claim, offers, seen_history):
    """What was ticked stays; what others chose or took out meanwhile is taken over, and told of."""
    data = form.data.copy()
    data["seen_history"], data["seen_state"] = claim.history_length, claim.state
    was, now = changed_since(claim, seen_history, ["products"]).get("products", ([], []))
    added, gone = set(now) - set(was), set(was) - set(now)
    for row in claim.products.select_related("product", "subscription"):
        if str(row) in added:
            data.appendlist("products", str(row.product_id))
            if row.subscription_id:
                data.appendlist("subscriptions", str(row.subscription_id))
            elif row.typed_subscription:
                data[f"typed_{row.product_id}"] = row.typed_subscription
    for offer in (*offers.workloads, *(offer for group in offers.groups for offer in group.offers)):
        if str(ClaimProduct(product=offer.product, subscription=offer.subscription)) in gone:
            name = "subscriptions" if offer.subscription else "products"
            data.setlist(name, [key for key in data.getlist(name) if key != str(offer.pk)])
    form = ProductsForm(data, claim=claim, offers=offers)
    form.is_valid()
    return form


def _way_on(request, claim, form):
    """On; but a choice that was just made and would stop the submission is shown first, once."""
    if claim.state != State.DRAFT:
        messages.success(request, _("The products are saved."))
        return redirect(claim)
    button = request.POST.get("go")
    wrong = set(_without_subscription(claim).values_list("product_id", "typed_subscription"))
    was = {(group.product.pk, group.typed) for group in form.groups.values() if group.typed or group.is_open}
    if wrong - was and not button:
        return redirect(f"{STEP.url(claim)}?look")
    if button == "leave":
        text = _("%(code)s is saved as a draft. You can go on with it at any time.")
        messages.success(request, text % {"code": claim.code})
    return redirect(way_from(claim, STEP.slug, button))


def _without_subscription(claim):
    """Nothing was picked or typed, or what was typed can't be claimed."""
    return claim.products.filter(product__area=Area.BUSINESS_APPLICATIONS, subscription=None)


def _page(request, claim, form, now, *, status=200, refused=None, others=()):
    on_date = claim.location.local_date(now)
    problems = problems_of(claim, on_date) if claim.state == State.DRAFT else []
    ticked = form["products"].value() or []
    context = {
        "claim": claim,
        "step": STEP,
        "steps": steps_of(claim, STEP.slug, problems),
        "form": form,
        "offers": form.offers,
        "workloads": [(offer, str(offer.pk) in ticked) for offer in form.offers.workloads],
        "groups": list(_groups(claim, form, on_date)),
        "unknown": [problem for problem in problems if problem.field in ("domain", "directory_id")],
        "look": "look" in request.GET,
        "on_url": way_from(claim, STEP.slug, None),
        "refused": refused,
        "others": others,
        "can_save": bool(editable_fields(claim)),
    }
    return render(request, "claims/products.html", context, status=status)


def _groups(claim, form, on_date):
    """Each product with what is ticked and typed of it, saved or not."""
    checked = checks_of(claim, form.typed, on_date)
    ticked, picked = form["products"].value() or [], form["subscriptions"].value() or []
    for key, group in form.groups.items():
        check, warning = checked.get(group.product, (None, ""))
        yield {
            "group": group,
            "ticked": key in ticked,
            "choices": [(offer, str(offer.pk) in picked) for offer in group.to_choose],
            "field": form[form.typed_name(group)],
            "check": check,
            "nothing": group.is_open and not group.typed and not form.is_bound,
            "warning": warning,
        }


@require_safe
def check_subscription(request, code, product_id):
    """What is to be said of a subscription's ID while it is typed."""
    now = timezone.now()
    claim = partner_claim(request, code)
    product = get_object_or_404(Product, pk=product_id, area=Area.BUSINESS_APPLICATIONS)
    typed = request.GET.get(f"typed_{product.pk}", "")[:60]
    if live.look_up(claim.domain, claim.directory_id, typed):
        claim = partner_claim(request, code)
    if claim.tenant is None:
        claim.tenant = checks.check_tenant(claim.domain, claim.directory_id).tenant
    check, warning = checks_of(claim, {product: typed}, claim.location.local_date(now)).get(
        product, (None, "")
    )
    context = {"claim": claim, "check": check, "warning": warning, "product": product}
    return render(request, "claims/parts/subscription_check.html", context)
