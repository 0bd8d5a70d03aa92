"""Decisions drawn for a second look as lists, and one with what its decider saw."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db.models import QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from claims import paging
from claims.models import Claim, Decision, ProofFile

from . import actions, desk, possible
from .checking import kept_points
from .models import SecondLook

PAGE = 25


class Listing(TextChoices):
    OPEN = "open", _("To look at")
    RETURNED = "returned", _("Returned")
    OVER = "over", _("Done")


def for_page() -> QuerySet[SecondLook]:
    return SecondLook.objects.select_related(
        "decision__claim__partner", "decision__claim__tenant", "decision__made_by", "taken_by", "settled_by"
    ).select_related("decision__kept_checklist")


def page_of(listing: str, asked: Mapping[str, str]) -> paging.Page:
    """What waits the oldest first; what is over the newest first."""
    looks = SecondLook.objects
    found = {Listing.RETURNED: looks.returned, Listing.OVER: looks.over}.get(Listing(listing), looks.open)()
    return paging.by_age(found, PAGE, asked, newest_first=listing == Listing.OVER)


def rows_of(page: paging.Page, viewer: User) -> list[SecondLook]:
    rows = paging.rows_of(page, for_page())
    for look in rows:
        look.is_mine = look.taken_by_id == viewer.pk
        look.is_barred = viewer.is_reviewing and actions.is_barred(look, viewer)
    return rows


def of_claim(claim: Claim) -> SecondLook | None:
    """The latest that is not void."""
    looks = for_page().filter(decision__claim=claim, voided_at__isnull=True)
    return looks.order_by("-pk").first()


def mark_later(files: Iterable[ProofFile], decision: Decision) -> None:
    """What the decider can't have seen."""
    for proof in files:
        proof.is_later = proof.uploaded_at > decision.made_at


def as_decided(look: SecondLook, at: datetime) -> dict:
    """What the decider saw; what came since is there too, and marked."""
    decision = look.decision
    claim = Claim.objects.for_page().get(pk=decision.claim_id)
    files = desk.files_of(claim)
    mark_later(files, decision)
    comments = list(claim.comments.select_related("written_by").order_by("-id"))
    for comment in comments:
        comment.is_later = comment.written_at > decision.made_at
    return {
        "claim": claim,
        "ticked": kept_points(decision.kept_checklist) if hasattr(decision, "kept_checklist") else [],
        "files": files,
        "products": desk.products_of(claim, at),
        "requests": desk.requests_of(claim),
        "answer": desk.latest_answer(desk.notices_of(claim)),
        "comments": comments,
        "notes": claim.notes.select_related("written_by").order_by("-id"),
    }


def may(look: SecondLook, by: User, claim: Claim, at: datetime) -> set[str]:
    """What this person can do with it now; the actions refuse the rest."""
    found = set()
    if look.is_open and by.is_reviewing:
        if not actions.is_barred(look, by) and look.taken_by_id in (None, by.pk):
            found |= {"look"} | ({"take"} if look.taken_by_id is None else set())
        if look.taken_by_id and (look.taken_by_id == by.pk or by.is_lead):
            found.add("release")
    if look.is_returned and by.is_lead and look.decision.made_by_id != by.pk:
        found.add("keep")
        found |= possible.moves(claim, by, at) & {"reverse"}
    return found
