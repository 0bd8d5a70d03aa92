"""The daily e-mail: what a person wanted together, and has not read in the portal since."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import ngettext, pgettext

from outbox.actions import enqueue_email
from outbox.compose import render_mail

from .models import News, User
from .notices import choices_url

# Who lets more pile up reads the rest in the portal.
MOST_LISTED = 100


@transaction.atomic
def write(user_id: int, *, at: datetime) -> int | None:
    """One mail with all that is due to this person; says of how many notices, None when there is nothing to do.

    Whoever comes while another writes it, or after that, finds nothing due.
    """
    people = User.objects.select_for_update(of=("self",), no_key=True, skip_locked=True)
    person = people.filter(pk=user_id).first()
    if person is None:
        return None
    due = News.objects.visible_to(person).due(at).lock()
    if not due:
        return None
    News.objects.filter(pk__in=[notice.pk for notice in due]).update(digest_at=None)
    if not person.is_active:
        return None
    _send(person, due, at)
    return len(due)


def _send(person: User, due: list[News], at: datetime) -> None:
    listed = sorted(due, key=lambda notice: (notice.visible_at, notice.pk), reverse=True)[:MOST_LISTED]
    with translation.override(person.language):
        subject = ngettext(
            "%(count)d new notice from the CPOR portal",
            "%(count)d new notices from the CPOR portal",
            len(due),
        )
        context = {
            "subject": subject % {"count": len(due)},
            "greeting": person.name,
            "claims": _by_claim(listed, person),
            "not_listed": len(due) - len(listed),
            "link": settings.BASE_URL + reverse("accounts:notices"),
            "choices_link": choices_url(),
        }
    mail = render_mail("digest", context, person.language)
    enqueue_email(
        # Each notice is in one mail at most, so its newest names the mail.
        key=f"digest:{person.pk}:{max(notice.pk for notice in due)}",
        to=person.email,
        subject=mail.subject,
        text=mail.text,
        html=mail.html,
        kind="digest",
        at=at,
    )


def _by_claim(notices: Iterable[News], person: User) -> dict[str, list[dict[str, str]]]:
    """In the order in which the claims first turn up; what is about no claim has the empty code."""
    claims: dict[str, list[dict[str, str]]] = {}
    for notice in notices:
        when = timezone.localtime(notice.visible_at, timezone=person.zone)
        entry = {
            "title": notice.title,
            "text": notice.text,
            "when": date_format(when, pgettext("date format", "D j M Y, H:i")),
            "link": settings.BASE_URL + notice.link,
        }
        claims.setdefault(notice.about, []).append(entry)
    return claims
