"""What waits for the review team: lists, counts and pages of the queue, and the way from claim to claim."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from heapq import merge

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from accounts.models import User
from claims import paging
from claims.clocks import CLOCKS_IN
from claims.counting import CappedCount
from claims.models import Claim, ClaimProduct, Queued
from claims.numbers import grouped
from claims.searching import Found, find
from claims.states import OPEN, ClockKind, State

from .models import ArbitrationParty, SavedView, SecondLook
from .queues_filters import SOON_DAYS, Asker, Listing, QueueFilterForm, contested, listings_for, narrowed

PAGE = 25
# Counted no further: that there are many is all that matters.
COUNTED = 1000
# What a bulk action takes at once.
MOST_AT_ONCE = 500
WAITING = Q(state__in=(State.SUBMITTED, State.UNDER_REVIEW))
DUE = paging.Order("", "due_at")
AGE = paging.Order("", "submitted_at")
NEWEST = paging.Order("", is_descending=True)
AFTER, BEFORE, PLACE = "after", "before", "place"


def asked(data, user: User, at: datetime) -> "Asked":
    """From an address or a query string."""
    data = QueryDict(data) if isinstance(data, str) else data
    return Asked(QueueFilterForm(data, asker=Asker(user, at)))


@dataclass
class Asked:
    """One filter of the queue, and the claims that it finds."""

    form: QueueFilterForm

    @cached_property
    def found(self) -> Found:
        return find(self.form.wanted.get("q", ""), among_all=not self.form.is_clocked)

    @property
    def order(self) -> paging.Order:
        if not self.form.is_clocked:
            return NEWEST
        return AGE if self.form.wanted.get("sort") == "age" else DUE

    @cached_property
    def parts(self) -> list[QuerySet]:
        """Apart where one index could not give both in order; no claim is in two of them."""
        lists = _lists(self.form.listing, self.form.asker, is_clocked=self.form.is_clocked)
        return [self.found.narrow(narrowed(claims, self.form)) for claims in lists]

    def page(self, *, after: str = "", before: str = "") -> paging.Page:
        return paging.page_of(self.parts, self.order, PAGE, after=after, before=before)

    def first(self, count: int) -> list[int]:
        return paging.page_of(self.parts, self.order, count).ids

    def ids(self) -> Iterator[int]:
        """All of them in their order, as they are now."""
        columns = self.order.columns
        sign = "-" if self.order.is_descending else ""
        ordered = [
            claims.order_by(*(sign + column for column in columns)).values_list(*columns).iterator()
            for claims in self.parts
        ]
        return (row[-1] for row in merge(*ordered, reverse=self.order.is_descending))

    @property
    def to_count(self) -> list[QuerySet]:
        """Nothing where it would take long to count even to the cap: words that many have, and products."""
        if self.found.terms or "product" in self.form.wanted:
            return []
        return self.parts


def _lists(listing: Listing, asker: Asker, *, is_clocked: bool) -> list[QuerySet]:
    claims = (Queued if is_clocked else Claim).objects.visible_to(asker.user)
    if listing == Listing.SOON:
        soon = asker.within(SOON_DAYS)
        waiting = claims.filter(WAITING)
        mine = waiting.filter(due_at__gt=soon, reviewer=asker.user)
        return [waiting.filter(due_at__lte=soon), *([mine] if asker.user.is_reviewing else [])]
    return [claims.filter(_condition(listing, asker))]


def _condition(listing: Listing, asker: Asker) -> Q:
    return {
        Listing.ALL: WAITING,
        Listing.MINE: WAITING & Q(reviewer=asker.user),
        Listing.UNASSIGNED: WAITING & Q(reviewer__isnull=True),
        Listing.OVERDUE: WAITING & Q(due_at__lte=asker.at),
        Listing.ANSWERED: WAITING & Q(answered_at__isnull=False),
        Listing.PARTNER: Q(state=State.ACTION_REQUIRED),
        Listing.ARBITRATION: Q(state__in=OPEN, pk__in=contested()),
        Listing.DISPUTED: Q(state=State.REJECTED),
        Listing.SECOND_LOOK: Q(pk__in=SecondLook.objects.claims_waiting()),
        Listing.ANY: Q(),
    }[listing]


@dataclass(frozen=True)
class Count:
    """All of them, or that there are more than are counted."""

    number: int
    cap: int

    @property
    def is_more(self) -> bool:
        return self.number > self.cap

    def __str__(self):
        return f"{grouped(self.cap)}+" if self.is_more else grouped(self.number)


def counts_of(
    wanted: dict[str, list[QuerySet]], user: User, caps: dict[str, int] | None = None
) -> dict[str, Count]:
    """Of claims in one or more parts; in one query that reads no more of an index than it counts."""
    caps = dict.fromkeys(wanted, COUNTED) | (caps or {})
    capped = {
        f"{name}_{number}": CappedCount(claims.values("pk")[: caps[name] + 1])
        for name, parts in wanted.items()
        for number, claims in enumerate(parts)
    }
    found = User.objects.filter(pk=user.pk).values(**capped).get() if capped else {}
    return {
        name: Count(sum(found[f"{name}_{number}"] or 0 for number in range(len(parts))), caps[name])
        for name, parts in wanted.items()
        if parts
    }


def lists_of(asker: Asker) -> dict[Listing, list[QuerySet]]:
    """Each list as a whole. All claims there ever were are no list to be counted."""
    return {
        listing: _lists(listing, asker, is_clocked=listing != Listing.SECOND_LOOK)
        for listing in listings_for(asker.user)
        if listing != Listing.ANY
    }


def of_view(view: SavedView, asker: Asker) -> Asked:
    return Asked(QueueFilterForm(QueryDict(view.query), asker=asker, looks_up=False))


def rows_of(ids: list[int]) -> list[Claim]:
    """What a row of the queue shows, in the order of the IDs."""
    products = ClaimProduct.objects.select_related("product").order_by("product__name", "pk")
    in_arbitration = ArbitrationParty.objects.filter(
        claim_product__claim=OuterRef("pk"), arbitration__closed_at__isnull=True
    )
    looks = SecondLook.objects.filter(decision__claim=OuterRef("pk"))
    claims = (
        Claim.objects.filter(pk__in=ids)
        .select_related("location", "reviewer")
        .prefetch_related(Prefetch("products", products))
        .annotate(
            in_arbitration=Exists(in_arbitration),
            in_second_look=Exists(looks.open()) | Exists(looks.returned()),
        )
    )
    known = {claim.pk: claim for claim in claims}
    return [known[pk] for pk in ids if pk in known]


def clock_of(claim: Claim) -> str:
    """Which of the claim's clocks its due date is of."""
    if claim.disputed_at is not None:
        return str(ClockKind.DISPUTE_ANSWER.label)
    return str(CLOCKS_IN[State(claim.state)][0].label) if claim.due_at and claim.state in OPEN else ""


