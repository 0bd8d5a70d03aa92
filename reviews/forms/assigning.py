from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from accounts.models import User

from .. import absences, actions
from ..queues import MOST_AT_ONCE
from .moving import LONGEST, MoveForm


class ReviewerField(forms.ModelChoiceField):
    """People who may review something, each with what they have to do and how long they are away."""

    def __init__(self, **options):
        super().__init__(None, empty_label=gettext_lazy("Choose a reviewer"), **options)

    def offer(self, people, at) -> None:
        self._loads = actions.loads()
        self._away = absences.away_on(absences.team_day(at))
        self.queryset = people.order_by("name", "pk")

    def label_from_instance(self, person) -> str:
        load = self._loads[person.pk]
        said = [str(person), ngettext("%(count)d to do", "%(count)d to do", load) % {"count": load}]
        if person.pk in self._away:
            until = date_format(self._away[person.pk].until_date, pgettext("date format", "j M Y"))
            said.append(_("absent until %(day)s") % {"day": until})
        return " · ".join(said)


class AssignForm(MoveForm):
    to = ReviewerField(
        label=gettext_lazy("Reviewer"),
        help_text=gettext_lazy(
            "Only people without a conflict with this claim are offered. A claim that waits for the team counts "
            "two, one that waits for its partner counts one."
        ),
    )

    def __init__(self, *args, at=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].offer(self.people(), at or timezone.now())

    def people(self):
        return actions.reviewers_for(self.claim)


class HandOverForm(AssignForm):
    note = forms.CharField(
        label=gettext_lazy("Internal note"),
        help_text=gettext_lazy("For staff only. The partner never sees it."),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def people(self):
        return super().people().exclude(pk=self.claim.reviewer_id)


class MoveClaimsForm(forms.Form):
    """Whose claims a lead wants to move, which of them, how many, and to whom. Asked for by GET."""

    NOBODY = "nobody"
    WHICH = (
        ("", gettext_lazy("All open ones")),
        ("overdue", gettext_lazy("Overdue")),
        ("risk", gettext_lazy("Overall date at risk")),
        ("answered", gettext_lazy("Answered by the partner")),
        ("submitted", gettext_lazy("Submitted, not started")),
    )

    source = forms.ChoiceField(label=gettext_lazy("Whose claims"))
    which = forms.ChoiceField(label=gettext_lazy("Which"), choices=WHICH, required=False)
    most = forms.IntegerField(
        label=gettext_lazy("At most"),
        required=False,
        min_value=1,
        max_value=MOST_AT_ONCE,
        help_text=gettext_lazy("What is due first. Empty: all of them."),
    )
    to = ReviewerField(
        label=gettext_lazy("To whom"),
        required=False,
        help_text=gettext_lazy(
            "Nobody chosen: each to who is there, has no conflict, and has the least to do."
        ),
    )

    def __init__(self, *args, at, **kwargs):
        super().__init__(*args, **kwargs)
        people = User.objects.filter(Q(pk__in=actions.team()) | Q(pk__in=actions.loads())).order_by(
            "name", "pk"
        )
        self.people = {str(person.pk): person for person in people}
        named = [(pk, str(person)) for pk, person in self.people.items()]
        self.fields["source"].choices = [(self.NOBODY, _("Nobody’s"))] + named
        self.fields["to"].offer(actions.team(), at)
        self.fields["to"].empty_label = _("Whoever has the least to do")
