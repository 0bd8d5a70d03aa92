"""The only writers of messages, but for delivery, which records how it went."""

import secrets as randomness
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from celery import current_app
from django.conf import settings
from django.db import transaction

from .models import Bounce, Message
from .moments import Counted, as_json
from .sealing import placeholder, seal, tidy
from .states import TO_DELIVER, Channel, State

DELIVER = "outbox.tasks.deliver"


class NothingToSendAgain(Exception):
    """Only a message or a try that failed can be sent again, and not when the link in it is gone."""


class NotYet(Exception):
    """The mail is still on its way out as far as we know: the report is to be brought again later."""


def enqueue_email(
    *,
    key: str,
    to: str,
    subject: str,
    text: str,
    html: str = "",
    kind: str,
    about: str = "",
    at: datetime,
    not_before: datetime | None = None,
    secrets: Mapping[str, str] | None = None,
    reply_to: str = "",
    headers: Mapping[str, str] | None = None,
    counted: Mapping[str, Counted] | None = None,
) -> Message:
    """Writes one mail to one person, which leaves after the commit and not before `not_before`.

    The same key a second time gives back the first message, unchanged, whatever became of it.
    `{{secret:link}}` in text and HTML becomes `secrets["link"]` only in the mail that leaves, and
    `{{moment:end}}` the instant that `counted["end"]` makes it, counted from when it leaves.
    """
    secrets = secrets or {}
    _refuse_readable(secrets, subject, text, html, *(headers or {}).values())
    return _enqueue(
        key,
        at,
        not_before,
        channel=Channel.EMAIL,
        kind=kind,
        about=about,
        recipient=_one_line(to),
        reply_to=_one_line(reply_to),
        headers={_one_line(name): _one_line(value) for name, value in (headers or {}).items()},
        subject=_one_line(subject)[:500],
        text=text,
        html=html,
        sealed=seal(secrets),
        counted=as_json(counted or {}),
    )


def enqueue_document(
    *,
    key: str,
    kind: str,
    about: str,
    document: dict[str, Any],
    at: datetime,
    not_before: datetime | None = None,
) -> Message:
    """Writes one document for the hand-off folder; the same key a second time gives back the first."""
    return _enqueue(key, at, not_before, channel=Channel.DOCUMENT, kind=kind, about=about, document=document)


def cancel(*, key_prefix: str, to: str = "", at: datetime) -> int:
    """Stops what has not left yet of the messages whose key begins so, and says how many those were.

    With `to`, only what goes there.

    A message that a worker is sending at this moment is not among them: `Message.objects.left()` has it.
    """
    if not key_prefix:
        raise ValueError("An empty prefix would cancel everything.")
    _refuse_outside_transaction()
    waiting = Message.objects.select_for_update().filter(state=State.WAITING, key__startswith=key_prefix)
    if to:
        waiting = waiting.filter(recipient=to)
    # SQLite's LIKE ignores case.
    messages = [each for each in waiting.order_by("pk") if each.key.startswith(key_prefix)]
    for message in messages:
        message.state, message.cancelled_at, message.sealed = State.CANCELLED, at, ""
        message.save(update_fields=["state", "cancelled_at", "sealed"])
    return len(messages)


def bring_forward(*, keys: Iterable[str], at: datetime) -> None:
    """What waits for its first try, of the messages with these keys, is due now."""
    _refuse_outside_transaction()
    waiting = Message.objects.select_for_update().filter(
        state=State.WAITING, attempts=0, next_attempt_at__gt=at
    )
    for message in waiting.filter(key__in=keys).order_by("pk"):
        message.not_before = message.next_attempt_at = at
        message.save(update_fields=["not_before", "next_attempt_at"])
        _deliver_after_commit(message)


def send_again(pk: int, *, at: datetime) -> Message:
    """Gives a refused or dead message all its tries once more, with the same Message-ID."""
    with transaction.atomic():
        message = Message.objects.select_for_update().get(pk=pk)
        if not message.may_be_sent_again:
            raise NothingToSendAgain(message.key)
        message.state, message.attempts, message.next_attempt_at = State.WAITING, 0, at
        message.sent_at = message.returned_at = None
        message.save(update_fields=["state", "attempts", "next_attempt_at", "sent_at", "returned_at"])
        _deliver_after_commit(message)
    return message


def hurry(pk: int, *, at: datetime) -> Message:
    """What waits for its next try after one that failed is due now; how often it was tried stays."""
    with transaction.atomic():
        message = Message.objects.select_for_update().get(pk=pk)
        if not message.waits_for_another_try:
            raise NothingToSendAgain(message.key)
        message.next_attempt_at = min(message.next_attempt_at, at)
        message.save(update_fields=["next_attempt_at"])
        _deliver_after_commit(message)
    return message


def note_bounce(
    *, message_id: str, event_id: str, source: str, status: str, reason: str, at: datetime
) -> Message | None:
    """A mail came back for good after its server took it; None when this is no news, or of no mail of ours."""
    with transaction.atomic():
        message = Message.objects.select_for_update().filter(message_id=message_id).first()
        if message is None or Bounce.objects.filter(event_id=event_id).exists():
            return None
        if message.state in TO_DELIVER:
            raise NotYet(message.key)
        if message.state != State.SENT:
            return None
        Bounce.objects.create(
            message=message,
            event_id=event_id,
            source=source,
            status=status[:20],
            reason=tidy(reason),
            received_at=at,
        )
        message.state, message.returned_at = State.RETURNED, at
        message.last_error = tidy(f"{status} {reason}")
        message.save(update_fields=["state", "returned_at", "last_error"])
    return message


def _enqueue(key: str, at: datetime, not_before: datetime | None, **fields: Any) -> Message:
    _refuse_outside_transaction()
    first = max(at, not_before or at)
    message, is_new = Message.objects.get_or_create(
        key=key,
        defaults={
            "message_id": _new_message_id(),
            "created_at": at,
            "not_before": first,
            "next_attempt_at": first,
            **fields,
        },
    )
    if is_new and first == at:
        _deliver_after_commit(message)
    return message


def _deliver_after_commit(message: Message) -> None:
    """A hurry-up, no more: when the broker is down, the next sweep delivers."""

    def ask_for_delivery() -> None:
        current_app.send_task(DELIVER, args=[message.pk])

    transaction.on_commit(ask_for_delivery, robust=True)


def _refuse_outside_transaction() -> None:
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("Messages are written in the transaction of the change that they tell of.")


def _refuse_readable(secrets: Mapping[str, str], *stored: str) -> None:
    for name, value in secrets.items():
        if any(value in each for each in stored):
            raise ValueError(
                f"The secret “{name}” would be stored readable; write {placeholder(name)} in its place."
            )
        if not any(placeholder(name) in each for each in stored):
            raise ValueError(f"{placeholder(name)} stands nowhere in the message.")


def _one_line(value: str) -> str:
    """A line break in a header would begin another header."""
    return " ".join(value.split())


def _new_message_id() -> str:
    return f"<{randomness.token_hex(16)}@{urlsplit(settings.BASE_URL).hostname or 'localhost'}>"
