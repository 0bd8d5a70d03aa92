"""Canned texts, as leads write them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..filling import flaws
from ..models import CannedText, Language


class TextForm(forms.ModelForm):
    """`seen` is the version that the lead opened."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1, required=False)

    class Meta:
        model = CannedText
        fields = ["name", "purpose", "rank", "active", *[f"body_{language}" for language in Language.values]]
        help_texts = {
            "name": _("How reviewers find it in the list."),
            "rank": _("Smaller numbers come first."),
            "active": _("Without the tick it is kept, but nobody is offered it."),
            "body_en": _("Also used for partners whose language has no text here."),
        }
        widgets = {
            f"body_{language}": forms.Textarea(attrs={"rows": 6, "lang": language})
            for language in Language.values
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["seen"] = self.instance.version if self.instance.pk else ""

    def clean(self):
        cleaned = super().clean()
        for language in Language.values:
            for flaw in flaws(cleaned.get(f"body_{language}", ""), cleaned.get("purpose", "")):
                self.add_error(f"body_{language}", flaw)
        return cleaned

    def values(self) -> dict:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}
