"""A person uploads a sheet of claims and decides what becomes of its good rows; workers carry both out."""

from collections.abc import Iterable
from contextlib import ExitStack
from datetime import datetime
from itertools import islice

from celery import current_app
from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Partner, User
from accounts.roles import DRAFTING_ROLES, FILING_ROLES

from .. import emails, storing
from ..batches.archives import Entry, bare, folded
from ..batches.header import Header
from ..batches.sheets import SheetRow
from ..models import Batch, BatchFile, BatchRow
from ..refusals import NotNow

SOME = 500
WORK = "claims.tasks.work_on_batch"


def holds_somewhere(user: User, roles: Iterable[str], partner_id: int) -> bool:
    """For the company or for one of its locations; which rows that covers is asked row by row."""
    return any(role.partner_id == partner_id and role.role in roles for role in user.roles)


def upload(
    partner: Partner,
    *,
    by: User,
    at: datetime,
    sheet: File,
    sheet_name: str,
    proofs: File | None = None,
    proofs_name: str = "",
) -> Batch:
    """Only keeps the files: reading them is a worker's."""
    if not holds_somewhere(by, DRAFTING_ROLES, partner.pk):
        raise PermissionDenied(_("Your role does not allow this."))
    with ExitStack() as files:
        paths = {
            name: files.enter_context(storing.stored(upload, "batches", at=at))
            for name, upload in (("sheet", sheet), ("proofs", proofs))
            if upload is not None
        }
        files.enter_context(transaction.atomic())
        batch = Batch.objects.create(
            partner=partner,
            **paths,
            sheet_name=sheet_name[:255],
            proofs_name=proofs_name[:255],
            created_by=by,
            created_at=at,
            worked_at=at,
        )
        for path in paths.values():
            storing.settle(path)
        ask_for_work(batch.pk)
    return batch


def ask_for_work(batch_id: int) -> None:
    """A hurry-up, no more: when the broker is down, the next sweep asks again."""

    def ask() -> None:
        current_app.send_task(WORK, args=[batch_id])

    transaction.on_commit(ask, robust=True)


def ask_again(batch_id: int, *, at: datetime) -> str | None:
    """For a worker that was lost."""
    with transaction.atomic():
        batch = _locked(batch_id)
        if not batch.is_at_work:
            return None
        _keep(batch, at)
        ask_for_work(batch_id)
    return "upload taken up again"


def note_work(batch_id: int, *, at: datetime) -> None:
    """Tells the sweep that nobody was lost."""
    Batch.objects.filter(pk=batch_id, worked_at__lt=at).update(worked_at=at)


def _locked(batch_id: int) -> Batch:
    return Batch.objects.select_for_update(of=("self",)).get(pk=batch_id)


def _keep(batch: Batch, at: datetime, **fields: object) -> None:
    for name, value in fields.items():
        setattr(batch, name, value)
    batch.worked_at = max(at, batch.worked_at)
    batch.save(update_fields=[*fields, "worked_at"])


def _delete_files(batch: Batch, at: datetime) -> None:
    """From the storage once it is certain; the names that people know stay."""
    for file in (batch.sheet, batch.proofs):
        if file:
            storing.let_go(file, at=at)
    batch.sheet, batch.proofs = "", ""
    batch.save(update_fields=["sheet", "proofs"])


def keep_entries(batch_id: int, entries: Iterable[Entry], *, at: datetime) -> None:
    """What the ZIP lists; done twice, it changes nothing."""
    with transaction.atomic():
        batch = _locked(batch_id)
        if batch.state != Batch.State.READING:
            return
        BatchFile.objects.bulk_create(
            [
                BatchFile(
                    batch=batch,
                    place=entry.place,
                    name=entry.name,
                    path_key=folded(entry.name),
                    name_key=folded(bare(entry.name)),
                    problem=entry.problem,
                    is_inspected=bool(entry.problem),
                )
                for entry in entries
            ],
            ignore_conflicts=True,
        )
        _keep(batch, at)


def keep_rows(batch_id: int, header: Header, rows: Iterable[SheetRow], *, at: datetime) -> None:
    """Some rows of the sheet; done twice, it changes nothing."""
    with transaction.atomic():
        batch = _locked(batch_id)
        if batch.state != Batch.State.READING:
            return
        stray = [
            {"column": "", "kind": "wrong", "text": _("There are cells to the right of the last column.")}
        ]
        BatchRow.objects.bulk_create(
            [
                BatchRow(
                    batch=batch,
                    partner_id=batch.partner_id,
                    number=row.number,
                    values=header.values_of(row),
                    remarks=stray if header.has_stray_cells(row) else [],
                )
                for row in rows
            ],
            ignore_conflicts=True,
        )
        _keep(batch, at)


