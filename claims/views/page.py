"""A claim's own page."""

from django.db.models import Prefetch, prefetch_related_objects
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from directory.models import Association

from .. import permissions, usage
from ..actions.disputing import can_dispute
from ..actions.filing import may_edit
from ..actions.proving import may_add_file
from ..dates import dates_of
from ..expecting import expected_time
from ..filters import ENDS_SOON
from ..forms import CommentForm, FilesForm
from ..models import Claim, ClaimProduct
from ..problems import problems_of
from ..proof import MAX_SIZE
from ..since import since_request
from ..states import EDITABLE_AFTER_SUBMISSION, OPEN, CustomerReason, RejectionReason, State
from ..steps import url_of
from ..turns import turn_of
from .files import marked
from .finding import visible_claim
from .history import entries_of
from .review import review_page

LATEST = 6
NOTICES = ("notice_sent", "notice_accepted", "notice_bounced")
# A new contact is written to anew, and has confirmed nothing yet.
ASKED_OR_CONFIRMED = ("notice_sent", "confirmed")


def _partner_page(claim, user):
    return permissions.is_partner_side(claim, user)


@require_safe
def detail(request, code):
    claim = visible_claim(request, code)
    if not _partner_page(claim, request.user):
        return redirect("reviews:claim", claim.code)
    return detail_page(request, claim, timezone.now())


def detail_page(request, claim: Claim, now, *, comment_form=None, status=200):
    if claim.state == State.DRAFT:
        return review_page(request, claim, now, comment_form=comment_form, status=status)
    user = request.user
    said = said_to_partner(claim, now)
    chosen = said["products"]
    problems = _problems(claim, now)
    turn = turn_of(claim, now, may_file=permissions.is_filer(claim, user))
    may = _openings(claim, user, now)
    requests = said["requests"]
    if requests:
        requests[0].since = since_request(claim, requests[0])
    shown = (*NOTICES, "confirmed", "decline", "handed_over")
    told = list(claim.events.for_partner().filter(kind__in=shown).order_by("-number"))
    context = {
        **said,
        "turn": turn,
        "why_url": reverse("claims:why", args=[claim.code, turn.clock]) if turn.clock else "",
        "blocking": [(problem, url_of(claim, problem)) for problem in problems if problem.blocks],
        "warnings": [(problem, url_of(claim, problem)) for problem in problems if not problem.blocks],
        "usage": usage.shown([row.association for row in _official(chosen, now)]),
        "files": marked(
            claim,
            claim.files.select_related("uploaded_by", "in_answer_to").order_by("pk"),
            requests[0].asked_at if requests else None,
        ),
        "max_bytes": MAX_SIZE,
        "expected": expected_time(claim),
        "dates": dates_of(claim, now, can_dispute=may["dispute"]),
        "comment_form": comment_form or CommentForm(),
        "files_form": FilesForm(),
        "entries": entries_of(claim.events.for_partner().order_by("-number")[:LATEST], user, brief=True),
        "ending": _ending(chosen, claim, now),
        "handed": [event for event in told if event.kind == "handed_over"],
        "notice": next((event for event in told if event.kind in NOTICES), None),
        "confirmed": _confirmation(claim, told),
        "denial": _denial(claim, told),
        "may": may,
    }
    return render(request, "claims/detail.html", context, status=status)


def said_to_partner(claim: Claim, now) -> dict:
    """What the review team said and decided, for the parts of the page that tell of it.

    A reviewer is shown the same parts, made from the same, before anything is sent.
    """
    rows = ClaimProduct.objects.select_related("product", "subscription", "association").order_by("pk")
    prefetch_related_objects([claim], Prefetch("products", queryset=rows))
    chosen = list(claim.products.all())
    for row in chosen:
        if row.association is not None:
            row.association.product = row.product
    return {
        "claim": claim,
        "now": now,
        "products": chosen,
        "official_at": max((row.association.official_at for row in _official(chosen, now)), default=None),
        "requests": list(
            claim.requests.filter(taken_back_at=None).prefetch_related("points__files").order_by("-pk")
        ),
        "decisions": claim.decisions.filter(undone_at=None).order_by("-pk")[:1],
        "comments": claim.comments.select_related("written_by").prefetch_related("files").order_by("pk"),
    }


def _problems(claim, now):
    if claim.state in EDITABLE_AFTER_SUBMISSION:
        return problems_of(claim, claim.location.local_date(now))
    return []


def _confirmation(claim, told):
    """By the contact as it is now, or None; `told` is what was told and answered, the newest first."""
    last = next((event for event in told if event.kind in ASKED_OR_CONFIRMED), None)
    is_theirs = last is not None and last.kind == "confirmed" and claim.notice_due_at is None
    return last if is_theirs else None


def _denial(claim, told):
    """What the customer said with the no that ended the claim: the reason and the words, where there are any."""
    if claim.rejection_reason != RejectionReason.CUSTOMER_DENIAL:
        return None
    last = next(event for event in told if event.kind == "decline")
    reason = last.after.get("customer_reason")
    return {"reason": CustomerReason(reason).label if reason else "", "text": last.text}


def _official(chosen, now):
    return [row for row in chosen if row.association is not None and row.association.is_official(now)]


def _ending(chosen, claim, now):
    """Associations of which the next claim can be drafted: soon, or since they ended with their subscription."""
    until = claim.location.local_date(now) + ENDS_SOON
    found = [row.association for row in chosen if row.association is not None]
    return [
        each
        for each in found
        if each.end_reason == Association.EndReason.SUBSCRIPTION_ENDED
        or (each.ended_at is None and each.ends_date is not None and each.ends_date <= until)
    ]


def _openings(claim, user, now):
    """What this person may do now with what was submitted; the actions check it again."""
    is_late = claim.state == State.ACTION_REQUIRED and claim.is_overdue(now)
    is_filer, is_drafter = permissions.is_filer(claim, user), permissions.is_drafter(claim, user)
    is_manager = permissions.is_manager(claim, user)
    return {
        "edit": claim.state in EDITABLE_AFTER_SUBMISSION and may_edit(claim, user) and not is_late,
        "add_file": may_add_file(claim, user),
        "answer": claim.state == State.ACTION_REQUIRED and is_filer and not is_late,
        "withdraw": claim.state in OPEN and is_manager and not is_late,
        "give_up": claim.state == State.APPROVED and is_manager,
        "dispute": can_dispute(claim, user, now),
        "correct_contact": claim.state in (*OPEN, State.APPROVED) and is_manager,
        "replace_contact": (
            claim.state == State.APPROVED
            and is_manager
            and claim.window_ends_at is not None
            and now < claim.window_ends_at
        ),
        "copy": is_drafter,
    }
