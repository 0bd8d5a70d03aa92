"""The leads' list of disputes. They are answered on the claim's own pages."""

from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from .. import disputes as domain
from .access import overseers_only


@require_safe
@overseers_only
def disputes(request):
    settled = request.GET.get("show") == "settled"
    page = domain.page_of(settled=settled, viewer=request.user, after=request.GET.get("after", ""))
    place = {"show": "settled"} if settled else {}
    return render(
        request,
        "reviews/disputes.html",
        {
            "now": timezone.now(),
            "settled": settled,
            "disputes": page.rows,
            "next_url": page.after and "?" + urlencode(place | {"after": page.after}),
        },
    )
