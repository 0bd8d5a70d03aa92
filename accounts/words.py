"""What happened to a company's people, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .models import PeopleChange

Kind = PeopleChange.Kind
SENTENCES = {
    Kind.INVITED: gettext_lazy("%(actor)s invited %(person)s: %(role)s."),
    Kind.INVITED_AGAIN: gettext_lazy("%(actor)s sent %(person)s a new invitation: %(role)s."),
    Kind.TAKEN_BACK: gettext_lazy("%(actor)s took the invitation of %(person)s back."),
    Kind.JOINED: gettext_lazy("%(actor)s (%(person)s) joined: %(role)s."),
    Kind.ROLE_GIVEN: gettext_lazy("%(actor)s gave %(person)s a role: %(role)s."),
    Kind.ROLE_TAKEN: gettext_lazy("%(actor)s took a role of %(person)s away: %(role)s."),
    Kind.REMOVED: gettext_lazy("%(actor)s removed %(person)s from the company."),
}


def sentence(change: PeopleChange) -> str:
    role = change.get_role_display()
    if change.place:
        role = _("%(role)s at %(place)s") % {"role": role, "place": change.place}
    return SENTENCES[change.kind] % {"actor": change.actor, "person": change.person, "role": role}
