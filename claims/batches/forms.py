"""What the page of uploads asks for; only what can be told from a file's size and first bytes is refused here."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Partner
from accounts.roles import DRAFTING_ROLES

from ..numbers import grouped
from . import archives, sheets

ZIP_START = (b"PK\x03\x04", b"PK\x05\x06")


def partners_for(user):
    """The companies that this person drafts for, which is one for nearly everybody."""
    return Partner.objects.filter(
        pk__in={role.partner_id for role in user.roles if role.role in DRAFTING_ROLES}
    ).order_by("name", "pk")


class UploadForm(forms.Form):
    sheet = forms.FileField(
        label=_("Sheet"),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx"}),
        error_messages={"required": _("Choose a sheet first."), "empty": _("The file is empty.")},
    )
    proofs = forms.FileField(
        label=_("Proof of execution as a ZIP"),
        required=False,
        help_text=_(
            "Needed to submit; drafts can do without. Up to 500 MB, with the files that the sheet names: PDF, "
            "DOCX, PNG or JPEG, up to 25 MB each."
        ),
        widget=forms.FileInput(attrs={"accept": ".zip"}),
        error_messages={"empty": _("The file is empty.")},
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        # Not in the class: it would be in the language in which the process started.
        rows = {"rows": grouped(sheets.MAX_ROWS)}
        self.fields["sheet"].help_text = _("CSV or XLSX, up to %(rows)s rows and 10 MB.") % rows
        self.partners = list(partners_for(user))
        if len(self.partners) > 1:
            self.fields["partner"] = forms.ModelChoiceField(partners_for(user), label=_("For which company"))

    @property
    def partner(self) -> Partner:
        return self.cleaned_data.get("partner") or self.partners[0]

    def clean_sheet(self):
        sheet = self.cleaned_data["sheet"]
        if sheet.size > sheets.MAX_BYTES:
            raise forms.ValidationError(_("The file is larger than 10 MB. Split it, please."))
        try:
            sheets.refuse_what_is_no_sheet(sheet)
        except sheets.BadSheet as refused:
            raise forms.ValidationError(refused.message) from refused
        return sheet

    def clean_proofs(self):
        proofs = self.cleaned_data["proofs"]
        if not proofs:
            return None
        if proofs.size > archives.MAX_BYTES:
            raise forms.ValidationError(
                _("The file is larger than 500 MB. Upload the sheet in parts, please.")
            )
        proofs.seek(0)
        if not proofs.read(4).startswith(ZIP_START):
            raise forms.ValidationError(_("This is no ZIP file."))
        proofs.seek(0)
        return proofs
