"""Tells people something: in the portal, and by e-mail in the way that they chose for its kind."""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from outbox import actions as outbox
from outbox.letters import Letter, enqueue_letter
from outbox.models import Message

from .kinds import KINDS, Kind, Way, kinds_for, next_digest, on_a_weekday
from .models import News, NewsChoice, User

SHOWN = ("user", "partner_id", "kind", "about", "title", "text", "link", "visible_at", "digest_at")


def tell(
    people: Iterable[User],
    kind: str,
    subject: Callable[[], str],
    paragraphs: Callable[[User], Iterable[str]],
    *,
    key_prefix: str,
    link: str,
    link_text: Callable[[], str],
    about: str = "",
    partner_id: int | None = None,
    at: datetime,
    not_before: datetime | None = None,
) -> None:
    """Once for each key, kind and person. `link` is a path of the portal; nothing is confidential, as it goes by mail.

    `partner_id` is the company that people are told for, if they are not told as staff.
    Who has no account, because a claim only names the address, is always written to at once.
    """
    known, people = KINDS[kind], list(people)
    chosen = _chosen(people, known)
    for person in people:
        own_key = f"{key_prefix}{kind}:{person.email}"
        with translation.override(person.language):
            title = subject()
            letter = Letter(f"{title} [{about}]" if about else title, list(paragraphs(person)), link_text())
        way = chosen.get(person.pk, known.default) if person.pk else Way.AT_ONCE
        notice = News(user=person, key=own_key, kind=kind, about=about, title=title[:300], link=link)
        notice.partner_id = partner_id
        notice.text, notice.visible_at = "\n".join(letter.paragraphs), max(at, not_before or at)
        if way == Way.DIGEST:
            notice.digest_at = next_digest(notice.visible_at, person.zone)
        if (person.pk and not _put_up(notice)) or way != Way.AT_ONCE:
            continue
        if known.is_mandatory and about and not not_before:
            _let_go_along(person, about, at)
        enqueue_letter(
            letter,
            key=own_key,
            to=person.email,
            name=person.name,
            language=person.language,
            kind=kind,
            about=about,
            link=settings.BASE_URL + link,
            further={"choices_link": choices_url()} if person.pk and not known.is_mandatory else None,
            at=at,
            not_before=on_a_weekday(notice.visible_at, person.zone) if known.can_wait else not_before,
        )


def _let_go_along(person: User, about: str, at: datetime) -> None:
    """What waits for Monday goes with a mail about the same that can't wait, so that nobody reads the older last."""
    if person.pk and on_a_weekday(at, person.zone) > at:
        told = News.objects.filter(user=person, about=about, visible_at__lte=at)
        outbox.bring_forward(keys=told.values_list("key", flat=True), at=at)


def _put_up(notice: News) -> bool:
    """Shows it in the portal; False when it is there already, and so has been told."""
    values = {name: getattr(notice, name) for name in SHOWN}
    return News.objects.get_or_create(key=notice.key, defaults=values)[1]


def call_back(key_prefix: str, *, at: datetime) -> bool:
    """Takes away what is still held of the notices whose key begins so; False when some of it is out already."""
    outbox.cancel(key_prefix=key_prefix, at=at)
    held = News.objects.select_for_update().filter(visible_at__gt=at, key__startswith=key_prefix)
    held.filter(pk__in=[each.pk for each in held if each.key.startswith(key_prefix)]).delete()
    return not Message.objects.filter(key__startswith=key_prefix).left().exists()


def forget(user: User, partner_id: int, *, at: datetime) -> None:
    """What a person was told for a company stays with the company when they leave it; held mail never leaves."""
    told = News.objects.filter(user=user, partner=partner_id)
    for key in told.filter(visible_at__gt=at).values_list("key", flat=True):
        outbox.cancel(key_prefix=key, to=user.email, at=at)
    told.delete()


def choices_url() -> str:
    return settings.BASE_URL + reverse("accounts:notice_choices")


def ways_of(user: User) -> list[tuple[Kind, str]]:
    """Every kind that the person can get, and how it comes."""
    chosen = dict(NewsChoice.objects.filter(user=user).values_list("kind", "way"))
    return [
        (kind, kind.default if kind.is_mandatory else chosen.get(kind.name, kind.default))
        for kind in kinds_for(user)
    ]


def _chosen(people: list[User], kind: Kind) -> dict[int, str]:
    ids = [person.pk for person in people if person.pk]
    if kind.is_mandatory or not ids:
        return {}
    return dict(NewsChoice.objects.filter(user__in=ids, kind=kind.name).values_list("user", "way"))
