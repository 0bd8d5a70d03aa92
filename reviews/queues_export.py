"""The filtered queue as a table to take away, a chunk at a time, for staff only."""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice

from django.utils.translation import gettext as _

from claims.exports import local
from claims.models import Claim

from . import queues
from .queues import Asked

CHUNK = 500


def titles(zone: str) -> list[str]:
    """Times are in the reader's zone, which their titles name."""
    return [
        *(_("Claim ID"), _("Claim name"), _("State"), _("Marks")),
        *(f"{title} ({zone})" for title in (_("Submitted"), _("Due"), _("Overall due"))),
        *(_("Clock"), _("Partner"), _("Location"), _("MPN ID")),
        *(_("Customer"), _("Domain"), _("Directory ID"), _("Country")),
        *(_("Programmes"), _("Solution area"), _("Products"), _("Reviewer")),
    ]


def rows_of(asked: Asked, at: datetime) -> Iterator[list[str]]:
    """Of the claims that the filter finds at this moment, in its order; none comes twice, however they move."""
    found = asked.ids()
    while ids := list(islice(found, CHUNK)):
        yield from (_row(claim, at) for claim in queues.rows_of(ids))


def _row(claim: Claim, at: datetime) -> list[str]:
    return [
        *(claim.code, claim.name, str(claim.get_state_display()), ", ".join(marks_of(claim, at))),
        *map(local, (claim.submitted_at, claim.due_at, claim.overall_due_at)),
        *(queues.clock_of(claim), claim.partner_name, claim.location.name, claim.mpn_id),
        *(claim.customer, claim.domain, claim.directory_id, claim.customer_country),
        ", ".join(str(programme.label) for programme in claim.programmes),
        str(claim.get_area_display()) if claim.area else "",
        ", ".join(dict.fromkeys(str(chosen.product) for chosen in claim.products.all())),
        str(claim.reviewer or ""),
    ]


def marks_of(claim: Claim, at: datetime) -> list[str]:
    """The marks of a row, in words."""
    marks = {
        _("Overdue"): claim.is_overdue(at),
        _("Answered"): claim.answered_at is not None,
        _("In arbitration"): claim.in_arbitration,
        _("Disputed"): claim.disputed_at is not None,
        _("Second look"): claim.in_second_look,
    }
    if claim.due_at and claim.overall_due_at:
        missed = claim.overall_due_at <= at
        marks[_("Overall date missed")] = missed
        marks[_("Overall date at risk")] = not missed and claim.overall_risk_at <= at
    return [mark for mark, holds in marks.items() if holds]
