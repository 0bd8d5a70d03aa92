from django.core.exceptions import PermissionDenied
from django.http import FileResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from .. import exports
from ..filters import ClaimFilterForm
from .lists import found_claims

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


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
    rows = exports.as_now(exports.rows_of(found_claims(form, user=request.user, at=now)))
    heads = exports.titles(timezone.get_current_timezone_name())
    name = f"customer-associations-{timezone.localtime(now):%Y-%m-%d}"
    if request.GET.get("as") == "xlsx":
        file = exports.xlsx_file(heads, rows, title=_("Customer associations"))
        return FileResponse(file, as_attachment=True, filename=f"{name}.xlsx", content_type=XLSX)
    return StreamingHttpResponse(
        exports.csv_lines(heads, rows),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )
