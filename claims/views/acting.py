"""What the partner does with a claim: submit, answer, end, comment, dispute, copy, delete."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST

from .. import actions, history, permissions, proof
from ..actions.disputing import can_dispute
from ..forms import AnswerForm, DisputeForm, EndForm
from ..models import RequestPoint
from ..proof import MAX_SIZE
from ..refusals import ClaimMoved, Refused
from ..since import since_request
from ..states import OPEN, State
from .files import is_new, keep_files, say_attached_already
from .finding import partner_claim, status_of


def _seen(request) -> int | None:
    """What the button's page had shown; a button without it asks for the claim as it is."""
    typed = request.POST.get("seen", "")
    # No claim has that many versions, and int() reads no more than some thousand digits.
    return int(typed[:19]) if typed.isascii() and typed.isdigit() else None


def _typed(request, claim):
    """For the second try after a refusal that was read: what was typed, about the claim as it is now."""
    data = request.POST.copy()
    data["seen"] = claim.version
    return data


@require_POST
def submit(request, code):
    claim = partner_claim(request, code)
    try:
        actions.submit(claim.pk, by=request.user, at=timezone.now(), seen=_seen(request))
    except ClaimMoved as refused:
        if refused.claim.state == State.DRAFT:
            messages.warning(
                request, _("%(refusal)s Please look again, and submit it then.") % {"refusal": refused}
            )
        else:
            _say_submitted_already(request, refused.claim)
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect(f"{claim.get_absolute_url()}#problems")
    else:
        messages.success(request, _("The claim was submitted. We told your customer's contact, too."))
    return redirect(claim)


def _say_submitted_already(request, claim) -> None:
    """A double click, a retried request or a colleague: nothing went wrong, so nothing sounds like it (FIL-6)."""
    event = claim.events.filter(kind="submit").order_by("-number").first()
    who = history.actor_for(event, request.user)
    when = timezone.localtime(event.at)
    text = _("This claim was submitted already: by %(who)s on %(when)s.")
    messages.info(
        request, text % {"who": who, "when": date_format(when, pgettext("date format", "j M Y, H:i"))}
    )


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request, code):
    now = timezone.now()
    claim = partner_claim(request, code)
    if not permissions.is_filer(claim, request.user):
        raise PermissionDenied(_("An Incentives admin or a Global admin answers the review team."))
    asked = claim.requests.filter(answered_at=None, taken_back_at=None, lapsed_at=None).first()
    points = list(asked.points.order_by("pk")) if asked else []
    if request.method != "POST":
        if asked is None:
            messages.info(request, _("There is no question to answer."))
            return redirect(claim)
        return _answer_page(request, claim, asked, AnswerForm(points=points), now)
    if asked is None:
        # Somebody was faster, or the time is over: the boxes stand as they were typed.
        points = _typed_points(request, claim)
    form = AnswerForm(request.POST, request.FILES, points=points)
    # First the files, which a browser can't show again: what was taken is kept, whatever else is wrong.
    valid = form.is_valid()
    if asked is not None:
        valid &= _keep_files_of_points(request, claim, form, now)
    if not valid:
        return _answer_page(request, claim, asked, form, now, status=422)
    try:
        actions.answer(claim.pk, by=request.user, at=now, answers=form.answers)
    except Refused as refused:
        form.add_error(None, refused.message)
        return _answer_page(request, claim, asked, form, now, status=status_of(refused))
    messages.success(request, _("Your answer was sent. The claim is back under review."))
    return redirect(claim)


def _typed_points(request, claim):
    names = [name.removeprefix("answer_") for name in request.POST if name.startswith("answer_")]
    numbers = [int(name) for name in names if name.isascii() and name.isdigit()]
    return list(RequestPoint.objects.filter(request__claim=claim, pk__in=numbers).order_by("pk"))


def _keep_files_of_points(request, claim, form, at) -> bool:
    """Whether all could be kept; each refusal stands at its point."""
    all_kept = True
    for point, upload in form.uploads():
        try:
            kept = actions.add_file(
                claim.pk, by=request.user, at=at, upload=upload, name=upload.name, point=point
            )
            if not is_new(kept, at):
                say_attached_already(request, upload, kept)
        except Refused as refused:
            form.add_error(form.files_name(point), f"{upload.name}: {refused.message}")
            all_kept = False
    return all_kept


def _answer_page(request, claim, asked, form, now, *, status=200):
    attached = {}
    for kept in claim.files.filter(in_answer_to__in=form.points).order_by("pk"):
        attached.setdefault(kept.in_answer_to_id, []).append(kept)
    parts = [(point, box, files, attached.get(point.pk, [])) for point, box, files in form.parts]
    context = {"claim": claim, "asked": asked, "form": form, "parts": parts, "now": now}
    context["max_bytes"] = MAX_SIZE
    context["since"] = since_request(claim, asked) if asked else None
    return render(request, "claims/answer.html", context, status=status)


