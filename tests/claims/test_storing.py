"""No file stays in the storage that no row speaks of, in a folder as in an S3-compatible store."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper

from claims import actions, history, storing
from claims.actions import batches
from claims.models import Batch, CommentFile, ProofFile, UnsettledFile
from claims.sweeps import sweep
from tests.claim_factories import MONDAY, a_draft, an_upload

pytestmark = [pytest.mark.django_db, pytest.mark.rule("POE-1", "POE-4"), pytest.mark.each_database]
LATER = MONDAY + storing.LONGEST_WAY


@pytest.fixture(params=["folder", "s3"])
def anywhere(request):
    if request.param == "s3":
        request.getfixturevalue("s3_storage")


def all_of(claim):
    """What lies where this claim's files go; other tests' claims had the same number."""
    found = set()
    for folder in (f"poe/{claim.pk}", f"comments/{claim.pk}", "batches"):
        try:
            found |= {f"{folder}/{name}" for name in default_storage.listdir(folder)[1]}
        except FileNotFoundError:
            continue
    return found


def fail(*args, **kwargs):
    raise RuntimeError("the power went")


def add(claim):
    by = claim.created_by
    return actions.add_file(claim.pk, by=by, at=MONDAY, upload=an_upload(), name="proof.pdf")


def comment(claim):
    upload = an_upload()
    return actions.comment(claim.pk, by=claim.created_by, at=MONDAY, body="See there.", uploads=[upload])


def upload_many(claim):
    sheet, proofs = ContentFile(b"a,b\n"), ContentFile(b"PK")
    return batches.upload(
        claim.partner,
        by=claim.created_by,
        at=MONDAY,
        sheet=sheet,
        sheet_name="claims.csv",
        proofs=proofs,
        proofs_name="proofs.zip",
    )


@pytest.mark.parametrize("add_one", [add, comment])
def test_failing_transaction_leaves_nothing_in_the_storage(anywhere, monkeypatch, add_one):
    before = all_of(claim := a_draft())
    monkeypatch.setattr(history, "record", fail)

    with pytest.raises(RuntimeError):
        add_one(claim)

    assert all_of(claim) == before
    assert (ProofFile.objects.count(), CommentFile.objects.count(), UnsettledFile.objects.count()) == (
        0,
        0,
        0,
    )


def test_failing_upload_of_many_claims_leaves_nothing_in_the_storage(anywhere, monkeypatch):
    before = all_of(claim := a_draft())
    monkeypatch.setattr(batches, "ask_for_work", fail)

    with pytest.raises(RuntimeError):
        upload_many(claim)

    assert all_of(claim) == before
    assert (Batch.objects.count(), UnsettledFile.objects.count()) == (0, 0)


@pytest.mark.parametrize("add_one", [add, comment, upload_many])
def test_what_was_kept_is_settled_and_never_swept(anywhere, add_one):
    kept = add_one(a_draft())

    list(sweep(LATER + timedelta(days=1)))

    files = {add: lambda: [kept.file], comment: lambda: [kept.files.get().file]}
    files |= {upload_many: lambda: [kept.sheet, kept.proofs]}
    assert all(default_storage.exists(file.name) for file in files[add_one]())
    assert not UnsettledFile.objects.exists()


def test_same_file_twice_is_stored_once(anywhere):
    before = all_of(claim := a_draft())

    assert add(claim) == add(claim)

    assert all_of(claim) - before == {claim.files.get().file.name}


def test_what_a_crash_left_is_swept_but_not_what_is_on_its_way(anywhere, monkeypatch):
    claim = a_draft()
    monkeypatch.setattr(history, "record", fail)
    monkeypatch.setattr(storing, "_discard", fail)
    with pytest.raises(RuntimeError):
        add(claim)
    monkeypatch.undo()
    left = UnsettledFile.objects.get()
    assert default_storage.exists(left.path)

    early = list(sweep(LATER - timedelta(seconds=1)))
    said = list(sweep(LATER, dry_run=True))
    stays = default_storage.exists(left.path)
    list(sweep(LATER))

    assert (early, stays) == ([], True)
    assert said == [f"{left.path}: file that belongs to nothing deleted"]
    assert not default_storage.exists(left.path)
    assert not UnsettledFile.objects.exists()


def test_file_whose_deletion_failed_is_swept(anywhere, monkeypatch, django_capture_on_commit_callbacks):
    claim = a_draft()
    path = add(claim).file.name
    monkeypatch.setattr(storing, "_discard", fail)
    with django_capture_on_commit_callbacks(execute=True):
        actions.remove_file(claim.files.get().pk, by=claim.created_by, at=MONDAY)
    monkeypatch.undo()
    assert default_storage.exists(path)

    list(sweep(LATER))

    assert not default_storage.exists(path)


@pytest.mark.django_db(transaction=True)
def test_commit_that_fails_takes_the_file_with_it(monkeypatch):
    before = all_of(claim := a_draft())
    record = history.record

    def fail_to_commit(self):
        monkeypatch.undo()
        raise OperationalError("the connection went")

    def record_and_fail_at_commit(*args, **kwargs):
        monkeypatch.setattr(BaseDatabaseWrapper, "commit", fail_to_commit)
        return record(*args, **kwargs)

    monkeypatch.setattr(history, "record", record_and_fail_at_commit)
    with pytest.raises(OperationalError):
        add(claim)

    assert all_of(claim) == before
    assert ProofFile.objects.count() == 0
