"""What waits for the review team: the lists of the queue, search, and pages that stay put while rows move."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, TextChoices
from django.db.models.functions import Coalesce
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from claims import codes
from claims.models import Claim, ClaimProduct
from claims.states import OPEN, State
from directory import spelling
from directory.models import Domain, Tenant

from .models import ArbitrationParty

PAGE = 25
WAITING = Q(state__in=(State.SUBMITTED, State.UNDER_REVIEW))


class Listing(TextChoices):
    ALL = "all", _("Everything waiting")
    MINE = "mine", _("Mine")
    UNASSIGNED = "unassigned", _("Unassigned")
    OVERDUE = "overdue", _("Overdue")
    ANSWERED = "answered", _("Answered")
    PARTNER = "partner", _("Waiting for the partner")
    DISPUTED = "disputed", _("Disputed")


def listings_for(user: User) -> list[Listing]:
    """Reviewing is what “mine” is about; disputes are the leads' business, and support reads everything."""
    shown = set(Listing)
    if not user.is_reviewing:
        shown.discard(Listing.MINE)
    if not (user.is_lead or user.is_support):
        shown.discard(Listing.DISPUTED)
    return [listing for listing in Listing if listing in shown]


def _conditions(user: User, at: datetime) -> dict[Listing, Q]:
    return {
        Listing.ALL: WAITING,
        Listing.MINE: WAITING & Q(reviewer=user),
        Listing.UNASSIGNED: WAITING & Q(reviewer__isnull=True),
        Listing.OVERDUE: WAITING & Q(due_at__lte=at),
        Listing.ANSWERED: WAITING & Q(answered_at__isnull=False),
        Listing.PARTNER: Q(state=State.ACTION_REQUIRED),
        Listing.DISPUTED: Q(disputed_at__isnull=False),
    }


def order_of(listing: Listing | None) -> tuple[str, ...]:
    """Most urgent first; what a search found comes newest first."""
    if listing is None:
        return ("-id",)
    return ("disputed_at", "id") if listing == Listing.DISPUTED else ("due_at", "id")


def claims_in(listing: Listing, user: User, at: datetime) -> QuerySet[Claim]:
    return Claim.objects.visible_to(user).filter(_conditions(user, at)[listing])


def counts(user: User, at: datetime) -> dict[Listing, int]:
    conditions = _conditions(user, at)
    shown = listings_for(user)
    concerned = Claim.objects.visible_to(user).filter(Q(state__in=OPEN) | Q(disputed_at__isnull=False))
    found = concerned.aggregate(
        **{listing.value: Count("pk", filter=conditions[listing]) for listing in shown}
    )
    return {listing: found[listing.value] for listing in shown}


def search(user: User, words: str) -> QuerySet[Claim]:
    """By what names a claim, a partner's location or a customer without doubt."""
    claims = Claim.objects.visible_to(user)
    if code := codes.normalise(words):
        return claims.filter(code=code)
    if guid := spelling.guid(words):
        tenant = Tenant.objects.filter(directory_id=guid).first()
        if tenant is not None:
            return claims.filter(tenant=tenant)
        with_it = ClaimProduct.objects.filter(subscription__subscription_id=guid)
        return claims.filter(pk__in=with_it.values("claim_id"))
    if words.strip().isdigit():
        return claims.filter(location__mpn_id=words.strip())
    owner = Domain.objects.owning(words).first()
    return claims.filter(tenant_id=owner.tenant_id) if owner else claims.none()


def with_marks(claims: QuerySet[Claim]) -> QuerySet[Claim]:
    """What a row of the queue shows, read with the row."""
    products = ClaimProduct.objects.filter(claim=OuterRef("pk")).order_by().values("claim")
    contested = ArbitrationParty.objects.filter(
        claim_product__claim=OuterRef("pk"), arbitration__closed_at__isnull=True
    )
    return claims.for_page().annotate(
        product_count=Coalesce(
            Subquery(products.annotate(count=Count("pk")).values("count"), output_field=IntegerField()), 0
        ),
        in_arbitration=Exists(contested),
    )


@dataclass(frozen=True)
class Page:
    rows: list[Claim]
    # Where the neighbouring pages begin; empty when there is none.
    before: str
    after: str


def page_of(claims: QuerySet[Claim], order: tuple[str, ...], *, after: str = "", before: str = "") -> Page:
    """Keyset: a row that leaves the list moves no other over the edge of a page."""
    backwards = bool(before)
    position = _position(before or after, order)
    direction = _reversed(order) if backwards else order
    if position is not None:
        claims = claims.filter(_beyond(direction, position))
    rows = list(claims.order_by(*direction)[: PAGE + 1])
    more = len(rows) > PAGE
    rows = rows[:PAGE]
    if backwards:
        rows.reverse()
    comes_from_before = position is not None and not backwards
    return Page(
        rows,
        before=_cursor(rows[0], order) if rows and (more if backwards else comes_from_before) else "",
        after=_cursor(rows[-1], order) if rows and (backwards or more) else "",
    )


def _reversed(order: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(key[1:] if key.startswith("-") else f"-{key}" for key in order)


def _beyond(order: tuple[str, ...], position: tuple) -> Q:
    *first, last = (
        (key.lstrip("-"), "lt" if key.startswith("-") else "gt", value)
        for key, value in zip(order, position, strict=True)
    )
    name, sign, value = last
    beyond = Q(**{f"{name}__{sign}": value})
    for name, sign, value in first:
        # The outer bound is what an index can begin at.
        beyond = Q(**{f"{name}__{sign}e": value}) & (Q(**{f"{name}__{sign}": value}) | beyond)
    return beyond


def _cursor(claim: Claim, order: tuple[str, ...]) -> str:
    values = [getattr(claim, key.lstrip("-")) for key in order]
    return "_".join(value.isoformat() if isinstance(value, datetime) else str(value) for value in values)


def _position(cursor: str, order: tuple[str, ...]) -> tuple | None:
    """None for what is no position of this list, which then begins at its beginning."""
    parts = cursor.split("_")
    if len(parts) != len(order) or not parts[-1].isdecimal() or len(parts[-1]) > 18:
        return None
    try:
        instants = [parse_datetime(part) for part in parts[:-1]]
    except ValueError:
        return None
    if any(instant is None or instant.tzinfo is None for instant in instants):
        return None
    return (*instants, int(parts[-1]))
