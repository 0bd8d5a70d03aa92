"""Business time in whole minutes, looked up instead of counted; agrees with `calendars.business_time`.

Nothing here happens on the night of a clock change, as no business day has one.
"""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from calendars.business_time import BusinessCalendar

from .tables import EPOCH

DAY = 1440


def minute_of(instant: datetime) -> int:
    return int(instant.timestamp() // 60)


class Offsets:
    """How far a zone is ahead of UTC, in minutes, at noon of each day."""

    def __init__(self, zone: ZoneInfo, first: date, last: date):
        self.first = first.toordinal() - EPOCH
        count = last.toordinal() - first.toordinal() + 1
        noons = (
            datetime(first.year, first.month, first.day, 12, tzinfo=UTC) + timedelta(days=n)
            for n in range(count)
        )
        self.of_day = [int(noon.astimezone(zone).utcoffset().total_seconds() // 60) for noon in noons]

    def at(self, minute: int) -> int:
        return self.of_day[minute // DAY - self.first]

    def days_later(self, minute: int, days: int) -> int:
        """The same local time, that many calendar days later."""
        later = minute + days * DAY
        return later + self.at(minute) - self.at(later)


class BusinessDays:
    def __init__(self, calendar: BusinessCalendar, first: date, last: date):
        self.offsets = Offsets(calendar.zone, first, last)
        self.days: list[int] = []
        # For each calendar day the place of it, or of the next business day, in `days`.
        self.place: list[int] = []
        for ordinal in range(first.toordinal(), last.toordinal() + 1):
            self.place.append(len(self.days))
            if calendar.closed_reason(date.fromordinal(ordinal)) is None:
                self.days.append(ordinal - EPOCH)

    def instant(self, place: int, local_minute: int) -> int:
        day = self.days[place]
        return day * DAY + local_minute - self.offsets.of_day[day - self.offsets.first]

    def place_of(self, minute: int) -> tuple[int, int]:
        """The business day and the local minute; 00:00 of the next one on a day that is none."""
        day, local_minute = divmod(minute + self.offsets.at(minute), DAY)
        place = self.place[day - self.offsets.first]
        return place, local_minute if self.days[place] == day else 0

    def add(self, minute: int, amount: int) -> int:
        place, local_minute = self.place_of(minute)
        days, rest = divmod(local_minute + amount, DAY)
        return self.instant(place + days, rest)

    def between(self, start: int, end: int) -> int:
        first, last = self.place_of(start), self.place_of(end)
        return (last[0] - first[0]) * DAY + last[1] - first[1]
