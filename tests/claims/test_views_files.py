"""Proof of execution through the portal: in, out, and safe to open."""

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from claims.proof import DOCX
from tests import claim_factories as claims
from tests.proofs import DOCX as A_DOCX
from tests.proofs import JPEG, PNG

from .cast import body_of, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return claims.a_draft()


@pytest.fixture
def as_fiona(client, draft):
    client.force_login(draft.created_by)
    return client


def upload(client, claim, *files):
    return client.post(
        url("add_file", claim),
        {"files": [claims.an_upload(content, name) for content, name in files]},
        follow=True,
    )


def download(client, claim, **query):
    return client.get(url("file", claim, claim.files.get().pk), query)


@pytest.mark.rule("POE-1")
def test_several_files_come_at_once(as_fiona, draft):
    page = upload(as_fiona, draft, (claims.PDF, "order.pdf"), (PNG, "screen.png"), (JPEG, "photo.jpg"))

    assert [file.name for file in draft.files.order_by("pk")] == ["order.pdf", "screen.png", "photo.jpg"]
    assert "3 files are attached." in page.content.decode()


@pytest.mark.rule("POE-1", "POE-5")
def test_a_bad_file_is_named_and_does_not_stop_the_good_ones(as_fiona, draft):
    page = upload(as_fiona, draft, (b"MZ program", "tool.pdf"), (claims.PDF, "order.pdf"))

    assert [file.name for file in draft.files.all()] == ["order.pdf"]
    assert "tool.pdf: This is no PDF" in page.content.decode()


@pytest.mark.rule("POE-5")
def test_an_empty_file_is_refused_with_its_reason(as_fiona, draft):
    page = upload(as_fiona, draft, (b"", "nothing.pdf"), (claims.PDF, "order.pdf"))

    assert [file.name for file in draft.files.all()] == ["order.pdf"]
    assert "nothing.pdf: The file is empty." in page.content.decode()


def test_an_upload_without_a_file_says_so(as_fiona, draft):
    page = as_fiona.post(url("add_file", draft), follow=True)

    assert "Choose a file first." in page.content.decode()


@pytest.mark.rule("POE-5")
@pytest.mark.parametrize(
    ("content", "name", "content_type"),
    [
        (claims.PDF, "proof.pdf", "application/pdf"),
        (PNG, "proof.png", "image/png"),
        (JPEG, "proof.jpg", "image/jpeg"),
    ],
)
def test_what_a_browser_can_show_is_shown_with_our_type_and_nothing_runs(
    as_fiona, draft, content, name, content_type
):
    upload(as_fiona, draft, (content, name))

    answer = download(as_fiona, draft)

    assert body_of(answer) == content
    assert answer.headers["Content-Type"] == content_type
    assert answer.headers["Content-Disposition"] == f'inline; filename="{name}"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none';")
    assert answer.headers["Content-Security-Policy"].endswith("; sandbox")
    assert "script-src" not in answer.headers["Content-Security-Policy"]
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.rule("POE-5")
def test_a_word_document_is_only_downloaded(as_fiona, draft):
    upload(as_fiona, draft, (A_DOCX, "report.docx"))

    answer = download(as_fiona, draft)

    assert body_of(answer) == A_DOCX
    assert answer.headers["Content-Type"] == DOCX
    assert answer.headers["Content-Disposition"] == 'attachment; filename="report.docx"'
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_a_pdf_is_downloaded_on_request(as_fiona, draft):
    upload(as_fiona, draft, (claims.PDF, "proof.pdf"))

    answer = download(as_fiona, draft, download="1")

    assert body_of(answer) == claims.PDF
    assert answer.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.rule("POE-5")
def test_a_page_that_calls_itself_an_image_is_not_taken(as_fiona, draft):
    upload(as_fiona, draft, (b"<html><script>alert(1)</script>", "image.png"))

    assert not draft.files.exists()


def test_a_file_is_found_through_its_own_claim_only(as_fiona, draft):
    upload(as_fiona, draft, (claims.PDF, "proof.pdf"))
    other = claims.a_draft(location=draft.location, by=draft.created_by)

    assert as_fiona.get(url("file", other, draft.files.get().pk)).status_code == 404
    assert as_fiona.post(url("remove_file", other, draft.files.get().pk)).status_code == 404


def test_a_file_that_the_storage_lost_is_not_found(as_fiona, draft):
    upload(as_fiona, draft, (claims.PDF, "proof.pdf"))
    default_storage.delete(draft.files.get().file.name)

    assert download(as_fiona, draft).status_code == 404


def test_a_file_is_removed_from_a_draft(as_fiona, draft):
    upload(as_fiona, draft, (claims.PDF, "proof.pdf"))

    answer = as_fiona.post(url("remove_file", draft, draft.files.get().pk))

    assert answer.url == f"{url('proof', draft)}#files"
    assert not draft.files.exists()


def test_the_same_file_twice_is_kept_once_and_said_to_be_there(as_fiona, draft):
    upload(as_fiona, draft, (claims.PDF, "proof.pdf"))

    page = upload(as_fiona, draft, (claims.PDF, "copy.pdf")).content.decode()

    assert draft.files.count() == 1
    assert "copy.pdf is attached already, as proof.pdf." in page


@pytest.mark.rule("POE-4")
def test_a_file_of_a_submitted_claim_stays(client):
    claim = claims.a_submitted_claim(at=timezone.now())
    client.force_login(claim.created_by)

    page = client.post(url("remove_file", claim, claim.files.get().pk), follow=True).content.decode()

    assert claim.files.exists()
    assert "A file of a submitted claim stays with it." in page
    assert url("remove_file", claim, claim.files.get().pk) not in page


@pytest.mark.rule("POE-7")
def test_proof_is_added_to_an_approved_claim_while_its_association_lasts(client):
    claim = claims.an_approved_claim(at=timezone.now())
    client.force_login(claim.created_by)

    upload(client, claim, (PNG, "later.png"))

    assert claim.files.filter(name="later.png").exists()


@pytest.mark.rule("EDT-1")
def test_no_proof_is_added_while_the_claim_is_under_review(client):
    claim = claims.a_claim_under_review(at=timezone.now())
    client.force_login(claim.created_by)

    page = upload(client, claim, (PNG, "later.png")).content.decode()

    assert claim.files.count() == 1
    assert "later.png: This claim has changed since you opened it" in page
