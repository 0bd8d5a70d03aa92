"""Whatever the period, the rows that it is read from add up to each of its days once, and are few."""

import random
from collections import Counter
from datetime import date, timedelta

import pytest

from reviews.insights.cutting import cut
from reviews.models.figures import Span

DAY = timedelta(days=1)


def rows_of(piece):
    """Each row with the days that are summed in it."""
    begin = piece.begin
    while begin < piece.end:
        end = begin + DAY if piece.span is Span.DAY else Span.MONTH.begin(begin + 31 * DAY)
        yield [begin + n * DAY for n in range((end - begin).days)]
        begin = end


def days_of(first, last):
    return {first + n * DAY: 1 for n in range((last - first).days + 1)}


def summed(pieces):
    days = Counter()
    for piece in pieces:
        for row in rows_of(piece):
            for day in row:
                days[day] += piece.sign
    return {day: number for day, number in days.items() if number}


@pytest.mark.rule("REV-10")
def test_every_day_of_a_period_counts_once_and_no_other():
    chance = random.Random(3)
    for _time in range(500):
        first = date(2023, 1, 1) + chance.randrange(1200) * DAY
        last = first + int(chance.choice((3, 40, 400, 1100)) * chance.random()) * DAY
        parts = cut(first, last)
        assert summed(parts.pieces) == days_of(first, last)
        months = (last - first).days // 30
        assert (
            sum(1 for piece in parts.pieces for _row in rows_of(piece))
            <= min((last - first).days, months + 32) + 1
        )


@pytest.mark.parametrize(
    ("first", "last", "rows"),
    [
        # One day; a week; a whole month; all but its first day; a year; a year that begins on the fifth.
        (date(2026, 3, 4), date(2026, 3, 4), 1),
        (date(2026, 3, 2), date(2026, 3, 8), 7),
        (date(2026, 2, 1), date(2026, 2, 28), 1),
        (date(2026, 3, 2), date(2026, 3, 31), 2),
        (date(2025, 1, 1), date(2025, 12, 31), 12),
        (date(2025, 1, 5), date(2026, 1, 4), 12 + 4 + 4),
    ],
)
def test_rows_are_few(first, last, rows):
    assert sum(1 for piece in cut(first, last).pieces for _row in rows_of(piece)) == rows


def test_a_row_counts_for_the_piece_that_it_is_part_of():
    parts = cut(date(2026, 3, 5), date(2026, 5, 31))
    assert parts.sign(Span.MONTH, date(2026, 3, 1)) == 1
    assert parts.sign(Span.DAY, date(2026, 3, 1)) == -1
    assert parts.sign(Span.DAY, date(2026, 3, 5)) == parts.sign(Span.MONTH, date(2026, 6, 1)) == 0
