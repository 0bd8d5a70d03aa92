from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import SecondLook
from .moving import text_field

Outcome = SecondLook.Outcome


class SecondLookForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("What do you say?"),
        choices=[
            (Outcome.AGREED.value, _("I agree with the decision")),
            (Outcome.RETURNED.value, _("I return it to the leads, with a note")),
        ],
        widget=forms.RadioSelect,
    )
    note = text_field(
        _("Note"),
        required=False,
        help_text=_("For staff only, and needed only when you return the decision."),
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("outcome") == Outcome.RETURNED and not cleaned.get("note", "").strip():
            self.add_error("note", _("Say why you return the decision."))
        if cleaned.get("outcome") == Outcome.AGREED and cleaned.get("note", "").strip():
            self.add_error("note", _("Either agree, or return the decision with this note."))
        return cleaned


class KeepForm(forms.Form):
    text = text_field(_("Why the decision stands"), help_text=_("For staff only."))
