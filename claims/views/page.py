"""A claim's own page, and its history."""

from django.db.models import Prefetch, prefetch_related_objects
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from directory.models import Usage

from .. import history as words
from .. import permissions
from ..actions.disputing import can_dispute
from ..actions.filing import may_edit
from ..actions.proving import may_add_file
from ..changes import changes_of
from ..dates import dates_of
from ..forms import CommentForm, FilesForm
from ..models import Claim, ClaimProduct
from ..problems import problems_of
from ..since import since_request
from ..states import EDITABLE_AFTER_SUBMISSION, OPEN, State
from ..steps import url_of
from ..turns import turn_of
from .finding import visible_claim
from .review import review_page

LATEST = 6
PAGE = 50
# The groups that history can be narrowed to, each with the kinds of events in it.
GROUPS = {
    "moves": (
        _("Decisions and moves"),
        (
            "submit",
            "start_review",
            "request_information",
            "answer",
            "approve",
            "reject",
            "withdraw",
            "give_up",
        )
        + ("lapse", "lose_arbitration", "product_lost", "take_back", "reverse", "accept_dispute", "disputed")
        + ("dispute_upheld", "official", "handed_over", "association_questioned"),
    ),
    "edits": (_("Changes"), ("created", "copied", "edited", "products_chosen", "contact_corrected")),
    "files": (_("Files"), ("file_added", "file_removed")),
    "comments": (_("Comments"), ("commented",)),
    "customer": (
        _("Customer"),
        (
            "notice_sent",
            "notice_accepted",
            "notice_bounced",
            "window_opened",
            "customer_reminded",
            "confirmed",
        )
        + ("decline", "change_mind"),
    ),
    "reminders": (_("Reminders"), ("reminded", "deadline_moved")),
}
NOTICES = ("notice_sent", "notice_accepted", "notice_bounced")
LOOKS = {
    "submit": ("info", "send"),
    "request_information": ("warning", "reply"),
    "answer": ("info", "reply"),
    "approve": ("success", "check"),
    "official": ("success", "check-circle"),
    "confirmed": ("success", "check"),
    "change_mind": ("success", "check"),
    "reject": ("error", "cross"),
    "withdraw": ("error", "cross"),
    "give_up": ("error", "cross"),
    "decline": ("error", "cross"),
    "lapse": ("error", "clock"),
    "lose_arbitration": ("error", "scales"),
    "product_lost": ("error", "scales"),
    "disputed": ("warning", "scales"),
    "notice_bounced": ("warning", "mail"),
    "notice_sent": ("neutral", "mail"),
    "commented": ("neutral", "chat"),
    "file_added": ("neutral", "file"),
    "reminded": ("warning", "clock"),
}


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
    rows = ClaimProduct.objects.select_related("product", "subscription", "association").order_by("pk")
    prefetch_related_objects([claim], Prefetch("products", queryset=rows))
    chosen = list(claim.products.all())
    problems = _problems(claim, now)
    turn = turn_of(claim, now, may_file=permissions.is_filer(claim, user))
    may = _openings(claim, user, now, problems)
    requests = list(
        claim.requests.filter(taken_back_at=None).prefetch_related("points__files").order_by("-pk")
    )
    if requests:
        requests[0].since = since_request(claim, requests[0])
    context = {
        "claim": claim,
        "now": now,
        "turn": turn,
        "why_url": reverse("claims:why", args=[claim.code, turn.clock]) if turn.clock else "",
        "blocking": [(problem, url_of(claim, problem)) for problem in problems if problem.blocks],
        "warnings": [(problem, url_of(claim, problem)) for problem in problems if not problem.blocks],
        "products": chosen,
        "official_at": max((row.association.official_at for row in _official(chosen, now)), default=None),
        "usage": _usage(claim, _official(chosen, now)),
        "files": claim.files.select_related("uploaded_by", "in_answer_to").order_by("pk"),
        "requests": requests,
        "dates": dates_of(claim, now, can_dispute=may["dispute"]),
        "decisions": claim.decisions.filter(undone_at=None).order_by("-pk")[:1],
        "comments": claim.comments.select_related("written_by").prefetch_related("files").order_by("pk"),
        "comment_form": comment_form or CommentForm(),
        "files_form": FilesForm(),
        "entries": _entries(claim.events.for_partner().order_by("-number")[:LATEST], user, brief=True),
        "notice": claim.events.for_partner().filter(kind__in=NOTICES).order_by("-number").first(),
        "may": may,
    }
    return render(request, "claims/detail.html", context, status=status)


