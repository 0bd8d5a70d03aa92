"""Competing claims: they are brought together when a review starts, and decided in one step."""

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.actors import CLOCK
from accounts.models import User
from claims import actions as claims
from claims import door, history, permissions
from claims import emails as claim_emails
from claims.models import Claim, ClaimProduct, Comment
from claims.refusals import NotNow
from claims.states import Result, State
from consent import actions as consent
from directory import actions as register
from directory.models import Association, Tenant

from . import checking, emails
from .models import Arbitration, ArbitrationParty

Outcome = Arbitration.Outcome


def one_at_a_time(tenant_id: int) -> None:
    """Whoever touches several claims of a customer waits here first, so that no two wait for each other.

    To be asked before any claim is locked. It does not hold up who only refers to the tenant.
    """
    Tenant.objects.select_for_update(no_key=True).get(pk=tenant_id)


def one_at_a_time_for(claim_id: int) -> None:
    """A submitted claim's tenant never changes, so it can be read before the claim is locked."""
    tenant_id = Claim.objects.values_list("tenant_id", flat=True).get(pk=claim_id)
    if tenant_id is not None:
        one_at_a_time(tenant_id)


def _wanted(claim: Claim) -> list[ClaimProduct]:
    rows = claim.products.filter(result=Result.PENDING).select_related("product", "subscription")
    wanted = list(rows.order_by("product_id", "subscription_id"))
    for row in wanted:
        row.claim = claim
    return wanted


def _incumbent(row: ClaimProduct) -> Association | None:
    return Association.objects.live().for_thing(**row.thing).exclude(partner_id=row.claim.partner_id).first()


def open_for(claim: Claim, *, at: datetime) -> list[Arbitration]:
    """Opens or joins an arbitration for each product that somebody else wants or has. The claim is locked."""
    opened = []
    for row in _wanted(claim):
        rivals = list(ClaimProduct.objects.wanting(row).filter(result=Result.PENDING))
        incumbent = _incumbent(row)
        if not rivals and incumbent is None:
            continue
        arbitration = Arbitration.objects.open().about(row.thing).first()
        if arbitration is None:
            arbitration = Arbitration.objects.create(**row.thing, opened_at=at)
        for party in (row, *rivals):
            _join(arbitration, party, at)
        if incumbent is not None:
            _question(arbitration, incumbent, at)
        opened.append(arbitration)
    return opened


def _join(arbitration: Arbitration, wanted: ClaimProduct, at: datetime) -> bool:
    row, joined = ArbitrationParty.objects.get_or_create(
        arbitration=arbitration,
        claim_product=wanted,
        defaults={"joined_at": at, "claim_id": wanted.claim_id},
    )
    if not joined:
        if row.association_id is not None and row.association.ended_at is not None:
            # It was in it as the partner of record, and wants it again since that ended.
            row.association = None
            row.save(update_fields=["association"])
        return False
    claim = door.locked(wanted.claim_id, by=CLOCK)
    history.record(
        claim,
        "arbitration_opened",
        by=CLOCK,
        at=at,
        after={"product": str(arbitration.product)},
        staff_only=True,
    )
    # CLK-5: arbitration stops no clock, so the partner is told that it can take longer.
    with translation.override(claim.submitted_by.language):
        body = _(
            "%(product)s is also claimed by, or recorded for, another partner. The proofs are compared in an "
            "arbitration, so the decision on this claim can take longer than ten business days."
        ) % {"product": arbitration.product}
    Comment.objects.create(claim=claim, written_at=at, by_partner=False, body=body)
    history.record(claim, "commented", by=CLOCK, at=at, text=body)
    return True


def has_it_by_another_claim(claim_id: int) -> bool:
    """A company is no rival of its own."""
    claim = Claim.objects.select_related("tenant").get(pk=claim_id)
    return any(
        Association.objects.live().for_thing(**row.thing).filter(partner_id=claim.partner_id).exists()
        for row in _wanted(claim)
    )


def _question(arbitration: Arbitration, incumbent: Association, at: datetime) -> None:
    """The partner of record learns that its association is questioned, and can add proof."""
    held_by = ClaimProduct.objects.filter(association=incumbent).select_related("claim").first()
    # It was in it before: its customer opted out, and agreed after all.
    known = held_by and arbitration.parties.filter(claim_product=held_by).first()
    if known:
        known.association = incumbent
        known.save(update_fields=["association"])
        return
    _party, joined = ArbitrationParty.objects.get_or_create(
        arbitration=arbitration,
        association=incumbent,
        defaults={"joined_at": at, "claim_product": held_by, "claim": held_by and held_by.claim},
    )
    if joined and held_by is None:
        emails.association_questioned(incumbent, at=at)
    elif joined and held_by is not None:
        claim = door.locked(held_by.claim_id, by=CLOCK)
        history.record(
            claim, "association_questioned", by=CLOCK, at=at, after={"product": str(arbitration.product)}
        )
        claim_emails.questioned(claim, at=at)


