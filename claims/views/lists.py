from django.db.models import Prefetch
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from .. import overview, permissions
from ..filters import ClaimFilterForm, narrowed
from ..models import Claim, ClaimProduct
from ..paging import page_of
from ..returning import remember
from ..searching import find
from ..turns import turn_of

PAGE = 25


@require_safe
def claim_list(request):
    user = request.user
    if user.staff_role and not user.is_partner:
        return redirect("reviews:queue")
    now = timezone.now()
    form = ClaimFilterForm(request.GET, user=user)
    form.is_valid()  # what can't be understood is said next to its field, and the rest asked for
    after, before = request.GET.get("after", ""), request.GET.get("before", "")
    page = page_of(found_claims(form, user=user, at=now), form.order, PAGE, after=after, before=before)
    is_whole = not (form.narrowing or form.errors or after or before)
    claims = Claim.objects.visible_to(user)
    needs = overview.needs_of(claims, user=user, at=now) if is_whole else []
    rows = _rows([*page.ids, *(pk for need in needs for pk in need.found)], user, now)
    asked = {name: request.GET[name] for name in form.fields if request.GET.get(name)}
    context = {
        "form": form,
        "rows": [rows[pk] for pk in page.ids if pk in rows],
        "needs": [(need, list(_needing(need.found, rows, user))) for need in needs],
        "counts": overview.counts_of(claims, user=user, at=now),
        "shown": form.wanted.get("state", ""),
        "is_filtered": bool(form.narrowing or form.errors),
        "is_whole": is_whole,
        "is_empty": is_whole and not page.ids,
        "now": now,
        "export_url": f"{reverse('claims:export')}?{urlencode(asked)}",
        "previous_url": page.previous and _address(asked, before=page.previous),
        "next_url": page.next and _address(asked, after=page.next),
        "first_url": _address(asked),
    }
    response = render(request, "claims/list.html", context)
    remember(response, request)
    return response


def _needing(found, rows, user):
    """With what this person may do about it."""
    for claim, turn in (rows[pk] for pk in found if pk in rows):
        may = {
            "correct_contact": permissions.is_manager(claim, user),
            "draft_next": permissions.is_drafter(claim, user) and _first_to_end(claim),
        }
        yield claim, turn, may


def _first_to_end(claim):
    """The association for which the claim is in the list of what ends, or None."""
    found = [row.association for row in claim.products.all() if row.association]
    return next((each for each in found if not each.ended_at and each.ends_date == claim.ends_date), None)


def _address(asked: dict, **place) -> str:
    words = urlencode(asked | place)
    return reverse("claims:list") + (f"?{words}" if words else "")


def found_claims(form: ClaimFilterForm, *, user, at):
    """What the form asks for of each of the person's companies."""
    wanted = form.wanted
    found = find(wanted.get("q", ""), among_all=False)
    parts = Claim.objects.parts_visible_to(user)
    return [found.narrow(narrowed(claims, wanted, user=user, at=at)) for claims in parts]


def _rows(ids, user, now):
    """Each claim once, whether it is in the list, above it, or both."""
    chosen = ClaimProduct.objects.select_related("association")
    claims = Claim.objects.select_related("location", "dispute").filter(pk__in=set(ids))
    claims = claims.prefetch_related(Prefetch("products", chosen))
    return {
        claim.pk: (claim, turn_of(claim, now, may_file=permissions.is_filer(claim, user))) for claim in claims
    }
