"""Reads what servers report of our mail: which came back for good, and why.

Most write a delivery status notification (RFC 3464), which says it in so many words. What others write is for
people; of theirs counts only what a mail system itself sent, with a permanent code, and with our mail in it.
"""

import base64
import hashlib
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from email import message_from_bytes, message_from_string, policy
from email.message import Message as Part
from email.utils import parseaddr

MESSAGE_ID = re.compile(r"<[^<>\s]{1,253}>")
ACTION = re.compile(r"failed\b", re.IGNORECASE)
STATUS = re.compile(r"[245]\.\d{1,3}\.\d{1,3}")
# Where servers name the mail that they write about, apart from the copy of it.
NAMING = ("X-Original-Message-ID", "Original-Message-ID", "In-Reply-To", "References")
MAIL_SYSTEM = re.compile(r"(?:mailer-daemon|postmaster|microsoftexchange[0-9a-f]{32})@", re.IGNORECASE)
# "550 5.1.1", "(#5.1.1)", "550-No such user"; neither a version, an address nor a date with a year of four digits.
PERMANENT = re.compile(r"(?<![\d.])(?:5[0-5]\d(?=[ -])|(?P<status>5\.[0-7]\.\d{1,3})(?![\d.]*\d))")
ONLY_LATE = re.compile(
    r"warning message only|delayed|will (?:be retried|retry|keep trying|continue)", re.IGNORECASE
)
# The later ones are of mail with letters beyond ASCII in its headers or addresses (RFC 6533).
STATUSES = ("delivery-status", "global-delivery-status")
COPIES = ("rfc822", "global", "global-headers")
BLANK_LINE = re.compile(r"\r?\n[ \t]*\r?\n")
# From such a line on, older systems put the mail itself into their text.
DIVIDER = re.compile(r"^-{3,}.*$", re.MULTILINE)
COPIED_ID = re.compile(r"^Message-ID:\s*(<[^<>\s]{1,253}>)", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True)
class Returned:
    """A mail that will not be delivered. `message_ids` are those that it may be, the likeliest first."""

    event_id: str
    message_ids: tuple[str, ...]
    status: str
    reason: str


def read(content: bytes) -> Returned | None:
    """None for everything else: answers, notes of absence, and word that a delivery is only late."""
    # No text of ours may hold a NUL, and none is needed to understand the rest.
    notification = message_from_bytes(content.replace(b"\0", b""), policy=policy.compat32)
    if not any(_parts(notification, STATUSES)):
        return _for_people(notification, content)
    blocks = [block for part in _parts(notification, STATUSES) for block in _blocks(part)]
    failed = [block for block in blocks if ACTION.match(_field(block, "Action"))]
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


def _for_people(notification: Part, content: bytes) -> Returned | None:
    """An auto-reply comes from a person's address, and what is only late has no permanent code or says so."""
    if not _is_from_a_mail_system(notification):
        return None
    said, copied = _said_and_copied(notification)
    found = [*_of_the_copy(notification), *COPIED_ID.findall(copied)]
    code = PERMANENT.search(said)
    if not found or not code or ONLY_LATE.search(f"{_field(notification, 'Subject')}\n{said}"):
        return None
    precise = next((each["status"] for each in PERMANENT.finditer(said) if each["status"]), "")
    return Returned(
        event_id=_event_id(notification, content),
        message_ids=tuple(dict.fromkeys(found)),
        status=precise,
        reason=_around(said, code.start()),
    )


def _is_from_a_mail_system(notification: Part) -> bool:
    """Nobody can be answered, says the envelope; and the sender is no person."""
    path = notification.get("Return-Path")
    return (path is None or str(path).strip() == "<>") and bool(
        MAIL_SYSTEM.match(parseaddr(_field(notification, "From"))[1])
    )


def _said_and_copied(notification: Part) -> tuple[str, str]:
    """The first text is what the mail system says, up to where it begins to quote."""
    for part in _outside_of_copies(notification):
        if part.get_content_type() == "text/plain":
            payload = part.get_payload(decode=True)
            text = payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""
            text = text.replace("\r\n", "\n")
            divider = DIVIDER.search(text)
            return (text[: divider.start()], text[divider.end() :]) if divider else (text, "")
    return "", ""


def _outside_of_copies(part: Part) -> Iterator[Part]:
    if part.get_content_maintype() == "message":
        return
    yield part
    if part.is_multipart():
        for inside in _blocks(part):
            yield from _outside_of_copies(inside)


def _around(text: str, place: int) -> str:
    """The paragraph from the line of the code on."""
    begin = text.rfind("\n", 0, place) + 1
    return " ".join(text[begin:].partition("\n\n")[0].split())


def _parts(notification: Part, kinds: tuple[str, ...]) -> Iterator[Part]:
    return (part for part in notification.walk() if part.get_content_subtype() in kinds)


def _blocks(part: Part) -> list[Part]:
    """The first is about the notification, each other about one recipient."""
    found = part.get_payload()
    blocks = [block for block in found if isinstance(block, Part)] if isinstance(found, list) else []
    if _field(part, "Content-Transfer-Encoding").lower() == "base64":
        # Not allowed for what is mail in itself, met all the same, and read as text without headers.
        return _split(_decoded("".join(map(_text, blocks))))
    if part.get_content_subtype() == "global-delivery-status":
        return [*blocks, *(each for block in blocks for each in _split(_text(block)))]
    return blocks


def _text(block: Part) -> str:
    text = block.get_payload()
    return text if isinstance(text, str) else ""


def _split(text: str) -> list[Part]:
    return [message_from_string(each) for each in BLANK_LINE.split(text.strip())]


def _decoded(text: str) -> str:
    with suppress(ValueError):
        return base64.b64decode(text).decode("utf-8", "replace")
    return ""


def _field(block: Part, name: str) -> str:
    return " ".join(str(block.get(name, "")).split())


def _of_the_copy(notification: Part) -> Iterator[str]:
    """The mail itself, or its headers, come with most notifications."""
    for part in _parts(notification, COPIES):
        for mail in _blocks(part)[:1]:
            yield from MESSAGE_ID.findall(_field(mail, "Message-ID"))
    for part in _parts(notification, ("rfc822-headers",)):
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
