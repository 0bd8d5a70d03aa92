from urllib.parse import urlencode

from django.db.models import Q
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from .. import codes, permissions
from ..forms import ClaimFilterForm
from ..models import Claim
from ..states import State
from ..turns import turn_of

PAGE = 25
# More than fit on top of the list are found with the filter, which is linked there.
URGENT = 5


@require_safe
def claim_list(request):
    if request.user.staff_role and not request.user.is_partner:
        return redirect("reviews:queue")
    now = timezone.now()
    form = ClaimFilterForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    mine = Claim.objects.visible_to(request.user)
    page, links = _page(_filtered(mine, wanted), request.GET)
    is_plain = not any(wanted.values()) and "before" not in request.GET and "after" not in request.GET
    context = {
        "form": form,
        "rows": _rows(page, request.user, now),
        "urgent": _rows(_urgent(mine), request.user, now) if is_plain else [],
        "is_filtered": any(wanted.values()),
        "now": now,
        **links,
    }
    return render(request, "claims/list.html", context)


def _for_rows(claims):
    return claims.select_related("tenant", "location", "dispute").prefetch_related("products__association")


def _rows(claims, user, now):
    return [(claim, turn_of(claim, now, may_file=permissions.is_filer(claim, user))) for claim in claims]


def _urgent(claims):
    return _for_rows(claims.filter(state=State.ACTION_REQUIRED).order_by("due_at", "id")[:URGENT])


def _filtered(claims, wanted):
    if wanted.get("state"):
        claims = claims.filter(state=wanted["state"])
    typed = wanted.get("q", "")
    if not typed:
        return claims
    code = codes.normalise(typed)
    if code:
        return claims.filter(code=code)
    # Prefixes only: each is looked for among this company's claims, which an index finds.
    return claims.filter(
        Q(code__istartswith=typed)
        | Q(domain__istartswith=typed)
        | Q(tenant__name__istartswith=typed)
        | Q(customer_name__istartswith=typed)
    )


def _page(claims, query):
    """One page, newest first, with links that stay right while claims are added (keyset)."""
    before, after = _number(query.get("before")), _number(query.get("after"))
    if after is not None:
        found = list(_for_rows(claims.filter(pk__gt=after).order_by("pk")[: PAGE + 1]))
        has_newer, has_older = len(found) > PAGE, True
        found = found[:PAGE][::-1]
    else:
        older = claims.filter(pk__lt=before) if before is not None else claims
        found = list(_for_rows(older.order_by("-pk")[: PAGE + 1]))
        has_newer, has_older = before is not None, len(found) > PAGE
        found = found[:PAGE]
    kept = {name: query[name] for name in ("q", "state") if query.get(name)}

    def link(name, claim):
        return f"{reverse('claims:list')}?{urlencode(kept | {name: claim.pk})}"

    return found, {
        "previous_url": link("after", found[0]) if found and has_newer else "",
        "next_url": link("before", found[-1]) if found and has_older else "",
    }


def _number(text):
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 19 else None
