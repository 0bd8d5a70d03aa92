"""Ask, approve, reject."""

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from claims.models import ClaimProduct
from claims.states import REVIEWER_REASONS, RejectionReason, RequestReason

from ..models import ASK_FOR, REJECT_FOR, Purpose
from .moving import MoveForm, text_field


class AskForm(MoveForm):
    """The five reasons, each with what is missing; naming something is as good as ticking it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for reason in RequestReason:
            self.fields[f"ask_{reason}"] = forms.BooleanField(label=reason.label, required=False)
            label = format_lazy(_("{reason}: what is missing"), reason=reason.label)
            self.fields[f"detail_{reason}"] = text_field(label, rows=2, required=False)
        self.fields["text"] = text_field(
            _("Text to the partner"),
            help_text=_("What the partner should do. It reads this on the claim's page."),
        )

    def points(self):
        return [(self[f"ask_{reason}"], self.pick(f"detail_{reason}")) for reason in RequestReason]

    def purposes(self):
        return {"text": [Purpose.ASK]} | {f"detail_{reason}": [ASK_FOR[reason]] for reason in RequestReason}

    def clean(self):
        cleaned = super().clean()
        self.asked = {
            reason.value: cleaned.get(f"detail_{reason}", "").strip()
            for reason in RequestReason
            if cleaned.get(f"ask_{reason}") or cleaned.get(f"detail_{reason}", "").strip()
        }
        if not self.asked:
            self.add_error(f"ask_{RequestReason.values[0]}", _("Tick at least one of the five reasons."))
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
        self.fields["text"] = text_field(_("Text to the partner"), required=False)

    def rows(self):
        return [
            (chosen, self[f"keep_{chosen.pk}"], self.pick(f"reason_{chosen.pk}")) for chosen in self.products
        ]

    def purposes(self):
        removals = {f"reason_{chosen.pk}": [Purpose.REMOVE] for chosen in self.products}
        return {"text": [Purpose.APPROVE]} | removals

    def product_of(self, name):
        return next((chosen for chosen in self.products if name == f"reason_{chosen.pk}"), None)

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
    text = text_field(
        _("Text to the partner"), help_text=_("What was not proved, in words that the partner can act on.")
    )

    def purposes(self):
        return {"text": list(REJECT_FOR.values())}
