"""What went to incentive evaluation, waits or failed, as a list: the newest first."""

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from claims import codes, paging
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


def rows_of(page: paging.Page) -> list[HandOff]:
    rows = paging.rows_of(page, whole(HandOff.objects.all()))
    with_messages(rows)
    return rows


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
