"""Who may open the reviewers' pages: staff read, reviewers act, leads decide; others are turned away."""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from claims.codes import normalise
from claims.models import Claim
from claims.permissions import may_see_inside


def _only(may):
    def guard(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not may(request.user):
                raise PermissionDenied(_("This page is for the review team."))
            return view(request, *args, **kwargs)

        return guarded

    return guard


staff_only = _only(may_see_inside)
reviewers_only = _only(lambda user: user.is_reviewing)
leads_only = _only(lambda user: user.is_lead)
# What leads answer, and support reads.
overseers_only = _only(lambda user: user.is_lead or user.is_support)


def claim_or_404(request, code: str) -> Claim:
    return get_object_or_404(Claim.objects.visible_to(request.user).for_page(), code=normalise(code) or "")
