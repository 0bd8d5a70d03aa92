from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Location
from calendars import countries
from calendars.models import TEAM, Closure


class ClosureForm(forms.ModelForm):
    class Meta:
        model = Closure
        fields = ["calendar", "date", "name"]
        widgets = {"date": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
        help_texts = {"calendar": _("The reviewing team's, or that of a country's partners.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        codes = Location.objects.order_by("country").values_list("country", flat=True).distinct()
        named = sorted(((code, countries.name_of(code)) for code in codes), key=lambda choice: choice[1])
        choices = [(TEAM, _("Reviewing team")), *named]
        self.fields["calendar"] = forms.ChoiceField(
            label=_("Calendar"), choices=choices, help_text=self.fields["calendar"].help_text
        )
