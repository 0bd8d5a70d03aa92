"""What customers and the clock do: open the link in a message, answer on its page, sweep."""

import re

from accounts.tokens import new_token, token_hash
from consent import actions
from consent.models import Link
from outbox.models import Message
from outbox.sealing import unseal
from reviews import sweeps
from tests.claim_factories import MONDAY, a_submitted_claim, fresh

TOKEN = re.compile(r"/c/([A-Za-z0-9_-]+)/")


def token_in(message):
    """The token in a message that has not left yet: later only its reader has it."""
    return TOKEN.search(unseal(message.sealed)["link"]).group(1)


def notice_of(claim):
    return claim.notices.current().get()


def message_of(claim):
    return Message.objects.get(key=notice_of(claim).message_key)


def token_of(claim):
    return token_in(message_of(claim))


def a_new_link(notice, at=MONDAY):
    """Another one to the same page, as a reminder brings, of which we know the token."""
    token = new_token()
    Link.objects.create(notice=notice, token_hash=token_hash(token), created_at=at)
    return token


def sweep(at):
    return list(sweeps.enforce(at))


def a_noticed_claim(*, at=MONDAY, **fields):
    """Submitted, and the customer's contact was written to."""
    claim = a_submitted_claim(at=at, **fields)
    actions.notify(claim.pk, at=at)
    return fresh(claim)


def sent(claim, kind):
    return list(Message.objects.filter(about=claim.code, kind=kind).order_by("pk"))


def words(response):
    """What is read on a page or in a mail, on one line."""
    text = response.content.decode() if hasattr(response, "content") else response
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def mark_sent(message, at):
    """As if the mail server had taken it at that instant, and nobody had looked since."""
    message.state, message.sent_at, message.sealed = "sent", at, ""
    message.save(update_fields=["state", "sent_at", "sealed"])


def mark_refused(message, at):
    message.state, message.last_error = "refused", "550 5.1.1 No such mailbox"
    message.save(update_fields=["state", "last_error"])


class Carla:
    """Needs the message unsent, for the token is nowhere else; keeps the link like a mailbox does."""

    def __init__(self, client, clock, claim):
        self.client, self.clock = client, clock
        self.use(token_of(claim))

    def use(self, token):
        self.token, self.address = token, f"/c/{token}/"

    def page(self, at=None):
        self.clock.at = at or self.clock.at
        return self.client.get(self.address)

    def press(self, button, at=None, **typed):
        """The button's answer, at the end of its redirects."""
        self.clock.at = at or self.clock.at
        return self.client.post(f"{self.address}{button}/", typed, follow=True)

    def confirm(self, at=None):
        return self.press("confirm", at)

    def say_no(self, at=None, **typed):
        return self.press("decline", at, **typed)

    def change_mind(self, at=None):
        return self.press("change-mind", at)
