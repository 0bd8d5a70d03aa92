import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from claims import actions, history
from claims.models import Claim, Event
from claims.models.history import HistoryIsFinal
from tests.claim_factories import MINUTE, MONDAY, a_claim_to_answer, a_draft, a_submitted_claim, answer
from tests.factories import a_filer, a_reviewer

pytestmark = [pytest.mark.django_db, pytest.mark.each_database]


def tamper(sql, *params):
    """What somebody with the database's password could do: the triggers go first."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE claims_event DISABLE TRIGGER claims_event_is_final")
        else:
            cursor.execute("DROP TRIGGER claims_event_no_update")
            cursor.execute("DROP TRIGGER claims_event_no_delete")
        cursor.execute(sql, params)


def faults():
    """What verify_history says of the claims; nothing when all is well."""
    try:
        call_command("verify_history")
    except CommandError as error:
        return str(error)


@pytest.mark.rule("HIS-1")
def test_event_is_refused_to_change_or_go():
    event = a_submitted_claim().events.first()

    for attempt in (
        event.save,
        event.delete,
        Event.objects.all().delete,
        lambda: Event.objects.update(text="something else"),
    ):
        with pytest.raises(HistoryIsFinal):
            attempt()


@pytest.mark.rule("HIS-1")
@pytest.mark.parametrize("sql", ["UPDATE claims_event SET text = 'forged'", "DELETE FROM claims_event"])
def test_database_refuses_to_change_or_delete_history(sql):
    a_submitted_claim()

    with pytest.raises(DatabaseError, match="history is final"), transaction.atomic():
        connection.cursor().execute(sql)


@pytest.mark.rule("HIS-1")
@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE claims_event SET text = 'forged' WHERE number = 2 AND claim_id = %s",
        "UPDATE claims_event SET actor = 'Somebody' WHERE number = 4 AND claim_id = %s",
        "UPDATE claims_event SET at = '2026-01-01 00:00:00+00:00' WHERE number = 1 AND claim_id = %s",
        "UPDATE claims_event SET staff_only = NOT staff_only WHERE number = 3 AND claim_id = %s",
        "DELETE FROM claims_event WHERE number = 2 AND claim_id = %s",
        "DELETE FROM claims_event WHERE number >= 4 AND claim_id = %s",
        "DELETE FROM claims_event WHERE claim_id = %s",
    ],
)
def test_verify_history_finds_what_was_altered_by_sql(sql):
    forged, _untouched = a_submitted_claim(), a_submitted_claim()
    assert faults() is None

    tamper(sql, forged.pk)

    assert faults() is not None


@pytest.mark.rule("HIS-1")
def test_verify_history_finds_an_event_that_was_slipped_in(capsys):
    claim = a_submitted_claim()
    last = claim.events.order_by("-number").first()
    forged = Event(
        claim=claim,
        number=last.number + 1,
        at=MONDAY,
        kind="approve",
        side="staff",
        actor="Nobody",
        hash="0" * 64,
    )
    forged.save()

    assert faults() == "1 of 1 histories were tampered with."
    assert capsys.readouterr().err == f"claim {claim.pk}: event {forged.number} was altered\n"


@pytest.mark.rule("HIS-1", "FIL-7")
def test_history_of_a_deleted_draft_stays_and_is_intact():
    draft = a_draft()
    actions.delete_draft(draft.pk, by=draft.created_by, at=MONDAY + MINUTE)

    assert not Claim.objects.exists()
    assert [event.kind for event in Event.objects.order_by("number")] == ["created", "deleted"]
    assert faults() is None


@pytest.mark.rule("HIS-1")
def test_claim_that_vanished_without_being_deleted_is_found():
    draft = a_draft()
    Claim.objects.filter(pk=draft.pk).delete()

    assert faults() == "1 of 1 histories were tampered with."


@pytest.mark.rule("HIS-1", "EDT-2")
def test_events_tell_who_did_what_when_with_before_and_after():
    claim = a_submitted_claim()
    actions.edit(claim.pk, by=claim.created_by, at=MONDAY + MINUTE, seen=claim.version, contact_title="CIO")

    event = claim.events.order_by("-number").first()

    assert (event.kind, event.side, event.actor, event.actor_id, event.at) == (
        "edited",
        "partner",
        claim.created_by.name,
        claim.created_by.pk,
        MONDAY + MINUTE,
    )
    assert (event.before, event.after) == ({"contact_title": "Head of IT"}, {"contact_title": "CIO"})


@pytest.mark.rule("HIS-1")
def test_partner_reads_what_reviewers_did_without_their_names():
    claim = a_claim_to_answer()
    answer(claim, at=MONDAY + MINUTE)
    asked = claim.events.get(kind="request_information")
    partner, reviewer = a_filer(claim.partner), a_reviewer()

    assert history.sentence(asked, partner) == "Review team asked for information."
    assert history.sentence(asked, reviewer) == f"{claim.reviewer} asked for information."


@pytest.mark.rule("HIS-1")
def test_history_is_written_only_inside_a_transaction(transactional_db):
    claim = a_draft()

    with pytest.raises(RuntimeError, match="transaction"):
        history.record(claim, "edited", by=claim.created_by, at=MONDAY)
