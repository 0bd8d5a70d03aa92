"""The mailbox that mail comes back to: an IMAP folder, or a Maildir that a mail server fills."""

import imaplib
import mailbox
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import unquote, urlsplit

# More than our largest mail and what a server says about it; the rest of a longer one is not looked at.
MOST_BYTES = 256 * 1024
MOST_AT_ONCE = 200
SECONDS = 20
LITERAL = re.compile(rb"\d+")


class Incoming(Protocol):
    def unread(self) -> Iterator[tuple[str, bytes]]:
        """Name and content of each that was not marked, the oldest first."""

    def mark(self, name: str) -> None:
        """It has been dealt with, and stays where it is for people to look at."""


@contextmanager
def opened(url: str) -> Iterator[Incoming]:
    """`imaps://`, `imap+tls://` or `imap://` with `user:password@host:port/folder`, or `maildir:///path`."""
    parts = urlsplit(url)
    if parts.scheme == "maildir":
        yield MaildirFolder(mailbox.Maildir(unquote(parts.path), factory=None, create=False))
        return
    connection = _connected(parts.scheme, parts.hostname or "", parts.port)
    try:
        connection.login(unquote(parts.username or ""), unquote(parts.password or ""))
        _ok(connection.select(_quoted(unquote(parts.path.strip("/")) or "INBOX")))
        yield ImapFolder(connection)
    finally:
        connection.logout()


def _connected(scheme: str, host: str, port: int | None) -> imaplib.IMAP4:
    if scheme == "imaps":
        context = ssl.create_default_context()
        return imaplib.IMAP4_SSL(host, port or 993, ssl_context=context, timeout=SECONDS)
    connection = imaplib.IMAP4(host, port or 143, timeout=SECONDS)
    if scheme == "imap+tls":
        try:
            connection.starttls(ssl.create_default_context())
        except Exception:
            with suppress(OSError):
                connection.shutdown()
            raise
    return connection


def _quoted(folder: str) -> str:
    return '"' + folder.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _ok(answer: tuple[str, list]) -> list:
    status, data = answer
    if status != "OK":
        raise OSError(f"The mailbox answered {status}.")
    return data


@dataclass(frozen=True)
class ImapFolder:
    connection: imaplib.IMAP4

    def unread(self) -> Iterator[tuple[str, bytes]]:
        (found,) = _ok(self.connection.uid("SEARCH", "UNSEEN"))
        for uid in LITERAL.findall(found or b"")[:MOST_AT_ONCE]:
            # PEEK, so that what fails half-way is unread still.
            data = _ok(self.connection.uid("FETCH", uid.decode(), f"(BODY.PEEK[]<0.{MOST_BYTES}>)"))
            contents = [each[1] for each in data if isinstance(each, tuple)]
            if contents:
                yield uid.decode(), contents[0]

    def mark(self, name: str) -> None:
        _ok(self.connection.uid("STORE", name, "+FLAGS", r"(\Seen)"))


@dataclass(frozen=True)
class MaildirFolder:
    folder: mailbox.Maildir

    def unread(self) -> Iterator[tuple[str, bytes]]:
        unseen = [name for name in sorted(self.folder.keys()) if not self._is_seen(name)]
        for name in unseen[:MOST_AT_ONCE]:
            with self.folder.get_file(name) as file:
                yield name, file.read(MOST_BYTES)

    def _is_seen(self, name: str) -> bool:
        return "S" in self.folder.get_message(name).get_flags()

    def mark(self, name: str) -> None:
        message = self.folder.get_message(name)
        message.set_subdir("cur")
        message.add_flag("S")
        self.folder[name] = message