def _problems(claim, now):
    if claim.state in (State.DRAFT, *EDITABLE_AFTER_SUBMISSION):
        return problems_of(claim, claim.location.local_date(now))
    return []


def _official(chosen, now):
    return [row for row in chosen if row.association is not None and row.association.is_official(now)]


def _usage(claim, official):
    """Month by month, the newest first, with a column for each official product (AFT-3)."""
    ours = {row.association_id: place for place, row in enumerate(official)}
    known = Usage.objects.filter(association__in=ours, association__partner_id=claim.partner_id)
    months: dict = {}
    for usage in known.order_by("-month_date"):
        months.setdefault(usage.month_date, [None] * len(ours))[ours[usage.association_id]] = (
            usage.active_users
        )
    return {"products": official, "months": list(months.items())[:12]}


def _openings(claim, user, now, problems):
    """What this person may do now; the actions check it again."""
    is_late = claim.state == State.ACTION_REQUIRED and claim.is_overdue(now)
    is_filer, is_drafter = permissions.is_filer(claim, user), permissions.is_drafter(claim, user)
    is_manager = permissions.is_manager(claim, user)
    is_draft = claim.state == State.DRAFT
    return {
        "edit": claim.state in (State.DRAFT, *EDITABLE_AFTER_SUBMISSION)
        and may_edit(claim, user)
        and not is_late,
        "add_file": may_add_file(claim, user),
        "remove_file": is_draft and is_drafter,
        "submit": is_draft and is_filer and not any(problem.blocks for problem in problems),
        "answer": claim.state == State.ACTION_REQUIRED and is_filer and not is_late,
        "withdraw": claim.state in OPEN and is_manager and not is_late,
        "give_up": claim.state == State.APPROVED and is_manager,
        "dispute": can_dispute(claim, user, now),
        "correct_contact": claim.state in (*OPEN, State.APPROVED) and is_manager,
        "copy": is_drafter,
        "delete": is_draft and is_drafter,
    }


def _entries(events, viewer, *, brief=False):
    """Brief, where the claim itself stands on the same page: without what a draft began with."""
    return [
        {
            "at": event.at,
            "title": words.sentence(event, viewer),
            "text": event.text,
            "changes": [] if brief and event.kind == "created" else changes_of(event),
            "tone": LOOKS.get(event.kind, ("neutral", "dot"))[0],
            "icon": LOOKS.get(event.kind, ("neutral", "dot"))[1],
            "number": event.number,
        }
        for event in events
    ]


@require_safe
def history(request, code):
    claim = visible_claim(request, code)
    if not _partner_page(claim, request.user):
        return redirect("reviews:claim", claim.code)
    group = request.GET.get("group", "")
    events = claim.events.for_partner()
    if group in GROUPS:
        events = events.filter(kind__in=GROUPS[group][1])
    before = request.GET.get("before", "")
    if before.isascii() and before.isdigit() and len(before) < 10:
        events = events.filter(number__lt=int(before))
    found = _entries(events.order_by("-number")[: PAGE + 1], request.user)
    url = reverse("claims:history", args=[claim.code])
    older = f"{url}?group={group}&before={found[PAGE - 1]['number']}" if len(found) > PAGE else ""
    context = {
        "claim": claim,
        "entries": found[:PAGE],
        "groups": [(name, label, name == group) for name, (label, _kinds) in GROUPS.items()],
        "is_all": group not in GROUPS,
        "older_url": older,
        "newest_url": f"{url}?group={group}" if before else "",
    }
    return render(request, "claims/history.html", context)
