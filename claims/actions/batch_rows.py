"""What a worker does with the rows of an upload: check them, and make claims of the good ones, each once."""

import logging
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from zipfile import ZipFile

from celery.exceptions import SoftTimeLimitExceeded
from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.db import IntegrityError, InterfaceError, OperationalError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import User
from directory import live

from .. import scanning
from ..batches import archives
from ..batches.columns import parts
from ..batches.rows import (
    MISSING,
    WARNING,
    WRONG,
    Known,
    Remark,
    Wanted,
    fingerprint_of,
    known_for,
    remark_on,
    wanted_by,
)
from ..models import Batch, BatchFile, BatchRow, Claim
from ..problems import problems_of
from ..proof import inspect
from ..refusals import NotReady, Refused
from ..states import State
from .choosing import choose_products
from .filing import create_draft, submit
from .proving import MAX_FILES, add_file

# No trouble of the row: the next one would meet it too.
NOT_THE_ROWS = (OperationalError, InterfaceError, SoftTimeLimitExceeded, scanning.NotScanned)
RowState = BatchRow.State

logger = logging.getLogger(__name__)


def check_rows(batch_id: int, row_ids: Iterable[int], *, by: User, at: datetime) -> None:
    """Holds some rows against everything that a submission would, in one transaction; nothing else changes."""
    row_ids = list(row_ids)
    _ask_directory(row_ids)
    with transaction.atomic():
        batch = Batch.objects.select_for_update(of=("self",)).select_related("partner").get(pk=batch_id)
        if batch.state != Batch.State.CHECKING:
            return
        rows = list(batch.rows.filter(pk__in=row_ids, state=RowState.NEW).order_by("number"))
        known = known_for(batch.partner, by, [row.values for row in rows])
        files = _files_for(batch, rows)
        for row in rows:
            row.fingerprint = fingerprint_of(row.values, known)
        made, first = _made_before(batch, rows), _first_in_sheet(batch, rows)
        for row in rows:
            row.earlier_id = None
            if row.fingerprint in made:
                row.state, row.earlier_id, row.remarks = RowState.REPEATED, made[row.fingerprint], []
                continue
            number = first[row.fingerprint]
            same = [Remark("", _("This is the same claim as in row %(number)d.") % {"number": number})]
            _judge(row, same if number < row.number else _remarks_on(row, batch, known, files, at))
        BatchRow.objects.bulk_update(rows, ["fingerprint", "state", "remarks", "earlier"])
        batch.worked_at = max(at, batch.worked_at)
        batch.save(update_fields=["worked_at"])


def _ask_directory(row_ids: Iterable[int]) -> None:
    """Once for each customer, and before a transaction, as it may ask another machine."""
    found = BatchRow.objects.filter(pk__in=list(row_ids)).values_list("values", flat=True)
    for domain, directory_id in {(row.get("domain", ""), row.get("directory_id", "")) for row in found}:
        live.look_up(domain, directory_id)


def _made_before(batch: Batch, rows: list[BatchRow]) -> dict[str, int]:
    """The claims that equal rows of this company were made into, by fingerprint."""
    made = BatchRow.objects.made().filter(
        partner_id=batch.partner_id, fingerprint__in={row.fingerprint for row in rows}
    )
    return dict(made.values_list("fingerprint", "claim_id"))


def _first_in_sheet(batch: Batch, rows: list[BatchRow]) -> dict[str, int]:
    first: dict[str, int] = {}
    earlier = batch.rows.filter(fingerprint__in={row.fingerprint for row in rows}).exclude(state=RowState.NEW)
    for fingerprint, number in [
        *earlier.values_list("fingerprint", "number"),
        *((row.fingerprint, row.number) for row in rows),
    ]:
        first[fingerprint] = min(number, first.get(fingerprint, number))
    return first


def _weight(remark: Remark) -> int:
    return (WRONG, MISSING, WARNING).index(remark.kind)


def _judge(row: BatchRow, remarks: list[Remark]) -> None:
    # What was wrong with the shape of the row was noticed when it was read.
    stray = [remark for remark in row.remarks if not remark["column"] and remark["kind"] == WRONG]
    row.remarks = [*stray[:1], *(remark.as_json() for remark in sorted(remarks, key=_weight))]
    kinds = {remark["kind"] for remark in row.remarks}
    row.state = (
        RowState.WRONG if WRONG in kinds else RowState.DRAFTABLE if MISSING in kinds else RowState.READY
    )


