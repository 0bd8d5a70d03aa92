"""What reviewers and leads fill in. Each decision carries the version of the claim that the person saw."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Location
from calendars.models import TEAM, Closure
from claims.forms import COMMENT_FILES, FilesField
from claims.models import Claim, ClaimProduct
from claims.states import REVIEWER_REASONS, RejectionReason, RequestReason

from . import actions

LONGEST = 10_000


def _text(label, rows=4, **options):
    return forms.CharField(
        label=label, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": rows}), **options
    )


class MoveForm(forms.Form):
    """A move of one claim; `details` is what its action wants besides."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args, claim: Claim, **kwargs):
        super().__init__(*args, **kwargs)
        self.claim = claim
        self.initial.setdefault("seen", claim.version)

    def show_version(self, version: int) -> None:
        """After a refusal: what was typed stays, and the next try knows what it overrides."""
        self.data = self.data.copy()
        self.data["seen"] = version

    def details(self) -> dict:
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}


class ReasoningForm(MoveForm):
    text = _text(_("Text to the partner"), help_text=_("The partner reads this on the claim's page."))


class AskForm(MoveForm):
    """The five reasons, each with what is missing; naming something is as good as ticking it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for reason in RequestReason:
            self.fields[f"ask_{reason}"] = forms.BooleanField(label=reason.label, required=False)
            self.fields[f"detail_{reason}"] = _text(_("What is missing"), rows=2, required=False)
        self.fields["text"] = _text(
            _("Text to the partner"),
            help_text=_("What the partner should do. It reads this on the claim's page."),
        )

    def points(self):
        return [(self[f"ask_{reason}"], self[f"detail_{reason}"]) for reason in RequestReason]

    def clean(self):
        cleaned = super().clean()
        self.asked = {
            reason.value: cleaned.get(f"detail_{reason}", "").strip()
            for reason in RequestReason
            if cleaned.get(f"ask_{reason}") or cleaned.get(f"detail_{reason}", "").strip()
        }
        if not self.asked:
            raise forms.ValidationError(_("Tick at least one of the five reasons."))
        return cleaned

    def details(self):
        return {"text": self.cleaned_data["text"], "points": self.asked}


class ApproveForm(MoveForm):
    """Each product is kept, or removed with a reason."""

    def __init__(self, *args, products: list[ClaimProduct], **kwargs):
        super().__init__(*args, **kwargs)
        self.products = products
        for chosen in products:
            self.fields[f"keep_{chosen.pk}"] = forms.BooleanField(
                label=str(chosen), required=False, initial=True
            )
            self.fields[f"reason_{chosen.pk}"] = forms.CharField(
                label=_("Why it is removed"),
                max_length=500,
                required=False,
                help_text=_("Needed only when the product is not kept. The partner reads it."),
            )
        self.fields["text"] = _text(_("Text to the partner"), required=False)

    def rows(self):
        return [(chosen, self[f"keep_{chosen.pk}"], self[f"reason_{chosen.pk}"]) for chosen in self.products]

    def clean(self):
        cleaned = super().clean()
        for chosen in self.products:
            reason = cleaned.get(f"reason_{chosen.pk}", "").strip()
            if not cleaned.get(f"keep_{chosen.pk}") and not reason:
                self.add_error(
                    f"reason_{chosen.pk}", _("Say why %(product)s is removed.") % {"product": chosen}
                )
            if cleaned.get(f"keep_{chosen.pk}") and reason:
                message = _("Either keep %(product)s, or remove it with this reason.") % {"product": chosen}
                self.add_error(f"keep_{chosen.pk}", message)
        return cleaned

    def details(self):
        removed = {
            chosen.pk: self.cleaned_data[f"reason_{chosen.pk}"].strip()
            for chosen in self.products
            if not self.cleaned_data[f"keep_{chosen.pk}"]
        }
        return {"text": self.cleaned_data["text"], "removed": removed}


class RejectForm(MoveForm):
    reason = forms.ChoiceField(
        label=_("Reason"),
        choices=[(reason.value, reason.label) for reason in RejectionReason if reason in REVIEWER_REASONS],
        widget=forms.RadioSelect,
    )
    text = _text(
        _("Text to the partner"), help_text=_("What was not proved, in words that the partner can act on.")
    )


class AssignForm(MoveForm):
    to = forms.ModelChoiceField(
        None,
        label=_("Reviewer"),
        empty_label=_("Choose a reviewer"),
        help_text=_("Only people without a conflict with this claim are offered."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = actions.reviewers_for(self.claim)


class CommentForm(forms.Form):
    body = _text(
        _("Comment to the partner"), rows=3, help_text=_("The partner reads this, and is told by e-mail.")
    )
    files = FilesField(label=_("Files with it"), help_text=COMMENT_FILES)


class NoteForm(forms.Form):
    body = _text(_("Internal note"), rows=3, help_text=_("For staff only. The partner never sees it."))


class DecideForm(forms.Form):
    """One party wins. `seen` says which parties, in which versions, the lead compared."""

    seen = forms.CharField(widget=forms.HiddenInput)
    winner = forms.TypedChoiceField(label=_("Who wins"), coerce=int, widget=forms.RadioSelect)
    text = _text(
        _("Reasoning"), help_text=_("For staff only. Each partner learns its own result and no reason.")
    )

    def __init__(self, *args, parties, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["winner"].choices = parties


class ClosureForm(forms.ModelForm):
    class Meta:
        model = Closure
        fields = ["calendar", "date", "name"]
        widgets = {"date": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
        help_texts = {"calendar": _("The reviewing team's, or that of a country's partners.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        countries = Location.objects.order_by("country").values_list("country", flat=True).distinct()
        choices = [(TEAM, _("Reviewing team")), *((code, code) for code in countries)]
        self.fields["calendar"] = forms.ChoiceField(
            label=_("Calendar"), choices=choices, help_text=self.fields["calendar"].help_text
        )
