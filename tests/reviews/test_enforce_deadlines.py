"""`manage.py enforce_deadlines`: says what it does, or with `--dry-run` would do, and does it once."""

from datetime import timedelta
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from accounts.actors import Customer
from calendars import heartbeat
from claims import actions
from claims.states import CustomerReason, State
from consent import actions as consent
from consent.models import Answer
from outbox.models import Message
from reviews import actions as reviews
from tests.claim_factories import (
    MONDAY,
    a_claim_in_window,
    a_claim_to_answer,
    a_claim_under_review,
    a_rejected_claim,
    a_submitted_claim,
    an_approved_claim,
    ask,
    fresh,
    message_of,
)
from tests.factories import a_lead, a_reviewer, a_subscription, a_tenant

pytestmark = [pytest.mark.django_db, pytest.mark.each_database]
OURS = ("accounts", "calendars", "claims", "consent", "directory", "outbox", "reviews")


def run(at=None, **options):
    said = StringIO()
    call_command("enforce_deadlines", now=at and at.isoformat(), stdout=said, **options)
    return said.getvalue().splitlines()


def everything():
    """Every row of every table, whole."""
    return {
        model._meta.label: list(model._default_manager.order_by("pk").values())
        for label in OURS
        for model in apps.get_app_config(label).get_models()
    }


def a_delivered_notice(claim, state):
    """The mail server has answered; nobody has looked since."""
    consent.notify(claim.pk, at=claim.entered_at)
    message = message_of(claim.notices.current().get())
    message.state, message.sealed = state, ""
    message.sent_at = claim.entered_at if state == "sent" else None
    message.save(update_fields=["state", "sealed", "sent_at"])
    return claim


def noticed(claim):
    """With nothing due for the customer's side."""
    consent.notify(claim.pk, at=MONDAY)
    return fresh(claim)


def a_world():
    """One claim for each thing that the clock does, each with what it is due for, on Monday week."""
    a_lead()
    earlier = MONDAY - timedelta(days=7)
    lapsing, last, first = (noticed(a_claim_under_review()) for _ in range(3))
    ask(lapsing, at=MONDAY)
    ask(last, at=MONDAY + timedelta(days=1))
    ask(first, at=MONDAY + timedelta(days=2))
    disputed = noticed(a_rejected_claim())
    actions.raise_dispute(disputed.pk, by=disputed.created_by, at=MONDAY, justification="Look again.")
    missed = noticed(a_claim_under_review(at=earlier))
    ask(missed, at=MONDAY + timedelta(days=4))
    alarming = a_claim_in_window()
    Answer.objects.create(
        notice=alarming.notices.get(kind="approval"),
        kind=Answer.Kind.OPTED_OUT,
        reason=CustomerReason.UNKNOWN_PARTNER,
        answered_at=MONDAY,
    )
    actions.decline(alarming.pk, by=Customer(alarming.contact_email), at=MONDAY + timedelta(days=1))
    subscription = a_subscription(a_tenant("rivals.example"))
    staying, leaving = (noticed(a_submitted_claim(subscription=subscription)) for _ in range(2))
    reviews.start_review(staying.pk, by=a_lead(), at=MONDAY + timedelta(days=3))
    actions.withdraw(
        leaving.pk, by=leaving.created_by, at=MONDAY + timedelta(days=4), reason="wrong_activity"
    )
    return {
        "assigned": noticed(a_submitted_claim()),
        "overdue": noticed(a_claim_under_review(reviewer=a_reviewer(name="Rob"))),
        "lapsing": lapsing,
        "last reminder": last,
        "first reminder": first,
        "disputed": disputed,
        "missed": missed,
        "unwritten": a_submitted_claim(at=MONDAY + timedelta(days=7)),
        "accepted": a_delivered_notice(a_submitted_claim(at=MONDAY + timedelta(days=7)), "sent"),
        "bounced": a_delivered_notice(a_submitted_claim(at=MONDAY + timedelta(days=7)), "refused"),
        "opens": a_delivered_notice(an_approved_claim(at=MONDAY + timedelta(days=5)), "sent"),
        "closing": a_claim_in_window(),
        "ending soon": a_claim_in_window(at=MONDAY + timedelta(days=2)),
        "alarming": alarming,
        "arbitrated": staying,
    }


