"""Fields that a canned text can be put into, filled in from the claim."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django import forms
from django.utils.translation import gettext as _

from claims.models import Claim, ClaimProduct

from ..filling import filled, language_for
from ..models import CannedText, Language, Purpose


@dataclass(frozen=True)
class Pick:
    """What stands beside a field to choose a text from; `chosen` is what was chosen last."""

    field: forms.BoundField
    groups: list[tuple[str, list[CannedText]]]
    chosen: str
    notice: str

    @property
    def name(self) -> str:
        return f"pick_{self.field.html_name}"

    @property
    def place(self) -> str:
        return f"place-{self.field.id_for_label}"

    @property
    def is_one_group(self) -> bool:
        return len(self.groups) == 1


class PickingMixin:
    """`purposes` says which texts each field is offered; without any field nothing is asked of the database."""

    claim: Claim
    pick_data: Mapping = {}
    pick_notices: Mapping[str, str] = {}

    def purposes(self) -> Mapping[str, Sequence[Purpose]]:
        return {}

    def product_of(self, name: str) -> ClaimProduct | None:
        return None

    @property
    def texts(self) -> list[CannedText]:
        """All that this form's fields are offered, asked for once."""
        if not hasattr(self, "_texts"):
            wanted = {purpose for purposes in self.purposes().values() for purpose in purposes}
            found = CannedText.objects.in_order().filter(active=True, purpose__in=wanted)
            self._texts = list(found) if wanted else []
        return self._texts

    @property
    def languages(self) -> list[tuple[str, str, bool]]:
        """Value, name, and whether it is the one to begin with: the partner's, unless another was chosen."""
        theirs = self.partner_language
        chosen = self.pick_data.get("language", theirs)
        return [(each.value, each.label, each.value == chosen) for each in Language]

    @property
    def partner_language(self) -> str:
        if not hasattr(self, "_partner_language"):
            self._partner_language = language_for(self.claim)
        return self._partner_language

    @property
    def partner_language_name(self) -> str:
        return Language(self.partner_language).label

    def pick(self, name: str) -> Pick:
        offered = [text for text in self.texts if text.purpose in self.purposes().get(name, ())]
        groups = groupby(offered, key=lambda text: text.get_purpose_display())
        return Pick(
            field=self[name],
            groups=[(label, list(texts)) for label, texts in groups],
            chosen=self.pick_data.get(f"pick_{name}", ""),
            notice=self.pick_notices.get(name, ""),
        )

    @property
    def text_pick(self) -> Pick:
        return self.pick("text")

    def insert(self, name: str, data: Mapping, at: datetime) -> None:
        """Puts the text that was chosen for this field behind what is typed there; nothing else changes."""
        self.pick_data = data
        if name not in self.purposes():
            return
        wanted = data.get(f"pick_{name}", "")
        offered = [text for text in self.texts if text.purpose in self.purposes()[name]]
        text = next((each for each in offered if str(each.pk) == wanted), None)
        if text is None:
            self.pick_notices = {name: _("Choose a text first.")}
            return
        language = data.get("language") or self.partner_language
        words = filled(text, self.claim, language=language, at=at, product=self.product_of(name))
        typed = (self.initial.get(name) or "").rstrip()
        if isinstance(self.fields[name].widget, forms.Textarea):
            self.initial[name] = f"{typed}\n\n{words}" if typed else words
        else:
            self.initial[name] = " ".join(f"{typed} {words}".split())
        if text.words_in(language)[1] != language:
            self.pick_notices = {name: _("This text has no words in that language: it is in English.")}


def typed_again(form: forms.Form, data: Mapping) -> None:
    """An unbound form with what was typed, not judged yet."""
    form.initial |= {
        name: field.widget.value_from_datadict(data, {}, form.add_prefix(name))
        for name, field in form.fields.items()
        if not isinstance(field, forms.FileField)
    }
    form.pick_data = data
