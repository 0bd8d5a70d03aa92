from django import forms
from django.utils.translation import gettext_lazy as _

from .. import actions
from .moving import MoveForm


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
