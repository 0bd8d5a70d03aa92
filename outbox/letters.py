"""A letter: one mail to one person, as every mail about a claim looks."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from .actions import enqueue_email
from .compose import render_mail
from .models import Message


class Letter(NamedTuple):
    """What it says, in the reader's language."""

    subject: str
    paragraphs: Sequence[str]
    link_text: str = ""


def enqueue_letter(
    letter: Letter,
    *,
    key: str,
    to: str,
    name: str,
    language: str,
    link: str = "",
    further: Mapping[str, Any] | None = None,
    headers: Mapping[str, str] | None = None,
    **envelope: Any,
) -> Message:
    """`further` is what only some letters have: products, and links beside the one that the letter is about."""
    context = {
        "subject": letter.subject,
        "greeting": name,
        "paragraphs": letter.paragraphs,
        "link": link,
        "link_text": letter.link_text,
        **(further or {}),
    }
    mail = render_mail("letter", context, language)
    return enqueue_email(
        key=key,
        to=to,
        subject=mail.subject,
        text=mail.text,
        html=mail.html,
        headers={"Content-Language": language, **(headers or {})},
        **envelope,
    )
