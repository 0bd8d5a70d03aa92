from django import forms
from django.utils.translation import gettext_lazy as _

from claims.forms import FilesField

from .moving import text_field


class DefenceForm(forms.Form):
    """A text, files, or both."""

    files = FilesField(
        label=_("Proof of execution"),
        help_text=_("PDF, DOCX, PNG or JPEG, up to 25 MB each; at most twenty."),
    )
    body = text_field(_("To the review team"), rows=5, required=False)

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not cleaned["files"] and not cleaned["body"].strip():
            raise forms.ValidationError(_("Choose a file or write a text first."))
        return cleaned