def _end(request, code, action, states, texts):
    claim = partner_claim(request, code)
    if not permissions.is_manager(claim, request.user):
        raise PermissionDenied(_("Your role does not allow this."))
    if request.method != "POST":
        if claim.state not in states:
            messages.info(request, texts["not_now"])
            return redirect(claim)
        return render(
            request,
            "claims/end.html",
            {"claim": claim, "form": EndForm(initial={"seen": claim.version}), **texts},
        )
    form = EndForm(request.POST)
    status = 422
    if form.is_valid():
        try:
            action(claim.pk, by=request.user, at=timezone.now(), **form.cleaned_data)
        except Refused as refused:
            claim, status = partner_claim(request, code), status_of(refused)
            form = EndForm(_typed(request, claim))
            form.add_error(None, refused.message)
        else:
            messages.success(request, texts["done"])
            return redirect(claim)
    return render(request, "claims/end.html", {"claim": claim, "form": form, **texts}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request, code):
    texts = {
        "title": _("Withdraw this claim?"),
        "lead": _(
            "The claim ends as Rejected, partner request. This can't be undone; you can copy the claim."
        ),
        "label": _("Withdraw the claim"),
        "done": _("The claim was withdrawn."),
        "not_now": _("Only a claim that waits for its decision can be withdrawn."),
    }
    return _end(request, code, actions.withdraw, OPEN, texts)


@require_http_methods(["GET", "HEAD", "POST"])
def give_up(request, code):
    texts = {
        "title": _("Give this association up?"),
        "lead": _(
            "Your company stops being the partner of record for these products at once. This can't be undone."
        ),
        "label": _("Give the association up"),
        "done": _("The association was given up."),
        "not_now": _("Only an approved claim has an association that can be given up."),
    }
    return _end(request, code, actions.give_up, (State.APPROVED,), texts)


@require_http_methods(["GET", "HEAD", "POST"])
def dispute(request, code):
    now = timezone.now()
    claim = partner_claim(request, code)
    if not permissions.is_manager(claim, request.user):
        raise PermissionDenied(_("Your role does not allow this."))
    if request.method != "POST":
        if not can_dispute(claim, request.user, now):
            messages.info(request, _("This claim can't be disputed."))
            return redirect(claim)
        return _dispute_page(request, claim, DisputeForm(initial={"seen": claim.version}), now)
    form = DisputeForm(request.POST, request.FILES)
    status = 422
    if form.is_valid() and _are_proof(form):
        typed = {"seen": form.cleaned_data["seen"], "justification": form.cleaned_data["justification"]}
        try:
            actions.raise_dispute(claim.pk, by=request.user, at=now, **typed)
        except Refused as refused:
            claim, status = partner_claim(request, code), status_of(refused)
            form = DisputeForm(_typed(request, claim), request.FILES)
            form.add_error(None, refused.message)
        else:
            keep_files(request, claim, form.cleaned_data["files"], now)
            messages.success(request, _("Your dispute was sent. A lead reviewer answers it."))
            return redirect(claim)
    return _dispute_page(request, claim, form, now, status=status)


def _dispute_page(request, claim, form, now, *, status=200):
    attached = claim.files.filter(uploaded_at__gt=claim.decided_at) if claim.decided_at else []
    context = {
        "claim": claim,
        "form": form,
        "attached": attached,
        "may": {"add_file": can_dispute(claim, request.user, now)},
        "max_bytes": MAX_SIZE,
    }
    return render(request, "claims/dispute.html", context, status=status)


def _are_proof(form) -> bool:
    """A dispute is possible once, so its files are looked at before it is raised."""
    for upload in form.cleaned_data["files"]:
        try:
            proof.inspect(upload, upload.name)
        except Refused as refused:
            form.add_error("files", f"{upload.name}: {refused.message}")
    return form.is_valid()


@require_POST
def copy(request, code):
    claim = partner_claim(request, code)
    draft = actions.copy(claim.pk, by=request.user, at=timezone.now())
    text = _("%(draft)s is a new draft with what %(claim)s says, without its files.")
    messages.success(request, text % {"draft": draft.code, "claim": claim.code})
    return redirect("claims:edit", draft.code)


@require_POST
def delete(request, code):
    claim = partner_claim(request, code)
    try:
        actions.delete_draft(claim.pk, by=request.user, at=timezone.now(), seen=_seen(request))
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect(claim)
    messages.success(request, _("The draft %(code)s was deleted.") % {"code": claim.code})
    return redirect("claims:list")
