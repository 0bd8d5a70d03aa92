"""Competing claims: what waits for a lead, the parties side by side, one request to all and one decision."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from claims import paging
from claims.refusals import Refused
from claims.states import RequestReason, State

from .. import actions, comparison, foretelling
from .. import arbitrations as domain
from ..forms import AskAllForm, DecideForm, TickForm
from ..models import Arbitration
from .access import leads_only, reviewers_only, staff_only


@require_safe
@staff_only
def arbitrations(request):
    closed = request.GET.get("show") == "closed"
    page = comparison.page_of(request.GET, closed=closed)
    context = {"now": timezone.now(), "closed": closed, "arbitrations": comparison.rows_of(page)}
    links = paging.links_of(page, {"show": "closed"} if closed else {})
    return render(request, "reviews/arbitrations.html", context | links)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def arbitration(request, pk):
    found = get_object_or_404(comparison.for_page(), pk=pk)
    parties = comparison.parties_of(found)
    if request.method != "POST":
        return _show(request, found, parties, _form(parties))
    if not request.user.is_lead:
        raise PermissionDenied(_("Only a lead decides an arbitration."))
    form = _form(parties, request.POST)
    if not form.is_valid():
        return _show(request, found, parties, form, status=422)
    if form.cleaned_data["seen"] != comparison.version_of(parties):
        return _show_again(request, pk, form, _moved(), status=409)
    if "edit" in request.POST:
        return _show(request, found, parties, form)
    try:
        if "preview" in request.POST:
            return _foretell(request, found, form)
        domain.decide(
            pk,
            winner_id=form.cleaned_data["winner"],
            by=request.user,
            at=timezone.now(),
            text=form.cleaned_data["text"],
        )
    except Refused as refusal:
        return _show_again(request, pk, form, refusal.message, status=422)
    messages.success(request, _("The arbitration is decided. Each partner is told its own result."))
    return redirect("reviews:arbitration", pk)


def _moved() -> str:
    return _("The claims have changed since you opened this page. Please look at them again.")


def _foretell(request, found, form):
    """What exactly would happen to whom, before it does."""
    foretold = foretelling.foretell(
        found.pk, winner_id=form.cleaned_data["winner"], by=request.user, at=timezone.now()
    )
    return render(
        request,
        "reviews/arbitration_preview.html",
        {"arbitration": found, "form": form, "foretold": foretold},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@leads_only
def ask_all(request, pk):
    found = get_object_or_404(comparison.for_page(), pk=pk)
    parties = comparison.parties_of(found)
    version = comparison.version_of(parties)
    if request.method != "POST":
        return _show_ask(request, found, parties, _ask_form(parties))
    form = _ask_form(parties, request.POST)
    if not form.is_valid():
        return _show_ask(request, found, parties, form, status=422)
    if form.cleaned_data["seen"] != version:
        form.data = form.data | {"seen": version}
        return _show_ask(request, found, parties, form, _moved(), status=409)
    if "edit" in request.POST:
        return _show_ask(request, found, parties, form)
    if "preview" in request.POST:
        return _show_ask(request, found, parties, form, is_preview=True)
    try:
        actions.ask_all(pk, by=request.user, at=timezone.now(), **form.details())
    except Refused as refusal:
        parties = comparison.parties_of(found)
        form.data = form.data | {"seen": comparison.version_of(parties)}
        return _show_ask(request, found, parties, form, refusal.message, status=422)
    messages.success(request, _("Everybody is asked. You can take this back for ten minutes."))
    return redirect("reviews:arbitration", pk)


def _ask_form(parties, data=None):
    standing = [party for party in parties if party.is_standing]
    seen = {"seen": comparison.version_of(parties)}
    return AskAllForm(data and data.dict(), parties=standing, initial=seen)


def _show_ask(request, found, parties, form, refusal="", is_preview=False, status=200):
    at = timezone.now()
    standing = [party for party in parties if party.is_standing]
    asked = [party for party in standing if not party.is_incumbent]
    return render(
        request,
        "reviews/arbitration_ask.html",
        {
            "arbitration": found,
            "now": at,
            "form": form,
            "refusal": refusal,
            "parties": standing,
            "unready": comparison.unready(parties),
            "has_conflict": any(domain.has_conflict(party, request.user) for party in standing),
            "due_at": comparison.answer_due([party.claim for party in asked], at) if asked else None,
            "preview": [(RequestReason(reason).label, said) for reason, said in form.asked.items()]
            if is_preview
            else None,
        },
        status=status,
    )


def _press(request, pk, act, done: str):
    get_object_or_404(Arbitration, pk=pk)
    try:
        act(pk, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, done)
    return redirect("reviews:arbitration", pk)


@require_POST
@leads_only
def start_all(request, pk):
    return _press(request, pk, actions.start_all, _("The reviews have started, and the claims are yours."))


@require_POST
@leads_only
def take_back_all(request, pk):
    return _press(
        request,
        pk,
        actions.take_back_all,
        _("Taken back. Nobody was asked anything."),
    )


@require_POST
@reviewers_only
def tick_party(request, pk):
    """One point of one party; the cell alone comes back where there are scripts."""
    found = get_object_or_404(comparison.for_page(), pk=pk)
    party = next(
        (each for each in comparison.parties_of(found) if str(each.pk) == request.POST.get("party")), None
    )
    if party is None or party.claim is None:
        raise Http404(_("There is no such party."))
    form, refusal, status = TickForm(request.POST), "", 200
    if not form.is_valid():
        refusal, status = _("Choose met, not met or can't tell."), 422
    else:
        try:
            actions.tick(party.claim.pk, by=request.user, at=timezone.now(), **form.details())
        except Refused as refused:
            refusal, status = refused.message, 409
    if not request.htmx:
        if refusal:
            messages.error(request, refusal)
        return redirect("reviews:arbitration", pk)
    party = next(each for each in comparison.parties_of(found) if each.pk == party.pk)
    comparison.show_proof([party], request.GET, timezone.now())
    cell = comparison.cell_of(party, form.data.get("point", ""), request.user)
    context = {
        "arbitration": found,
        "cell": cell,
        "refusal": refusal,
        "typed": form.data if refusal else None,
    }
    return render(request, "reviews/party_point.html", context, status=status)


def _form(parties, data=None):
    standing = [(party.pk, comparison.name_of(party)) for party in parties if party.is_standing]
    return DecideForm(data, parties=standing, initial={"seen": comparison.version_of(parties)})


def _show_again(request, pk, form, refusal, status):
    """Read anew, with what was typed."""
    found = comparison.for_page().get(pk=pk)
    parties = comparison.parties_of(found)
    form.data = form.data.copy()
    form.data["seen"] = comparison.version_of(parties)
    return _show(request, found, parties, form, refusal, status)


def _show(request, found: Arbitration, parties, form, refusal="", status=200):
    at, user = timezone.now(), request.user
    is_open = found.closed_at is None
    standing = [party for party in parties if party.is_standing]
    has_conflict = user.is_reviewing and any(domain.has_conflict(party, user) for party in standing)
    unready = comparison.unready(parties)
    comparison.show_proof(parties, request.GET, at)
    return render(
        request,
        "reviews/arbitration.html",
        {
            "arbitration": found,
            "now": at,
            "parties": parties,
            "questions": comparison.questions_of(parties, user),
            "form": form,
            "refusal": refusal,
            "unready": unready,
            "to_start": [party for party in unready if party.claim.state == State.SUBMITTED],
            "may_decide": user.is_lead and is_open and not has_conflict,
            "may_ask": user.is_lead and is_open and not has_conflict and not unready and len(standing) > 1,
            "has_conflict": is_open and has_conflict,
            "joint": comparison.joint_request_of(found, user, at) if is_open else None,
        },
        status=status,
    )
