"""Goes through an upload, a little at a time: may be stopped anywhere, killed, or run twice at once."""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import datetime
from itertools import islice
from tempfile import TemporaryFile
from typing import IO
from zipfile import ZipFile

from django.core.files.base import File
from django.db.models.fields.files import FieldFile
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import User

from ..actions import batch_rows, batches
from ..models import Batch, BatchRow
from ..numbers import worded
from ..scanning import NotScanned
from . import archives, header, sheets

# Rows in one transaction: of those that are read, checked, or looked up to make claims of them one by one.
READ, CHECKED, MADE = 500, 50, 20
FILES = 1_000
# Seconds that a task works before it makes room for others.
SLICE = 30.0

logger = logging.getLogger(__name__)


def work_on(batch_id: int, *, now: Callable[[], datetime], seconds: float | None = None) -> bool:
    """Whether it came to the end of what a worker can do now; with `seconds`, it stops after about so long."""
    until = None if seconds is None else time.monotonic() + seconds
    with ExitStack() as stack:
        archive = None
        while True:
            batch = Batch.objects.select_related("partner", "created_by", "confirmed_by").get(pk=batch_id)
            if not batch.is_at_work:
                return True
            if archive is None and batch.proofs and batch.state != Batch.State.READING:
                archive = stack.enter_context(_archive_of(batch))
            person = batch.confirmed_by or batch.created_by
            try:
                with translation.override(person.language):
                    STEPS[Batch.State(batch.state)](batch, person, archive, now)
            except NotScanned:
                logger.warning("Upload %s waits for the virus scanner.", batch_id)
                return True
            if until is not None and time.monotonic() > until:
                return False


@contextmanager
def _archive_of(batch: Batch) -> Iterator[ZipFile]:
    with _local(batch.proofs) as file, archives.opened(file) as archive:
        yield archive


@contextmanager
def _local(field: FieldFile) -> Iterator[IO[bytes]]:
    """The file on this machine's disk, to jump about in: as it lies there, or fetched from the store."""
    try:
        path = field.path
    except NotImplementedError:
        with TemporaryFile() as copy, field.storage.open(str(field.name), "rb") as source:
            for chunk in File(source).chunks():
                copy.write(chunk)
            copy.seek(0)
            yield copy
    else:
        with open(path, "rb") as file:
            yield file


def _read(batch: Batch, person: User, archive, now) -> None:
    try:
        if batch.proofs:
            with _local(batch.proofs) as file, archives.opened(file) as opened:
                for entries in _chunks(archives.entries(opened), FILES):
                    batches.keep_entries(batch.pk, entries, at=now())
        with _local(batch.sheet) as file, closing(sheets.rows_of(file)) as rows:
            columns = header.read_header(next(rows, None))
            count = 0
            for chunk in _chunks(rows, READ):
                count += len(chunk)
                if count > sheets.MAX_ROWS:
                    raise sheets.BadSheet(
                        worded(
                            _("The sheet has more than %(count)d rows. Split it, please."),
                            count=sheets.MAX_ROWS,
                        )
                    )
                batches.keep_rows(batch.pk, columns, chunk, at=now())
            if not count:
                raise sheets.BadSheet(_("The sheet has no rows below the names of the columns."))
    except archives.BadArchive as refused:
        batches.refuse(batch.pk, f"{batch.proofs_name}: {refused.message}", at=now())
    except sheets.BadSheet as refused:
        batches.refuse(batch.pk, f"{batch.sheet_name}: {refused.message}", at=now())
    except FileNotFoundError:
        batches.refuse(batch.pk, _("An uploaded file is missing from the storage."), at=now())
    else:
        batches.begin_checks(batch.pk, columns, at=now())


def _check(batch: Batch, person: User, archive, now) -> None:
    rows = list(batch.rows.filter(state=BatchRow.State.NEW).order_by("number")[:CHECKED])
    if not rows:
        batches.end_checks(batch.pk, at=now())
        return
    if archive is not None:
        batch_rows.inspect_files(batch, rows, archive)
    batch_rows.check_rows(batch.pk, [row.pk for row in rows], by=person, at=now())


def _make(batch: Batch, person: User, archive, now) -> None:
    """As the person who decided so, whose rights are asked for anew with every few rows."""
    rows = list(batch.rows.filter(state__in=BatchRow.PENDING).order_by("number")[:MADE])
    if not rows:
        batches.end(batch.pk, at=now())
    for row in rows:
        batch_rows.make_row(row.pk, by=person, at=now(), archive=archive)
    batches.note_work(batch.pk, at=now())


STEPS = {Batch.State.READING: _read, Batch.State.CHECKING: _check, Batch.State.MAKING: _make}


def _chunks(found: Iterator, size: int) -> Iterator[list]:
    while chunk := list(islice(found, size)):
        yield chunk
