"""The hand-off to an endpoint that fails in every way there is."""

import json
import time
from datetime import timedelta
from email.utils import format_datetime

import pytest

from outbox import actions, calls, sweeps
from outbox.delivery import MAX_ATTEMPTS, deliver
from outbox.states import State
from outbox.sweeps import deliver_due
from tests.servers import evaluation
from tests.servers.evaluation import answering

from .conftest import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.rule("AFT-1")]
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def tried(message, clock):
    outcome = deliver(message.pk, now=clock)
    message.refresh_from_db()
    return outcome


def test_document_is_signed_and_its_reference_is_kept(hand_off, evaluation_server, clock):
    message = hand_off("handoff:CPOR-1:7", {"version": 1, "partner": "Nørd & Söhne"})

    assert tried(message, clock) == "sent"

    assert (message.state, message.reference, message.sent_at) == (State.SENT, "EV-0001", NOON)
    [(path, headers, body)] = evaluation_server.asked
    assert path == "/associations"
    assert json.loads(body) == {"version": 1, "partner": "Nørd & Söhne"}
    assert headers["Idempotency-Key"] == "handoff:CPOR-1:7"
    assert headers["Content-Type"] == "application/json"
    assert headers["CPOR-Timestamp"] == str(int(NOON.timestamp()))
    assert evaluation.is_signed(headers, body)


def test_signature_covers_body_and_timestamp():
    signed = calls.signature_of("secret", "1700000000", b"{}")

    assert len(signed) == 64
    assert signed != calls.signature_of("secret", "1700000001", b"{}")
    assert signed != calls.signature_of("secret", "1700000000", b"{ }")
    assert signed != calls.signature_of("other", "1700000000", b"{}")


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (answering({"detail": "no such MPN ID"}, 400), "status 400: no such MPN ID"),
        (answering({"error": "signature"}, 401), "status 401: signature"),
        (answering(b"<html>", 403), "status 403"),
        (answering({}, 404), "status 404"),
        (answering({"title": "wrong\nversion"}, 422), "status 422: wrong version"),
        (answering({}, 301, [("Location", "/elsewhere")]), "status 301"),
        (answering({}, 307, [("Location", "/elsewhere")]), "status 307"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_the_endpoint_will_never_take_is_not_sent_again(
    hand_off, evaluation_server, clock, answer, error
):
    evaluation_server.answers = [answer]
    message = hand_off()

    assert tried(message, clock) == "refused"

    assert (message.state, message.last_error, message.reference) == (State.REFUSED, error, "")
    assert len(evaluation_server.asked) == 1  # nobody followed the redirect
    clock.at += 10 * HOUR
    assert tried(message, clock) == "skipped"


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (answering({}, 500), "status 500"),
        (answering({"error": "closed for a while"}, 503), "status 503: closed for a while"),
        (answering({}, 408), "status 408"),
        (answering({}, 409), "status 409"),
        (answering({}, 425), "status 425"),
        (answering({}, 429), "status 429"),
        (answering(b"not JSON"), "status 200 without a reference"),
        (answering(b"<html>Welcome</html>"), "status 200 without a reference"),
        (answering({}, 202), "status 202 without a reference"),
        (answering({"reference": 7}), "status 200 without a reference"),
        (answering({"reference": " "}), "status 200 without a reference"),
        (answering({"reference": "x" * 256}), "status 200 without a reference"),
        (answering({"reference": "a\x00b"}), "status 200 without a reference"),
        (answering(b"[" * 50_000), "status 200 without a reference"),
        (evaluation.flooding, "status 200 with a too large answer"),
        (evaluation.hanging_up, "ProtocolError"),
        (evaluation.hanging, "ReadTimeoutError"),
        (evaluation.dripping, "took too long"),
    ],
    ids=range(18),
)
def test_what_may_pass_is_tried_again_until_it_is_taken_once(
    hand_off, evaluation_server, clock, answer, error
):
    evaluation_server.answers = [answer]
    message = hand_off()
    began = time.monotonic()

    assert tried(message, clock) == "unreachable"

    assert time.monotonic() - began < 3
    assert (message.state, message.last_error) == (State.WAITING, error)
    assert NOON < message.next_attempt_at <= NOON + MINUTE
    clock.at = message.next_attempt_at
    assert tried(message, clock) == "sent"
    assert len(evaluation_server.taken) == 1
    first, second = (body for _path, _headers, body in evaluation_server.asked)
    assert first == second


