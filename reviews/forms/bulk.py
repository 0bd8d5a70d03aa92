"""What is asked for many claims at once. Each is named with the version that was seen of it."""

import re

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.roles import DECIDING_ROLES

from ..actions import bulk
from ..queues import MOST_AT_ONCE

SEEN = re.compile(r"(\d{1,18}):(\d{1,9})")


class BulkForm(forms.Form):
    action = forms.ChoiceField(
        choices=[(kind, kind) for kind in bulk.KINDS],
        error_messages={"required": gettext_lazy("Choose what to do.")},
    )
    to = forms.ModelChoiceField(User.objects.none(), required=False)
    # Instead of what is ticked: what the page shows, or what the filter finds.
    page = forms.BooleanField(required=False)
    everything = forms.BooleanField(required=False)

    def __init__(self, data):
        super().__init__(data)
        people = User.objects.filter(is_active=True, staff_role__in=DECIDING_ROLES)
        self.fields["to"].queryset = people.order_by("name", "pk")
        self.chosen = _seen(data.getlist("shown" if data.get("page") else "claim"))

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("action") == bulk.ASSIGN and not cleaned.get("to"):
            self.add_error("to", _("Choose whom to assign them to."))
        if not (self.chosen or cleaned.get("everything")):
            raise forms.ValidationError(_("Tick at least one claim."))
        if len(self.chosen) > MOST_AT_ONCE:
            raise forms.ValidationError(_("At most %d claims at once.") % MOST_AT_ONCE)
        return cleaned


def _seen(values: list[str]) -> list[tuple[int, int]]:
    """What is none is left out: no page of ours has it."""
    found = [match for match in map(SEEN.fullmatch, values) if match]
    return [(int(match[1]), int(match[2])) for match in found]
