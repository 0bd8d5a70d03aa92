"""Files that go with a comment: from both sides, to both sides, to nobody else."""

import pytest
from django.urls import reverse
from django.utils import timezone

from claims import actions
from claims.models import Event
from tests import factories
from tests.claim_factories import PDF, a_claim_under_review, a_draft, an_upload

pytestmark = [pytest.mark.django_db, pytest.mark.rule("HIS-2")]


@pytest.fixture
def claim():
    return a_claim_under_review(at=timezone.now())


def send(client, person, page, claim, *uploads, body="See the plan."):
    client.force_login(person)
    return client.post(reverse(page, args=[claim.code]), {"body": body, "files": uploads})


@pytest.mark.parametrize("page", ["claims:comment", "reviews:comment"])
def test_both_sides_read_the_file_and_strangers_do_not(client, claim, page):
    writer = claim.created_by if page == "claims:comment" else claim.reviewer

    send(client, writer, page, claim, an_upload(name="plan.pdf"), an_upload(PDF + b"2", "more.pdf"))

    said = claim.comments.get()
    assert [file.name for file in said.files.order_by("pk")] == ["plan.pdf", "more.pdf"]
    assert Event.objects.get(claim=claim, kind="commented").after == {"files": ["plan.pdf", "more.pdf"]}
    link = reverse("claims:comment_file", args=[claim.code, said.files.first().pk])
    for reader, home in ((claim.created_by, "claims:detail"), (claim.reviewer, "reviews:claim")):
        client.force_login(reader)
        assert f'href="{link}"' in client.get(reverse(home, args=[claim.code])).content.decode()
        assert b"".join(client.get(link)) == PDF
    client.force_login(factories.a_filer(factories.a_partner()))
    assert client.get(link).status_code == 404


@pytest.mark.rule("POE-5")
@pytest.mark.parametrize("page", ["claims:comment", "reviews:comment"])
def test_refused_file_is_named_and_nothing_typed_is_lost(client, claim, page):
    writer = claim.created_by if page == "claims:comment" else claim.reviewer

    answer = send(client, writer, page, claim, an_upload(b"MZ program", "plan.pdf"))

    assert answer.status_code == 422
    assert "plan.pdf: This is no PDF" in answer.content.decode()
    assert "See the plan." in answer.content.decode()
    assert not claim.comments.exists()


@pytest.mark.rule("FIL-7")
def test_files_of_comments_go_with_the_draft(client, django_capture_on_commit_callbacks):
    draft = a_draft()
    send(client, draft.created_by, "claims:comment", draft, an_upload())
    kept = draft.comments.get().files.get().file
    assert kept.storage.exists(kept.name)

    with django_capture_on_commit_callbacks(execute=True):
        actions.delete_draft(draft.pk, by=draft.created_by, at=timezone.now())

    assert not kept.storage.exists(kept.name)


def test_comment_takes_five_files(client, claim):
    uploads = [an_upload(PDF + bytes([number]), f"{number}.pdf") for number in range(6)]

    answer = send(client, claim.created_by, "claims:comment", claim, *uploads)

    assert "A comment takes up to 5 files." in answer.content.decode()
    assert not claim.comments.exists()
