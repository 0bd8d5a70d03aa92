"""The leads' list of disputes. They are answered on the claim's own pages."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from claims import paging

from .. import disputes as domain
from .access import overseers_only


@require_safe
@overseers_only
def disputes(request):
    settled = request.GET.get("show") == "settled"
    page = domain.page_of(request.GET, settled=settled)
    context = {"now": timezone.now(), "settled": settled, "disputes": domain.rows_of(page, request.user)}
    links = paging.links_of(page, {"show": "settled"} if settled else {})
    return render(request, "reviews/disputes.html", context | links)
