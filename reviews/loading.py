"""Many new rows of one table at once: COPY on PostgreSQL, plain inserts elsewhere. No model instance is made."""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from io import StringIO

from django.db import connection, models

ESCAPES = str.maketrans({"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"})


def load(model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence]) -> None:
    """Values are texts, numbers, days, or what a JSON field holds."""
    spelled = _copied if connection.vendor == "postgresql" else _inserted
    load_spelled(model, names, ([spelled(value) for value in row] for row in rows))


def load_spelled(model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence]) -> None:
    """Values are spelled as COPY reads them, or elsewhere as the database takes them."""
    fields = [model._meta.get_field(name) for name in names]
    columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            lines = "".join("\t".join(row) + "\n" for row in rows)
            cursor.copy_expert(f"COPY {table} ({columns}) FROM STDIN", StringIO(lines))
        else:
            marks = ", ".join(["%s"] * len(fields))
            cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", list(rows))  # noqa: S608 (our own names)


def _copied(value) -> str:
    if value is None:
        return "\\N"
    if type(value) is int:
        return str(value)
    value = _inserted(value)
    return value.translate(ESCAPES) if isinstance(value, str) else str(value)


def _inserted(value):
    if isinstance(value, date):
        return value.isoformat()
    return json.dumps(value) if isinstance(value, dict | list) else value
