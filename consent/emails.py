"""What the customer's contact is written, in the tenant's language. The link is sealed until the mail leaves."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from accounts.tokens import new_token, token_hash
from claims.models import Claim, ClaimProduct
from directory.models import Association
from outbox import moments
from outbox.letters import Letter, enqueue_letter
from outbox.models import Message
from outbox.moments import Counted
from outbox.states import State as DeliveryState

from .models import Link, Notice, Window

LINK = "{{secret:link}}"
REMINDER = "reminder"
# What the customer's contact gets about one claim, which mail programs show as one conversation.
CONVERSATION = (
    "notice_submission",
    "notice_approval",
    "window_reminder",
    "receipt_confirmed",
    "receipt_declined",
    "receipt_opted_out",
    "receipt_changed_mind",
    "decision_reversed",
    "contact_replaced",
    "association_ended",
)
# Of a long conversation: its beginning, and the newest.
MOST_REFERENCES = 10


def reminder_key(message_key: str) -> str:
    return f"{message_key}{REMINDER}"


def products_of(claim: Claim) -> list[ClaimProduct]:
    return list(
        claim.products.live()
        .select_related("product", "subscription", "association")
        .order_by("product__name", "id")
    )


def about_link(language: str) -> str:
    """The page that explains it all, in the language of the mail and not in the browser's."""
    return f"{settings.BASE_URL}{reverse('consent:about')}?language={language}"


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
    counted: Mapping[str, Counted] | None = None,
    products: list[str] | None = None,
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
            "products": products or [str(chosen) for chosen in products_of(claim)],
            "asked_by": _asked_by(claim),
            "about_link": about_link(notice.language),
        },
        kind=kind,
        about=claim.code,
        at=at,
        not_before=not_before,
        secrets=secrets or None,
        reply_to=claim.own_contact_email,
        headers=_conversation(claim.code, notice.contact_email),
        counted=counted,
    )


def _asked_by(claim: Claim) -> str:
    """Whom at the partner the customer can ask back."""
    if not claim.own_contact_name:
        return claim.own_contact_email
    return f"{claim.own_contact_name}, {claim.own_contact_email}"


def _conversation(code: str, contact: str) -> dict[str, str]:
    """All mails about one claim to one contact are one thread; each names those before it."""
    headers = {"List-Id": f"<customer-notices.{urlsplit(settings.BASE_URL).hostname or 'localhost'}>"}
    earlier = Message.objects.about(code).filter(recipient=contact, kind__in=CONVERSATION)
    before = list(
        earlier.exclude(state=DeliveryState.CANCELLED).order_by("pk").values_list("message_id", flat=True)
    )
    if before:
        named = before[:1] + before[1:][1 - MOST_REFERENCES :]
        headers |= {"In-Reply-To": before[-1], "References": " ".join(named)}
    return headers


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
            _("If you agree, there is nothing to do."),
            ngettext(
                "If you do not, you can opt out until %(end)s: for %(days)d day from this message.",
                "If you do not, you can opt out until %(end)s: for %(days)d days from this message.",
                settings.OPT_OUT_DAYS,
            )
            % {"days": settings.OPT_OUT_DAYS, "end": moments.placeholder("end")},
            _("A partner of record sees how much these products are used, and nothing of what is in them."),
        ],
        key=notice.message_key,
        at=at,
        not_before=not_before,
        link_text=lambda: _("See what this means, or opt out"),
        counted={"end": Counted(settings.OPT_OUT_DAYS, claim.tenant.time_zone, notice.language)},
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
        key=reminder_key(window.notice.message_key),
        at=at,
        link_text=lambda: _("See what this means, or opt out"),
    )


def contact_replaced(notice: Notice, *, at: datetime) -> None:
    """The contact had the notice and its link, which is another's now."""
    claim = notice.claim
    _write(
        notice,
        "contact_replaced",
        lambda: _("Somebody else is asked about %(partner)s now") % {"partner": claim.partner.name},
        lambda: [
            _("%(partner)s named another contact at %(customer)s. Our link to you does nothing any more.")
            % {"partner": _partner(claim), "customer": claim.tenant.name},
            _("The new contact has the full time to opt out, from when our message arrives there."),
        ],
        key=f"claim:{claim.code}:replaced:{notice.pk}",
        at=at,
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


def told_of_approval(claim: Claim) -> Notice | None:
    """Who never was is not told of the end either."""
    arrived = claim.notices.filter(kind=Notice.Kind.APPROVAL, accepted_at__isnull=False)
    notice = arrived.order_by("-id").first()
    if notice is not None:
        notice.claim = claim
    return notice


def associations_over(notice: Notice, products: Sequence[ClaimProduct], *, at: datetime) -> None:
    """Why is between the partner and the review team."""
    claim = notice.claim
    _write(
        notice,
        "association_ended",
        lambda: _("%(partner)s is no longer your partner of record") % {"partner": claim.partner.name},
        lambda: [
            *(
                _("%(partner)s is no longer your partner of record for %(product)s.")
                % {"partner": _partner(claim), "product": chosen.product}
                for chosen in products
            ),
            _("The partner no longer sees how much the product is used. There is nothing to do."),
        ],
        key=f"claim:{claim.code}:over:{claim.history_length}",
        at=at,
        products=[str(chosen) for chosen in products],
    )


def association_ended(claim: Claim, association: Association, *, at: datetime) -> None:
    notice = told_of_approval(claim)
    if notice is None:
        return
    _write(
        notice,
        "association_ended",
        lambda: _("%(partner)s is no longer your partner of record") % {"partner": claim.partner.name},
        lambda: [
            _(
                "%(partner)s was your partner of record for %(product)s, at %(customer)s. "
                "The subscription has ended, and this with it."
            )
            % {
                "partner": _partner(claim),
                "product": association.product,
                "customer": claim.tenant.name,
            },
            _("The partner no longer sees how much the product is used. There is nothing to do."),
        ],
        key=f"claim:{claim.code}:ended:{association.pk}",
        at=at,
        products=[str(association.product)],
    )
