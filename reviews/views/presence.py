"""Who else has the claim open: asked every few seconds by the pages of it that somebody sees."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from claims import door

from .. import presence
from .access import claim_or_404, staff_only

LONGEST_TAB = 32


@require_POST
@staff_only
def ping(request, code):
    found, user, at = claim_or_404(request, code), request.user, timezone.now()
    tab = request.POST.get("tab", "")[:LONGEST_TAB]
    if "leaving" in request.POST:
        presence.leave(found.pk, user, at, tab=tab)
        return HttpResponse(status=204)
    presence.note(found.pk, user, at, tab=tab)
    others = presence.who_looks([found.pk], at, without=user).get(found.pk, [])
    has_moved = request.POST.get("seen", "") != str(found.version)
    shown = {"claim": found, "others": others, "moved": door.moved(found, user) if has_moved else None}
    return render(request, "reviews/presence_people.html", shown)
