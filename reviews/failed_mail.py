"""Mail that did not arrive, as a list: the newest first, by what became of it."""

from datetime import datetime, timedelta

from django.db.models import F, QuerySet
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from claims import paging
from claims.numbers import worded
from consent.models import Notice
from outbox.models import Message
from outbox.states import FAILED, Channel, State

from .models import SendingAgain

PAGE = 25
# So long the page says what came of the last sending.
TOLD_FOR = timedelta(days=1)
# Shorter than the admin's words, for narrow screens.
WORDS = {State.REFUSED: _("Refused"), State.DEAD: _("Given up"), State.RETURNED: _("Came back")}


def failed(state: str = "") -> QuerySet[Message]:
    found = Message.objects.undelivered().filter(channel=Channel.EMAIL)
    return found.filter(state=state) if state in FAILED else found


def next_of(sending: SendingAgain) -> QuerySet[Message]:
    """Beyond what it has come to; in the order of the index of what failed, whatever lies before and after."""
    found = failed(sending.state).filter(created_at__lte=sending.asked_at).order_by("created_at", "pk")
    if sending.place is None:
        return found
    return found.filter(TupleGreaterThan(Tuple(F("created_at"), F("pk")), sending.place))


def last_sending(at: datetime) -> SendingAgain | None:
    last = SendingAgain.objects.select_related("asked_by").order_by("-pk").first()
    if last is None or (last.finished_at and last.finished_at < at - TOLD_FOR):
        return None
    last.of = WORDS[State(last.state)] if last.state else ""
    last.tone = "info" if not last.finished_at else "warning" if last.left_alone else "success"
    return last


def said_of(sending: SendingAgain) -> list[str]:
    """How far it is, or what came of it."""
    said = []
    if not sending.finished_at:
        words = ngettext(
            "%(done)d of %(found)d mail is through; the rest follows by itself.",
            "%(done)d of %(found)d mails are through; the rest follows by itself.",
            sending.found,
        )
        said.append(worded(words, done=sending.done, found=sending.found))
    if sending.sent or not sending.left_alone:
        words = ngettext("%d mail is on its way again.", "%d mails are on their way again.", sending.sent)
        said.append(worded(words, sending.sent))
    if sending.left_alone:
        words = ngettext(
            "%d mail was left alone: the link in it is gone.",
            "%d mails were left alone: the links in them are gone.",
            sending.left_alone,
        )
        said.append(worded(words, sending.left_alone))
    return said


def rows_of(page: paging.Page) -> list[Message]:
    rows = paging.rows_of(page, Message.objects.all())
    anew = {
        notice.message_key
        for notice in Notice.objects.bounced().filter(message_key__in=[row.key for row in rows])
    }
    for message in rows:
        message.fate = WORDS[State(message.state)]
        message.is_written_anew = not message.may_be_sent_again and message.key in anew
    return rows
