"""An event's before and after, in words. What is not named here is not shown: nothing leaks by being recorded."""

from collections.abc import Callable
from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from .actions.filing import DRAFT_FIELDS
from .models import Claim, Event
from .states import Area, ClockKind, CustomerReason, PartnerReason, RejectionReason, RequestReason, State

LABELS = {name: Claim._meta.get_field(name).verbose_name for name in sorted(DRAFT_FIELDS)} | {
    "state": gettext_lazy("State"),
    "reason": gettext_lazy("Reason"),
    "customer_reason": gettext_lazy("Reason"),
    "products": gettext_lazy("Products"),
    "product": gettext_lazy("Product"),
    "file": gettext_lazy("File"),
    "files": gettext_lazy("Files"),
    "from": gettext_lazy("Copied from"),
    "approved": gettext_lazy("Approved"),
    "removed": gettext_lazy("Removed"),
    "points": gettext_lazy("Asked"),
    "answers": gettext_lazy("Answered"),
    "to": gettext_lazy("Sent to"),
    "due_at": gettext_lazy("Due"),
    "ends_at": gettext_lazy("Ends"),
    "official_at": gettext_lazy("Official since"),
    "ended_at": gettext_lazy("Ended"),
    "ends_date": gettext_lazy("Ends"),
    "reference": gettext_lazy("Reference"),
    "handed_at": gettext_lazy("Handed over"),
    # What a closed day moved.
    **{kind.value: kind.label for kind in ClockKind},
    "closure": gettext_lazy("Closure"),
}
# Clocks of the review team's own, which the partner has no use for.
INSIDE = frozenset({ClockKind.OVERALL_RISK, ClockKind.FIRST_REMINDER, ClockKind.LAST_REMINDER})
CONTACT_LABELS = {
    part: Claim._meta.get_field(f"contact_{part}").verbose_name for part in ("name", "title", "email")
}
REASONS = dict(RejectionReason.choices) | dict(PartnerReason.choices)


def _instant(value: str) -> str:
    return date_format(
        timezone.localtime(datetime.fromisoformat(value)), pgettext("date format", "D j M Y, H:i T")
    )


def _day(value: str) -> str:
    return date_format(date.fromisoformat(value), pgettext("date format", "D j M Y"))


def _closure(value: str) -> str:
    name, _comma, day = value.rpartition(", ")
    return f"{name}, {_day(day)}"


def _pairs(value: dict, labels: dict) -> str:
    return "\n".join(
        f"{labels.get(key, key)}: {said}" if said else str(labels.get(key, key))
        for key, said in value.items()
    )


WORDS: dict[str, Callable] = {
    "state": lambda value: State(value).label,
    "area": lambda value: Area(value).label,
    "reason": lambda value: REASONS.get(value, value),
    "customer_reason": lambda value: CustomerReason(value).label,
    "points": lambda value: _pairs(value, dict(RequestReason.choices)),
    "answers": lambda value: _pairs(value, dict(RequestReason.choices)),
    "removed": lambda value: _pairs(value, {}),
    "due_at": _instant,
    "ends_at": _instant,
    "official_at": _instant,
    "ended_at": _instant,
    "handed_at": _instant,
    "ends_date": _day,
    "closure": _closure,
    **{kind.value: _instant for kind in ClockKind},
}


def _said(name: str, value) -> str:
    if value in ("", None, [], {}):
        return ""
    if name in WORDS:
        return str(WORDS[name](value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def changes_of(event: Event, *, inside: bool = False) -> list[tuple[str, str, str]]:
    """Label, before, after; a first filling-in shows only what was filled in."""
    labels = CONTACT_LABELS if event.kind == "contact_corrected" else LABELS
    found = []
    for name, label in labels.items():
        if name not in event.before and name not in event.after:
            continue
        if name in INSIDE and not inside:
            continue
        before, after = _said(name, event.before.get(name)), _said(name, event.after.get(name))
        if event.kind in ("created", "copied") and event.after.get(name) in (False, ""):
            continue
        if before != after:
            found.append((capfirst(str(label)), before, after))
    return found
