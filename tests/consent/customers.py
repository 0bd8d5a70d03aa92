"""What a customer does with a message: find the link in it and open it."""

import re

from consent.models import Notice
from outbox.models import Message
from outbox.sealing import unseal

TOKEN = re.compile(r"/c/([A-Za-z0-9_-]+)/")


def token_in(message: Message) -> str:
    return TOKEN.search(unseal(message.sealed)["link"]).group(1)


def token_of(claim) -> str:
    """The token in the claim's current notice, whose message must not have left yet."""
    notice = claim.notices.current().get()
    return token_in(Message.objects.get(key=notice.message_key))


def notice_of(claim) -> Notice:
    return claim.notices.current().get()
