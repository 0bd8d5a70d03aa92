"""How every page comes to its claim, and what it answers when an action says no."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from directory import live

from .. import codes, permissions
from ..actions.filing import editable_fields, may_edit
from ..models import Claim
from ..refusals import ClaimMoved, NotReady, Refused


def visible_claim(request, code: str) -> Claim:
    """404 for whoever may not see it, as for what isn't there (PPL-5)."""
    claims = Claim.objects.visible_to(request.user).for_page()
    return get_object_or_404(claims, code=codes.normalise(code) or "")


def partner_claim(request, code: str) -> Claim:
    """For the partner's own pages: staff, who see the claim elsewhere, are refused."""
    claim = visible_claim(request, code)
    if not permissions.is_partner_side(claim, request.user):
        raise PermissionDenied(_("This page is for the partner's people."))
    # What can still be changed is checked on the page, against what the directory says now.
    if editable_fields(claim) and live.look_up(claim.domain, claim.directory_id):
        return visible_claim(request, code)
    return claim


def status_of(refused: Refused) -> int:
    return 409 if isinstance(refused, ClaimMoved) else 422


def afresh(page):
    """The browser's own Back asks for it anew; not for the answer to a POST, which can't be asked for again."""
    add_never_cache_headers(page)
    return page


def refuse_or_leave(request, claim):
    """Where nothing can be edited, a reader is led back; what somebody typed is answered by the action."""
    if request.method != "POST" and not editable_fields(claim):
        messages.info(request, _("In this state nothing can be changed; you can still write a comment."))
        return redirect(claim)
    if editable_fields(claim) and not may_edit(claim, request.user):
        raise PermissionDenied(_("Your role does not allow this."))
    return None


def show_in(form, refused: Refused) -> None:
    if not isinstance(refused, NotReady):
        form.add_error(None, refused.message)
        return
    for problem in refused.problems:
        form.add_error(problem.field if problem.field in form.fields else None, problem.message)