def rivals_of(arbitration: Arbitration, claim: Claim):
    """Who else still stands in it."""
    return arbitration.parties.standing().exclude(claim=claim)


class Uncompared(Exception):
    """A product was chosen while the partner answered, so it is in no arbitration with its rivals yet."""


def refuse_uncompared(claim: Claim, removed: Mapping[int, str]) -> None:
    """Rivals are brought together when a review starts; products can be added after that (EDT-1)."""
    for row in _wanted(claim):
        if row.pk in removed:
            continue
        rivals = ClaimProduct.objects.wanting(row).filter(
            result=Result.PENDING, claim__state__in=(State.UNDER_REVIEW, State.ACTION_REQUIRED)
        )
        wanting = set(rivals.values_list("pk", flat=True))
        incumbent = _incumbent(row)
        if not wanting and incumbent is None:
            continue
        standing = ArbitrationParty.objects.standing().filter(
            arbitration__in=Arbitration.objects.open().about(row.thing)
        )
        compared, questioned = set(), set()
        for claim_product_id, association_id in standing.values_list("claim_product", "association"):
            compared.add(claim_product_id)
            questioned.add(association_id)
        if not {row.pk, *wanting} <= compared or (incumbent and incumbent.pk not in questioned):
            raise Uncompared


def refuse_contested(claim: Claim, removed: Mapping[int, str], *, at: datetime) -> None:
    """None of these products can be approved outside its arbitration while a rival stands in it."""
    for row in _wanted(claim):
        if row.pk in removed:
            continue
        arbitration = Arbitration.objects.open().about(row.thing).filter(parties__claim_product=row).first()
        if arbitration is None:
            continue
        if rivals_of(arbitration, claim).exists():
            raise NotNow(
                _("%(product)s is in an arbitration. It is decided there, for all claims at once.")
                % {"product": row}
            )
        close_moot(arbitration, at=at)


def note_who_left(arbitration: Arbitration, *, at: datetime) -> None:
    """Whose product was taken off its claim takes no part any more, and stays in the record (EDT-1)."""
    gone = arbitration.parties.filter(claim__isnull=False, claim_product__isnull=True, left_at__isnull=True)
    for party in gone:
        party.left_at = _taken_off_at(party, arbitration) or at
        party.save(update_fields=["left_at"])


def _taken_off_at(party: ArbitrationParty, arbitration: Arbitration) -> datetime | None:
    """As the claim's history has it: the first list of products without this one."""
    product = str(ClaimProduct(product=arbitration.product, subscription=arbitration.subscription))
    lists = party.claim.events.filter(kind="products_chosen", at__gte=party.joined_at).order_by("number")
    return next((event.at for event in lists if product not in event.after.get("products", [])), None)


def close_moot(arbitration: Arbitration, *, at: datetime) -> bool:
    """Closes an arbitration in which at most one party is left."""
    note_who_left(arbitration, at=at)
    standing = arbitration.parties.standing().select_related("claim_product")
    if standing.count() > 1:
        return False
    arbitration.closed_at, arbitration.outcome = at, Outcome.MOOT
    arbitration.save(update_fields=["closed_at", "outcome"])
    for party in standing:
        if party.claim_product_id and not party.is_incumbent:
            claim = door.locked(party.claim_product.claim_id, by=CLOCK)
            history.record(claim, "arbitration_closed", by=CLOCK, at=at, staff_only=True)
    return True


def decided_at_once_with(claim: Claim) -> bool:
    return Arbitration.objects.filter(
        parties__claim_product__claim=claim, decided_at=claim.decided_at, outcome=Outcome.DECIDED
    ).exists()


def decide(arbitration_id: int, *, winner_id: int, by: User, at: datetime, text: str) -> Arbitration:
    """One wins; every other claim loses this product, and a partner of record its association. All or nothing."""
    if not by.is_lead:
        raise PermissionDenied(_("Only a lead decides an arbitration."))
    try:
        with transaction.atomic():
            return _decide(locked(arbitration_id), winner_id, by, at, text)
    except register.AlreadyAssociated:
        with transaction.atomic():
            _question_new_incumbent(locked(arbitration_id), at)
        raise NotNow(
            _("Another partner became the partner of record since, and takes part now. Please look again.")
        ) from None
    except Uncompared:
        with transaction.atomic():
            arbitration = locked(arbitration_id)
            for late in _late_rivals(arbitration):
                _join(arbitration, late, at)
        raise NotNow(_("Another claim wants this since, and takes part now. Please look again.")) from None


def locked(arbitration_id: int) -> Arbitration:
    one_at_a_time(Arbitration.objects.values_list("tenant_id", flat=True).get(pk=arbitration_id))
    return Arbitration.objects.select_for_update().get(pk=arbitration_id)


