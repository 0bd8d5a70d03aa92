"""What an official association's partner sees: how many people used the product, month by month (AFT-3)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.roles import PartnerRole
from directory.models import Association, Usage

from .plots import Columns, Series

SHOWN_MONTHS = 12


@dataclass(frozen=True)
class Figure:
    """The plot of one association; the table beside it is made of the same months."""

    association: Association
    plot: Columns
    says: str

    @property
    def key(self) -> str:
        return f"usage-{self.association.pk}"


@dataclass(frozen=True)
class Shown:
    products: Sequence[Association] = ()
    # The newest first, with a count or None for each product.
    months: list[tuple[date, list[int | None]]] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)


def may_see(association: Association, user, at) -> bool:
    """Only its partner, and only while it is official."""
    is_theirs = user.holds(PartnerRole, association.partner_id, association.location_id)
    return is_theirs and association.is_official(at)


def shown(associations: Sequence[Association]) -> Shown:
    """`associations` are those that `may_see` allows; one query."""
    places = {association.pk: place for place, association in enumerate(associations)}
    months: dict[date, list[int | None]] = {}
    for usage in Usage.objects.filter(association__in=places).order_by("-month_date"):
        counts = months.setdefault(usage.month_date, [None] * len(places))
        counts[places[usage.association_id]] = usage.active_users
    latest = list(months.items())[:SHOWN_MONTHS]
    figures = [_figure(association, place, latest) for place, association in enumerate(associations)]
    return Shown(associations, latest, [figure for figure in figures if not figure.plot.is_empty])


def _figure(association: Association, place: int, months) -> Figure:
    known = {month: counts[place] for month, counts in months if counts[place] is not None}
    span = list(_months(min(known), max(known))) if known else []
    labels = [month_name(month) for month in span]
    plot = Columns(
        labels,
        [Series(str(association.product), [known.get(month, 0) for month in span])],
        axes=_("Active users, by month"),
    )
    says = ""
    if span:
        says = _("%(first)d in %(begin)s, %(last)d in %(end)s.") % {
            "first": known[span[0]],
            "begin": labels[0],
            "last": known[span[-1]],
            "end": labels[-1],
        }
    return Figure(association, plot, says)


def _months(first: date, last: date):
    month = first
    while month <= last:
        yield month
        month = (month + timedelta(days=31)).replace(day=1)


def month_name(month: date) -> str:
    return date_format(month, pgettext("date format", "M Y"))


def rows_of(association: Association):
    """All months there are, the oldest first, to take away."""
    subscription = str(association.subscription or "")
    known = association.usage.order_by("month_date").values_list("month_date", "active_users")
    for month, active_users in known.iterator():
        yield [
            f"{month:%Y-%m}",
            association.tenant.name,
            str(association.product),
            subscription,
            active_users,
        ]


def titles() -> list[str]:
    return [_("Month"), _("Customer"), _("Product"), _("Subscription ID"), _("Active users")]
