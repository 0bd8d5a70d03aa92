import math
from collections import Counter
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from claims import clocks, codes
from claims.models import Claim, ClaimProduct, Deadline, Event, Queued, Stay
from claims.models.queued import NAMES
from claims.states import OPEN, ClockKind, State
from consent.deadlines import window_ends, window_reminds
from consent.emails import customer_zone
from consent.models import Notice, Window
from directory.models import Association, Subscription, Tenant
from reviews.demo.bulk import fates
from reviews.demo.bulk.case import CODE_STEP, CODES, code_of
from reviews.demo.bulk.seed import seed

pytestmark = pytest.mark.each_database

NOW = datetime(2026, 11, 18, 11, 0, tzinfo=UTC)
CLAIMS = 200


@pytest.fixture
def seeded(db):
    call_command("load_catalogue", stdout=StringIO())
    return seed(CLAIMS, partners=None, seed=7, now=NOW)


def run(*arguments, **options):
    out = StringIO()
    call_command(*arguments, stdout=out, **options)
    return out.getvalue()


def test_histories_are_intact_and_nothing_is_left_to_enforce(seeded):
    assert run("verify_history") == f"{CLAIMS} histories are intact.\n"
    assert run("enforce_deadlines", "--dry-run", "--now", NOW.isoformat()).startswith("0 to do")


def test_rows_keep_every_constraint(seeded):
    """The database refused none when it wrote; references are checked at the end of a transaction only."""
    connection.check_constraints()

    assert seeded["claims_claim"] == Claim.objects.count() == CLAIMS
    assert seeded["claims_event"] == Event.objects.count()


def test_spread_is_that_of_a_real_portal(seeded):
    states = Counter(Claim.objects.values_list("state", flat=True))

    assert set(states) == set(State)
    assert 0.55 <= states[State.APPROVED] / CLAIMS <= 0.7
    assert sum(states[state] for state in OPEN) == 4
    biggest = Counter(Claim.objects.values_list("partner", flat=True)).most_common(1)[0][1]
    assert 10 <= biggest <= 40
    submitted = Claim.objects.exclude(submitted_at=None).order_by("submitted_at")
    assert timedelta(days=1000) < NOW - submitted.first().submitted_at < timedelta(days=1110)
    assert NOW - submitted.last().submitted_at < timedelta(days=7)


def test_deadlines_are_those_of_the_clocks(seeded):
    deadlines = Deadline.objects.select_related("claim__location")

    assert set(deadlines.values_list("kind", flat=True)) == set(ClockKind) - {ClockKind.DISPUTE_ANSWER}
    for deadline in deadlines:
        assert deadline.due_at == clocks.compute(deadline.claim, deadline.kind, deadline.counted_from).at


def test_claims_are_due_when_their_clock_says(seeded):
    kinds = {state: clocks.CLOCKS_IN[state][0] for state in OPEN}
    for claim in Claim.objects.open():
        last = claim.deadlines.filter(kind=kinds[claim.state]).order_by("-id").first()
        assert claim.due_at == last.due_at
        assert (last.outcome == "passed") == (claim.due_at < NOW)


def test_the_queue_holds_what_is_open(seeded):
    kept = Queued.objects.order_by("pk").values_list("pk", *NAMES)

    assert list(kept) == list(Claim.objects.open().order_by("pk").values_list("pk", *NAMES))


def test_among_open_claims_are_some_for_every_filter(db, monkeypatch):
    monkeypatch.setattr(fates, "NEWEST", 1)
    call_command("load_catalogue", stdout=StringIO())
    seed(600, partners=20, seed=7, now=NOW)
    queued = Queued.objects.open()

    assert queued.count() == 300
    assert queued.filter(presales=True).count() > 20
    assert queued.awaiting_review().filter(due_at__lte=NOW).count() > 5
    assert queued.filter(answered_at__isnull=False).count() > 10
    assert queued.filter(overall_risk_at__lte=NOW).count() > 3


def test_stays_follow_each_other_up_to_the_state(seeded):
    for claim in Claim.objects.all():
        stays = list(claim.stays.order_by("entered_at", "id"))
        assert [stay.left_at for stay in stays[:-1]] == [stay.entered_at for stay in stays[1:]]
        assert (stays[-1].state, stays[-1].entered_at) == (claim.state, claim.entered_at)


def test_nothing_happens_in_the_future(seeded):
    assert not Event.objects.filter(at__gt=NOW).exists()
    assert not Stay.objects.filter(entered_at__gt=NOW).exists()
    assert not Notice.objects.filter(accepted_at__gt=NOW).exists()
    assert not Association.objects.filter(official_at__gt=NOW).exists()


def test_events_are_in_order(seeded):
    for claim in Claim.objects.all():
        instants = list(claim.events.order_by("number").values_list("at", flat=True))
        assert instants == sorted(instants)
        assert len(instants) == claim.history_length


def test_windows_last_seven_days_on_the_customers_clock(seeded):
    windows = list(Window.objects.select_related("claim__tenant"))

    assert len(windows) > 100
    for window in windows:
        zone = customer_zone(window.claim)
        assert window.ends_at == window_ends(window.opened_at, 7, zone)
        assert window.remind_at == window_reminds(window.opened_at, 7, zone)
        assert window.closed_at is not None or window.ends_at > NOW - timedelta(minutes=1)


def test_approved_products_are_in_the_register(seeded):
    approved = ClaimProduct.objects.filter(claim__state=State.APPROVED)

    assert approved.exists()
    assert not approved.filter(association=None).exists()
    for row in approved.select_related("claim__location", "association"):
        assert row.association.location == row.claim.location
        assert row.association.ended_at is None


def test_same_seed_makes_the_same_claims_and_another_others(db):
    call_command("load_catalogue", stdout=StringIO())

    def made(number):
        before = Claim.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        seed(50, partners=20, seed=number, now=NOW)
        claims = Claim.objects.filter(pk__gt=before).order_by("pk")
        return list(claims.values_list("state", "area", "submitted_at", "decided_at", "history_length"))

    first = made(3)
    assert made(3) == first
    assert made(4) != first
    assert "intact" in run("verify_history")


def test_codes_can_be_typed_and_are_never_the_same():
    assert math.gcd(CODE_STEP, CODES) == 1
    made = [code_of(pk) for pk in range(1, 5000)]

    assert len(set(made)) == len(made)
    assert all(codes.normalise(code.lower()) == code for code in made)


def test_the_next_claim_gets_the_next_id(seeded):
    tenant = Tenant.objects.order_by("-pk").first()

    assert (
        Tenant.objects.create(
            directory_id="0b0f6d0e-5c7a-4a52-9c1e-6f1f5f2a7d99", name="Next", country="IE"
        ).pk
        > tenant.pk
    )
    assert Subscription.objects.filter(tenant=tenant).count() == 2


def test_command_says_what_it_wrote(db, settings):
    settings.DEMO = True

    said = run("seed_bulk", claims=20, partners=5)

    assert f"{20:>12,} claims_claim" in said.splitlines()
    assert said.splitlines()[-1].startswith("20 claims in ")


def test_command_refuses_nothing_at_all(db):
    with pytest.raises(CommandError, match="one claim"):
        run("seed_bulk", claims=0)


def test_command_refuses_a_portal_in_use(db, settings):
    settings.DEMO = settings.DEBUG = False

    with pytest.raises(CommandError, match="DEMO=1"):
        run("seed_bulk", claims=20)
    assert not Claim.objects.exists()
