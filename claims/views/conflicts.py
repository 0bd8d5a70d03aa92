"""Two pages open on one claim: what the later save is told of the earlier one."""

from django.contrib import messages
from django.utils.translation import gettext as _

from .. import history
from ..changes import changes_of
from ..forms import ClaimForm
from ..meanwhile import events_since
from ..models import Claim


def told(events, viewer) -> list[tuple]:
    """Sentence, instant, and label, before and after of each change."""
    return [(history.sentence(event, viewer), event.at, changes_of(event)) for event in events]


def with_changes_of_others(form, claim: Claim, seen_history: int, user) -> tuple[ClaimForm, list[tuple]]:
    """What was typed stays; what only others changed is taken over, so that saving again does not undo it."""
    events = events_since(claim, seen_history)
    before: dict = {}
    for event in events:
        if event.kind == "edited":
            before = event.before | before
    data = form.data.copy()
    data["seen"], data["seen_history"] = claim.version, claim.history_length
    for name, was in before.items():
        typed = form.cleaned_data.get(name)
        untouched = typed == was if isinstance(typed, bool) else str(typed or "") == was
        if name not in form.fields or not untouched:
            continue
        current = claim.location_id if name == "location" else getattr(claim, name)
        if isinstance(current, bool):
            data.pop(name, None)
            current = "on" if current else ""
        data[name] = current
    names = set(form.fields) - {"seen", "seen_history"}
    return ClaimForm(data, claim=claim, user=user, names=names), told(events, user)


def tell_of_others(request, claim: Claim, seen_history: int, *, saved_at) -> None:
    """FIL-2: after a save that was no conflict, what was changed elsewhere in the claim while its page was open."""
    mine = (request.user.pk, saved_at)
    events = [event for event in events_since(claim, seen_history) if (event.actor_id, event.at) != mine]
    for sentence, _at, changes in told(events, request.user):
        elsewhere = "; ".join(
            f"{label}: {before or '–'} → {after or '–'}" for label, before, after in changes
        )
        text = _("While you had the page open: %(sentence)s %(changes)s")
        messages.info(request, text % {"sentence": sentence, "changes": elsewhere})
