"""What was saved while somebody had a page of the claim open, told field by field from history."""

from collections.abc import Iterable

from .models import Claim, Event

KINDS = ("edited", "products_chosen", "contact_corrected")


def events_since(claim: Claim, number: int) -> list[Event]:
    """Changes after event `number`, oldest first; one query."""
    return list(claim.events.for_partner().filter(number__gt=number, kind__in=KINDS).order_by("number"))


def _values(event: Event, side: str) -> dict:
    values = getattr(event, side)
    # The customer's page of a corrected contact names its fields without the word before them.
    return {f"contact_{name}": value for name, value in values.items()} if _is_contact(event) else values


def _is_contact(event: Event) -> bool:
    return event.kind == "contact_corrected"


def changed_since(claim: Claim, number: int, names: Iterable[str]) -> dict[str, tuple]:
    """Before and after of each of these fields that another save changed after event `number`.

    A page carries `claim.history_length` as it was when it was shown (the hidden `seen_history`), and its action,
    with the claim locked, asks for the fields that it is about to write: what was changed elsewhere in the claim is
    no conflict, nor is what was changed and put back, nor a value that is the one to be saved anyway, which the
    caller compares. Values are as history keeps them; `products` is the list of the chosen ones' names.
    """
    found: dict[str, tuple] = {}
    for event in events_since(claim, number):
        before, after = _values(event, "before"), _values(event, "after")
        for name in set(names) & set(after):
            first, _last = found.get(name, (before.get(name), None))
            found[name] = (first, after[name])
    return {name: (before, after) for name, (before, after) in found.items() if before != after}
