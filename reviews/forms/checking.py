import re

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.states import RequestReason

from ..models import Verdict

_POINT = re.compile(r"[a-z_]{1,30}:[0-9]{0,18}:[0-9]{1,9}")


class TickForm(forms.Form):
    """One point of the checklist; `seen` counts its changes that the person had read."""

    point = forms.ChoiceField(choices=RequestReason.choices, widget=forms.HiddenInput)
    product = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    verdict = forms.ChoiceField(choices=Verdict.choices, required=False, widget=forms.RadioSelect)
    note = forms.CharField(label=_("Note"), max_length=2_000, required=False, widget=forms.Textarea)
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    # Takes the tick back; the note stays.
    untick = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def details(self) -> dict:
        typed = dict(self.cleaned_data)
        if typed.pop("untick"):
            typed["verdict"] = ""
        return {"product_id": typed.pop("product"), **typed}


class TickAllForm(forms.Form):
    """One verdict for several points, each as `reason:product:seen`; the page says which they are."""

    verdict = forms.ChoiceField(choices=Verdict.choices)
    points = forms.MultipleChoiceField(choices=())
    only_open = forms.BooleanField(required=False)

    def __init__(self, data, **kwargs):
        super().__init__(data, **kwargs)
        given = data.getlist("points")
        self.fields["points"].choices = [(point, point) for point in given if _POINT.fullmatch(point)]

    def details(self) -> dict:
        points = {}
        for given in self.cleaned_data["points"]:
            reason, product, seen = given.split(":")
            points[reason, int(product) if product else None] = int(seen)
        return {
            "verdict": self.cleaned_data["verdict"],
            "points": points,
            "only_open": self.cleaned_data["only_open"],
        }
