"""Loads files into the directory, as often as one likes; docs/directory-data.md says what is in them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from django.db import DataError, IntegrityError, transaction

from .cells import BadCell
from .entries import Entry
from .files import Row, UnreadableFile, read
from .kinds import KINDS, Kind, kind_of

BATCH = 1000


@dataclass
class Report:
    path: Path
    kind: str = ""
    loaded: int = 0
    skipped: int = 0
    # By line; a problem of the whole file has line 0.
    problems: list[tuple[int, str]] = field(default_factory=list)


class Refused(Exception):
    """Strict loading found bad rows, and nothing was loaded."""

    def __init__(self, reports: list[Report]):
        self.reports = reports


def load(paths: Iterable[Path], *, strict: bool = False) -> list[Report]:
    """Loads every good row and reports the others; strictly, it loads all or nothing."""
    if not strict:
        return _load(paths)
    with transaction.atomic():
        reports = _load(paths)
        if any(report.problems for report in reports):
            raise Refused(reports)
    return reports


def _load(paths: Iterable[Path]) -> list[Report]:
    reports, readable = [], []
    for path in paths:
        report = Report(path)
        reports.append(report)
        try:
            rows = read(path)
            if rows:
                readable.append((kind_of(rows[0].values), rows, report))
        except UnreadableFile as error:
            report.problems.append((0, str(error)))
    for kind, rows, report in sorted(readable, key=lambda found: KINDS.index(found[0])):
        report.kind = kind.name
        _load_rows(kind, rows, report)
    return reports


def _load_rows(kind: Kind, rows: list[Row], report: Report) -> None:
    entries = _entries(kind, rows, report)
    for start in range(0, len(entries), BATCH):
        batch = entries[start : start + BATCH]
        _write(kind, batch)
        report.loaded += sum(entry.is_good for entry in batch)
        report.skipped += sum(entry.skipped for entry in batch)
        report.problems += [(entry.line, entry.problem) for entry in batch if entry.problem]
    report.problems.sort()


def _entries(kind: Kind, rows: list[Row], report: Report) -> list[Entry]:
    entries = []
    seen: dict[tuple, int] = {}
    for row in rows:
        try:
            entry = Entry(row.line, _values(kind, row))
            key = tuple(entry[name] for name in kind.key)
            if key in seen:
                raise BadCell(f"repeats line {seen[key]}")
        except BadCell as error:
            report.problems.append((row.line, str(error)))
        else:
            seen[key] = row.line
            entries.append(entry)
    return entries


def _values(kind: Kind, row: Row) -> dict:
    if row.problem:
        raise BadCell(row.problem)
    if not kind.fits(row.values):
        raise BadCell(f"has other names than the columns of {kind.name}")
    values = {}
    for name, convert in kind.columns.items():
        try:
            values[name] = convert(row.values.get(name, ""))
        except BadCell as error:
            raise BadCell(f"{name} {error}") from error
    return values


def _write(kind: Kind, entries: list[Entry]) -> None:
    """All of the batch, or else one by one, so that a row which only the database refuses stands alone."""
    try:
        with transaction.atomic():
            kind.write(entries)
    except (IntegrityError, DataError) as error:
        if len(entries) == 1:
            entries[0].problem = f"refused by the database: {error}".strip()
            return
        for entry in entries:
            entry.problem, entry.skipped = "", False
            _write(kind, [entry])
