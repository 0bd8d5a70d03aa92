from itertools import groupby
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from .kinds import Way
from .models import Invitation, User
from .permissions import may_give
from .roles import PartnerRole


def _zone_choices():
    """Places that people know, by continent; the aliases and technical zones are left out."""
    zones = sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/"))
    regions = groupby(zones, key=lambda zone: zone.split("/")[0])
    return [("UTC", "UTC")] + [
        (region, [(zone, zone.split("/", 1)[1].replace("_", " ")) for zone in members])
        for region, members in regions
    ]


class PreferencesForm(forms.Form):
    name = forms.CharField(
        label=_("Name"), max_length=200, help_text=_("As colleagues and reviewers see it.")
    )
    language = forms.ChoiceField(
        label=_("Language"),
        choices=lambda: settings.LANGUAGES,
        help_text=_("For pages and for e-mail to you."),
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"), choices=_zone_choices, help_text=_("Dates and deadlines are shown in it.")
    )

    keys = forms.BooleanField(
        label=_("Single keys on the review pages"),
        required=False,
        help_text=_(
            "Such as j for the next claim. Switch them off where they get in the way of speech input."
        ),
    )

    def __init__(self, *args, user: User, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        if not (user.is_reviewing or user.is_support):
            del self.fields["keys"]


class NoticeChoicesForm(forms.Form):
    """One field for each kind that can be switched; `ways` is every kind of the person with how it comes now."""

    def __init__(self, *args, ways, **kwargs):
        super().__init__(*args, **kwargs)
        self.mandatory = [kind for kind, _way in ways if kind.is_mandatory]
        self.switchable = [kind for kind, _way in ways if not kind.is_mandatory]
        for kind, way in ways:
            if not kind.is_mandatory:
                self.fields[kind.name] = forms.ChoiceField(
                    label=kind.label,
                    help_text=kind.text,
                    choices=Way.choices,
                    initial=way,
                    widget=forms.RadioSelect,
                )

    def groups(self):
        """For the page: each group's label, and its fields."""
        for group, kinds in groupby(self.switchable, key=lambda kind: kind.group):
            yield group.label, [self[kind.name] for kind in kinds]


class RoleForm(forms.Form):
    """A role and where it holds. Offers only what `by` may give; `locations` are those where they may."""

    role = forms.ChoiceField(label=_("Role"), initial=PartnerRole.INCENTIVES_USER)
    location = forms.ChoiceField(label=_("Where it holds"), required=False)

    def __init__(self, *args, by, partner, locations, **kwargs):
        super().__init__(*args, **kwargs)
        self.by, self.partner = by, partner
        self.known = {str(location.pk): location for location in locations}
        places = [None, *(location.pk for location in locations)]
        self.fields["role"].choices = [
            (role.value, role.label)
            for role in PartnerRole
            if any(may_give(by, role, partner.pk, place) for place in places)
        ]
        may_give_everywhere = any(may_give(by, role, partner.pk, None) for role in PartnerRole)
        whole = [("", _("The whole company"))] if may_give_everywhere else []
        self.fields["location"].choices = whole + [(pk, str(place)) for pk, place in self.known.items()]
        self.fields["location"].required = not may_give_everywhere

    def clean_location(self):
        return self.known.get(self.cleaned_data["location"])

    def clean(self):
        typed = super().clean()
        if "role" in typed and "location" in typed:
            location = typed["location"]
            place = location.pk if location else None
            if not may_give(self.by, typed["role"], self.partner.pk, place):
                self.add_error(
                    "location", _("You can't give this role there, as yours does not reach so far.")
                )
        return typed


class InvitationForm(RoleForm):
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=Invitation._meta.get_field("email").max_length,
        help_text=_("We send a link there. It works once, and for seven days."),
    )
    field_order = ["email", "role", "location"]


class JoinForm(forms.Form):
    """What a new account needs; the address is the invited one."""

    name = forms.CharField(
        label=_("Your name"), max_length=200, help_text=_("As colleagues and reviewers see it.")
    )
    password = forms.CharField(
        label=_("Choose a password"),
        strip=False,
        help_text=_("At least twelve characters, and nothing that is easily guessed."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args, email, **kwargs):
        super().__init__(*args, **kwargs)
        self.email = email
        self.fields["name"].widget.attrs["autocomplete"] = "name"

    def clean(self):
        typed = super().clean()
        if "password" in typed:
            person = User(email=self.email, name=typed.get("name", ""))
            try:
                validate_password(typed["password"], person)
            except forms.ValidationError as flaws:
                self.add_error("password", flaws)
        return typed
