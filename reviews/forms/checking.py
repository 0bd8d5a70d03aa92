from django import forms
from django.utils.translation import gettext_lazy as _

from claims.states import RequestReason

from ..models import Verdict


class TickForm(forms.Form):
    """One point of the checklist; `seen` counts its changes that the person had read."""

    point = forms.ChoiceField(choices=RequestReason.choices, widget=forms.HiddenInput)
    product = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    verdict = forms.ChoiceField(choices=Verdict.choices, required=False, widget=forms.RadioSelect)
    note = forms.CharField(label=_("Note"), max_length=2_000, required=False, widget=forms.Textarea)
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def details(self) -> dict:
        typed = dict(self.cleaned_data)
        return {"product_id": typed.pop("product"), **typed}
