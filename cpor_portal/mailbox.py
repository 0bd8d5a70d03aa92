"""A mailbox in a folder: what the portal sends where there is no mail server, as one .eml file each."""

import os
import re
import secrets
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_binary_file, policy
from email.message import EmailMessage
from email.parser import BytesHeaderParser
from pathlib import Path

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend

NAME = re.compile(r"(\d{8}T\d{12}Z)-[0-9a-f]{8}\.eml")


class MailboxBackend(BaseEmailBackend):
    def send_messages(self, messages):
        for message in messages:
            keep(message.message().as_bytes(linesep="\r\n"), at=datetime.now(UTC))
        return len(messages)


@dataclass(frozen=True)
class Mail:
    name: str
    received_at: datetime
    message: EmailMessage

    @property
    def text(self) -> str:
        return self._part("plain")

    @property
    def html(self) -> str:
        return self._part("html")

    def _part(self, kind):
        part = self.message.get_body(preferencelist=(kind,))
        return part.get_content() if part else ""


def keep(content: bytes, *, at: datetime) -> str:
    """The file appears whole, under a name that sorts by time."""
    folder = Path(settings.MAILBOX_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{at:%Y%m%dT%H%M%S%f}Z-{secrets.token_hex(4)}.eml"
    handle, unfinished = tempfile.mkstemp(dir=folder, suffix=".part")
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    Path(unfinished).replace(folder / name)
    return name


def names() -> list[str]:
    """Newest first."""
    folder = Path(settings.MAILBOX_DIR)
    if not folder.is_dir():
        return []
    return sorted((name for name in os.listdir(folder) if NAME.fullmatch(name)), reverse=True)


def to_or_from(words: str) -> Iterator[str]:
    """The names of the mails that have these words in the sender, a recipient or the subject."""
    wanted = words.casefold()
    for name in names():
        headers = read_headers(name).message
        if any(wanted in str(headers[field] or "").casefold() for field in ("To", "From", "Subject")):
            yield name


def path_of(name: str) -> Path | None:
    """None for whatever is no mail of this mailbox."""
    if not NAME.fullmatch(name):
        return None
    path = Path(settings.MAILBOX_DIR) / name
    return path if path.is_file() and not path.is_symlink() else None


def read_headers(name: str) -> Mail:
    with (Path(settings.MAILBOX_DIR) / name).open("rb") as file:
        return Mail(name, _time(name), BytesHeaderParser(policy=policy.default).parse(file))


def read(name: str) -> Mail:
    with (Path(settings.MAILBOX_DIR) / name).open("rb") as file:
        return Mail(name, _time(name), message_from_binary_file(file, policy=policy.default))


def _time(name):
    return datetime.strptime(name[:22], "%Y%m%dT%H%M%S%fZ").replace(tzinfo=UTC)
