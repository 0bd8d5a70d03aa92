"""Many claims at once from the queue: taken, released or assigned, with a result for each."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from claims.models import Claim

from .. import queues
from ..actions import bulk
from ..forms import BulkForm
from .access import reviewers_only


@require_POST
@reviewers_only
def bulk_act(request):
    user, at = request.user, timezone.now()
    query = request.POST.get("from", "")[:2000]
    back_url = reverse("reviews:queue") + (f"?{query}" if query else "")
    form = BulkForm(request.POST)
    if not form.is_valid():
        context = {"form": form, "back_url": back_url}
        return render(request, "reviews/queue_bulk_refused.html", context, status=422)
    kind, to = form.cleaned_data["action"], form.cleaned_data["to"]
    if kind == bulk.ASSIGN and not user.is_lead:
        raise PermissionDenied(_("Only a lead assigns claims."))
    if form.cleaned_data["everything"]:
        return _confirm(request, kind, to, query, back_url)
    outcomes = bulk.run(kind, form.chosen, by=user, at=at, to=to)
    refused = [outcome for outcome in outcomes if not outcome.is_done]
    done = [outcome for outcome in outcomes if outcome.is_done]
    context = {
        "title": _done_words(kind, len(done), to),
        "done": done,
        "refused": refused,
        "back_url": back_url,
    }
    return render(request, "reviews/queue_bulk_done.html", context)


def _confirm(request, kind, to, query, back_url):
    """All that match are shown by their number first: nobody has seen them, so their versions are those of now."""
    asked = queues.asked(query, request.user, timezone.now())
    ids = asked.first(queues.MOST_AT_ONCE)
    versions = dict(Claim.objects.filter(pk__in=ids).values_list("pk", "version"))
    context = {
        "kind": kind,
        "to": to,
        "question": _question(kind, len(versions), to),
        "chosen": [f"{pk}:{versions[pk]}" for pk in ids if pk in versions],
        "query": query,
        "back_url": back_url,
        "is_cut": len(ids) == queues.MOST_AT_ONCE,
        "most_at_once": queues.MOST_AT_ONCE,
    }
    return render(request, "reviews/queue_bulk_confirm.html", context)


def _question(kind: str, count: int, to) -> str:
    words = {
        bulk.TAKE: ngettext("Take %(count)d claim?", "Take %(count)d claims?", count),
        bulk.RELEASE: ngettext("Release %(count)d claim?", "Release %(count)d claims?", count),
        bulk.ASSIGN: ngettext(
            "Assign %(count)d claim to %(name)s?", "Assign %(count)d claims to %(name)s?", count
        ),
    }
    return words[kind] % {"count": count, "name": to}


def _done_words(kind: str, count: int, to) -> str:
    words = {
        bulk.TAKE: ngettext("%(count)d claim taken", "%(count)d claims taken", count),
        bulk.RELEASE: ngettext("%(count)d claim released", "%(count)d claims released", count),
        bulk.ASSIGN: ngettext(
            "%(count)d claim assigned to %(name)s", "%(count)d claims assigned to %(name)s", count
        ),
    }
    return words[kind] % {"count": count, "name": to}