# Monday week at 10:00 in Dublin: five business days and an hour later.
THEN = MONDAY + timedelta(days=7, hours=1)
EXPECTED = {
    "assigned": ["review did not start: assigned, leads told"],
    "overdue": [
        "back in the queue: nothing was done on it for two business days",
        "decision overdue: leads told",
    ],
    "lapsing": ["rejected, no partner response"],
    "last reminder": ["partner reminded"],
    "first reminder": ["partner reminded"],
    "disputed": ["dispute overdue: leads told", "leads told of the dispute"],
    "missed": ["ten days missed: leads told", "ten days at risk: leads told"],
    "unwritten": ["notice to the customer"],
    "accepted": ["delivery of the notice noted"],
    "bounced": ["delivery of the notice noted"],
    "opens": ["delivery of the notice noted"],
    "closing": ["end of the time to opt out"],
    "ending soon": ["customer reminded"],
    "alarming": ["end of the time to opt out", "leads told: the customer does not know this partner"],
    "arbitrated": [],
}
DONE = {
    "overdue": [
        "back in the queue: Rob had done nothing on it for two business days",
        "decision overdue: leads told",
    ],
    "accepted": ["notice accepted"],
    "bounced": ["notice bounced"],
    "opens": ["window opened"],
    "closing": ["time to opt out ended, official"],
    "alarming": ["time to opt out ended, opted out", "leads told: the customer does not know this partner"],
}


def said_of(world, lines):
    return {
        name: [line.partition(": ")[2] for line in lines if line.startswith(f"{claim.code}: ")]
        for name, claim in world.items()
    }


@pytest.mark.rule("CLK-10")
def test_dry_run_says_what_would_be_done_and_changes_nothing():
    world = a_world()
    before = everything()

    lines = run(THEN, dry_run=True)

    assert everything() == before
    assert said_of(world, lines) == EXPECTED
    assert lines[-1] == f"{len(lines) - 1} to do as of {THEN.isoformat()}"
    assert any(line.endswith("arbitration closed, no rival left") for line in lines)


@pytest.mark.rule("CLK-10", "CLK-9")
def test_command_does_what_the_dry_run_said_and_only_once():
    world = a_world()
    would = [line.partition(": ")[0] for line in run(THEN, dry_run=True)]

    lines = run(THEN)

    assert [line.partition(": ")[0] for line in lines[:-1]] == would[:-1]
    assert said_of(world, lines) == EXPECTED | DONE
    after = everything()
    assert run(THEN) == [f"0 done as of {THEN.isoformat()}"]
    assert run(THEN, dry_run=True) == [f"0 to do as of {THEN.isoformat()}"]
    assert everything() == after


@pytest.mark.rule("CLK-10")
def test_nothing_is_done_before_it_is_due():
    world = a_world()
    run(MONDAY + timedelta(days=6, hours=23))
    claims = {name: fresh(claim) for name, claim in world.items()}

    run(MONDAY + timedelta(days=7) - timedelta(microseconds=1))

    for name in ("assigned", "overdue", "lapsing", "disputed", "closing"):
        assert fresh(world[name]).version == claims[name].version, name
    assert fresh(world["lapsing"]).state == State.ACTION_REQUIRED
    run(MONDAY + timedelta(days=7))
    assert fresh(world["lapsing"]).state == State.REJECTED


@pytest.mark.rule("CLK-10")
def test_without_now_it_is_the_present_and_the_heart_beats():
    claim = a_claim_to_answer()

    lines = run(dry_run=True)
    assert f"{claim.code}: rejected, no partner response" in lines
    assert heartbeat.last_run("deadlines") is None
    assert run(MONDAY)[-1] == f"1 done as of {MONDAY.isoformat()}"
    assert heartbeat.last_run("deadlines") is None
    run()
    assert heartbeat.last_run("deadlines") is not None
    assert fresh(claim).state == State.REJECTED


@pytest.mark.rule("CLK-10")
@pytest.mark.parametrize(
    ("now", "read"),
    [
        ("2026-03-09T09:30:00+01:00", "2026-03-09T09:30:00+01:00"),
        ("2026-03-09T09:30", "2026-03-09T09:30:00+00:00"),
        ("2026-03-09", "2026-03-09T00:00:00+00:00"),
        ("2026-03-09T09:30:00Z", "2026-03-09T09:30:00+00:00"),
    ],
)
def test_now_is_read_as_iso_8601(now, read):
    said = StringIO()

    call_command("enforce_deadlines", now=now, stdout=said)

    assert said.getvalue() == f"0 done as of {read}\n"


@pytest.mark.parametrize("now", ["yesterday", "2026-13-01", "12:00", "1772442000"])
def test_now_that_can_not_be_read_is_refused(now):
    with pytest.raises(CommandError, match="--now takes an instant such as"):
        call_command("enforce_deadlines", now=now)


def test_offset_decides_about_what_is_due():
    claim = a_claim_to_answer()

    call_command("enforce_deadlines", now="2026-03-09T09:30:00+01:00", stdout=StringIO())
    assert fresh(claim).state == State.ACTION_REQUIRED
    call_command("enforce_deadlines", now="2026-03-09T10:00:00+01:00", stdout=StringIO())
    assert fresh(claim).state == State.REJECTED
    assert Message.objects.filter(about=claim.code, kind="lapsed").exists()
