"""Files of proof: what they are is told from their content; once submitted they stay."""

from datetime import timedelta
from io import BytesIO
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.core.files.storage import default_storage

from accounts.roles import PartnerRole
from claims import actions
from claims.models import ProofFile
from claims.proof import DOCX, JPEG, MAX_SIZE, PDF, PNG, FileRefused, inspect
from claims.refusals import ClaimMoved, NotNow
from claims.states import State
from tests import claim_factories as make
from tests import proofs
from tests.claim_factories import MINUTE, MONDAY, a_draft, a_ready_draft, a_submitted_claim, an_upload, fresh
from tests.factories import a_filer, a_location, a_member, a_reviewer

A_PDF, A_PNG, A_JPEG, A_DOCX = proofs.PDF, proofs.PNG, proofs.JPEG, proofs.DOCX


def found(content, name):
    return inspect(an_upload(content, name), name)


def a_pdf(number):
    return an_upload(A_PDF + b"%d" % number, f"page{number}.pdf")


def add(claim, upload=None, *, by=None, at=MONDAY, name="proof.pdf"):
    upload = upload or an_upload(A_PDF)
    return actions.add_file(claim.pk, by=by or claim.created_by, at=at, upload=upload, name=name)


@pytest.mark.rule("POE-1")
@pytest.mark.parametrize(
    ("content", "name", "content_type"),
    [
        (A_PDF, "proof.pdf", PDF),
        (A_PNG, "proof.PNG", PNG),
        (A_JPEG, "proof.jpg", JPEG),
        (A_JPEG, "proof.jpeg", JPEG),
        (A_DOCX, "proof.docx", DOCX),
        (A_PDF, "proof", PDF),
        (A_DOCX, "proof.bin", DOCX),
    ],
)
def test_type_is_told_from_the_content(content, name, content_type):
    assert found(content, name).content_type == content_type


@pytest.mark.rule("POE-1")
@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"MZ\x90\x00 a program", "proof.pdf"),
        (b"<html><script>alert(1)</script>", "proof.pdf"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "proof.png"),
        (b"GIF89a", "proof.png"),
        (proofs.a_zip({"notes.txt": "x"}), "proof.docx"),
        (proofs.a_zip({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>"}), "proof.docx"),
        (b" %PDF-1.7", "proof.pdf"),
        (b"%", "proof.pdf"),
    ],
)
def test_what_is_no_proof_is_refused_whatever_its_name(content, name):
    with pytest.raises(FileRefused, match="This is no PDF"):
        found(content, name)


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (b"", "proof.pdf", "The file is empty."),
        (A_PDF, "proof.docx", "The file's name ends with .docx, but its content is that of a .pdf file."),
        (A_JPEG, "PROOF.PNG", "The file's name ends with .png, but its content is that of a .jpg file."),
    ],
)
def test_file_is_refused_with_the_reason(content, name, reason):
    with pytest.raises(FileRefused) as refusal:
        found(content, name)

    assert str(refusal.value).startswith(reason)


@pytest.mark.rule("POE-1")
def test_file_of_25_mb_is_taken_and_one_byte_more_refused():
    largest = A_PDF + b" " * (MAX_SIZE - len(A_PDF))

    assert found(largest, "proof.pdf").size == 25 * 1024 * 1024
    with pytest.raises(FileRefused, match="larger than 25 MB"):
        found(largest + b" ", "proof.pdf")


def test_too_large_a_file_is_not_even_read():
    unreadable = SimpleNamespace(size=MAX_SIZE + 1)

    with pytest.raises(FileRefused, match="larger than 25 MB"):
        inspect(unreadable, "proof.pdf")


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Signed letter.pdf", "Signed_letter.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\fiona\\proof.pdf", "proof.pdf"),
        ("proof.pdf.exe", "proof.pdf.pdf"),
        ("Übergabe.PDF", "Übergabe.pdf"),
        ('a"; rm -rf <b>.pdf', "a_rm_-rf_b.pdf"),
        ("🎉.pdf", "proof.pdf"),
        ("???.pdf", "proof.pdf"),
        ("..pdf", "proof.pdf"),
        ("", "proof.pdf"),
        ("x" * 400 + ".pdf", "x" * 200 + ".pdf"),
    ],
)
def test_name_is_kept_as_far_as_it_is_harmless(name, kept):
    assert found(A_PDF, name).name == kept


@pytest.mark.rule("POE-1")
@pytest.mark.django_db
def test_claim_takes_twenty_files():
    claim = a_draft()
    for number in range(20):
        add(claim, a_pdf(number))

    with pytest.raises(NotNow) as refusal:
        add(claim, a_pdf(20))

    assert str(refusal.value) == "A claim takes up to 20 files."
    assert claim.files.count() == 20


@pytest.mark.django_db
def test_same_content_twice_is_one_file_and_one_event():
    claim = a_draft()

    first = add(claim, name="one.pdf")
    second = add(claim, name="another name.pdf")

    assert first == second
    assert claim.events.filter(kind="file_added").count() == 1
    # In another claim it is that claim's own.
    assert add(a_draft()) != first


@pytest.mark.django_db
def test_file_is_stored_whole_under_a_path_that_tells_nothing():
    claim = a_draft()

    proof = add(claim, an_upload(A_PDF, "Contoso merger.pdf"), name="Contoso merger.pdf")

    with default_storage.open(proof.file.name) as stored:
        assert stored.read() == A_PDF
    assert (proof.name, proof.size, proof.content_type) == ("Contoso_merger.pdf", len(A_PDF), PDF)
    assert "ontoso" not in proof.file.name
    assert "merger" not in proof.file.name


