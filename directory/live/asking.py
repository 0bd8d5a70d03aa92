"""Asks the live directory over HTTP, within limits on time, size and patience."""

import json
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import urllib3
from django.conf import settings
from urllib3.exceptions import HTTPError, ReadTimeoutError

from outbox.lines import pool


@dataclass(frozen=True)
class Limits:
    """Seconds, but for `retries` and `size` (bytes). `total` holds for all that one look-up asks."""

    connect: float = 1.5
    read: float = 2.5
    total: float = 6.0
    retries: int = 2
    backoff: float = 0.15
    size: int = 2 * 1024 * 1024


LIMITS = Limits()
# For a moment too busy, or too much in the way of each other.
WORTH_ANOTHER_TRY = frozenset({429, 500, 502, 503, 504})

_pool = pool(lambda: LIMITS.total, num_pools=2, maxsize=8)
# Nothing else bounds the search for an address.
_askers = ThreadPoolExecutor(max_workers=8, thread_name_prefix="directory")


class NoAnswer(Exception):
    """Nothing that could be relied on. `down`: asking for anything else would not help either."""

    def __init__(self, reason: str, *, down: bool = False):
        super().__init__(reason)
        self.down = down


def ask(path: str, until: float) -> dict[str, Any] | None:
    """The answer's JSON object, or nothing if the directory says that it does not know it.

    `until` is on the monotonic clock. What takes longer is given up, wherever it hangs.
    """
    left = until - time.monotonic()
    if left <= 0:
        raise NoAnswer("no time left", down=True)
    asking = _askers.submit(_get, path, until)
    try:
        return asking.result(timeout=left)
    except TimeoutError as error:
        asking.cancel()
        raise NoAnswer("took too long", down=True) from error


def _get(path: str, until: float) -> dict[str, Any] | None:
    # The reasons below never hold an address or a header: the token must not reach the log.
    try:
        response = _pool.request(
            "GET",
            f"{settings.DIRECTORY_URL}/{path}",
            headers=_headers(),
            timeout=urllib3.Timeout(connect=LIMITS.connect, read=LIMITS.read),
            retries=urllib3.Retry(
                total=LIMITS.retries,
                backoff_factor=LIMITS.backoff,
                status_forcelist=WORTH_ANOTHER_TRY,
                allowed_methods={"GET"},
                raise_on_status=False,
                # Who says when to come back may say so in an hour.
                respect_retry_after_header=False,
            ),
            # The token is for this address, and for none that it points to.
            redirect=False,
            preload_content=False,
        )
    except HTTPError as error:
        raise NoAnswer(type(error).__name__, down=True) from error
    try:
        return _read(response, until)
    finally:
        response.close()


def _headers() -> dict[str, str]:
    headers = {"Accept": "application/json", "Accept-Encoding": "identity", "User-Agent": "cpor-portal"}
    if settings.DIRECTORY_TOKEN:
        headers["Authorization"] = f"Bearer {settings.DIRECTORY_TOKEN}"
    return headers


def _read(response: urllib3.BaseHTTPResponse, until: float) -> dict[str, Any] | None:
    if response.status not in (200, 404):
        raise NoAnswer(f"status {response.status}", down=response.status in WORTH_ANOTHER_TRY)
    content_type = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    # A page that says "not found" comes from a wrong address, not from a directory that knows no such tenant.
    if content_type != "application/json":
        raise NoAnswer(f"status {response.status} without JSON")
    if response.headers.get("Content-Encoding", "identity") != "identity":
        raise NoAnswer("a compressed answer")
    found = _parsed(_body(response, until))
    return None if response.status == 404 else found


def _body(response: urllib3.BaseHTTPResponse, until: float) -> bytes:
    body = bytearray()
    try:
        while part := response.read1(65_536, decode_content=False):
            body += part
            if len(body) > LIMITS.size:
                raise NoAnswer("a too large answer")
            if time.monotonic() > until:
                raise NoAnswer("took too long", down=True)
    except ReadTimeoutError as error:
        raise NoAnswer("stopped in the middle", down=True) from error
    except HTTPError as error:
        raise NoAnswer("a truncated answer") from error
    return bytes(body)


def _parsed(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body.decode("utf-8"), parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise NoAnswer("not JSON") from error
    if not isinstance(found, dict):
        raise NoAnswer("no JSON object")
    return found


def _refuse_constant(name: str) -> None:
    raise ValueError(name)
