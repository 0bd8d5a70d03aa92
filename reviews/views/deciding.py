"""Moves of one claim. What takes no words is a button; what takes words is a page with a form."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from claims import actions as claims
from claims.refusals import ClaimMoved, Refused

from .. import actions, desk, possible
from ..checking import checklist_of
from ..forms import ApproveForm, AskForm, AssignForm, MoveForm, ReasoningForm, RejectForm, typed_again
from ..models import Verdict
from ..rehearsing import rehearse
from ..timeline import entries
from .access import claim_or_404, reviewers_only

LATEST = 12
# What a form carries besides what was typed.
NOT_TYPED = ("csrfmiddlewaretoken", "do", "insert")


def _press(request, code, act: Callable, done: str, **details):
    """A move without words: done, or refused with the reason in a message."""
    claim = claim_or_404(request, code)
    form = MoveForm(request.POST, claim=claim)
    # Without a version the page was tampered with or is older than the form: nobody knows what was seen.
    seen = form.cleaned_data["seen"] if form.is_valid() else 0
    try:
        act(claim.pk, by=request.user, at=timezone.now(), seen=seen, **details)
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, done)
    return redirect("reviews:claim", claim.code)


@require_POST
@reviewers_only
def start(request, code):
    return _press(request, code, actions.start_review, _("The review has started, and the claim is yours."))


@require_POST
@reviewers_only
def take(request, code):
    return _press(request, code, claims.take, _("The claim is yours."), reviewer=request.user)


@require_POST
@reviewers_only
def release(request, code):
    return _press(request, code, claims.release, _("The claim is back in the queue."))


@require_POST
@reviewers_only
def take_back(request, code):
    return _press(request, code, actions.take_back, _("Taken back. Nothing of it has left the portal."))


@dataclass(frozen=True)
class Look:
    """The words and colour of a decision's page, and the parts of the partner's page that a preview shows."""

    title: str
    lead: str
    submit: str
    done: str
    kind: str = "primary"
    parts: tuple[str, ...] = ()


LOOKS = {
    "ask": Look(
        gettext_lazy("Ask the partner"),
        gettext_lazy(
            "The claim goes to Partner action required. The partner has five business days; the decision's "
            "clock pauses meanwhile."
        ),
        gettext_lazy("Send the request"),
        gettext_lazy("The partner is asked. You can take this back for ten minutes."),
        parts=("claims/parts/requests.html",),
    ),
    "approve": Look(
        gettext_lazy("Approve the claim"),
        gettext_lazy(
            "Every product that you keep is registered for this partner, and the customer's contact gets the "
            "notice with the time to opt out."
        ),
        gettext_lazy("Approve"),
        gettext_lazy("The decision is made. You can take it back for ten minutes."),
        parts=("claims/parts/decision.html", "claims/parts/products.html"),
    ),
    "reject": Look(
        gettext_lazy("Reject the claim"),
        gettext_lazy("The partner is told the reason and your text, and can dispute the rejection once."),
        gettext_lazy("Reject"),
        gettext_lazy("The claim is rejected. You can take this back for ten minutes."),
        "danger",
        parts=("claims/parts/decision.html",),
    ),
    "reverse": Look(
        gettext_lazy("Reverse the decision"),
        gettext_lazy(
            "The claim is under review again and its associations end. The partner is told, and so is the "
            "customer where the notice of the approval has reached them."
        ),
        gettext_lazy("Reverse the decision"),
        gettext_lazy("The decision is reversed. The claim is back in the queue."),
        "danger",
    ),
    "assign": Look(
        gettext_lazy("Assign the claim"),
        gettext_lazy("The claim gets another reviewer. Its state and its clocks stay."),
        gettext_lazy("Assign"),
        gettext_lazy("The claim is assigned."),
    ),
    "accept_dispute": Look(
        gettext_lazy("Accept the dispute"),
        gettext_lazy("The claim is under review again, by another reviewer than the one who decided it."),
        gettext_lazy("Accept the dispute"),
        gettext_lazy("The dispute is accepted. The claim is back in the queue."),
    ),
    "uphold": Look(
        gettext_lazy("Uphold the rejection"),
        gettext_lazy("The rejection stands and is final. The partner is told, with your text."),
        gettext_lazy("Uphold the rejection"),
        gettext_lazy("The rejection is upheld."),
        "danger",
    ),
}


def _decide(request, code, move: str, make_form: Callable, act: Callable):
    """A decision with words. Refused, the form comes back with all that was typed and with what happened."""
    claim = claim_or_404(request, code)
    at = timezone.now()
    if request.method != "POST":
        if move not in possible.moves(claim, request.user, at):
            messages.warning(request, _("This can't be done with the claim as it is now."))
            return redirect("reviews:claim", claim.code)
        return _show(request, claim, move, make_form(claim), at)
    if "insert" in request.POST or request.POST.get("do") == "edit":
        return _show(request, claim, move, _typed(request, make_form(claim), at), at)
    form = make_form(claim, request.POST)
    form.pick_data = request.POST
    if not form.is_valid():
        return _show(request, claim, move, form, at, status=422)

    def decide():
        return act(claim.pk, by=request.user, at=at, seen=form.cleaned_data["seen"], **form.details())

    try:
        if request.POST.get("do") == "preview":
            rehearsal = rehearse(claim.pk, decide, by=request.user, templates=LOOKS[move].parts)
            return _show(request, claim, move, form, at, rehearsal=rehearsal)
        decide()
    except ClaimMoved as refusal:
        return _show(request, claim_or_404(request, code), move, form, at, refusal, status=409)
    except Refused as refusal:
        if isinstance(refusal, actions.NeedsComparing):
            # The arbitration that a rehearsal opened was undone with it.
            actions.bring_to_arbitration(claim.pk, at=at)
        return _show(request, claim_or_404(request, code), move, form, at, refusal, status=422)
    messages.success(request, LOOKS[move].done)
    return redirect("reviews:claim", claim.code)


def _typed(request, form, at):
    typed_again(form, request.POST)
    if name := request.POST.get("insert"):
        form.insert(name, request.POST, at)
    return form


def _show(request, claim, move, form, at, refusal=None, rehearsal=None, status=200):
    since, moved = None, isinstance(refusal, ClaimMoved)
    if moved:
        since = form.cleaned_data.get("seen_history")
        form.show_version(claim)
    notices = desk.notices_of(claim)
    return render(
        request,
        "reviews/decision.html",
        {
            "claim": claim,
            "now": at,
            "move": move,
            "action": resolve_url(f"reviews:{move}", claim.code),
            "look": LOOKS[move],
            "form": form,
            "refusal": refusal,
            "rehearsal": rehearsal,
            "typed": _as_typed(request) if rehearsal else [],
            "was_typed": request.method == "POST",
            "latest": entries(_events_since(claim, since), request.user) if moved else [],
            "is_possible": move in possible.moves(claim, request.user, at),
            "products": desk.products_of(claim, at),
            "files": desk.files_of(claim),
            "answer": desk.latest_answer(notices),
            "dispute": getattr(claim, "dispute", None),
        },
        status=status,
    )


def _events_since(claim, number: int | None):
    """What happened since the form was opened, newest first; the last that did when the form does not say."""
    events = claim.events.order_by("-number")
    return events.filter(number__gt=number)[:LATEST] if number is not None else events[:3]


def _as_typed(request) -> list[tuple[str, str]]:
    """Name and value of everything in the form, to be sent once more with the confirmation."""
    return [
        (name, value) for name, values in request.POST.lists() if name not in NOT_TYPED for value in values
    ]


def _form(form_class):
    return lambda claim, data=None: form_class(data, claim=claim)


def wanted_of(claim) -> list:
    """The products that can be kept or removed."""
    live = claim.products.live().select_related("product", "subscription")
    return list(live.order_by("product__name", "id"))


@require_http_methods(["GET", "HEAD", "POST"])
@reviewers_only
def ask(request, code):
    def form(claim, data=None):
        unmet = {f"ask_{reason}": True for reason, _product in _unmet(claim)} if data is None else {}
        return AskForm(data, claim=claim, initial=unmet)

    return _decide(request, code, "ask", form, actions.ask)


def _unmet(claim) -> list[tuple]:
    """What somebody found wanting on the checklist; its notes are the team's own, and are no text to a partner."""
    return [
        (point.reason, point.product and point.product.pk)
        for point in checklist_of(claim)
        if point.verdict == Verdict.NOT_MET
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@reviewers_only
def approve(request, code):
    def form(claim, data=None):
        unmet = {f"keep_{product}": False for _reason, product in _unmet(claim) if product}
        return ApproveForm(data, claim=claim, products=wanted_of(claim), initial={} if data else unmet)

    return _decide(request, code, "approve", form, actions.approve)


@require_http_methods(["GET", "HEAD", "POST"])
@reviewers_only
def reject(request, code):
    return _decide(request, code, "reject", _form(RejectForm), actions.reject)


@require_http_methods(["GET", "HEAD", "POST"])
@reviewers_only
def reverse(request, code):
    return _decide(request, code, "reverse", _form(ReasoningForm), actions.reverse)


@require_http_methods(["GET", "HEAD", "POST"])
@reviewers_only
def assign(request, code):
    def form(claim, data=None):
        chosen = {"to": request.GET.get("to")} if data is None else {}
        return AssignForm(data, claim=claim, initial=chosen)

    return _decide(request, code, "assign", form, actions.assign)


@require_http_methods(["GET", "HEAD", "POST"])
@reviewers_only
def accept_dispute(request, code):
    return _decide(request, code, "accept_dispute", _form(ReasoningForm), actions.accept_dispute)


@require_http_methods(["GET", "HEAD", "POST"])
@reviewers_only
def uphold(request, code):
    return _decide(request, code, "uphold", _form(ReasoningForm), claims.uphold)
