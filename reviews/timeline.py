"""A claim's history as staff read it: every event with names, texts, and what changed."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from claims import history
from claims.models import Claim, Event
from claims.states import Area, ClockKind, PartnerReason, RejectionReason, RequestReason, State

LOOKS = {
    "submit": ("info", "send"),
    "start_review": ("brand", "eye"),
    "request_information": ("warning", "reply"),
    "answer": ("info", "reply"),
    "approve": ("success", "check-circle"),
    "official": ("success", "check-circle"),
    "confirmed": ("success", "check"),
    "change_mind": ("success", "check"),
    "reject": ("error", "cross-circle"),
    "withdraw": ("error", "cross-circle"),
    "give_up": ("error", "cross-circle"),
    "decline": ("error", "cross-circle"),
    "lapse": ("error", "cross-circle"),
    "lose_arbitration": ("error", "scales"),
    "arbitration_opened": ("warning", "scales"),
    "arbitration_won": ("success", "scales"),
    "arbitration_closed": ("neutral", "scales"),
    "association_questioned": ("warning", "scales"),
    "noted": ("private", "lock"),
    "commented": ("info", "chat"),
    "disputed": ("warning", "warning"),
    "file_added": ("neutral", "file"),
    "deadline_moved": ("neutral", "calendar"),
    "decision_overdue": ("error", "clock"),
    "review_not_started": ("error", "clock"),
    "dispute_overdue": ("error", "clock"),
    "overall_at_risk": ("warning", "clock"),
    "overall_missed": ("error", "clock"),
}
LABELS = {
    "state": gettext_lazy("State"),
    "reviewer": gettext_lazy("Reviewer"),
    "reason": gettext_lazy("Reason"),
    "points": gettext_lazy("Asked"),
    "answers": gettext_lazy("Answered"),
    "approved": gettext_lazy("Approved"),
    "removed": gettext_lazy("Removed"),
    "products": gettext_lazy("Products"),
    "product": gettext_lazy("Product"),
    "file": gettext_lazy("File"),
    "to": gettext_lazy("To"),
    "from": gettext_lazy("From"),
    "due_at": gettext_lazy("Due"),
    "ends_at": gettext_lazy("Ends"),
    "official_at": gettext_lazy("Official since"),
    "closure": gettext_lazy("Closure"),
    **{kind.value: kind.label for kind in ClockKind},
}
# What people would not read: digests, and codes that another value says in words.
NOT_SHOWN = frozenset({"sha256", "kind"})
WORDS = {
    member.value: member.label
    for choices in (Area, RejectionReason, PartnerReason, RequestReason, State)
    for member in choices
}
# In these the values are codes; elsewhere they are what somebody typed.
CODED = frozenset({"area", "state", "reason", "points", "answers"})


@dataclass(frozen=True)
class Entry:
    at: datetime
    title: str
    text: str
    tone: str
    icon: str
    is_internal: bool
    changes: list[tuple[str, str, str]] = field(default_factory=list)


def entries(events: Iterable[Event], viewer: User) -> list[Entry]:
    return [_entry(event, viewer) for event in events]


def _entry(event: Event, viewer: User) -> Entry:
    tone, icon = LOOKS.get(event.kind, ("neutral", "dot"))
    return Entry(
        at=event.at,
        title=history.sentence(event, viewer),
        text=event.text,
        tone=tone,
        icon=icon,
        is_internal=event.staff_only,
        changes=_changes(event),
    )


def _changes(event: Event) -> list[tuple[str, str, str]]:
    # The two dictionaries come back from a JSON column, which keeps no order.
    keys = sorted((set(event.before) | set(event.after)) - NOT_SHOWN, key=lambda key: (key != "state", key))
    shown = ((key, _words(key, event.before.get(key)), _words(key, event.after.get(key))) for key in keys)
    return [(_label(key), before, after) for key, before, after in shown if before or after]


def _label(key: str) -> str:
    if key in LABELS:
        return str(LABELS[key])
    names = {found.name: found for found in Claim._meta.concrete_fields}
    return capfirst(names[key].verbose_name if key in names else key.replace("_", " "))


def _words(key: str, value) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, dict):
        return "; ".join(
            f"{_word(key, name)}: {said}" if said else _word(key, name) for name, said in value.items()
        )
    if isinstance(value, list):
        return ", ".join(str(part) for part in value)
    if key.endswith("_at") or key in ClockKind.values:
        instant = parse_datetime(str(value))
        return date_format(timezone.localtime(instant), "DATETIME_FORMAT") if instant else str(value)
    return _word(key, str(value))


def _word(key: str, code: str) -> str:
    return str(WORDS.get(code, code)) if key in CODED else code
