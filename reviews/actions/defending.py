"""A partner of record without a claim, as one that was imported, proves its work while it is compared (ARB-4)."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import MANAGING_ROLES
from claims import scanning, storing
from claims.actions.reading import ask_for_reading
from claims.models import ProofFile
from claims.proof import inspect
from claims.refusals import NotNow
from directory.models import Association

from ..models import ArbitrationParty, DefenceText

MOST_FILES = 20


def is_defender(association: Association, by: User) -> bool:
    """Who manages claims where the association is, which it would be one of."""
    return by.holds(MANAGING_ROLES, association.partner_id, association.location_id)


def is_questioned(association: Association) -> bool:
    """It is being compared now; before and after that there is nothing to prove."""
    return (
        ArbitrationParty.objects.standing()
        .filter(association=association, claim__isnull=True, arbitration__closed_at__isnull=True)
        .exists()
    )


def add_defence_file(association_id: int, *, by: User, at: datetime, upload: File, name: str) -> ProofFile:
    """Looked into, stored and read like any proof. The same content twice is kept once."""
    found = inspect(upload, name)
    about = f"association {association_id}, sent by {by.pk}, SHA-256 {found.sha256}"
    scanning.refuse_malware(upload, about=about)
    # Stored before anything is locked: nobody waits for a slow storage.
    with storing.stored(upload, f"defences/{association_id}", at=at) as path, transaction.atomic():
        association = _questioned(association_id, by)
        known = association.files.filter(sha256=found.sha256).first()
        if known:
            return known
        if association.files.count() >= MOST_FILES:
            raise NotNow(_("Up to %(count)d files can be added here.") % {"count": MOST_FILES})
        kept = ProofFile.objects.create(
            association=association,
            file=path,
            name=found.name,
            content_type=found.content_type,
            size=found.size,
            sha256=found.sha256,
            uploaded_at=at,
            uploaded_by=by,
        )
        storing.settle(path)
        ask_for_reading(kept, at=at)
    return kept


def write_defence(association_id: int, *, by: User, at: datetime, body: str) -> DefenceText:
    """The same text sent twice, as by a double click, is kept once."""
    with transaction.atomic():
        association = _questioned(association_id, by)
        if not body.strip():
            raise NotNow(_("Write a text first."))
        latest = association.defence_texts.order_by("-pk").first()
        if latest is not None and (latest.body, latest.written_by_id) == (body.strip(), by.pk):
            return latest
        return DefenceText.objects.create(
            association=association, body=body.strip(), written_at=at, written_by=by
        )


def _questioned(association_id: int, by: User) -> Association:
    association = Association.objects.select_for_update().get(pk=association_id)
    if not is_defender(association, by):
        raise PermissionDenied(_("Your role does not allow this."))
    if not is_questioned(association):
        raise NotNow(_("The association is not being compared any more, so nothing can be added."))
    return association
