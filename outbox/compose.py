"""Writes a mail from its templates: `mail/<name>.subject.txt`, `mail/<name>.txt`, `mail/<name>.html`."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from django.conf import settings
from django.template import Context, Engine
from django.template.loader import render_to_string
from django.utils import translation

BLANK_LINES = re.compile(r"\n{3,}")


class Mail(NamedTuple):
    subject: str
    text: str
    html: str


def render_mail(template: str, context: Mapping[str, Any], language: str) -> Mail:
    """The subject is in the context of text and HTML too; nothing in subject and text is HTML-escaped."""
    with translation.override(language):
        subject = " ".join(_render_plain(f"mail/{template}.subject.txt", context).split())
        whole = {"base_url": settings.BASE_URL, **context, "subject": subject}
        text = BLANK_LINES.sub("\n\n", _render_plain(f"mail/{template}.txt", whole)).strip()
        return Mail(subject, text + "\n", render_to_string(f"mail/{template}.html", whole))


def _render_plain(name: str, context: Mapping[str, Any]) -> str:
    return Engine.get_default().get_template(name).render(Context(dict(context), autoescape=False))
