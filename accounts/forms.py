from itertools import groupby
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _


def _zone_choices():
    """Places that people know, by continent; the aliases and technical zones are left out."""
    zones = sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/"))
    regions = groupby(zones, key=lambda zone: zone.split("/")[0])
    return [("UTC", "UTC")] + [
        (region, [(zone, zone.split("/", 1)[1].replace("_", " ")) for zone in members])
        for region, members in regions
    ]


class PreferencesForm(forms.Form):
    name = forms.CharField(
        label=_("Name"), max_length=200, help_text=_("As colleagues and reviewers see it.")
    )
    language = forms.ChoiceField(
        label=_("Language"),
        choices=lambda: settings.LANGUAGES,
        help_text=_("For pages and for e-mail to you."),
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"), choices=_zone_choices, help_text=_("Dates and deadlines are shown in it.")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["autocomplete"] = "name"
