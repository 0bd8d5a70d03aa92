"""Mail that did not arrive, as a list: the newest first, by what became of it."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from consent.models import Notice
from outbox.models import Message
from outbox.states import FAILED, Channel, State

PAGE = 25
# Shorter than the admin's words, for narrow screens.
WORDS = {State.REFUSED: _("Refused"), State.DEAD: _("Given up"), State.RETURNED: _("Came back")}


def failed(state: str = "") -> QuerySet[Message]:
    found = Message.objects.undelivered().filter(channel=Channel.EMAIL)
    return found.filter(state=state) if state in FAILED else found


def rows_of(ids: list[int]) -> list[Message]:
    found = Message.objects.in_bulk(ids)
    rows = [found[pk] for pk in ids]
    anew = {
        notice.message_key
        for notice in Notice.objects.bounced().filter(message_key__in=[row.key for row in rows])
    }
    for message in rows:
        message.fate = WORDS[State(message.state)]
        message.is_written_anew = not message.may_be_sent_again and message.key in anew
    return rows