@dataclass(frozen=True)
class Neighbours:
    """The claims beside one in a filtered queue; codes are empty where there is none.

    `here` is what the claim's own page hands on in its address: the filter, and the claim's place in its order,
    from which there is a way on when the claim has left the filter.
    """

    previous_code: str
    next_code: str
    back_url: str
    here: str

    def __iter__(self):
        return iter((self.previous_code, self.next_code, self.back_url))


def place_words(claim: Claim, order: paging.Order) -> str:
    """For an address: where the claim is in this order."""
    value = getattr(claim, order.column) if order.column else None
    return paging.words_of((claim.pk,) if value is None else (value, claim.pk))


def neighbours(claim: Claim, query_string: str, user: User, at: datetime) -> Neighbours:
    data = QueryDict(query_string[:2000])
    queue = asked(data, user, at)
    address = {name: data[name] for name in (AFTER, BEFORE) if data.get(name)}
    back = "&".join(filter(None, [queue.form.query, urlencode(address)]))
    place = _place(claim, data.get(PLACE, ""), queue.order)
    ids = paging.neighbours_of(queue.parts, queue.order, place) if place else (None, None)
    codes = dict(Claim.objects.filter(pk__in=[pk for pk in ids if pk]).values_list("pk", "code"))
    here = urlencode({PLACE: paging.words_of(place)}) if place else ""
    return Neighbours(
        *(codes.get(pk, "") for pk in ids),
        back_url=reverse("reviews:queue") + (f"?{back}" if back else ""),
        here="&".join(filter(None, [back, here])),
    )


def _place(claim: Claim, carried: str, order: paging.Order) -> tuple | None:
    """Where it was when it was opened; else where it is, or was last."""
    place = paging.place_of(order, carried)
    if place and place[-1] == claim.pk:
        return place
    if not order.column:
        return (claim.pk,)
    value = getattr(claim, order.column) or _last_due(claim)
    return (value, claim.pk) if value else None


def _last_due(claim: Claim) -> datetime | None:
    kinds = [kinds[0] for kinds in CLOCKS_IN.values()]
    last = claim.deadlines.filter(kind__in=[*kinds, ClockKind.DISPUTE_ANSWER]).order_by("-id").first()
    return last.due_at if last else None
