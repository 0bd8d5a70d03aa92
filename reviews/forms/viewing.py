from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import SavedView


class SavedViewForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=SavedView._meta.get_field("name").max_length)
    is_shared = forms.BooleanField(
        label=_("Share it with the whole team"),
        required=False,
        help_text=_("“Me” then means whoever looks at it."),
    )
    is_default = forms.BooleanField(label=_("My queue begins with it"), required=False)
