"""Hands one document to the endpoint of incentive evaluation: signed, known again when it is repeated.

docs/hand-off.md says what the endpoint can rely on, and what it must answer.
"""

import hashlib
import hmac
import json
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus

import urllib3
from django.conf import settings
from urllib3.exceptions import HTTPError

from .lines import pool
from .models import Message
from .post import Refused


@dataclass(frozen=True)
class Limits:
    """Seconds, but for `size` (bytes). `total` holds from the first byte to the last, wherever it hangs."""

    connect: float = 5
    read: float = 15
    total: float = 30
    size: int = 64 * 1024


LIMITS = Limits()
# Not the document's fault, so that it is sent once more.
PASSING = frozenset(
    {
        HTTPStatus.REQUEST_TIMEOUT,
        HTTPStatus.CONFLICT,
        HTTPStatus.TOO_EARLY,
        HTTPStatus.TOO_MANY_REQUESTS,
    }
)
# Who asks for more patience than this is asked again all the same.
LONGEST_PATIENCE = timedelta(days=1)
LONGEST_REFERENCE, LONGEST_REASON = 255, 200

_pool = pool(lambda: LIMITS.total, num_pools=1, maxsize=4, retries=False)
# Nothing else bounds the search for an address.
_callers = ThreadPoolExecutor(max_workers=4, thread_name_prefix="hand-off")


class NotTaken(Exception):
    """The endpoint did not say that it has the document. `down`: the next one would meet the same."""

    def __init__(self, reason: str, *, down: bool = True, patience: timedelta = timedelta(0)):
        super().__init__(reason)
        self.down = down
        self.patience = patience


def body_of(message: Message) -> bytes:
    """The same bytes for the same document at every try."""
    return json.dumps(message.document, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def signature_of(secret: str, timestamp: str, body: bytes) -> str:
    return hmac.new(secret.encode(), timestamp.encode() + b"." + body, hashlib.sha256).hexdigest()


def send(message: Message, at: datetime) -> str:
    """Gives back the endpoint's reference; raises Refused, or NotTaken for what is to be tried again."""
    calling = _callers.submit(_post, message, at, time.monotonic() + LIMITS.total)
    try:
        return calling.result(timeout=LIMITS.total)
    except TimeoutError as error:
        calling.cancel()
        raise NotTaken("took too long") from error


def _post(message: Message, at: datetime, until: float) -> str:
    body = body_of(message)
    timestamp = str(int(at.timestamp()))
    try:
        response = _pool.request(
            "POST",
            settings.HANDOFF_URL,
            body=body,
            headers={
                "Content-Type": "application/json",
                "Accept": "application/json",
                "Accept-Encoding": "identity",
                "User-Agent": "cpor-portal",
                "Idempotency-Key": message.key,
                "CPOR-Timestamp": timestamp,
                "CPOR-Signature": f"v1={signature_of(settings.HANDOFF_SECRET, timestamp, body)}",
            },
            timeout=urllib3.Timeout(connect=LIMITS.connect, read=LIMITS.read),
            # What is signed is for this address, and for none that it points to.
            redirect=False,
            preload_content=False,
        )
    except HTTPError as error:
        raise NotTaken(type(error).__name__) from error
    try:
        return _understood(response, _read(response, until), at)
    finally:
        response.close()


def _read(response: urllib3.BaseHTTPResponse, until: float) -> bytes:
    body = bytearray()
    try:
        while part := response.read1(16_384, decode_content=False):
            body += part
            if len(body) > LIMITS.size:
                raise NotTaken(f"status {response.status} with a too large answer")
            if time.monotonic() > until:
                raise NotTaken("took too long")
    except HTTPError as error:
        raise NotTaken(f"status {response.status}, {type(error).__name__}") from error
    return bytes(body)


def _understood(response: urllib3.BaseHTTPResponse, body: bytes, at: datetime) -> str:
    status, answer = response.status, _object(body)
    if 200 <= status < 300:
        reference = answer.get("reference")
        # A page of somebody in between is no receipt.
        if not _is_reference(reference):
            raise NotTaken(f"status {status} without a reference")
        return str(reference)
    said = f"status {status}{_reason(answer)}"
    if 300 <= status < 500 and status not in PASSING:
        raise Refused(said)
    raise NotTaken(said, patience=_patience(response.headers.get("Retry-After", ""), at))


def _object(body: bytes) -> dict:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _is_reference(found: object) -> bool:
    return (
        isinstance(found, str)
        and bool(found.strip())
        and len(found) <= LONGEST_REFERENCE
        and found.isprintable()
    )


def _reason(answer: dict) -> str:
    """What the endpoint gives as its reason, for the people who look after both ends."""
    found = next((answer[name] for name in ("detail", "error", "title") if answer.get(name)), "")
    if not found or not isinstance(found, str):
        return ""
    printable = "".join(letter if letter.isprintable() else " " for letter in found)
    return f": {printable[:LONGEST_REASON]}"


def _patience(retry_after: str, at: datetime) -> timedelta:
    """RFC 9110: seconds, or a date."""
    if retry_after.isascii() and retry_after.isdigit() and len(retry_after) < 10:
        return min(timedelta(seconds=int(retry_after)), LONGEST_PATIENCE)
    try:
        until = parsedate_to_datetime(retry_after)
    except (TypeError, ValueError):
        return timedelta(0)
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return min(max(until - at, timedelta(0)), LONGEST_PATIENCE)