def test_endpoint_whose_headers_never_end_holds_up_nothing_else(
    hand_off, evaluation_server, clock, monkeypatch
):
    monkeypatch.setattr(calls, "LIMITS", calls.Limits(connect=1, read=1, total=0.3))
    evaluation_server.answers = [evaluation.dripping_headers] * 6
    messages = [hand_off(f"handoff:{number}") for number in range(7)]

    for message in messages[:6]:
        assert tried(message, clock) == "unreachable"

    monkeypatch.setattr(calls, "LIMITS", calls.Limits())
    assert tried(messages[6], clock) == "sent"


def test_endpoint_that_is_not_there_is_tried_again(hand_off, evaluation_server, clock):
    evaluation_server.stop()
    message = hand_off()

    assert tried(message, clock) == "unreachable"
    assert message.last_error == "NewConnectionError"

    evaluation_server.start()
    clock.at = message.next_attempt_at
    assert tried(message, clock) == "sent"


def test_lost_answer_makes_no_second_association(hand_off, evaluation_server, clock):
    evaluation_server.answers = [evaluation.losing_the_answer]
    message = hand_off("handoff:CPOR-1:7")
    assert tried(message, clock) == "unreachable"

    clock.at = message.next_attempt_at
    assert tried(message, clock) == "sent"

    assert list(evaluation_server.taken) == ["handoff:CPOR-1:7"]
    assert message.reference == "EV-0001"


@pytest.mark.parametrize(
    ("retry_after", "least", "most"),
    [
        ("7200", 2 * HOUR, 2 * HOUR),
        (format_datetime(NOON + 3 * HOUR, usegmt=False), 3 * HOUR, 3 * HOUR),
        (format_datetime(NOON + 3 * HOUR, usegmt=True), 3 * HOUR, 3 * HOUR),
        (format_datetime(NOON - HOUR, usegmt=True), timedelta(seconds=45), MINUTE),
        ("0", timedelta(seconds=45), MINUTE),
        ("31536000", 24 * HOUR, 24 * HOUR),
        ("-5", timedelta(seconds=45), MINUTE),
        ("soon", timedelta(seconds=45), MINUTE),
    ],
)
@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_is_respected_within_a_day(
    hand_off, evaluation_server, clock, status, retry_after, least, most
):
    evaluation_server.answers = [answering({}, status, [("Retry-After", retry_after)])]
    message = hand_off()

    tried(message, clock)

    assert least <= message.next_attempt_at - NOON <= most


def test_endpoint_that_never_answers_is_given_up_after_days_and_can_be_sent_again(
    hand_off, evaluation_server, clock
):
    evaluation_server.answers = [answering({}, 500)] * MAX_ATTEMPTS
    message = hand_off()
    while message.state == State.WAITING:
        clock.at = message.next_attempt_at
        tried(message, clock)
    assert (message.state, message.attempts) == (State.DEAD, MAX_ATTEMPTS)
    assert clock.at - NOON > 48 * HOUR

    actions.send_again(message.pk, at=clock.at)

    assert tried(message, clock) == "sent"
    assert message.last_error == ""


def test_sweep_stops_asking_an_endpoint_that_is_down_and_goes_on_with_mail(
    hand_off, enqueue, evaluation_server, clock
):
    evaluation_server.answers = [answering({}, 503)] * 20
    for number in range(10):
        hand_off(f"handoff:{number}")
    enqueue("mail")

    outcomes = deliver_due(now=clock)

    assert outcomes == {"unreachable": 3, "sent": 1}
    assert len(evaluation_server.asked) == 3


def test_heap_of_documents_hides_no_mail(hand_off, enqueue, evaluation_server, clock, monkeypatch):
    monkeypatch.setattr(sweeps, "BATCH", 4)
    evaluation_server.answers = [answering({}, 503)] * 20
    for number in range(10):
        hand_off(f"handoff:{number}")
    mail = enqueue("mail")

    deliver_due(now=clock)

    mail.refresh_from_db()
    assert mail.state == State.SENT


def test_secret_is_in_no_log_and_in_no_error(hand_off, evaluation_server, clock, caplog):
    evaluation_server.answers = [answering({}, 401), evaluation.hanging_up]
    for key in ("a", "b"):
        message = hand_off(key)
        tried(message, clock)
        assert evaluation.SECRET not in message.last_error

    assert evaluation.SECRET not in caplog.text
