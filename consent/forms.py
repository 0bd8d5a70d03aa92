from django import forms
from django.utils.translation import gettext_lazy as _

from claims.models import Claim
from claims.states import CustomerReason


class NoForm(forms.Form):
    """The customer's no: nothing has to be filled in."""

    reason = forms.ChoiceField(
        label=_("Why? (optional)"), choices=CustomerReason, required=False, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("Anything to add? (optional)"),
        help_text=_("The partner and the review team can read this."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class WayInForm(forms.Form):
    """Whatever is typed, the answer is the same; only what can be no address at all is refused."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("At your organisation's own domain."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    customer = forms.CharField(
        label=_("Domain or Directory ID of your organisation"), max_length=253, strip=True
    )


class ContactForm(forms.ModelForm):
    seen = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Claim
        fields = ["contact_name", "contact_title", "contact_email"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.Meta.fields:
            self.fields[name].required = True
        self.fields["seen"].initial = self.instance.version
