"""Mail that did not arrive, as a list: the newest first, by what became of it."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from consent.models import Notice
from outbox.models import Message
from outbox.states import FAILED, Channel, State

PAGE = 25
# Shorter than the admin's words, for narrow screens.
WORDS = {State.REFUSED: _("Refused"), State.DEAD: _("Given up"), State.RETURNED: _("Came back")}


@dataclass(frozen=True)
class Page:
    rows: list[Message]
    after: str


def failed(state: str = "") -> QuerySet[Message]:
    found = Message.objects.undelivered().filter(channel=Channel.EMAIL)
    return found.filter(state=state) if state in FAILED else found


def page_of(*, state: str = "", after: str = "") -> Page:
    found = failed(state)
    if after.isdecimal() and len(after) <= 18:
        found = found.filter(pk__lt=int(after))
    rows = list(found.order_by("-pk")[: PAGE + 1])
    more, rows = len(rows) > PAGE, rows[:PAGE]
    anew = {
        notice.message_key
        for notice in Notice.objects.bounced().filter(message_key__in=[r.key for r in rows])
    }
    for message in rows:
        message.fate = WORDS[State(message.state)]
        message.is_written_anew = not message.may_be_sent_again and message.key in anew
    return Page(rows, after=str(rows[-1].pk) if more else "")
