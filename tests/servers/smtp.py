import asyncio
import email
import email.policy
from dataclasses import dataclass
from email.message import EmailMessage

from aiosmtpd.controller import Controller

from .ports import free_port


@dataclass
class Received:
    sender: str
    recipients: list[str]
    message: EmailMessage


class SmtpServer:
    """A mail server that takes everything, until a test tells it to behave worse.

    `received` holds what was accepted, or was read whole before the connection was dropped.
    """

    host = "127.0.0.1"

    def __init__(self):
        self.port = free_port()
        self.url = f"smtp://{self.host}:{self.port}"
        self.received: list[Received] = []
        self._controller = None
        self.accept()

    def accept(self):
        self._answers = {}
        self._seconds = 0.0
        self._drops = False

    def refuse(self, answer="550 5.1.1 No such mailbox", at="RCPT"):
        """Answers with a permanent (5xx) or passing (4xx) refusal `at` MAIL, RCPT or DATA."""
        self._answers[at] = answer

    def delay(self, seconds: float):
        """Takes that long to answer after DATA."""
        self._seconds = seconds

    def drop_after_data(self):
        """Reads the whole message, keeps it, and hangs up without an answer."""
        self._drops = True

    def start(self):
        self._controller = Controller(self, hostname=self.host, port=self.port, ready_timeout=10)
        self._controller.start()

    def stop(self):
        """Nobody listens on the port any more; `start` opens it again."""
        if self._controller:
            self._controller.stop(no_assert=True)
            self._controller = None

    @property
    def messages(self) -> list[EmailMessage]:
        return [each.message for each in self.received]

    async def handle_MAIL(self, server, session, envelope, address, options):
        if answer := self._answers.get("MAIL"):
            return answer
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if answer := self._answers.get("RCPT"):
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        await asyncio.sleep(self._seconds)
        if answer := self._answers.get("DATA"):
            return answer
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        self.received.append(Received(envelope.mail_from, list(envelope.rcpt_tos), message))
        if self._drops:
            server.transport.abort()
        return "250 OK"
