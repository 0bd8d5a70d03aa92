"""Canned texts: leads write and change them, and every change is kept."""

import tomllib
from datetime import datetime
from pathlib import Path

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from claims.refusals import NotNow

from ..filling import flaws
from ..models import CannedText, Language, TextChange

STARTING = Path(__file__).parent.parent / "starting" / "texts.toml"
BODIES = [f"body_{language}" for language in Language.values]
FIELDS = ["name", "purpose", "active", "rank", *BODIES]


def write_text(*, by: User, at: datetime, **values: object) -> CannedText:
    with transaction.atomic():
        text = CannedText()
        _keep(text, values, by=by, at=at)
    return text


def change_text(text_id: int, *, by: User, at: datetime, seen: int, **values: object) -> CannedText:
    """Refused when somebody changed the text since this person opened it."""
    with transaction.atomic():
        text = CannedText.objects.select_for_update().get(pk=text_id)
        if text.version != seen:
            who = text.edited_by or _("somebody")
            raise NotNow(
                _("%(name)s has changed this text since you opened it. What you typed is still here.")
                % {"name": who}
            )
        _keep(text, values, by=by, at=at)
    return text


def _keep(text: CannedText, values: dict, *, by: User, at: datetime) -> None:
    if not by.is_lead:
        raise PermissionDenied(_("Only a lead changes the team's texts."))
    before = {name: getattr(text, name) for name in FIELDS} if text.pk else {}
    changed = {name: value for name, value in values.items() if before.get(name) != value}
    if not changed:
        return
    for name, value in changed.items():
        setattr(text, name, value)
    for name in BODIES:
        if found := flaws(getattr(text, name), text.purpose):
            raise NotNow(found[0])
    text.edited_at, text.edited_by = at, by
    text.version += 1 if text.pk else 0
    text.save()
    TextChange.objects.create(
        text=text,
        made_at=at,
        made_by=by,
        before={name: before[name] for name in changed if before},
        after=changed,
    )


def load_starting_texts() -> int:
    """Adds those that are not there yet, and says how many; what is there is the leads' and stays."""
    added = 0
    with STARTING.open("rb") as file:
        texts = tomllib.load(file)["texts"]
    for each in texts:
        values = {f"body_{language}": each[language].strip() for language in Language.values}
        _text, is_new = CannedText.objects.get_or_create(
            slug=each["slug"],
            defaults=values
            | {
                "purpose": each["purpose"],
                "name": _free_name(each["purpose"], each["name"]),
                "rank": each.get("rank", 100),
            },
        )
        added += is_new
    return added


def _free_name(purpose: str, name: str) -> str:
    """A lead may have used the name already for a text of their own."""
    taken = CannedText.objects.filter(purpose=purpose, name=name).exists()
    return f"{name} (2)" if taken else name
