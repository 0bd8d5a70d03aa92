"""What has happened to a claim since somebody last looked at it.

A look lasts until the person opens another claim, at least a quarter of an hour and at most half a day: loading
the page again does not lose what is marked as new.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from claims.changes import changes_of
from claims.history import sentence
from claims.models import Claim, Event

from .models import Look

SHORT = timedelta(minutes=15)
LONG = timedelta(hours=12)
# So much of what is new is named; with more, it is counted.
NAMED = 200
# Where on the page each kind of thing is.
PLACES = {
    "file_added": "proof",
    "commented": "comments",
    "noted": "notes",
    "answer": "requests",
    "request_information": "requests",
    "products_chosen": "products",
    "confirmed": "customer",
    "decline": "customer",
    "change_mind": "customer",
    "contact_corrected": "customer",
    "approve": "decisions",
    "reject": "decisions",
    "take_back": "decisions",
    "reverse": "decisions",
    "disputed": "dispute",
}


@dataclass(frozen=True)
class Item:
    """A line of the summary: what is new, and where on the page it is."""

    text: str
    anchor: str


@dataclass(frozen=True)
class News:
    since: datetime | None = None
    items: list[Item] = field(default_factory=list)
    numbers: frozenset[int] = frozenset()
    files: frozenset[str] = frozenset()
    comments: frozenset[datetime] = frozenset()
    notes: frozenset[datetime] = frozenset()
    answers: frozenset[datetime] = frozenset()

    def mark(self, *, files=(), comments=(), notes=(), requests=()) -> None:
        """Each thing on the page learns whether it is new."""
        for proof in files:
            proof.is_new = proof.sha256 in self.files
        for comment in comments:
            comment.is_new = comment.written_at in self.comments
        for note in notes:
            note.is_new = note.written_at in self.notes
        for request in requests:
            request.is_new = request.answered_at in self.answers


def look_of(claim: Claim, user: User, at: datetime) -> Look:
    """This person's look at the claim, as it is or as it begins now; `keep` remembers it."""
    later = Look.objects.filter(user=user, looked_at__gt=OuterRef("looked_at"))
    known = Look.objects.filter(claim=claim, user=user).annotate(was_left=Exists(later)).first()
    if known is None:
        return Look(claim=claim, user=user, looked_at=at, number=claim.history_length)
    if not _goes_on(known, at):
        known.before_at, known.before_number = known.looked_at, known.number
        known.came_from = ""
    return known


def keep(look: Look, claim: Claim, at: datetime, *, came_from: str = "") -> None:
    """The page was read up to here. One statement; two tabs that open a claim for the first time write one row."""
    fields = {"before_at": look.before_at, "before_number": look.before_number}
    number = max(claim.history_length, look.number)
    longest = Look._meta.get_field("came_from").max_length
    row = Look(
        claim=claim,
        user_id=look.user_id,
        looked_at=at,
        number=number,
        came_from=came_from if len(came_from) <= longest else "",
        **fields,
    )
    Look.objects.bulk_create(
        [row],
        update_conflicts=True,
        unique_fields=["user", "claim"],
        update_fields=["looked_at", "number", *fields, "came_from"],
    )


def _goes_on(look: Look, at: datetime) -> bool:
    age = at - look.looked_at
    return age < SHORT or (age < LONG and not look.was_left)


def news_of(claim: Claim, look: Look, viewer: User) -> News:
    """Nothing is new to who looks for the first time, and nobody is told what they did themselves."""
    if look.before_number is None or look.before_number >= claim.history_length:
        return News(look.before_at)
    found = claim.events.filter(number__gt=look.before_number).exclude(
        side=Event.Side.STAFF, actor_id=viewer.pk
    )
    events = list(found.order_by("-number")[:NAMED])
    at = {kind: frozenset(event.at for event in events if event.kind == kind) for kind in AT}
    return News(
        look.before_at,
        list(_items(events, viewer)),
        frozenset(event.number for event in events),
        frozenset(event.after.get("sha256", "") for event in events if event.kind == "file_added"),
        at["commented"],
        at["noted"],
        at["answer"],
    )


AT = ("commented", "noted", "answer")


def _items(events: list[Event], viewer: User):
    counted = Counter(event.kind for event in events)
    seen = set()
    others = 0
    for event in events:
        kind = event.kind
        if kind in COUNTED:
            if kind not in seen:
                yield Item(_count(kind, counted[kind]), PLACES[kind])
        elif kind == "answer":
            yield Item(_answered(event), PLACES[kind])
        elif kind in PLACES or kind == "edited":
            if kind not in seen:
                yield Item(_changed(event, viewer), PLACES.get(kind, "claimed"))
        else:
            others += 1
        seen.add(kind)
    if others:
        words = ngettext("%d other entry in the history", "%d other entries in the history", others)
        yield Item(words % others, "history")


COUNTED = ("file_added", "commented", "noted")


def _count(kind: str, number: int) -> str:
    words = {
        "file_added": ngettext("%d file", "%d files", number),
        "commented": ngettext("%d comment", "%d comments", number),
        "noted": ngettext("%d internal note", "%d internal notes", number),
    }
    return words[kind] % number


def _answered(event: Event) -> str:
    points = len(event.after.get("answers", {}))
    return ngettext("%d point answered", "%d points answered", points) % points


def _changed(event: Event, viewer: User) -> str:
    if event.kind == "products_chosen":
        before, after = event.before.get("products", []), event.after.get("products", [])
        parts = [
            (_("added: %s"), [name for name in after if name not in before]),
            (_("removed: %s"), [name for name in before if name not in after]),
        ]
        said = "; ".join(words % ", ".join(names) for words, names in parts if names)
        return _("Products %(said)s") % {"said": said} if said else _("Products changed")
    if event.kind == "edited":
        labels = ", ".join(label for label, _before, _after in changes_of(event))
        return _("Changed: %(fields)s") % {"fields": labels} if labels else _("The claim was changed")
    return sentence(event, viewer).rstrip(".")
