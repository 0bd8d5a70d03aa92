"""What the customer's contact is written, in the tenant's language. The link is sealed until the mail leaves."""

from collections.abc import Callable, Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from accounts.tokens import new_token, token_hash
from claims.models import Claim, ClaimProduct
from outbox.letters import Letter, enqueue_letter

from .models import Link, Notice, Window

LINK = "{{secret:link}}"


def products_of(claim: Claim) -> list[ClaimProduct]:
    return list(
        claim.products.live().select_related("product", "subscription").order_by("product__name", "id")
    )


def customer_zone(claim: Claim) -> ZoneInfo:
    return ZoneInfo(claim.tenant.time_zone)


def local(instant: datetime, claim: Claim) -> str:
    """The customer's own date and time, with the zone, in the language that is active."""
    when = timezone.localtime(instant, timezone=customer_zone(claim))
    return f"{date_format(when, 'DATETIME_FORMAT')} ({claim.tenant.time_zone})"


def _write(
    notice: Notice,
    kind: str,
    subject: Callable[[], str],
    paragraphs: Callable[[], Iterable[str]],
    *,
    key: str,
    at: datetime,
    not_before: datetime | None = None,
    link_text: Callable[[], str] | None = None,
) -> None:
    claim = notice.claim
    secrets = {}
    if link_text is not None:
        token = new_token()
        Link.objects.create(notice=notice, token_hash=token_hash(token), created_at=at)
        secrets["link"] = settings.BASE_URL + reverse("consent:link", args=[token])
    with translation.override(notice.language):
        letter = Letter(subject(), list(paragraphs()), link_text() if link_text else "")
    enqueue_letter(
        letter,
        key=key,
        to=notice.contact_email,
        name=notice.contact_name,
        language=notice.language,
        link=LINK if link_text else "",
        further={
            "products": [str(chosen) for chosen in products_of(claim)],
            "about_link": settings.BASE_URL + reverse("consent:about"),
        },
        kind=kind,
        about=claim.code,
        at=at,
        not_before=not_before,
        secrets=secrets or None,
        reply_to=claim.own_contact_email,
    )


def _partner(claim: Claim) -> str:
    return f"{claim.partner.name} ({claim.location.name})"


def submission_notice(notice: Notice, *, at: datetime) -> None:
    claim = notice.claim
    _write(
        notice,
        "notice_submission",
        lambda: _("%(partner)s names you as its customer: please confirm") % {"partner": claim.partner.name},
        lambda: [
            _(
                "%(partner)s asks to be recorded as your partner of record for the products below, at %(customer)s."
            )
            % {"partner": _partner(claim), "customer": claim.tenant.name},
            _("A partner of record sees how much these products are used, and nothing of what is in them."),
            _("If this is right, please confirm. If it is not, please decline: the claim then ends."),
        ],
        key=notice.message_key,
        at=at,
        link_text=lambda: _("Confirm or decline"),
    )


def approval_notice(notice: Notice, *, at: datetime, not_before: datetime | None) -> None:
    claim = notice.claim
    _write(
        notice,
        "notice_approval",
        lambda: (
            _("%(partner)s becomes your partner of record, unless you opt out")
            % {"partner": claim.partner.name}
        ),
        lambda: [
            _("%(partner)s was approved as your partner of record for the products below, at %(customer)s.")
            % {"partner": _partner(claim), "customer": claim.tenant.name},
            ngettext(
                "If you agree, there is nothing to do. If you do not, you can opt out for %(days)d day "
                "from the moment you get this message; the page behind the link shows the exact end.",
                "If you agree, there is nothing to do. If you do not, you can opt out for %(days)d days "
                "from the moment you get this message; the page behind the link shows the exact end.",
                settings.OPT_OUT_DAYS,
            )
            % {"days": settings.OPT_OUT_DAYS},
        ],
        key=notice.message_key,
        at=at,
        not_before=not_before,
        link_text=lambda: _("See what this means, or opt out"),
    )


def window_reminder(window: Window, *, at: datetime) -> None:
    claim = window.claim
    _write(
        window.notice,
        "window_reminder",
        lambda: _("Reminder: you can still opt out of %(partner)s") % {"partner": claim.partner.name},
        lambda: [
            _("Until %(end)s you can still opt out of %(partner)s as your partner of record.")
            % {"end": local(window.ends_at, claim), "partner": _partner(claim)},
            _("If you agree, there is nothing to do."),
        ],
        key=f"{window.notice.message_key}reminder",
        at=at,
        link_text=lambda: _("See what this means, or opt out"),
    )


def receipt(notice: Notice, kind: str, *, at: datetime) -> None:
    """Says what the customer just did; after an opt-out with the way back while there is one."""
    claim = notice.claim
    said = {
        "confirmed": gettext_noop("You confirmed that %(partner)s works with you."),
        "declined": gettext_noop("You declined %(partner)s. The claim has ended, and the partner was told."),
        "opted_out": gettext_noop(
            "You opted out of %(partner)s. It does not become your partner of record, and was told."
        ),
        "changed_mind": gettext_noop("You agreed after all: %(partner)s becomes your partner of record."),
    }
    can_change = kind in ("opted_out", "changed_mind") and claim.window_ends_at is not None
    _write(
        notice,
        f"receipt_{kind}",
        lambda: _("Your answer about %(partner)s") % {"partner": claim.partner.name},
        lambda: [
            _(said[kind]) % {"partner": _partner(claim)},
            *(
                [_("You can change your mind until %(end)s.") % {"end": local(claim.window_ends_at, claim)}]
                * can_change
            ),
        ],
        key=f"claim:{claim.code}:receipt:{notice.pk}:{kind}:{claim.history_length}",
        at=at,
        link_text=(lambda: _("Change my mind")) if can_change else None,
    )


def decision_reversed(notice: Notice, *, at: datetime) -> None:
    """The customer was told of an approval that no longer holds."""
    claim = notice.claim
    _write(
        notice,
        "decision_reversed",
        lambda: _("%(partner)s is being looked at again") % {"partner": claim.partner.name},
        lambda: [
            _(
                "The approval of %(partner)s as your partner of record was reversed and is being reviewed again."
            )
            % {"partner": _partner(claim)},
            _("There is nothing to do. You will hear from us when it is decided."),
        ],
        key=f"claim:{claim.code}:reversed:{notice.pk}:{claim.history_length}",
        at=at,
    )
