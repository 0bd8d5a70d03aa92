"""The partner drafts, edits, proves and submits."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Location, User
from directory import checks, live, spelling
from directory.models import Tenant

from .. import clocks, door, emails, history, permissions, storing
from ..meanwhile import changed_since
from ..models import Claim, ClaimProduct, CommentFile
from ..problems import problems_of
from ..refusals import NotNow, NotReady
from ..states import EDITABLE_AFTER_SUBMISSION, State
from . import talking
from .listing import keep_words
from .proving import refuse_late_answer

DRAFT_FIELDS = frozenset(
    {
        "location",
        "domain",
        "directory_id",
        "area",
        "presales",
        "usage",
        "revenue",
        "name",
        "seller_name",
        "customer_name",
        "isv_solution",
        "contact_name",
        "contact_title",
        "contact_email",
        "own_contact_name",
        "own_contact_email",
        "technical_contact_name",
        "technical_contact_title",
        "technical_contact_email",
        "opening_comment",
    }
)
# EDT-1: what may still change after submission, besides products, proof and comments.
CONTACT_FIELDS = frozenset(field for field in DRAFT_FIELDS if "contact" in field)
LATER_FIELDS = CONTACT_FIELDS | {"location"}


def editable_fields(claim: Claim) -> frozenset[str]:
    if claim.state == State.DRAFT:
        return DRAFT_FIELDS
    return LATER_FIELDS if claim.state in EDITABLE_AFTER_SUBMISSION else frozenset()


def may_edit(claim: Claim, by: User) -> bool:
    if claim.state == State.DRAFT:
        return permissions.is_drafter(claim, by)
    return claim.state in EDITABLE_AFTER_SUBMISSION and permissions.is_manager(claim, by)


def refuse_unless_editable(claim: Claim, by: User, at: datetime) -> None:
    if claim.state not in (State.DRAFT, *EDITABLE_AFTER_SUBMISSION):
        raise door.moved(claim, by)
    if not may_edit(claim, by):
        raise PermissionDenied(_("Your role does not allow this."))
    refuse_late_answer(claim, at)


def _kept(value: Any) -> str | bool:
    """A field's value as history keeps it."""
    return value if isinstance(value, bool) else str(value or "")


def _shown(claim: Claim, fields: Iterable[str]) -> dict[str, Any]:
    return {field: _kept(getattr(claim, field)) for field in sorted(fields)}


def _refuse_over_others_changes(claim: Claim, by: User, seen_history: int, fields: dict[str, Any]) -> None:
    """FIL-2: no save overwrites what another one changed in the same fields since this page was opened."""
    others = changed_since(claim, seen_history, fields)
    if any(_kept(fields[name]) != now for name, (_before, now) in others.items()):
        raise door.moved(claim, by)


def ask_directory(claim_id: int, subscription_id: str = "", **typed: Any) -> None:
    """Before the transaction, as it may ask another machine; `typed` is what is not saved yet."""
    customer = Claim.objects.filter(pk=claim_id).values("domain", "directory_id").first() or {}
    customer |= {name: typed[name] for name in customer if name in typed}
    live.look_up(customer.get("domain", ""), customer.get("directory_id", ""), subscription_id)


def resolve_tenant(claim: Claim) -> None:
    """The typed domain and Directory ID stay as they are; the tenant is known only when they match."""
    check = checks.check_tenant(claim.domain, claim.directory_id)
    # A directory that does not answer takes nothing away: the products hang on the tenant.
    if check.waits and claim.tenant and claim.tenant.directory_id == spelling.guid(claim.directory_id):
        return
    claim.tenant = check.tenant


def create_draft(*, location: Location, by: User, at: datetime, **fields: Any) -> Claim:
    claim = Claim(
        partner_id=location.partner_id, location=location, created_by=by, created_at=at, entered_at=at
    )
    claim.mover_id = by.pk
    if not permissions.is_drafter(claim, by):
        raise PermissionDenied(_("Your role does not allow this."))
    for field, value in fields.items():
        setattr(claim, field, value)
    live.look_up(claim.domain, claim.directory_id)
    resolve_tenant(claim)
    with transaction.atomic():
        claim.save()
        keep_words(claim)
        clocks.begin(claim, at)
        history.record(claim, "created", by=by, at=at, after=_shown(claim, fields))
    return claim