def _remarks_on(
    row: BatchRow, batch: Batch, known: Known, files: dict[str, list[BatchFile]], at: datetime
) -> list[Remark]:
    try:
        wanted = wanted_by(row.values, known)
        remarks = [*wanted.remarks, *_rehearsed(wanted, row, by=known.by, at=at)]
    except NOT_THE_ROWS:
        raise
    except Refused as refused:
        remarks = [Remark("", refused.message)]
    except PermissionDenied as denied:
        remarks = [Remark("mpn_id", str(denied))]
    except Exception:
        logger.exception("Row %s of upload %s can't be checked", row.number, batch.pk)
        remarks = [Remark("", _("This row can't be checked: something went wrong on our side."))]
    return [*remarks, *_file_remarks(row, batch, files)]


def _rehearsed(wanted: Wanted, row: BatchRow, *, by: User, at: datetime) -> list[Remark]:
    """What a claim of this row would be told; it is made to ask it, and taken back at once."""
    if wanted.location is None:
        return []
    # A cell that says nothing known has been told already, and is no empty one.
    told = {remark.column for remark in wanted.remarks}
    with transaction.atomic():
        claim = _drafted(wanted, by=by, at=at)
        found = problems_of(claim, claim.location.local_date(at))
        transaction.set_rollback(True)
    remarks = [remark_on(problem, row.values) for problem in found if problem.field != "files"]
    return [
        remark
        for remark in remarks
        if remark.column not in told and not (remark.column == "products" and "subscription_ids" in told)
    ]


def _drafted(wanted: Wanted, *, by: User, at: datetime) -> Claim:
    assert wanted.location is not None  # noqa: S101 (for mypy: callers have asked)
    claim = create_draft(location=wanted.location, by=by, at=at, **wanted.fields)
    if wanted.workloads or wanted.subscriptions:
        claim = choose_products(
            claim.pk,
            by=by,
            at=at,
            seen=None,
            workloads=wanted.workloads,
            subscriptions=wanted.subscriptions,
        )
    return claim


def named_files(row: BatchRow) -> list[str]:
    return parts(row.values.get("files", ""))


def _files_for(batch: Batch, rows: Iterable[BatchRow]) -> dict[str, list[BatchFile]]:
    """By the folded name that a row may call them: with their folder, or without."""
    keys = {archives.folded(name) for row in rows for name in named_files(row)}
    by_path: dict[str, list[BatchFile]] = defaultdict(list)
    by_name: dict[str, list[BatchFile]] = defaultdict(list)
    for file in batch.proof_files.filter(Q(path_key__in=keys) | Q(name_key__in=keys)).order_by("place"):
        by_path[file.path_key].append(file)
        by_name[file.name_key].append(file)
    return {key: by_path.get(key) or by_name.get(key) or [] for key in keys}


def _file_remarks(row: BatchRow, batch: Batch, files: dict[str, list[BatchFile]]) -> list[Remark]:
    names = named_files(row)
    if not names:
        return [Remark("files", _("Name at least one file of proof."), MISSING)]
    if not batch.proofs:
        return [Remark("files", _("No ZIP with these files was uploaded."), MISSING)]
    remarks = []
    if len(names) > MAX_FILES:
        remarks.append(Remark("files", _("A claim takes up to %(count)d files.") % {"count": MAX_FILES}))
    for name in names:
        if text := _file_problem(files[archives.folded(name)]):
            remarks.append(Remark("files", f"{name[:100]}: {text}"))
    return remarks


def _file_problem(found: list[BatchFile]) -> str:
    if not found:
        return _("This file is not in the ZIP.")
    if len(found) > 1:
        return _(
            "More than one file in the ZIP has this name. Give each its own, or write it with its folder."
        )
    return found[0].problem


def inspect_files(batch: Batch, rows: Iterable[BatchRow], archive: ZipFile) -> None:
    """Looks into the files that these rows name, one at a time and each once, as into any upload."""
    for found in _files_for(batch, rows).values():
        for file in found:
            if file.is_inspected and file.is_named:
                continue
            if not file.is_inspected:
                file.problem, file.is_inspected = _looked_into(archive, file)
            file.is_named = True
            file.save(update_fields=["is_inspected", "is_named", "problem"])


def _looked_into(archive: ZipFile, file: BatchFile) -> tuple[str, bool]:
    """Why it can't be taken, if there is a reason, and whether that is certain."""
    try:
        with archives.unpacked(archive, file.place) as content:
            found = inspect(content, archives.bare(file.name))
            scanning.refuse_malware(content, about=f"upload {file.batch_id}, SHA-256 {found.sha256}")
    except scanning.NotScanned as unknown:
        return unknown.message, False
    except Refused as refused:
        return refused.message, True
    return "", True


