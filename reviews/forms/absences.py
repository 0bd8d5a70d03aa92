from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Partner


def _day(label):
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


class AbsenceForm(forms.Form):
    from_date = _day(_("First day"))
    until_date = _day(pgettext_lazy("absence", "Last day"))


class EmployerForm(forms.Form):
    """`cleaned_data["company"]` is the partner that was named."""

    company = forms.CharField(
        label=_("MPN ID or name of the company"),
        max_length=200,
        help_text=_("The name exactly as it stands in the portal."),
    )

    def clean_company(self):
        words = self.cleaned_data["company"].strip()
        by_mpn_id = Partner.objects.filter(locations__mpn_id=words)
        found = list(by_mpn_id or Partner.objects.filter(name__iexact=words).order_by("pk")[:2])
        if len(found) != 1:
            problem = (
                _("Several companies have this name: enter an MPN ID.") if found else _("Nothing found.")
            )
            raise forms.ValidationError(problem)
        return found[0]
