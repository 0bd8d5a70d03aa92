"""Decisions that were drawn for a second look: the lists, one of them, and what comes of it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from claims import paging
from claims.refusals import Refused

from .. import actions, viewing
from .. import second_looks as looks
from ..forms import KeepForm, SecondLookForm
from ..models import SecondLook
from .access import leads_only, reviewers_only, staff_only


@require_safe
@staff_only
def second_looks(request):
    wanted = request.GET.get("show", "")
    listing = wanted if wanted in looks.Listing.values else looks.Listing.OPEN.value
    page = looks.page_of(listing, request.GET)
    context = {
        "now": timezone.now(),
        "listing": listing,
        "listings": [(each, "?" + urlencode({"show": each.value})) for each in looks.Listing],
        "looks": looks.rows_of(page, request.user),
    }
    return render(request, "reviews/second_looks.html", context | paging.links_of(page, {"show": listing}))


@require_POST
@reviewers_only
def next_second_look(request):
    found = actions.next_second_look(by=request.user, at=timezone.now())
    if found is None:
        messages.info(request, _("No decision waits for a second look by you."))
        return redirect("reviews:second_looks")
    return redirect("reviews:second_look", found.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def second_look(request, pk):
    found = get_object_or_404(looks.for_page(), pk=pk)
    if request.method != "POST":
        return _show(request, found)
    return _look(request, found)


@reviewers_only
def _look(request, found):
    form = SecondLookForm(request.POST)
    if not form.is_valid():
        return _show(request, found, look_form=form, status=422)
    try:
        actions.look_again(found.pk, by=request.user, at=timezone.now(), **form.cleaned_data)
    except Refused as refusal:
        return _show(request, looks.for_page().get(pk=found.pk), look_form=form, refusal=refusal, status=409)
    messages.success(request, _("Thank you. Your second look is noted."))
    return redirect("reviews:second_looks")


def _press(request, pk, act, done: str):
    get_object_or_404(SecondLook, pk=pk)
    try:
        act(pk, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, done)
    return redirect("reviews:second_look", pk)


@require_POST
@reviewers_only
def take_second_look(request, pk):
    return _press(request, pk, actions.take_second_look, _("The second look is yours."))


@require_POST
@reviewers_only
def release_second_look(request, pk):
    return _press(request, pk, actions.release_second_look, _("Somebody else can take the second look now."))


@require_POST
@leads_only
def keep_decision(request, pk):
    found = get_object_or_404(looks.for_page(), pk=pk)
    form = KeepForm(request.POST)
    if not form.is_valid():
        return _show(request, found, keep_form=form, status=422)
    try:
        actions.keep_decision(pk, by=request.user, at=timezone.now(), **form.cleaned_data)
    except Refused as refusal:
        return _show(request, looks.for_page().get(pk=pk), keep_form=form, refusal=refusal, status=409)
    messages.success(request, _("The decision stands."))
    return redirect("reviews:second_look", pk)


def _show(request, found, look_form=None, keep_form=None, refusal=None, status=200):
    at = timezone.now()
    seen = looks.as_decided(found, at)
    # So that the viewer marks what came later also when only it is asked for.
    asked = request.GET.copy()
    asked["look"] = str(found.pk)
    seen["viewer"] = viewing.viewer_of(asked, seen["claim"], seen["files"], at)
    return render(
        request,
        "reviews/second_look.html",
        seen
        | {
            "look": found,
            "decision": found.decision,
            "now": at,
            "may": looks.may(found, request.user, seen["claim"], at),
            "is_barred": request.user.is_reviewing and actions.is_barred(found, request.user),
            "look_form": look_form or SecondLookForm(),
            "keep_form": keep_form or KeepForm(),
            "refusal": refusal,
        },
        status=status,
    )
