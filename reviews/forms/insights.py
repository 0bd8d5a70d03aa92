"""Which figures a lead looks at; everything stands in the address."""

from datetime import date, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.programmes import Programme

from ..insights.figures import NO_PROGRAMME, Asked

LONGEST = timedelta(days=3 * 366)
PERIODS = (7, 30, 90, 365)
USUAL = 90


def _day(label):
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


class InsightsForm(forms.Form):
    """Days in the address win; without any, `period` is the number of days until today."""

    since = _day(_("From"))
    until = _day(_("Until"))
    programme = forms.ChoiceField(label=_("Programme"), required=False)
    reviewer = forms.TypedChoiceField(label=_("Reviewer"), required=False, coerce=int, empty_value=None)

    def __init__(self, data, *, today: date, only: User | None):
        """With `only`, the figures of this reviewer and no others."""
        self.only = only
        given = data.dict()
        self.period = None
        if not (given.get("since") or given.get("until")):
            asked = given.get("period", "")
            self.period = int(asked) if asked in map(str, PERIODS) else USUAL
            given |= {"since": today - timedelta(days=self.period - 1), "until": today}
        self.usual = Asked(today - timedelta(days=USUAL - 1), today, reviewer=only and only.pk)
        super().__init__(given)
        self.fields["programme"].choices = [
            ("", _("All programmes")),
            *Programme.choices,
            (NO_PROGRAMME, _("No programme (revenue association)")),
        ]
        if only:
            del self.fields["reviewer"]
        else:
            team = User.objects.exclude(staff_role="").order_by("name", "pk").values_list("pk", "name")
            self.fields["reviewer"].choices = [("", _("Everybody")), *team]

    def clean(self):
        found = super().clean()
        since, until = found.get("since"), found.get("until")
        if since and until:
            if since > until:
                self.add_error("until", _("The end lies before the beginning."))
            elif until - since > LONGEST:
                raise ValidationError(_("Choose three years at most."))
        return found

    def asked(self) -> Asked:
        """What is asked for; the usual, where that can't be told."""
        if not self.is_valid():
            return self.usual
        found = self.cleaned_data
        reviewer = self.only.pk if self.only else found["reviewer"]
        return Asked(found["since"], found["until"], found["programme"], reviewer)
