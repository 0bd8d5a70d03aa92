"""The step for proof, and the answers to the script that uploads file by file."""

from datetime import timedelta

import pytest
from django.utils import timezone

from claims import scanning
from claims.states import State
from tests import claim_factories as claims
from tests.factories import a_member
from tests.servers.ports import free_port

from .cast import url

pytestmark = pytest.mark.django_db
JSON = {"Accept": "application/json"}


def send(client, claim, content=claims.PDF, name="proof.pdf", **more):
    files = {"files": claims.an_upload(content, name)} if content is not None else {}
    return client.post(url("add_file", claim), files | more, headers=JSON)


@pytest.fixture
def draft():
    return claims.a_draft()


@pytest.fixture
def as_fiona(client, draft):
    client.force_login(draft.created_by)
    return client


@pytest.mark.rule("POE-1")
def test_uploaded_file_answers_with_its_line_for_the_list(as_fiona, draft):
    answer = send(as_fiona, draft)

    proof = draft.files.get()
    assert (answer.status_code, answer.json()["name"]) == (201, "proof.pdf")
    assert url("file", draft, proof.pk) in answer.json()["line"]
    assert url("remove_file", draft, proof.pk) in answer.json()["line"]


@pytest.mark.rule("POE-5")
@pytest.mark.parametrize(
    ("content", "status", "message"),
    [
        (b"MZ a program", 422, "This is no PDF, Word document (DOCX), PNG or JPEG."),
        (b"", 422, "The file is empty."),
        (None, 422, "Choose a file first."),
    ],
)
def test_refused_file_answers_with_its_reason(as_fiona, draft, content, status, message):
    answer = send(as_fiona, draft, content)

    assert (answer.status_code, answer.json()) == (status, {"message": message})


def test_file_that_is_attached_already_says_so(as_fiona, draft):
    send(as_fiona, draft)

    answer = send(as_fiona, draft, name="copy.pdf")

    assert answer.status_code == 409
    assert answer.json() == {"message": "This file is attached already, as proof.pdf."}


@pytest.mark.rule("POE-5")
def test_file_that_can_not_be_scanned_may_be_tried_again(as_fiona, draft, settings, caplog):
    settings.CLAMAV_URL = f"tcp://127.0.0.1:{free_port()}"

    answer = send(as_fiona, draft)

    assert answer.status_code == 503
    assert answer.json()["message"].startswith("The file can't be checked for malware right now.")
    # A browser without the script reads the same.
    page = as_fiona.post(url("add_file", draft), {"files": claims.an_upload()}, follow=True)
    assert "proof.pdf: The file can&#x27;t be checked for malware right now." in page.content.decode()


def test_file_with_a_comment_is_scanned_too(as_fiona, draft, settings, caplog):
    settings.CLAMAV_URL = f"tcp://127.0.0.1:{free_port()}"

    with pytest.raises(scanning.Refused, match="proof.pdf: The file can't be checked"):
        claims.actions.comment(
            draft.pk, by=draft.created_by, at=claims.MONDAY, body="See", uploads=[claims.an_upload()]
        )


def test_too_large_a_request_is_refused_before_it_is_read(as_fiona, draft, settings):
    settings.REQUEST_MAX_BYTES = 200

    assert send(as_fiona, draft, claims.PDF + b" " * 200).status_code == 413


@pytest.mark.rule("EDT-1")
def test_claim_under_review_answers_what_has_happened(client):
    claim = claims.a_claim_under_review()
    client.force_login(claim.created_by)

    answer = send(client, claim, claims.PDF + b"2")

    assert answer.status_code == 409
    assert answer.json()["message"].startswith("This claim has changed since you opened it")


@pytest.mark.rule("POE-4")
def test_file_for_a_point_joins_it_and_is_marked(client):
    claim = claims.a_claim_to_answer(at=timezone.now() - timedelta(minutes=5))
    point = claim.requests.get().points.get()
    client.force_login(claim.created_by)

    line = send(client, claim, claims.PDF + b"2", point=point.pk).json()["line"]
    page = client.get(url("detail", claim)).content.decode()

    assert point.files.get().in_answer_to == point
    for shown in (line, page):
        assert "in answer to “Dates missing or older than twelve months”" in shown
        assert shown.count(">New<") == 1


@pytest.mark.rule("POE-4", "POE-7")
def test_file_added_after_the_submission_is_marked(client):
    claim = claims.an_approved_claim(at=timezone.now() - timedelta(minutes=5))
    client.force_login(claim.created_by)

    send(client, claim, claims.PDF + b"2", name="later.pdf")
    page = client.get(url("detail", claim)).content.decode()

    assert page.count("added after the submission") == 1
    assert page.count(">New<") == 1


@pytest.mark.rule("POE-4")
@pytest.mark.parametrize("point", ["0", "999999", "x", "٣", "9" * 30])
def test_point_that_is_not_there_is_not_found(as_fiona, draft, point):
    assert send(as_fiona, draft, point=point).status_code == 404
    assert not draft.files.exists()


@pytest.mark.rule("PPL-5")
def test_point_of_another_claim_is_not_found(as_fiona, draft):
    other = claims.a_claim_to_answer().requests.get().points.get()

    assert send(as_fiona, draft, point=other.pk).status_code == 404


def test_point_that_was_answered_takes_no_file(client):
    claim = claims.a_claim_to_answer()
    point = claim.requests.get().points.get()
    claims.answer(claim, at=claims.MONDAY + claims.MINUTE)
    claims.ask(claims.fresh(claim), at=claims.MONDAY + 2 * claims.MINUTE)

    with pytest.raises(scanning.Refused, match="This question is closed"):
        claims.actions.add_file(
            claim.pk,
            by=claim.created_by,
            at=claims.MONDAY + 3 * claims.MINUTE,
            upload=claims.an_upload(claims.PDF + b"2"),
            name="late.pdf",
            point=point,
        )


@pytest.mark.rule("FIL-1", "POE-1", "POE-2")
def test_step_shows_files_limits_template_and_the_way_on(as_fiona, draft):
    send(as_fiona, draft)

    page = as_fiona.get(url("proof", draft)).content.decode()

    assert "PDF, DOCX, PNG or JPEG, up to 25 MB each and 20 files for a claim." in page
    for address in (
        url("file", draft, draft.files.get().pk),
        url("remove_file", draft, draft.files.get().pk),
        url("template", draft),
        url("step", draft, "contacts"),
        url("step", draft, "comment"),
    ):
        assert f'"{address}"' in page


@pytest.mark.rule("PPL-2")
def test_billing_admin_adds_files_to_a_draft_and_removes_none(client, draft):
    client.force_login(a_member(draft.partner, "billing_admin"))

    line = send(client, draft).json()["line"]
    page = client.get(url("proof", draft)).content.decode()

    for shown in (line, page):
        assert url("file", draft, draft.files.get().pk) in shown
        assert url("remove_file", draft, draft.files.get().pk) not in shown


@pytest.mark.rule("POE-4")
def test_step_of_a_submitted_claim_leads_to_its_files(client):
    claim = claims.a_submitted_claim()
    client.force_login(claim.created_by)

    assert claim.state == State.SUBMITTED
    assert client.get(url("proof", claim)).url == f"{url('detail', claim)}#files"
