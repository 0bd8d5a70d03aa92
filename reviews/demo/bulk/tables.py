"""Rows of many tables, and the IDs that they get, to be loaded at once.

Values are strings and numbers; instants are minutes since 1970, for which `iso` and `stamp` have the words.
"""

from collections.abc import Iterable
from datetime import date

from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.db.models import Max

from reviews.loading import ESCAPES, load_spelled

EPOCH = date(1970, 1, 1).toordinal()
MINUTES_OF_DAY = [f"{minute // 60:02}:{minute % 60:02}:00" for minute in range(1440)]
_days: dict[int, str] = {}


def _day(number: int) -> str:
    text = _days.get(number)
    if text is None:
        text = _days[number] = date.fromordinal(EPOCH + number).isoformat()
    return text


def stamp(minute: int) -> str:
    """As both databases read an instant in UTC."""
    day, rest = divmod(minute, 1440)
    return f"{_day(day)} {MINUTES_OF_DAY[rest]}"


def iso(minute: int) -> str:
    """As history spells an instant when it computes a hash."""
    day, rest = divmod(minute, 1440)
    return f"{_day(day)}T{MINUTES_OF_DAY[rest]}.000000+00:00"


class Table:
    """The rows of one model that wait to be written, and the IDs that they get."""

    def __init__(self, model: type[models.Model], columns: str):
        self.model = model
        self.fields = [model._meta.get_field(name) for name in columns.split()]
        self.rows: list[tuple] = []
        self.next_id = self._next_id()
        self.written = 0
        self._convert = _copied if connection.vendor == "postgresql" else _inserted

    def _next_id(self) -> int:
        return (self.model._base_manager.aggregate(last=Max("pk"))["last"] or 0) + 1

    def add(self, *values) -> int:
        """`values` follow the columns after the ID, which is given back."""
        pk = self.next_id
        self.next_id = pk + 1
        self.rows.append((pk, *values))
        return pk

    def write(self) -> None:
        if not self.rows:
            return
        convert = [self._convert(field) for field in self.fields]
        names = [field.name for field in self.fields]
        load_spelled(
            self.model,
            names,
            ([spell(value) for spell, value in zip(convert, row, strict=True)] for row in self.rows),
        )
        self.written += len(self.rows)
        self.rows.clear()


class Rows(Table):
    """Of a model without an ID of its own."""

    def _next_id(self) -> int:
        return 0

    def add(self, *values) -> int:
        self.rows.append(values)
        return 0


def _copied(field):
    if isinstance(field, models.DateTimeField):
        return lambda value: "\\N" if value is None else stamp(value) + "+00"
    if isinstance(field, models.BooleanField):
        return lambda value: "t" if value else "f"
    if isinstance(field, (models.CharField, models.TextField, models.JSONField)):
        return lambda value: "\\N" if value is None else value.translate(ESCAPES) if "\\" in value else value
    return lambda value: "\\N" if value is None else str(value)


def _inserted(field):
    if isinstance(field, models.DateTimeField):
        return lambda value: None if value is None else stamp(value)
    if isinstance(field, models.UUIDField) and connection.vendor == "sqlite":
        return lambda value: value.replace("-", "")
    return lambda value: value


def write(tables: Iterable[Table]) -> None:
    """In one transaction; in this order, which follows the references."""
    with transaction.atomic():
        for table in tables:
            table.write()


def finish(tables: Iterable[Table]) -> None:
    """The next row of anybody else gets the next ID, and the planner knows how much there is."""
    models_written = [table.model for table in tables]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models_written):
            cursor.execute(statement)
        for model in models_written:
            cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")
