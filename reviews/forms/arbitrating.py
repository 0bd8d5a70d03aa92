from django import forms
from django.utils.translation import gettext_lazy as _

from claims.states import RequestReason

from .. import actions
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


class AskAllForm(forms.Form):
    """The same five reasons and the same text for everybody who is compared, so it names nobody."""

    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args, parties, **kwargs):
        super().__init__(*args, **kwargs)
        self.parties = parties
        for reason in RequestReason:
            self.fields[f"ask_{reason}"] = forms.BooleanField(label=reason.label, required=False)
            self.fields[f"detail_{reason}"] = text_field(_("What is missing"), rows=2, required=False)
        self.fields["text"] = text_field(
            _("Text to all partners"),
            help_text=_("Every partner reads the same words. Name no partner, no claim and no MPN ID."),
        )

    def points(self):
        return [(self[f"ask_{reason}"], self[f"detail_{reason}"]) for reason in RequestReason]

    def clean(self):
        cleaned = super().clean()
        details = {reason.value: cleaned.get(f"detail_{reason}", "").strip() for reason in RequestReason}
        self.asked = {
            reason: said for reason, said in details.items() if said or cleaned.get(f"ask_{reason}")
        }
        if not self.asked:
            self.add_error(f"ask_{RequestReason.values[0]}", _("Tick at least one of the five reasons."))
        for field in ("text", *(f"detail_{reason}" for reason in self.asked)):
            if name := actions.names_in([cleaned.get(field, "")], self.parties):
                self.add_error(
                    field,
                    _("“%(name)s” tells who is compared. Every partner reads the same text, so name nobody.")
                    % {"name": name},
                )
        return cleaned

    def details(self) -> dict:
        return {"text": self.cleaned_data["text"], "points": self.asked}
