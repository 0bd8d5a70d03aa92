"""Hands one mail to the mail server."""

import smtplib
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from email.header import Header
from email.utils import format_datetime
from typing import Any

from django.conf import settings
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from . import moments
from .models import Message
from .sealing import fill, fill_html, tidy, unseal


class Refused(Exception):
    """The recipient's server will never take this message."""


def send(message: Message, now: Callable[[], datetime]) -> datetime:
    """Gives back when the server took the mail; raises Refused, or whatever else went wrong."""
    try:
        validate_email(message.recipient)
    except ValidationError:
        raise Refused("This is not an e-mail address.") from None
    letter = _letter(message, now() if message.counted else message.not_before)
    connection = mail.get_connection()
    try:
        connection.open()
        accepted = connection.send_messages([letter])
        accepted_at = now()
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError) as error:
        if _reply(error)[0] >= 500:
            raise Refused(describe(error)) from error
        raise
    finally:
        # Once the server has taken the mail, a trouble with saying goodbye must not send it again.
        with suppress(Exception):
            connection.close()
    if accepted != 1:
        raise smtplib.SMTPException("The mail was not accepted.")
    return accepted_at


def is_unreachable(error: Exception) -> bool:
    """Whether the trouble lies with the server or the way to it, so that the next mail would meet it too."""
    if isinstance(error, smtplib.SMTPException):
        return isinstance(
            error, (smtplib.SMTPServerDisconnected, smtplib.SMTPConnectError, smtplib.SMTPAuthenticationError)
        )
    return isinstance(error, OSError)


def describe(error: Exception) -> str:
    """Short enough to store, with nothing in it that could be a secret."""
    if isinstance(error, Refused):
        return str(error)
    code, text = _reply(error)
    if code:
        return tidy(f"{code} {text}")
    if isinstance(error, smtplib.SMTPServerDisconnected):
        return str(error)[:300]
    reason = error.strerror if isinstance(error, OSError) else ""
    return f"{type(error).__name__}: {reason}"[:300] if reason else type(error).__name__


def _reply(error: Exception) -> tuple[int, str]:
    """What the server answered, (0, "") when it did not."""
    text: bytes | str
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, text = next(iter(error.recipients.values()))
    elif isinstance(error, smtplib.SMTPResponseException):
        code, text = error.smtp_code, error.smtp_error
    else:
        return 0, ""
    return code, (text.decode(errors="replace") if isinstance(text, bytes) else text)[:1000]


class Letter(mail.EmailMultiAlternatives):
    def message(self, *args: Any, **kwargs: Any) -> Any:
        """With a subject that begins beside its name: as Django encodes it, a long one begins on the line below, and
        is read with a space in front."""
        letter = super().message(*args, **kwargs)
        subject = str(self.subject)
        if not subject.isascii():
            letter.replace_header("Subject", Header(subject, "utf-8", header_name="Subject").encode())
        return letter


def _letter(message: Message, at: datetime) -> Letter:
    secrets = unseal(message.sealed)
    letter = Letter(
        message.subject,
        fill(moments.fill(message.text, message.counted, at), secrets),
        # Where the servers on the way write when they can't deliver.
        from_email=settings.BOUNCE_EMAIL or settings.DEFAULT_FROM_EMAIL,
        to=[message.recipient],
        reply_to=[message.reply_to] if message.reply_to else None,
        headers={
            "From": settings.DEFAULT_FROM_EMAIL,
            "Auto-Submitted": "auto-generated",
            # Exchange answers neither with a note of absence.
            "X-Auto-Response-Suppress": "OOF, AutoReply",
            **message.headers,
            "Message-ID": message.message_id,
            "Date": format_datetime(message.not_before),
        },
    )
    if message.html:
        letter.attach_alternative(
            fill_html(moments.fill(message.html, message.counted, at), secrets), "text/html"
        )
    return letter