def edit(
    claim_id: int,
    *,
    by: User,
    at: datetime,
    seen: int | None = None,
    seen_history: int | None = None,
    **fields: Any,
) -> Claim:
    """Changes what EDT-1 lets this state change. After submission the result must be fit to be submitted.

    With `seen`, nothing at all may have changed since; with `seen_history`, none of these fields to another value.
    """
    ask_directory(claim_id, **fields)
    with transaction.atomic():
        claim = door.locked(claim_id, by=by, seen=seen)
        refuse_unless_editable(claim, by, at)
        if seen_history is not None:
            _refuse_over_others_changes(claim, by, seen_history, fields)
        changed = {field: value for field, value in fields.items() if getattr(claim, field) != value}
        if not changed:
            return claim
        if not set(changed) <= editable_fields(claim):
            raise NotNow(_("This can't be changed after submission."))
        if "location" in changed and changed["location"].partner_id != claim.partner_id:
            raise PermissionDenied(_("This location belongs to another company."))
        before = _shown(claim, changed)
        for field, value in changed.items():
            setattr(claim, field, value)
        if not permissions.is_drafter(claim, by) and not permissions.is_manager(claim, by):
            raise PermissionDenied(_("Your role does not cover this location."))
        products = named(claim)
        if {"domain", "directory_id"} & set(changed):
            _forget_products_of_another_tenant(claim)
        if "area" in changed:
            claim.products.exclude(product__area=claim.area).delete()
        after = _shown(claim, changed)
        if (left := named(claim)) != products:
            before["products"], after["products"] = products, left
        if "location" in changed:
            was_due, is_due = clocks.recount(claim, at)
            before.update(was_due)
            after.update(is_due)
        save_edit(claim, "edited", by, at, before, after)
    return claim


def _forget_products_of_another_tenant(claim: Claim) -> None:
    old = claim.tenant_id
    resolve_tenant(claim)
    if old is not None and claim.tenant_id != old:
        claim.products.all().delete()


def save_edit(claim: Claim, kind: str, by: User, at: datetime, before: dict, after: dict) -> None:
    if claim.state != State.DRAFT:
        found = [problem for problem in problems_of(claim, claim.location.local_date(at)) if problem.blocks]
        if kind == "edited":
            # Nothing of it comes from the directory, which need not be there for it.
            found = [problem for problem in found if not problem.waits]
        if found:
            raise NotReady(found)
        if "contact_email" in after:
            claim.notice_due_at = at
    claim.version += 1
    claim.save()
    keep_words(claim)
    history.record(claim, kind, by=by, at=at, before=before, after=after)


def named(claim: Claim) -> list[str]:
    """The chosen products, as history keeps them."""
    return sorted(str(chosen) for chosen in claim.products.select_related("product", "subscription"))


def _one_at_a_time(claim: Claim) -> None:
    """Two claims of one company for the same product are submitted one after the other, so that one sees it.

    Nobody who waits for a customer holds or wants a draft of somebody else's.
    """
    if claim.tenant_id is not None:
        Tenant.objects.select_for_update(no_key=True).get(pk=claim.tenant_id)


def submit(
    claim_id: int, *, by: User, at: datetime, seen: int | None = None, tells_submitter: bool = True
) -> Claim:
    """Checks the whole claim once more and submits it; a second attempt is told who submitted it and when."""
    ask_directory(claim_id)
    with transaction.atomic():
        claim = door.locked(claim_id, by=by, seen=seen)
        opening_comment = claim.opening_comment.strip()
        if claim.state == State.DRAFT and permissions.is_filer(claim, by):
            resolve_tenant(claim)  # the directory may have learned of it since it was typed
            _one_at_a_time(claim)
            found = [
                problem for problem in problems_of(claim, claim.location.local_date(at)) if problem.blocks
            ]
            if found:
                raise NotReady(found)
        claim.opening_comment = ""
        door.move(claim, "submit", by=by, at=at)
        keep_words(claim)
        if opening_comment:
            talking.say(claim, opening_comment, by=by, at=at)
        emails.submitted(claim, at=at, without=None if tells_submitter else by)
    return claim


def delete_draft(claim_id: int, *, by: User, at: datetime, seen: int | None = None) -> None:
    """The draft goes, its history stays."""
    with transaction.atomic():
        claim = door.locked(claim_id, by=by, seen=seen)
        if claim.state != State.DRAFT:
            raise door.moved(claim, by)
        if not permissions.is_drafter(claim, by):
            raise PermissionDenied(_("Your role does not allow this."))
        history.record(claim, "deleted", by=by, at=at, before={"claim": claim.code, "name": claim.name})
        files = [proof.file for proof in claim.files.all()]
        files += [said.file for said in CommentFile.objects.filter(comment__claim=claim)]
        claim.delete()
        for file in files:
            storing.let_go(file, at=at)


def copy(claim_id: int, *, by: User, at: datetime) -> Claim:
    """A new draft with all that an earlier claim says, but not its files, products' results or fate."""
    ask_directory(claim_id)
    with transaction.atomic():
        source = Claim.objects.select_related("location").get(pk=claim_id)
        if not permissions.is_drafter(source, by):
            raise PermissionDenied(_("Your role does not allow this."))
        fields = {field: getattr(source, field) for field in DRAFT_FIELDS - {"location", "opening_comment"}}
        draft = create_draft(location=source.location, by=by, at=at, **fields)
        for chosen in source.products.all():
            ClaimProduct.objects.create(
                claim=draft,
                product_id=chosen.product_id,
                subscription_id=chosen.subscription_id,
                typed_subscription=chosen.typed_subscription,
            )
        history.record(draft, "copied", by=by, at=at, after={"from": source.code})
    return draft
