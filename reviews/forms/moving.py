"""What a decision's form has whatever it decides: the version of the claim that the person saw, and words."""

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.models import Claim

from .picking import PickingMixin

LONGEST = 10_000


def text_field(label, rows=4, **options):
    return forms.CharField(
        label=label, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": rows}), **options
    )


class MoveForm(PickingMixin, forms.Form):
    """A move of one claim; `details` is what its action wants besides."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    # How long the history was, so that a refusal can tell what came since.
    seen_history = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)

    def __init__(self, *args, claim: Claim, **kwargs):
        super().__init__(*args, **kwargs)
        self.claim = claim
        self.initial.setdefault("seen", claim.version)
        self.initial.setdefault("seen_history", claim.history_length)

    def show_version(self, claim: Claim) -> None:
        """After a refusal: what was typed stays, and the next try knows what it overrides."""
        self.data = self.data.copy()
        self.data["seen"], self.data["seen_history"] = claim.version, claim.history_length

    def details(self) -> dict:
        return {
            name: value for name, value in self.cleaned_data.items() if name not in ("seen", "seen_history")
        }


class ReasoningForm(MoveForm):
    text = text_field(_("Text to the partner"), help_text=_("The partner reads this on the claim's page."))
