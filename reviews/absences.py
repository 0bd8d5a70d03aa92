"""Who is away when: days of the review team's calendar."""

from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings

from .models import Absence


def team_day(at: datetime) -> date:
    """The day that it is where the review team works."""
    return at.astimezone(ZoneInfo(settings.REVIEW_TIME_ZONE)).date()


def away_on(day: date, people: Iterable[int] | None = None) -> dict[int, Absence]:
    """Of each person who is away on that day, the absence."""
    found = Absence.objects.on(day)
    if people is not None:
        found = found.filter(person__in=people)
    return {absence.person_id: absence for absence in found}
