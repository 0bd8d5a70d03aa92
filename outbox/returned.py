"""Reads a delivery status notification (RFC 3464): which of our mails came back for good, and why."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import Message as Part

MESSAGE_ID = re.compile(r"<[^<>\s]{1,253}>")
STATUS = re.compile(r"[245]\.\d{1,3}\.\d{1,3}")
# Where servers name the mail that they write about, apart from the copy of it.
NAMING = ("X-Original-Message-ID", "Original-Message-ID", "In-Reply-To", "References")


@dataclass(frozen=True)
class Returned:
    """A mail that will not be delivered. `message_ids` are those that it may be, the likeliest first."""

    event_id: str
    message_ids: tuple[str, ...]
    status: str
    reason: str


def read(content: bytes) -> Returned | None:
    """None for everything else: answers, notes of absence, and word that a delivery is only late."""
    notification = message_from_bytes(content, policy=policy.compat32)
    blocks = [block for part in _parts(notification, "delivery-status") for block in _blocks(part)]
    failed = [block for block in blocks if _field(block, "Action").lower() == "failed"]
    if not failed:
        return None
    found = [*_of_the_copy(notification), *_named(notification, blocks)]
    status = STATUS.search(_field(failed[0], "Status"))
    diagnosis = _field(failed[0], "Diagnostic-Code").partition(";")[2]
    return Returned(
        event_id=_event_id(notification, content),
        message_ids=tuple(dict.fromkeys(found)),
        status=status[0] if status else "",
        reason=diagnosis.strip(),
    )


def _parts(notification: Part, kind: str) -> Iterator[Part]:
    return (part for part in notification.walk() if part.get_content_subtype() == kind)


def _blocks(part: Part) -> list[Part]:
    """The first is about the notification, each other about one recipient."""
    blocks = part.get_payload()
    return [block for block in blocks if isinstance(block, Part)] if isinstance(blocks, list) else []


def _field(block: Part, name: str) -> str:
    return " ".join(str(block.get(name, "")).split())


def _of_the_copy(notification: Part) -> Iterator[str]:
    """The mail itself, or its headers, come with most notifications."""
    for part in _parts(notification, "rfc822"):
        for mail in _blocks(part):
            yield from MESSAGE_ID.findall(_field(mail, "Message-ID"))
    for part in _parts(notification, "rfc822-headers"):
        headers = part.get_payload(decode=True)
        if isinstance(headers, bytes):
            yield from MESSAGE_ID.findall(_field(message_from_bytes(headers), "Message-ID"))


def _named(notification: Part, blocks: list[Part]) -> Iterator[str]:
    for block in [*blocks, notification]:
        for name in NAMING:
            yield from MESSAGE_ID.findall(_field(block, name))


def _event_id(notification: Part, content: bytes) -> str:
    own = MESSAGE_ID.search(_field(notification, "Message-ID"))
    # Read twice it is the same; what has no name of its own is known by its content.
    return f"dsn:{own[0] if own and len(own[0]) < 200 else hashlib.sha256(content).hexdigest()}"
