"""Where a mail provider reports mail that came back. docs/operations.md says in which form."""

import hashlib
import hmac
import json
from datetime import datetime, timedelta

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from accounts.ratelimit import exceeds
from outbox import actions as outbox
from outbox.models import Bounce

MOST_BYTES = 64 * 1024
MOST_EVENTS = 100
MOST_REQUESTS = 600
PERIOD_SECONDS = 300
TOLERANCE = timedelta(minutes=5)
TEXTS = ("id", "type", "message_id", "status", "reason")
NEEDED = ("id", "type", "message_id")


class Unreadable(Exception):
    pass


@require_POST
@login_not_required
@csrf_exempt
@never_cache
def mail_events(request):
    """Signed, so that nobody else stops a customer's time; each event counts once, however often it comes."""
    if not settings.BOUNCE_WEBHOOK_SECRET:
        raise Http404
    at = timezone.now()
    if exceeds(f"mail-events:{get_adapter().get_client_ip(request)}", MOST_REQUESTS, PERIOD_SECONDS):
        return _refused(429, "too many requests", retry_after=PERIOD_SECONDS)
    if len(request.body) > MOST_BYTES:
        return _refused(413, "too large")
    if not _is_signed(request, at):
        return _refused(403, "wrong signature, or too old")
    try:
        events = _events(request.body)
    except Unreadable as unreadable:
        return _refused(400, str(unreadable))
    return _noted(events, at)


def _refused(status, error, retry_after=None):
    response = JsonResponse({"error": error}, status=status)
    if retry_after:
        response.headers["Retry-After"] = str(retry_after)
    return response


def _is_signed(request, at) -> bool:
    sent = request.headers.get("X-Portal-Timestamp", "")
    if not (sent.isascii() and sent.isdigit() and len(sent) <= 12):
        return False
    signed_at = datetime.fromtimestamp(int(sent), tz=at.tzinfo)
    signature = request.headers.get("X-Portal-Signature", "").encode()
    expected = signature_of(settings.BOUNCE_WEBHOOK_SECRET, sent, request.body).encode()
    return hmac.compare_digest(signature, expected) and abs(at - signed_at) <= TOLERANCE


def signature_of(secret: str, timestamp: str, body: bytes) -> str:
    signed = hmac.new(secret.encode(), timestamp.encode() + b"." + body, hashlib.sha256)
    return f"sha256={signed.hexdigest()}"


def _events(body: bytes) -> list[dict[str, str]]:
    try:
        document = json.loads(body)
    except (ValueError, RecursionError):
        raise Unreadable("no JSON") from None
    events = document.get("events") if isinstance(document, dict) else None
    if not isinstance(events, list) or len(events) > MOST_EVENTS:
        raise Unreadable(f"“events” is a list of {MOST_EVENTS} at most")
    return [_event(each, number) for number, each in enumerate(events)]


def _event(event, number) -> dict[str, str]:
    if not isinstance(event, dict):
        raise Unreadable(f"events[{number}] is no object")
    read = {name: event.get(name, "") for name in TEXTS}
    wrong = [name for name, value in read.items() if not isinstance(value, str) or "\x00" in value]
    wrong += [name for name in NEEDED if not read[name]]
    if wrong:
        raise Unreadable(f"events[{number}].{wrong[0]} is missing or no text")
    # JSON can name halves of letters, which are no text either; what was read of a broken mail has them.
    return {name: value.encode(errors="replace").decode() for name, value in read.items()}


def _noted(events, at):
    """What is only late or did arrive changes nothing. What we have not finished sending is to come again."""
    noted, later = 0, False
    for event in events:
        if event["type"] != "bounced":
            continue
        try:
            message = outbox.note_bounce(
                message_id=f"<{event['message_id'].strip('<> ')}>",
                event_id=f"hook:{hashlib.sha256(event['id'].encode(errors='replace')).hexdigest()}",
                source=Bounce.Source.WEBHOOK,
                status=event["status"],
                reason=event["reason"],
                at=at,
            )
        except outbox.NotYet:
            later = True
            continue
        noted += message is not None
    if later:
        return _refused(503, "still being sent: bring it again", retry_after=60)
    return JsonResponse({"noted": noted})
