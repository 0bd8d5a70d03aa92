"""What people are written about their company and their account."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from calendars.zones import zone_of_country
from outbox import actions as outbox
from outbox.compose import render_mail

from .models import Invitation, User

LINK = "{{secret:link}}"


def zone_of(invitation: Invitation) -> str:
    """The time zone that fits the invited person best, as far as we can know."""
    place = invitation.location
    return place.time_zone if place else zone_of_country(invitation.partner.country)


def key_prefix(invitation: Invitation) -> str:
    return f"invitation:{invitation.pk}:"


def invited(invitation: Invitation, *, by: User, token: str, at: datetime) -> None:
    """The link is sealed until the mail leaves, and stands nowhere else."""
    known = User.objects.filter(email=invitation.email).first()
    language = (known or by).language
    zone = known.time_zone if known else zone_of(invitation)
    with translation.override(language):
        until = date_format(
            timezone.localtime(invitation.expires_at, timezone=ZoneInfo(zone)),
            pgettext("date format", "D j M Y, H:i T"),
        )
        named = {
            "who": by,
            "email": by.email,
            "company": invitation.partner,
            "role": invitation.get_role_display(),
        }
        where = (
            _("%(place)s of %(company)s") % {"place": invitation.location, "company": invitation.partner}
            if invitation.location
            else str(invitation.partner)
        )
        head, text, html = render_mail(
            "invitation",
            {
                "subject": _("You are invited to the CPOR portal by %(company)s") % named,
                "greeting": known.name if known else "",
                "paragraphs": [
                    _(
                        "%(who)s (%(email)s) invites you to work on customer associations for %(where)s. "
                        "Your role there: %(role)s."
                    )
                    % (named | {"where": where}),
                    _("The link works once, and until %(until)s.") % {"until": until},
                    _("If you don't know what this is about, do nothing: nothing happens then."),
                ],
                "link": LINK,
                "link_text": _("See the invitation"),
            },
            language,
        )
    outbox.enqueue_email(
        key=f"{key_prefix(invitation)}{invitation.token_hash[:16]}",
        to=invitation.email,
        subject=head,
        text=text,
        html=html,
        kind="invitation",
        at=at,
        secrets={"link": settings.BASE_URL + reverse("accounts:join", args=[token])},
        reply_to=by.email,
    )
