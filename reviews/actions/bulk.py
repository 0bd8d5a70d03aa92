"""The same for many claims: each in a transaction of its own, with the version that was seen, and a result for each."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from accounts.models import User
from claims import actions as claims
from claims.models import Claim
from claims.refusals import Refused

from .assigning import assign

TAKE, RELEASE, ASSIGN = "take", "release", "assign"
KINDS = (TAKE, RELEASE, ASSIGN)


@dataclass(frozen=True)
class Outcome:
    """What became of one claim; `why` says what stood in the way."""

    claim_id: int
    code: str
    is_done: bool
    why: str = ""


def run(
    kind: str,
    chosen: Iterable[tuple[int, int]],
    *,
    by: User,
    at: datetime,
    to: User | None = None,
) -> list[Outcome]:
    """`chosen` are claims with the version that was seen of each. What one refuses keeps no other from it.

    `to` is whom a lead assigns them to.
    """
    seen = dict(chosen)
    codes = dict(Claim.objects.visible_to(by).filter(pk__in=seen).values_list("pk", "code"))
    act = _action(kind, by, to)
    return [_one(act, pk, codes.get(pk, ""), by=by, at=at, seen=version) for pk, version in seen.items()]


def _action(kind: str, by: User, to: User | None) -> Callable[..., Claim]:
    if kind == TAKE:
        return lambda pk, **asked: claims.take(pk, reviewer=by, **asked)
    if kind == RELEASE:
        return claims.release
    if kind != ASSIGN or to is None:
        raise ValueError(f"Nothing is known of doing “{kind}” to {to}.")
    return lambda pk, **asked: assign(pk, to=to, **asked)


def _one(act: Callable[..., Claim], pk: int, code: str, *, by: User, at: datetime, seen: int) -> Outcome:
    if not code:
        return Outcome(pk, "", False, _("There is no such claim."))
    try:
        claim = act(pk, by=by, at=at, seen=seen)
    except (Refused, PermissionDenied) as refusal:
        return Outcome(pk, code, False, str(getattr(refusal, "message", refusal)))
    if claim.version == seen:
        return Outcome(pk, code, False, _("%(name)s had it already.") % {"name": claim.reviewer})
    return Outcome(pk, code, True)
