"""What a customer's contact is written about its page of all partners of record."""

from collections.abc import Callable, Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from directory.models import Association
from outbox.letters import Letter, enqueue_letter

from .emails import about_link
from .models import TenantAccess

LINK = "{{secret:link}}"


def _write(
    access: TenantAccess,
    kind: str,
    subject: Callable[[], str],
    paragraphs: Callable[[], Iterable[str]],
    *,
    key: str,
    at: datetime,
    link_text: Callable[[], str] | None = None,
    token: str = "",
    about: str = "",
) -> None:
    with translation.override(access.tenant.language):
        letter = Letter(subject(), list(paragraphs()), link_text() if link_text else "")
    secrets = {"link": settings.BASE_URL + reverse("consent:tenant_link", args=[token])} if token else None
    enqueue_letter(
        letter,
        key=key,
        to=access.email,
        name=access.name,
        language=access.tenant.language,
        link=LINK if token else "",
        further={"about_link": about_link(access.tenant.language)},
        kind=kind,
        about=about,
        at=at,
        secrets=secrets,
        reply_to=settings.SUPPORT_EMAIL,
    )


def way_in(access: TenantAccess, *, token: str, at: datetime) -> None:
    zone = ZoneInfo(access.tenant.time_zone)

    def until() -> str:
        local = timezone.localtime(access.ends_at, timezone=zone)
        return f"{date_format(local, 'DATETIME_FORMAT')} ({access.tenant.time_zone})"

    _write(
        access,
        "tenant_link",
        lambda: _("The partners of record of %(customer)s") % {"customer": access.tenant.name},
        lambda: [
            _(
                "Somebody, we think you, asked to see the partners of record of %(customer)s. "
                "The link works once, and until %(until)s."
            )
            % {"customer": access.tenant.name, "until": until()},
            _("If it was not you, do nothing: nothing happens then, and nobody sees the list."),
        ],
        key=f"tenant:{access.pk}:link",
        at=at,
        link_text=lambda: _("See our partners of record"),
        token=token,
    )


def receipt(access: TenantAccess, association: Association, *, at: datetime) -> None:
    named = {"partner": association.partner.name, "product": association.product}
    _write(
        access,
        "tenant_ended",
        lambda: _("You ended %(partner)s as your partner of record") % named,
        lambda: [
            _("%(partner)s is no longer your partner of record for %(product)s, and was told.") % named,
            _("It does not see your usage of it any more. Your licences and contracts stay as they are."),
        ],
        key=f"tenant:{access.pk}:ended:{association.pk}",
        at=at,
    )
