from itertools import chain

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from .. import exports
from ..filters import ClaimFilterForm
from .lists import found_claims
from .tables import CSV, XLSX, download


@require_safe
def export(request):
    """What the list shows with the same filters, on all its pages."""
    if not request.user.is_partner:
        raise PermissionDenied(_("This page is for the partner's people."))
    now = timezone.now()
    form = ClaimFilterForm(request.GET, user=request.user)
    if not form.is_valid():
        # The list says what is wrong; a file with more in it than was asked for would not.
        return redirect(f"{reverse('claims:list')}?{request.GET.urlencode()}")
    found = exports.rows_of(found_claims(form, user=request.user, at=now))
    return download(
        chain([exports.titles(timezone.get_current_timezone_name())], found),
        f"customer-associations-{timezone.localtime(now):%Y-%m-%d}",
        XLSX if request.GET.get("as") == XLSX else CSV,
        title=_("Customer associations"),
        freeze="B2",
    )
