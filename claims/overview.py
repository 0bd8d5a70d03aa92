"""What stands above the list: what needs this person now, and how many claims are in each state."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from accounts.models import User

from .counting import CappedCount
from .filters import BOUNCED, ENDING, SHOWN, SITUATIONS, WINDOW, in_situation
from .numbers import grouped
from .states import State

# More than fit are found with the filter that each part leads to.
SHOWN_OF_EACH = 5
# Counted no further: what matters is that there are many.
COUNTED = 1000


@dataclass(frozen=True)
class Need:
    """One kind of thing to do; `found` are IDs, at most `SHOWN_OF_EACH`."""

    kind: str
    title: str
    query: str
    found: list[int]
    has_more: bool


NEEDS = (
    ("answer", _("Answers due"), State.ACTION_REQUIRED, ("due_order_at", "pk")),
    (BOUNCED, _("Customers whose mail came back"), BOUNCED, ("-pk",)),
    ("draft", _("Drafts you began"), State.DRAFT, ("-pk",)),
    (ENDING, _("Associations ending"), ENDING, ("ends_date", "pk")),
    (WINDOW, _("Customers who can opt out"), WINDOW, ("window_ends_at", "pk")),
)


def needs_of(claims, *, user, at) -> list[Need]:
    """Only what there is any of, the most urgent kind first."""
    return [need for need in (_need(claims, user, at, *kind) for kind in NEEDS) if need.found]


def _need(claims, user, at, kind, title, shown, order) -> Need:
    chosen, query = in_situation(claims, shown, at), f"?state={shown}"
    if kind == "draft":
        chosen, query = chosen.filter(created_by=user), f"{query}&mine=on"
    found = list(chosen.order_by(*order).values_list("pk", flat=True)[: SHOWN_OF_EACH + 1])
    return Need(kind, title, query, found[:SHOWN_OF_EACH], len(found) > SHOWN_OF_EACH)


@dataclass(frozen=True)
class Count:
    """How many claims are in a state or situation: all of them, or that there are more than can be counted."""

    shown: str
    label: str
    count: int
    is_situation: bool = False

    @property
    def words(self) -> str:
        return f"{grouped(COUNTED)}+" if self.count > COUNTED else grouped(self.count)


def counts_of(claims, *, user, at) -> list[Count]:
    """In one query that reads no more of an index than it counts."""
    capped = {
        f"count_{shown}": CappedCount(in_situation(claims, shown, at).values("pk")[: COUNTED + 1])
        for shown in SHOWN
    }
    found = User.objects.filter(pk=user.pk).values(**capped).get()
    return [
        Count(shown, label, found[f"count_{shown}"], shown in SITUATIONS)
        for shown, label in SHOWN.items()
        if found[f"count_{shown}"] or shown not in SITUATIONS
    ]
