"""What the partner has changed since the review team last asked: what a reviewer looks for in an answer."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Subquery

from .changes import changes_of
from .models import Claim, Event, InformationRequest

KINDS = ("edited", "products_chosen", "contact_corrected", "file_added", "commented")


@dataclass(frozen=True)
class Since:
    """`changes` are label, before, after: what came in between two changes of one field is left out."""

    changes: list[tuple[str, str, str]]
    files: list[str]
    comments: int

    def __bool__(self):
        return bool(self.changes or self.files or self.comments)


def since_request(claim: Claim, request: InformationRequest) -> Since:
    """Up to the answer, where there is one; a single query."""
    events = claim.events.for_partner().filter(kind__in=KINDS, side=Event.Side.PARTNER)
    # By number, as several things can happen in one instant.
    events = events.filter(number__gt=_number_of(claim, "request_information", request.asked_at))
    if request.answered_at is not None:
        events = events.filter(number__lt=_number_of(claim, "answer", request.answered_at))
    net: dict[str, tuple[str, str]] = {}
    files, comments = [], 0
    for event in events.order_by("number"):
        if event.kind == "file_added":
            files.append(event.after["file"])
        elif event.kind == "commented":
            comments += 1
        else:
            for label, before, after in changes_of(event):
                first, _last = net.get(label, (before, ""))
                net[label] = (first, after)
    changes = [(label, before, after) for label, (before, after) in net.items() if before != after]
    return Since(changes, files, comments)


def _number_of(claim: Claim, kind: str, at: datetime) -> Subquery:
    return Subquery(
        Event.objects.filter(claim=claim, kind=kind, at=at).order_by("-number").values("number")[:1]
    )
