"""The list as a table to take away: every claim that was asked for, a chunk at a time, whatever their number."""

from collections.abc import Iterator

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from .models import Claim, ClaimProduct, Event
from .paging import NEWEST, ORDERS, page_of

CHUNK = 500


def titles(zone: str) -> list[str]:
    """Times are in the reader's zone, which their titles name."""
    timed = [_("Submitted"), _("Decided"), _("Due"), _("Official since"), _("Handed over"), _("Last changed")]
    return [
        *(_("Claim ID"), _("Claim name"), _("State"), _("Reason"), _("Customer"), _("Domain")),
        *(
            _("Directory ID"),
            _("Solution area"),
            _("Activities"),
            _("Programmes"),
            _("Location"),
            _("MPN ID"),
        ),
        *(_("Products and subscriptions"), _("Customer's contact"), _("Customer's contact, title")),
        *(_("Customer's contact, e-mail"), _("Your contact"), _("Your contact, e-mail")),
        *(_("Technical contact"), _("Technical contact, e-mail")),
        *(f"{title} ({zone})" for title in timed),
    ]


def rows_of(parts) -> Iterator[list[str]]:
    """The newest first whatever the list's order is: no claim that changes meanwhile comes twice or never."""
    after = ""
    while True:
        page = page_of(parts, ORDERS[NEWEST], CHUNK, after=after)
        claims = {claim.pk: claim for claim in _whole(page.ids)}
        yield from (_row(claims[pk]) for pk in page.ids if pk in claims)
        if not page.next:
            return
        after = page.next


def _whole(ids: list[int]):
    products = ClaimProduct.objects.select_related("product", "subscription", "association")
    handed = Event.objects.filter(kind="handed_over").order_by("number")
    return (
        Claim.objects.filter(pk__in=ids)
        .select_related("location")
        .prefetch_related(
            Prefetch("products", products.order_by("pk")), Prefetch("events", handed, to_attr="hand_overs")
        )
    )


def _row(claim: Claim) -> list[str]:
    chosen = list(claim.products.all())
    officials = [each.association.official_at for each in chosen if each.association_id]
    reason = claim.get_rejection_reason_display() if claim.rejection_reason else ""
    if claim.partner_reason:
        reason = f"{reason}: {claim.get_partner_reason_display()}"
    return [
        *(claim.code, claim.name, str(claim.get_state_display()), reason, claim.customer, claim.domain),
        *(claim.directory_id, str(claim.get_area_display()) if claim.area else ""),
        ", ".join(str(activity.label) for activity in claim.activities),
        ", ".join(str(programme.label) for programme in claim.programmes),
        *(claim.location.name, claim.location.mpn_id, "; ".join(map(_product, chosen))),
        *(claim.contact_name, claim.contact_title, claim.contact_email),
        *(claim.own_contact_name, claim.own_contact_email),
        *(claim.technical_contact_name, claim.technical_contact_email),
        *map(local, (claim.submitted_at, claim.decided_at, claim.due_at)),
        local(min(filter(None, officials), default=None)),
        local(claim.hand_overs[0].at if claim.hand_overs else None),
        local(claim.changed_at),
    ]


def _product(chosen: ClaimProduct) -> str:
    words = str(chosen) if chosen.subscription_id else f"{chosen.product} {chosen.typed_subscription}".strip()
    return f"{words} ({chosen.get_result_display()})"


def local(at) -> str:
    return "" if at is None else date_format(timezone.localtime(at), "Y-m-d H:i")
