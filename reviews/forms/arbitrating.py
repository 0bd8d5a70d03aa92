from django import forms
from django.utils.translation import gettext_lazy as _

from .moving import text_field


class DecideForm(forms.Form):
    """One party wins. `seen` says which parties, in which versions, the lead compared."""

    seen = forms.CharField(widget=forms.HiddenInput)
    winner = forms.TypedChoiceField(label=_("Who wins"), coerce=int, widget=forms.RadioSelect)
    text = text_field(
        _("Reasoning"), help_text=_("For staff only. Each partner learns its own result and no reason.")
    )

    def __init__(self, *args, parties, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["winner"].choices = parties