@pytest.mark.django_db
def test_refused_file_leaves_nothing_behind():
    claim = a_draft()

    with pytest.raises(FileRefused):
        add(claim, an_upload(b"MZ", "proof.pdf"))

    assert not ProofFile.objects.filter(claim=claim).exists()
    assert fresh(claim).version == claim.version


@pytest.mark.django_db(transaction=True)
def test_file_removed_from_a_draft_leaves_the_storage_with_the_commit():
    claim = a_ready_draft()
    proof = claim.files.get()
    path = proof.file.name

    actions.remove_file(proof.pk, by=claim.created_by, at=MONDAY + MINUTE)

    assert not claim.files.exists()
    assert not default_storage.exists(path)
    event = claim.events.order_by("number").last()
    assert (event.kind, event.before["file"], event.before["sha256"]) == (
        "file_removed",
        "proof.pdf",
        proof.sha256,
    )


@pytest.mark.django_db(transaction=True)
def test_file_stays_in_the_storage_when_its_removal_is_undone(monkeypatch):
    claim = a_ready_draft()
    proof = claim.files.get()
    monkeypatch.setattr(ProofFile, "delete", lambda self: (_ for _ in ()).throw(RuntimeError))

    with pytest.raises(RuntimeError):
        actions.remove_file(proof.pk, by=claim.created_by, at=MONDAY + MINUTE)

    assert default_storage.exists(proof.file.name)
    assert not claim.events.filter(kind="file_removed").exists()


@pytest.mark.django_db(transaction=True)
def test_deleted_draft_takes_its_files_along():
    claim = a_ready_draft()
    path = claim.files.get().file.name

    actions.delete_draft(claim.pk, by=claim.created_by, at=MONDAY + MINUTE)

    assert not default_storage.exists(path)


@pytest.mark.rule("POE-4")
@pytest.mark.django_db
@pytest.mark.parametrize(
    "claim_in",
    [
        "a_submitted_claim",
        "a_claim_under_review",
        "a_claim_to_answer",
        "an_approved_claim",
        "a_rejected_claim",
    ],
)
def test_file_of_a_submitted_claim_stays(claim_in):
    claim = getattr(make, claim_in)()
    proof = claim.files.get()

    with pytest.raises(NotNow) as refusal:
        actions.remove_file(proof.pk, by=claim.created_by, at=MONDAY + MINUTE)

    assert str(refusal.value) == "A file of a submitted claim stays with it."
    assert default_storage.exists(proof.file.name)


@pytest.mark.rule("POE-4", "EDT-1", "POE-7")
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("claim_in", "takes"),
    [
        ("a_ready_draft", True),
        ("a_submitted_claim", True),
        ("a_claim_under_review", False),
        ("a_claim_to_answer", True),
        ("an_approved_claim", True),
        ("an_official_claim", True),
        ("a_rejected_claim", False),
    ],
)
def test_more_proof_can_be_added_while_the_state_allows(claim_in, takes):
    claim = getattr(make, claim_in)()
    at = MONDAY + timedelta(days=8 if claim_in == "an_official_claim" else 1)

    if takes:
        proof = add(claim, a_pdf(2), at=at)
        assert (proof.uploaded_at, proof.uploaded_by, fresh(claim).version) == (
            at,
            claim.created_by,
            claim.version + 1,
        )
    else:
        with pytest.raises(ClaimMoved):
            add(claim, a_pdf(2), at=at)
        assert claim.files.count() == 1


@pytest.mark.rule("POE-4")
@pytest.mark.django_db
def test_file_says_in_answer_to_what_it_was_added():
    claim = make.a_claim_to_answer()
    point = claim.requests.get().points.get()

    proof = actions.add_file(
        claim.pk, by=claim.created_by, at=MONDAY, upload=a_pdf(2), name="date.pdf", point=point
    )

    assert proof.in_answer_to == point
    assert list(point.files.all()) == [proof]


@pytest.mark.rule("POE-7")
@pytest.mark.django_db
def test_proof_of_an_association_that_was_given_up_can_not_be_added():
    claim = make.an_approved_claim()
    claim.products.get().association.__class__.objects.update(ended_at=MONDAY + MINUTE, end_reason="given_up")

    with pytest.raises(ClaimMoved):
        add(fresh(claim), a_pdf(2), at=MONDAY + 2 * MINUTE)


@pytest.mark.rule("PPL-2", "PPL-5")
@pytest.mark.django_db
def test_every_role_of_the_partner_uploads_and_nobody_else():
    claim = a_submitted_claim()
    people = [a_member(claim.partner, role) for role in PartnerRole]
    for number, person in enumerate(people):
        add(claim, a_pdf(number), by=person)
    strangers = [
        a_filer(a_location().partner),
        a_reviewer(),
        a_filer(claim.partner, a_location(claim.partner)),
    ]

    for stranger in strangers:
        with pytest.raises(PermissionDenied):
            add(claim, a_pdf(9), by=stranger)

    assert claim.files.count() == 1 + len(people)


@pytest.mark.rule("PPL-2")
@pytest.mark.django_db
def test_billing_admin_removes_no_file_of_a_draft():
    claim = a_ready_draft()
    billing = a_member(claim.partner, PartnerRole.BILLING_ADMIN)

    with pytest.raises(PermissionDenied):
        actions.remove_file(claim.files.get().pk, by=billing, at=MONDAY)

    assert fresh(claim).state == State.DRAFT


def test_an_upload_is_read_from_its_beginning_and_left_there():
    upload = File(BytesIO(A_PDF), name="proof.pdf")
    upload.seek(7)

    assert inspect(upload, "proof.pdf").sha256 == found(A_PDF, "proof.pdf").sha256
    assert upload.tell() == 0