def make_row(row_id: int, *, by: User, at: datetime, archive: ZipFile | None) -> None:
    """Makes the claim of a good row, with its proof, and submits it if so decided. May be called again any time."""
    _ask_directory([row_id])
    try:
        claim = _begin(row_id, by=by, at=at)
    except IntegrityError:  # an equal row of another upload was faster
        claim = _begin(row_id, by=by, at=at)
    if claim is None:
        return
    row = BatchRow.objects.select_related("batch").get(pk=row_id)
    is_ready = not any(remark["kind"] == MISSING for remark in row.remarks)
    remarks: list[Remark] = []
    try:
        # Submitted it may be already, just before a worker was lost.
        if claim.state == State.DRAFT:
            remarks = _attach(row, claim, archive, by=by, at=at)
            if row.batch.submits and is_ready and not remarks:
                submit(claim.pk, by=by, at=at, tells_submitter=False)
    except NOT_THE_ROWS:
        raise
    except NotReady as refused:
        remarks = [remark_on(problem, row.values) for problem in refused.problems]
    except Refused as refused:
        remarks = [Remark("", refused.message)]
    except PermissionDenied as denied:
        remarks = [Remark("", str(denied))]
    except Exception:
        logger.exception("Row %s of upload %s can't be submitted", row.number, row.batch_id)
        remarks = [Remark("", _("Something went wrong on our side."))]
    _end(row_id, remarks)


def _end(row_id: int, remarks: list[Remark]) -> None:
    """What became of the row is what became of its claim: another worker may have been at it, too."""
    with transaction.atomic():
        row = BatchRow.objects.select_for_update(of=("self",)).select_related("claim").get(pk=row_id)
        if row.state != RowState.BEGUN:
            return
        row.state = RowState.DRAFTED
        if row.claim is not None and row.claim.state != State.DRAFT:
            row.state, remarks = RowState.SUBMITTED, []
        row.remarks = [*row.remarks, *(remark.as_json() for remark in remarks)]
        row.save(update_fields=["state", "remarks"])


def _begin(row_id: int, *, by: User, at: datetime) -> Claim | None:
    """The draft and the mark on its row, together or not at all."""
    with transaction.atomic():
        row = (
            BatchRow.objects.select_for_update(of=("self",), skip_locked=True)
            .select_related("batch__partner", "claim")
            .filter(pk=row_id, state__in=BatchRow.PENDING)
            .first()
        )
        if row is None:
            return None
        if row.claim is not None:
            return row.claim
        made = _made_before(row.batch, [row])
        if made:
            row.state, row.earlier_id = RowState.REPEATED, made[row.fingerprint]
        else:
            _make_draft(row, by=by, at=at)
        row.save(update_fields=["state", "remarks", "claim", "earlier"])
        return row.claim


def _make_draft(row: BatchRow, *, by: User, at: datetime) -> None:
    try:
        # Its own savepoint, so that the row can still be marked when it fails; a broken promise of the
        # database is no trouble of the row's cells, though: it means that an equal one was faster.
        if not by.is_active:
            raise PermissionDenied(_("This account has been closed."))
        with transaction.atomic():
            wanted = wanted_by(row.values, known_for(row.batch.partner, by, [row.values]))
            refused = [remark for remark in wanted.remarks if remark.kind == WRONG]
            if not refused:
                row.claim, row.state = _drafted(wanted, by=by, at=at), RowState.BEGUN
    except (*NOT_THE_ROWS, IntegrityError):
        raise
    except (Refused, PermissionDenied) as error:
        refused = [Remark("", str(error))]
    except Exception:
        logger.exception("No claim can be made of row %s of upload %s", row.number, row.batch_id)
        refused = [Remark("", _("Something went wrong on our side."))]
    if refused:
        row.state = RowState.REFUSED
        row.remarks = [*row.remarks, *(remark.as_json() for remark in refused)]


def _attach(row: BatchRow, claim: Claim, archive: ZipFile | None, *, by: User, at: datetime) -> list[Remark]:
    remarks: list[Remark] = []
    if archive is None:
        return remarks
    for name, found in _files_for(row.batch, [row]).items():
        problem = _file_problem(found)
        try:
            if not problem:
                with archives.unpacked(archive, found[0].place) as content:
                    _add(claim, content, archives.bare(found[0].name), by=by, at=at)
        except scanning.NotScanned:
            raise
        except Refused as refused:
            problem = refused.message
        if problem:
            remarks.append(Remark("files", f"{name[:100]}: {problem}"))
    return remarks


def _add(claim: Claim, content: File, name: str, *, by: User, at: datetime) -> None:
    add_file(claim.pk, by=by, at=at, upload=content, name=name)
