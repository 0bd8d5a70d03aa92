from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from ..kinds import KINDS, Way
from ..models import News, NewsChoice, User


def read_notice(notice_id: int, *, by: User, at: datetime) -> None:
    """What was read is not sent in a daily e-mail any more; a second time changes nothing."""
    news = News.objects.visible_to(by).unread(at).filter(pk=notice_id)
    news.update(read_at=at, digest_at=None)


def read_notices(*, by: User, until: datetime, at: datetime) -> int:
    """All that were there at `until`, when the person looked; says how many had been unread."""
    with transaction.atomic():
        unread = News.objects.visible_to(by).unread(min(until, at))
        unread.lock()
        return unread.update(read_at=at, digest_at=None)


def choose_ways(ways: Mapping[str, str], *, by: User) -> None:
    """How these kinds come from now on; what waits for the daily e-mail of a kind without e-mail stays out."""
    if any(KINDS[kind].is_mandatory for kind in ways):
        raise ValueError("A mandatory kind has no other way.")
    with transaction.atomic():
        NewsChoice.objects.bulk_create(
            [NewsChoice(user=by, kind=kind, way=way) for kind, way in ways.items()],
            update_conflicts=True,
            unique_fields=["user", "kind"],
            update_fields=["way"],
        )
        silent = [kind for kind, way in ways.items() if way == Way.PORTAL]
        waiting = News.objects.visible_to(by).filter(kind__in=silent, digest_at__isnull=False)
        waiting.lock()
        waiting.update(digest_at=None)
