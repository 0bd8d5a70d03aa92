"""What went to incentive evaluation, waits or failed, as a list: the newest first."""

from dataclasses import dataclass

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from claims import codes
from consent.models import HandOff
from outbox.models import Message
from outbox.states import FAILED, Channel

PAGE = 25
WAITING, FAILED_ONES, HANDED = "waiting", "failed", "handed"
SHOWN = {
    FAILED_ONES: _("Failed"),
    WAITING: _("Waiting"),
    HANDED: _("Handed over"),
}


class HandOffFilterForm(forms.Form):
    q = forms.CharField(
        label=_("Search"),
        required=False,
        max_length=255,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("Claim ID, MPN ID or reference")}),
    )
    show = forms.ChoiceField(
        label=_("Show"), required=False, choices=[("", _("All hand-offs")), *SHOWN.items()]
    )

    @property
    def wanted(self) -> dict:
        return {name: value for name, value in self.cleaned_data.items() if value}


@dataclass(frozen=True)
class Page:
    rows: list[HandOff]
    previous: str = ""
    next: str = ""


def failed() -> QuerySet[HandOff]:
    messages = Message.objects.undelivered().filter(channel=Channel.DOCUMENT)
    return HandOff.objects.waiting().filter(message_key__in=messages.values("key"))


def found(wanted: dict) -> QuerySet[HandOff]:
    show = wanted.get("show")
    if show == FAILED_ONES:
        hand_offs = failed()
    elif show == WAITING:
        hand_offs = HandOff.objects.waiting().exclude(pk__in=failed().values("pk"))
    elif show == HANDED:
        hand_offs = HandOff.objects.handed()
    else:
        hand_offs = HandOff.objects.all()
    if words := wanted.get("q", "").strip():
        matches = Q(reference=words) | Q(association__location__mpn_id=words)
        if code := codes.normalise(words):
            matches |= Q(claim__code=code)
        hand_offs = hand_offs.filter(matches)
    return hand_offs


def page_of(hand_offs: QuerySet[HandOff], *, after: str = "", before: str = "") -> Page:
    is_backwards = not _is_place(after) and _is_place(before)
    place = before if is_backwards else after
    if _is_place(place):
        hand_offs = hand_offs.filter(**{"pk__gt" if is_backwards else "pk__lt": int(place)})
    rows = list(whole(hand_offs).order_by("pk" if is_backwards else "-pk")[: PAGE + 1])
    has_more, rows = len(rows) > PAGE, rows[:PAGE]
    if is_backwards:
        rows.reverse()
    with_messages(rows)
    if not rows:
        return Page([])
    has_previous, has_next = (has_more, True) if is_backwards else (_is_place(place), has_more)
    return Page(rows, str(rows[0].pk) if has_previous else "", str(rows[-1].pk) if has_next else "")


def _is_place(words: str) -> bool:
    return words.isascii() and words.isdigit() and len(words) < 19


def whole(hand_offs: QuerySet[HandOff]) -> QuerySet[HandOff]:
    return hand_offs.select_related(
        "claim__partner",
        "association__tenant",
        "association__product",
        "association__subscription",
        "association__location",
    )


def with_messages(rows: list[HandOff]) -> None:
    """Each with its message, and whether that failed."""
    messages = Message.objects.in_bulk([row.message_key for row in rows], field_name="key")
    for row in rows:
        row.message = messages.get(row.message_key)
        row.has_failed = row.message is not None and row.message.state in FAILED
        row.is_handed = row.handed_at is not None or (row.message is not None and row.message.sent_at)
