"""What a claim's history can be narrowed to: what kind of thing happened, on whose side, and when."""

from datetime import timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from .filters import day_field, midnight
from .models import Event

# Each with the kinds of events in it.
GROUPS = {
    "moves": (
        _("Decisions and moves"),
        (
            *("submit", "start_review", "request_information", "answer", "approve", "reject", "withdraw"),
            *("give_up", "lapse", "lose_arbitration", "product_lost", "take_back", "reverse"),
            *("accept_dispute", "disputed", "dispute_upheld", "official", "handed_over"),
            *("association_questioned", "association_ended"),
        ),
    ),
    "edits": (
        _("Changes"),
        ("created", "copied", "edited", "products_chosen", "contact_corrected"),
    ),
    "files": (_("Files"), ("file_added", "file_removed")),
    "comments": (_("Comments and questions"), ("commented", "asked_support")),
    "customer": (
        _("Customer"),
        (
            *(
                "notice_sent",
                "notice_accepted",
                "notice_bounced",
                "window_opened",
                "window_stopped",
                "customer_reminded",
            ),
            *("confirmed", "decline", "change_mind", "ended_by_customer"),
        ),
    ),
    "reminders": (_("Reminders"), ("reminded", "deadline_moved", "association_ending")),
}


class HistoryFilterForm(forms.Form):
    group = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=[("", _("Everything")), *((name, label) for name, (label, _kinds) in GROUPS.items())],
    )
    side = forms.ChoiceField(
        label=_("By"), required=False, choices=[("", _("Everybody")), *Event.Side.choices]
    )
    first = day_field(_("From"))
    last = day_field(_("Until"))

    def clean(self):
        typed = super().clean()
        first, last = typed.get("first"), typed.get("last")
        if first and last and last < first:
            self.add_error("last", _("This day is before the first one."))
        return typed


def narrowed(events, wanted):
    """A day begins and ends on the reader's clock."""
    if group := wanted.get("group"):
        events = events.filter(kind__in=GROUPS[group][1])
    if side := wanted.get("side"):
        events = events.filter(side=side)
    if first := wanted.get("first"):
        events = events.filter(at__gte=midnight(first))
    if last := wanted.get("last"):
        events = events.filter(at__lt=midnight(last + timedelta(days=1)))
    return events