def _decide(arbitration: Arbitration, winner_id: int, by: User, at: datetime, text: str) -> Arbitration:
    if arbitration.closed_at is not None:
        raise NotNow(_("This arbitration was closed before."))
    claims_in_it = lock_claims(arbitration, by)
    parties = standing_parties(arbitration)
    winner = next((party for party in parties if party.pk == winner_id), None)
    if winner is None:
        raise NotNow(_("The chosen party no longer takes part. Please look again."))
    refuse_conflict(parties, by)
    if _late_rivals(arbitration):
        raise Uncompared
    _refuse_unready(parties, claims_in_it)
    # A claim may have moved after this lead read the clock, while its lock was waited for.
    at = max([at, *(claim.entered_at for claim in claims_in_it.values())])
    arbitration.decided_at = arbitration.closed_at = at
    arbitration.decided_by, arbitration.outcome, arbitration.text = by, Outcome.DECIDED, text
    arbitration.save()
    note_who_left(arbitration, at=at)
    for party in parties:
        if party.claim is not None:
            checking.keep_with(party, at=at)
        if party is not winner:
            _lose(party, by=by, at=at)
    _win(winner, by=by, at=at)
    return arbitration


def _late_rivals(arbitration: Arbitration) -> list[ClaimProduct]:
    """What claims whose review has started want of it since they answered, without being compared yet."""
    wanting = ClaimProduct.objects.for_thing(**arbitration.thing).filter(
        result=Result.PENDING, claim__state__in=(State.UNDER_REVIEW, State.ACTION_REQUIRED)
    )
    return list(wanting.exclude(arbitration_parties__arbitration=arbitration).order_by("claim_id"))


def lock_claims(arbitration: Arbitration, by: User) -> dict[int, Claim]:
    """In one order, like everybody who locks several."""
    numbers = set(arbitration.parties.filter(claim__isnull=False).values_list("claim_id", flat=True))
    return {claim_id: door.locked(claim_id, by=by) for claim_id in sorted(numbers)}


def standing_parties(arbitration: Arbitration) -> list[ArbitrationParty]:
    """To be asked once their claims are locked: who held one until a moment ago may have withdrawn it."""
    standing = arbitration.parties.standing().select_related(
        "claim_product", "claim__partner", "claim__location", "association__partner"
    )
    return list(standing.order_by("claim_id"))


def has_conflict(party: ArbitrationParty, by: User) -> bool:
    """Whoever compares must be free towards everybody who is compared, and not only towards who wins."""
    if party.claim is not None and permissions.has_conflict(party.claim, by):
        return True
    employers = by.former_employer_ids | {role.partner_id for role in by.roles}
    return party.association_id is not None and party.association.partner_id in employers


def refuse_conflict(parties: list[ArbitrationParty], by: User) -> None:
    if any(has_conflict(party, by) for party in parties):
        raise NotNow(_("You have a conflict with one of the parties; another lead has to do this."))


def _question_new_incumbent(arbitration: Arbitration, at: datetime) -> None:
    incumbent = Association.objects.live().for_thing(**arbitration.thing).first()
    if incumbent is not None and arbitration.closed_at is None:
        _question(arbitration, incumbent, at)


def _refuse_unready(parties: list[ArbitrationParty], claims_in_it: dict[int, Claim]) -> None:
    for party in parties:
        if party.is_incumbent:
            continue
        claim = claims_in_it[party.claim_id]
        if claim.state != State.UNDER_REVIEW:
            raise NotNow(
                _("%(code)s is %(state)s. All claims have to be under review to be decided together.")
                % {"code": claim.code, "state": claim.get_state_display()}
            )


def _lose(party: ArbitrationParty, *, by: User, at: datetime) -> None:
    party.won = False
    party.save(update_fields=["won"])
    if party.is_incumbent:
        register.end(party.association_id, at=at, reason=Association.EndReason.LOST_IN_ARBITRATION)
    row = party.claim_product
    if row is None:
        emails.association_lost(party.association, at=at)
        return
    row.result = Result.LOST
    row.save(update_fields=["result"])
    claim = Claim.objects.get(pk=row.claim_id)
    if claim.products.live().exists():
        history.record(claim, "product_lost", by=by, at=at, after={"product": str(row)})
        claim_emails.product_lost(claim, row, at=at)
    elif claim.state in (State.UNDER_REVIEW, State.APPROVED):
        claims.lose_arbitration(claim.pk, by=by, at=at)
    if party.is_incumbent:
        consent.tell_of_end(claim, [row], at=at)


def _win(party: ArbitrationParty, *, by: User, at: datetime) -> None:
    party.won = True
    party.save(update_fields=["won"])
    row = party.claim_product
    if row is None:
        return
    claim = Claim.objects.get(pk=row.claim_id)
    history.record(claim, "arbitration_won", by=by, at=at, after={"product": str(row)})
    if party.is_incumbent or claim.products.filter(result=Result.PENDING).exclude(pk=row.pk).exists():
        # An incumbent keeps what it has; a claim with more products is decided by its reviewer.
        claim_emails.product_won(claim, row, at=at)
        return
    if claim.reviewer_id != by.pk:
        claims.take(claim.pk, reviewer=by, by=by, at=at)
    claims.approve(claim.pk, by=by, at=at)
    checking.keep_with(claim.decisions.latest("pk"), at=at)
    consent.notify(claim.pk, at=at)