def begin_checks(batch_id: int, header: Header, *, at: datetime) -> None:
    with transaction.atomic():
        batch = _locked(batch_id)
        if batch.state == Batch.State.READING:
            _keep(
                batch,
                at,
                state=Batch.State.CHECKING,
                columns=[key for key in header.keys if key],
                unknown_columns=list(header.unknown),
                missing_columns=list(header.missing),
                row_count=batch.rows.count(),
            )


def refuse(batch_id: int, why: str, *, at: datetime) -> None:
    """The sheet or the ZIP can't be read: nothing of it is kept but the reason."""
    with transaction.atomic():
        batch = _locked(batch_id)
        if batch.state == Batch.State.READING:
            batch.rows.all().delete()
            batch.proof_files.all().delete()
            _keep(batch, at, state=Batch.State.UNREADABLE, failure=why)
            _delete_files(batch, at)


def end_checks(batch_id: int, *, at: datetime) -> None:
    with transaction.atomic():
        batch = _locked(batch_id)
        if batch.state == Batch.State.CHECKING and not batch.rows.filter(state=BatchRow.State.NEW).exists():
            _keep(batch, at, state=Batch.State.CHECKED)


def check_again(batch_id: int, *, by: User, at: datetime) -> Batch:
    """After something was put right in the directory or in an enrolment: every row is held against it anew."""
    with transaction.atomic():
        batch = _locked(batch_id)
        _refuse_unless_waiting(batch, by, DRAFTING_ROLES)
        rows = batch.rows.only("pk", "state").iterator(chunk_size=SOME)
        while some := list(islice(rows, SOME)):
            for row in some:
                row.state = BatchRow.State.NEW
            BatchRow.objects.bulk_update(some, ["state"])
        _keep(batch, at, state=Batch.State.CHECKING)
        ask_for_work(batch.pk)
    return batch


def _refuse_unless_waiting(batch: Batch, by: User, roles: Iterable[str]) -> None:
    if not holds_somewhere(by, roles, batch.partner_id):
        raise PermissionDenied(_("Your role does not allow this."))
    if batch.confirmed_by is not None:
        raise NotNow(_("%(who)s has begun to make the claims already.") % {"who": batch.confirmed_by})
    if batch.state != Batch.State.CHECKED:
        raise NotNow(
            _("This upload waits for nobody's decision: its state is “%(state)s”.")
            % {"state": batch.get_state_display()}
        )


def confirm(batch_id: int, *, by: User, at: datetime, submits: bool) -> Batch:
    """Good rows become drafts; with `submits`, those that are complete are submitted too."""
    with transaction.atomic():
        batch = _locked(batch_id)
        _refuse_unless_waiting(batch, by, FILING_ROLES if submits else DRAFTING_ROLES)
        if submits and not batch.proofs:
            raise NotNow(
                _("Claims can only be submitted with their proof: upload it as a ZIP with the sheet.")
            )
        if not batch.rows.filter(state__in=BatchRow.GOOD).exists():
            raise NotNow(_("No row is good."))
        _keep(batch, at, state=Batch.State.MAKING, confirmed_at=at, confirmed_by=by, submits=submits)
        ask_for_work(batch.pk)
    return batch


def end(batch_id: int, *, at: datetime) -> None:
    """Once every good row has its claim, or its reason why not."""
    with transaction.atomic():
        batch = _locked(batch_id)
        if batch.state == Batch.State.MAKING and not batch.rows.filter(state__in=BatchRow.PENDING).exists():
            _keep(batch, at, state=Batch.State.DONE)
            submitted = batch.rows.filter(state=BatchRow.State.SUBMITTED).count()
            drafted = batch.rows.filter(state=BatchRow.State.DRAFTED).count()
            emails.upload_done(batch, submitted, drafted, at=at)
            _delete_files(batch, at)


def empty(batch_id: int, *, at: datetime) -> bool:
    """What the cells say of people goes; what became of each row stays, and that no row is made twice."""
    with transaction.atomic():
        batch = _locked(batch_id)
        if not batch.columns or batch.state not in Batch.OVER:
            return False
        batch.rows.update(values={}, remarks=[])
        batch.proof_files.all().delete()
        _keep(batch, at, columns=[], unknown_columns=[], missing_columns=[])
    return True


def abandon(batch_id: int, *, at: datetime) -> bool:
    """Nobody decided for long: the files go, what was found stays."""
    with transaction.atomic():
        batch = _locked(batch_id)
        if batch.state != Batch.State.CHECKED:
            return False
        _keep(batch, at, state=Batch.State.ABANDONED)
        _delete_files(batch, at)
    return True
