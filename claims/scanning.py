"""Asks ClamAV whether a file carries malware, before it is kept; without CLAMAV_URL nobody is asked."""

import logging
import socket
import struct
import time
from contextlib import closing
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.files.base import File
from django.utils.translation import gettext as _

from .proof import FileRefused
from .refusals import Refused

CHUNK = 128 * 1024
CONNECT_SECONDS, SCAN_SECONDS = 5, 60
MAX_ANSWER = 4096

logger = logging.getLogger(__name__)


class NotScanned(Refused):
    """The scanner gave no answer, so nothing is known of the file."""


def refuse_malware(upload: File, *, about: str) -> None:
    """`about` is for the log: whose file it was. A file that can't be checked is not taken (POE-5)."""
    if not settings.CLAMAV_URL:
        return
    try:
        answer = _answer_to(upload)
    except OSError as error:
        logger.error("ClamAV can't be reached (%s); refused a file of %s.", error, about)  # noqa: TRY400 (no trace)
        raise _not_scanned() from error
    finally:
        upload.seek(0)
    if answer == "stream: OK":
        return
    if answer.endswith(" FOUND"):
        found = answer.removeprefix("stream: ").removesuffix(" FOUND")
        logger.warning("ClamAV found %s; refused a file of %s.", found, about)
        raise FileRefused(_("The virus scanner found malware in this file, so it can't be taken."))
    logger.error("ClamAV answered “%s”; refused a file of %s.", answer, about)
    raise _not_scanned()


def _not_scanned() -> NotScanned:
    return NotScanned(
        _("The file can't be checked for malware right now. Please try again in a few minutes.")
    )


def _answer_to(upload: File) -> str:
    """The stream in pieces, each with its length before it; a length of nothing ends it."""
    end = time.monotonic() + SCAN_SECONDS
    with closing(_connection()) as scanner:
        try:
            scanner.sendall(b"zINSTREAM\0")
            upload.seek(0)
            while chunk := upload.read(CHUNK):
                scanner.settimeout(_left(end))
                scanner.sendall(struct.pack("!L", len(chunk)) + chunk)
            scanner.sendall(struct.pack("!L", 0))
        except (BrokenPipeError, ConnectionResetError):
            pass  # it hangs up early on what is too long for it, and says so
        answer = b""
        while b"\0" not in answer and len(answer) < MAX_ANSWER:
            scanner.settimeout(_left(end))
            if not (piece := scanner.recv(1024)):
                break
            answer += piece
    return answer.partition(b"\0")[0].decode("utf-8", "replace").strip()


def _left(end: float) -> float:
    left = end - time.monotonic()
    if left <= 0:
        raise TimeoutError("no answer in time")
    return left


def _connection() -> socket.socket:
    address = urlsplit(settings.CLAMAV_URL)
    if address.scheme == "tcp":
        return socket.create_connection((address.hostname, address.port), CONNECT_SECONDS)
    scanner = socket.socket(socket.AF_UNIX)
    try:
        scanner.settimeout(CONNECT_SECONDS)
        scanner.connect(unquote(address.path))
    except OSError:
        scanner.close()
        raise
    return scanner


def is_answering() -> bool:
    """Whether the scanner is there, for whoever watches the portal."""
    with closing(_connection()) as scanner:
        scanner.sendall(b"zPING\0")
        return scanner.recv(16).startswith(b"PONG")
