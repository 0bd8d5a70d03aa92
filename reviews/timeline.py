"""A claim's history as staff read it: every event with names, texts, and what changed."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from accounts.models import User
from claims import history
from claims.changes import changes_of
from claims.models import Event

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
    "product_lost": ("error", "scales"),
    "arbitration_opened": ("warning", "scales"),
    "arbitration_won": ("success", "scales"),
    "arbitration_closed": ("neutral", "scales"),
    "association_questioned": ("warning", "scales"),
    "second_look_drawn": ("neutral", "eye"),
    "second_look_agreed": ("neutral", "check"),
    "second_look_returned": ("warning", "reply"),
    "second_look_kept": ("neutral", "check"),
    "noted": ("private", "lock"),
    "commented": ("info", "chat"),
    "disputed": ("warning", "warning"),
    "notice_sent": ("neutral", "mail"),
    "notice_bounced": ("warning", "mail"),
    "window_stopped": ("warning", "clock"),
    "file_added": ("neutral", "file"),
    "deadline_moved": ("neutral", "calendar"),
    "decision_overdue": ("error", "clock"),
    "review_not_started": ("error", "clock"),
    "dispute_overdue": ("error", "clock"),
    "overall_at_risk": ("warning", "clock"),
    "overall_missed": ("error", "clock"),
}


@dataclass(frozen=True)
class Entry:
    at: datetime
    title: str
    text: str
    tone: str
    icon: str
    is_internal: bool
    changes: list[tuple[str, str, str]] = field(default_factory=list)
    is_new: bool = False
    number: int = 0

    @property
    def mark(self) -> str:
        """What stands before its time: that it is new to this reader, or hidden from partners."""
        if self.is_internal:
            return _("New, for staff only") if self.is_new else _("For staff only")
        return _("New") if self.is_new else ""


def entries(events: Iterable[Event], viewer: User, new: Collection[int] = ()) -> list[Entry]:
    """`new` numbers the events that came since the reader last looked."""
    return [_entry(event, viewer, event.number in new) for event in events]


def _entry(event: Event, viewer: User, is_new: bool) -> Entry:
    tone, icon = LOOKS.get(event.kind, ("neutral", "dot"))
    return Entry(
        at=event.at,
        title=history.sentence(event, viewer),
        text=event.text,
        tone=tone,
        icon=icon,
        is_internal=event.staff_only,
        changes=changes_inside(event),
        is_new=is_new,
        number=event.number,
    )


def changes_inside(event: Event) -> list[tuple[str, str, str]]:
    return _reviewer_changes(event) + changes_of(event, inside=True)


def _reviewer_changes(event: Event) -> list[tuple[str, str, str]]:
    """Who had the claim and who has it, which only staff may know."""
    before, after = event.before.get("reviewer", ""), event.after.get("reviewer", "")
    return [(_("Reviewer"), before, after)] if before != after else []
