"""Comments to the partner, and internal notes."""

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from claims.forms import COMMENT_FILES, FilesField

from ..mentions import find
from ..models import Purpose
from .moving import text_field
from .picking import PickingMixin


class CommentForm(PickingMixin, forms.Form):
    """A reviewer's comment; with `claim`, texts are offered for it."""

    body = text_field(
        _("Comment to the partner"), rows=3, help_text=_("The partner reads this, and is told by e-mail.")
    )
    files = FilesField(label=_("Files with it"), help_text=COMMENT_FILES)

    def __init__(self, *args, claim=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.claim = claim

    def purposes(self):
        return {"body": [Purpose.COMMENT]} if self.claim else {}

    @property
    def body_pick(self):
        return self.pick("body")


class NoteForm(forms.Form):
    body = text_field(
        _("Internal note"),
        rows=3,
        help_text=_("For staff only. The partner never sees it. With @ and a name, a colleague is told."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["body"].widget.attrs["data-mention"] = reverse("reviews:colleagues")

    def clean_body(self):
        body = self.cleaned_data["body"]
        if flaws := find(body).flaws:
            raise forms.ValidationError(flaws)
        return body
