"""Fills a canned text in from a claim. Plain replacement, once: nothing in a text or a value is ever run.

Nothing is offered here that a partner may not read: no reviewer, no rival, no note.
"""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.clocks import partner_calendar
from claims.deadlines import answer_due, dispute_until
from claims.models import Claim, ClaimProduct
from claims.telling import people_of

from .models import CannedText, Language, Purpose

PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
NOTHING = "–"
EVERYWHERE: dict[str, Promise] = {
    "claim_id": gettext_lazy("the claim's ID"),
    "claim_name": gettext_lazy("the name that the partner gave the claim"),
    "partner": gettext_lazy("the partner's name"),
    "location": gettext_lazy("the partner's location"),
    "mpn_id": gettext_lazy("the location's MPN ID"),
    "customer": gettext_lazy("the customer's name"),
    "domain": gettext_lazy("the customer's domain"),
    "directory_id": gettext_lazy("the customer's Directory ID"),
    "contact": gettext_lazy("the name of the customer's contact"),
    "products": gettext_lazy("the claim's products"),
    "team": gettext_lazy("the name of the review team"),
}
DUE = {"due": gettext_lazy("the day by which the partner has to answer")}
PRODUCT = {"product": gettext_lazy("the product that is removed")}
WINDOW = {"opt_out_days": gettext_lazy("how many days the customer has to opt out")}
DISPUTE = {"dispute_until": gettext_lazy("the day until which the rejection can be disputed")}


def offered_for(purpose: str) -> dict[str, Promise]:
    """The placeholders that a text for this purpose can have, and what each stands for."""
    if purpose.startswith("ask"):
        return EVERYWHERE | DUE
    if purpose.startswith("reject"):
        return EVERYWHERE | DISPUTE
    return EVERYWHERE | {Purpose.APPROVE: WINDOW, Purpose.REMOVE: PRODUCT}.get(purpose, {})


def flaws(words: str, purpose: str) -> list[str]:
    """What is wrong with the braces of a text: each sentence names the place."""
    known = offered_for(purpose)
    found = []
    for name in dict.fromkeys(PLACEHOLDER.findall(words)):
        if name not in known:
            found.append(_("{%(name)s} is not known here.") % {"name": name})
    rest = PLACEHOLDER.sub("", words)
    for place in re.finditer(r"[{}]", rest):
        near = " ".join(rest[max(place.start() - 12, 0) : place.end() + 12].split())
        found.append(
            _("A placeholder is broken near “%(near)s”: it has one brace on each side and no spaces.")
            % {"near": near}
        )
        break
    return found


def fill(words: str, values: Mapping[str, str]) -> str:
    """Each known placeholder becomes its value; braces in a value stay what they are."""
    return PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), words)


def language_for(claim: Claim) -> str:
    """Of the person on the partner's side who is told first; English where nobody's words are kept ready."""
    people = people_of(claim)
    language = people[0].language if people else ""
    return language if language in Language else Language.ENGLISH.value


def filled(
    text: CannedText, claim: Claim, *, language: str, at: datetime, product: ClaimProduct | None = None
) -> str:
    words, spoken = text.words_in(language)
    with translation.override(spoken):
        return fill(words, {name: of(claim, at, product) for name, of in VALUES.items() if name in words})


def _day(instant: datetime, zone: ZoneInfo) -> str:
    return date_format(timezone.localtime(instant, zone), "DATE_FORMAT")


def _products(claim: Claim) -> str:
    chosen = claim.products.live().select_related("product", "subscription").order_by("product__name", "id")
    return ", ".join(str(each) for each in chosen)


def _due(claim: Claim, at: datetime) -> str:
    return _day(answer_due(partner_calendar(claim), at).at, ZoneInfo(claim.location.time_zone))


VALUES: dict[str, Callable[[Claim, datetime, ClaimProduct | None], str]] = {
    "claim_id": lambda claim, at, product: claim.code,
    "claim_name": lambda claim, at, product: claim.name or claim.code,
    "partner": lambda claim, at, product: claim.partner.name,
    "location": lambda claim, at, product: claim.location.name,
    "mpn_id": lambda claim, at, product: claim.location.mpn_id,
    "customer": lambda claim, at, product: claim.tenant.name if claim.tenant else NOTHING,
    "domain": lambda claim, at, product: claim.domain or NOTHING,
    "directory_id": lambda claim, at, product: claim.directory_id or NOTHING,
    "contact": lambda claim, at, product: claim.contact_name or NOTHING,
    "products": lambda claim, at, product: _products(claim) or NOTHING,
    "team": lambda claim, at, product: settings.REVIEW_TEAM_NAME,
    "due": lambda claim, at, product: _due(claim, at),
    "product": lambda claim, at, product: str(product) if product else NOTHING,
    "opt_out_days": lambda claim, at, product: str(settings.OPT_OUT_DAYS),
    "dispute_until": lambda claim, at, product: _day(dispute_until(at), ZoneInfo(claim.location.time_zone)),
}
