"""Comments to the partner, and internal notes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.forms import COMMENT_FILES, FilesField

from .moving import text_field


class CommentForm(forms.Form):
    body = text_field(
        _("Comment to the partner"), rows=3, help_text=_("The partner reads this, and is told by e-mail.")
    )
    files = FilesField(label=_("Files with it"), help_text=COMMENT_FILES)


class NoteForm(forms.Form):
    body = text_field(_("Internal note"), rows=3, help_text=_("For staff only. The partner never sees it."))
