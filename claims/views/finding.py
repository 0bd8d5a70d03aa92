"""How every page comes to its claim, and what it answers when an action says no."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from .. import codes, permissions
from ..models import Claim
from ..refusals import ClaimMoved, Refused


def visible_claim(request, code: str) -> Claim:
    """404 for whoever may not see it, as for what isn't there (PPL-5)."""
    claims = Claim.objects.visible_to(request.user).for_page()
    return get_object_or_404(claims, code=codes.normalise(code) or code)


def partner_claim(request, code: str) -> Claim:
    """For the partner's own pages: staff, who see the claim elsewhere, are refused."""
    claim = visible_claim(request, code)
    if not permissions.is_partner_side(claim, request.user):
        raise PermissionDenied(_("This page is for the partner's people."))
    return claim


def status_of(refused: Refused) -> int:
    return 409 if isinstance(refused, ClaimMoved) else 422
