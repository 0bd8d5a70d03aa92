"""The partner drafts a claim and edits it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from .. import actions, history
from ..actions.filing import DRAFT_FIELDS, editable_fields
from ..changes import changes_of
from ..forms import ClaimForm, NewClaimForm
from ..models import Claim
from ..problems import problems_of
from ..refusals import ClaimMoved, Refused
from ..states import State
from ..steps import steps_of
from .finding import partner_claim, refuse_or_leave, show_in, status_of

# Their problems are worth knowing before anything else is filled in.
FLAGGED_AT_ONCE = frozenset({"location", "domain", "directory_id", "area", "usage"})


@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    now = timezone.now()
    if not request.user.may_draft_somewhere:
        raise PermissionDenied(_("Your role does not allow this."))
    form = NewClaimForm(request.POST or None, user=request.user, on_date=timezone.localdate(now))
    status = 200
    if request.method == "POST":
        if form.is_valid():
            own = {"own_contact_name": request.user.name, "own_contact_email": request.user.email}
            claim = actions.create_draft(by=request.user, at=now, **form.cleaned_data, **own)
            messages.success(request, _("The draft %(code)s was created.") % {"code": claim.code})
            return redirect("claims:edit", claim.code)
        status = 422
    return render(
        request, "claims/new.html", {"form": form, "steps": steps_of(None, "edit", [])}, status=status
    )


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, code):
    now = timezone.now()
    claim = partner_claim(request, code)
    if leave := refuse_or_leave(request, claim):
        return leave
    if request.method != "POST":
        return _edit_page(request, claim, ClaimForm(claim=claim, user=request.user), now)
    names = None if editable_fields(claim) else DRAFT_FIELDS & set(request.POST)
    form = ClaimForm(request.POST, claim=claim, user=request.user, names=names)
    if not form.is_valid():
        return _edit_page(request, claim, form, now, status=422)
    try:
        actions.edit(claim.pk, by=request.user, at=now, seen=form.cleaned_data["seen"], **form.values)
    except ClaimMoved as refused:
        claim = partner_claim(request, code)
        others = _changes_since(claim, form.cleaned_data["seen_history"], request.user)
        form = _with_changes_of_others(form, claim, others, request.user)
        return _edit_page(request, claim, form, now, status=409, refused=refused, others=others)
    except Refused as refused:
        show_in(form, refused)
        return _edit_page(request, claim, form, now, status=status_of(refused))
    messages.success(request, _("Your changes are saved."))
    needs_products = claim.state == State.DRAFT and not claim.products.exists()
    return redirect("claims:products" if needs_products else "claims:detail", claim.code)


def _edit_page(request, claim, form, now, *, status=200, refused=None, others=()):
    problems = problems_of(claim, claim.location.local_date(now)) if claim.state == State.DRAFT else []
    context = {
        "claim": claim,
        "form": form,
        "flagged": [problem for problem in problems if problem.field in FLAGGED_AT_ONCE],
        "steps": steps_of(claim, "edit", problems),
        "refused": refused,
        "others": [(history.sentence(event, request.user), event.at, changes_of(event)) for event in others],
        "can_save": bool(editable_fields(claim)),
    }
    return render(request, "claims/edit.html", context, status=status)


def _changes_since(claim: Claim, seen_history: int, viewer):
    events = claim.events.for_partner().filter(
        number__gt=seen_history, kind__in=("edited", "contact_corrected")
    )
    return list(events.order_by("number"))


def _with_changes_of_others(form, claim, events, user):
    """What was typed stays; what only others changed is taken over, so that saving again does not undo it."""
    before: dict = {}
    for event in events:
        if event.kind == "edited":
            before = event.before | before
    data = form.data.copy()
    data["seen"], data["seen_history"] = claim.version, claim.history_length
    for name, was in before.items():
        typed = form.cleaned_data.get(name)
        untouched = typed == was if isinstance(typed, bool) else str(typed or "") == was
        if name not in form.fields or not untouched:
            continue
        current = claim.location_id if name == "location" else getattr(claim, name)
        if isinstance(current, bool):
            data.pop(name, None)
            current = "on" if current else ""
        data[name] = current
    names = None if editable_fields(claim) else DRAFT_FIELDS & set(form.fields)
    return ClaimForm(data, claim=claim, user=user, names=names)
