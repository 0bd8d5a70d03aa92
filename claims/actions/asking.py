"""The partner asks the portal's support."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import User
from outbox import actions as outbox
from outbox.models import Message

from .. import door, history, permissions, support
from ..models import Claim
from ..refusals import NotNow


def ask_support(claim_id: int, *, by: User, at: datetime, details: str, once: UUID) -> Claim:
    """Sends support what the page had prepared, once for each `once`, and to be answered to this person."""
    if not settings.SUPPORT_EMAIL:
        raise NotNow(_("The portal knows no address of support. Please copy the text and send it yourself."))
    if not details.strip():
        raise NotNow(_("Say what you need help with."))
    with transaction.atomic():
        claim = door.locked(claim_id, by=by)
        if not permissions.is_partner_side(claim, by):
            raise PermissionDenied(_("Your role does not allow this."))
        key = f"claim:{claim.code}:help:{by.pk}:{once}"
        if Message.objects.filter(key=key).exists():
            return claim
        history.record(claim, "asked_support", by=by, at=at, text=details.strip())
        # Support reads the portal's own language, whatever the partner's is.
        with translation.override(settings.LANGUAGE_CODE):
            asked = _("%(name)s (%(email)s) of %(company)s asks for help with a claim.") % {
                "name": by.name,
                "email": by.email,
                "company": claim.partner,
            }
            outbox.enqueue_email(
                key=key,
                to=settings.SUPPORT_EMAIL,
                subject=_("Help with claim %(code)s") % {"code": claim.code},
                text=f"{asked}\n\n{support.text_of(claim, details)}\n",
                kind="help",
                about=claim.code,
                at=at,
                reply_to=by.email,
            )
    return claim
