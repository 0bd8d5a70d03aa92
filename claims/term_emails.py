"""What the partner is told of an association's end with its subscription; it may have no claim (AFT-4)."""

from collections.abc import Callable
from datetime import date, datetime
from typing import cast

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts import notices
from directory.models import Association

from .models import Claim
from .telling import holders_of, people_of


def _tell(
    association: Association,
    claim: Claim | None,
    kind: str,
    subject: Callable[[], str],
    sentences: Callable[[], list[str]],
    *,
    key: str,
    at: datetime,
) -> None:
    """The link leads to where the next claim is drafted by one click."""
    notices.tell(
        people_of(claim) if claim else holders_of(association),
        kind,
        subject,
        lambda person: sentences(),
        key_prefix=f"association:{association.pk}:{key}:",
        link=reverse("claims:association", args=[association.pk]) + "#next",
        link_text=lambda: _("Draft the next claim"),
        about=claim.code if claim else "",
        partner_id=association.partner_id,
        at=at,
    )


def _day(day: date) -> str:
    return date_format(day, pgettext("date format", "j M Y"))


def ending(association: Association, claim: Claim | None, days: int, *, at: datetime) -> None:
    last = cast(date, association.ends_date)
    _tell(
        association,
        claim,
        "association_ending",
        lambda: _("An association of yours ends on %(day)s") % {"day": _day(last)},
        lambda: [
            _("%(product)s at %(customer)s: your association ends with its subscription on %(day)s.")
            % {"product": association.product, "customer": association.tenant, "day": _day(last)},
            _("For the next term, claim anew. A draft that says the same is made by one click."),
        ],
        key=f"ending:{last.isoformat()}:{days}",
        at=at,
    )


def ended(association: Association, claim: Claim | None, *, at: datetime) -> None:
    _tell(
        association,
        claim,
        "association_ended",
        lambda: _("An association of yours has ended"),
        lambda: [
            _("%(product)s at %(customer)s: your association has ended with its subscription.")
            % {"product": association.product, "customer": association.tenant},
            _(
                "If the customer has a new subscription, claim anew. A draft that says the same is made by one click."
            ),
        ],
        key="ended",
        at=at,
    )
