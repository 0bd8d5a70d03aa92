import pytest
from django.urls import reverse
from django.utils import timezone

from claims.models import ShownFile
from claims.proof import DOCX
from tests.cast import the_cast
from tests.claim_factories import a_claim_under_review

NOW = timezone.now()


@pytest.fixture
def cast(db):
    return the_cast()


@pytest.fixture
def claim(cast):
    return a_claim_under_review(location=cast.dublin, by=cast.fiona, reviewer=cast.ravi, at=NOW)


def page_of(claim, **asked):
    return reverse("reviews:claim", args=[claim.code], query=asked)


def picture(claim, proof, number=1, width=1000):
    return reverse("reviews:page_picture", args=[claim.code, proof.pk, number, width])


@pytest.mark.rule("REV-3", "POE-5")
def test_page_is_sent_as_a_picture_that_nothing_can_run(client, cast, claim):
    client.force_login(cast.ravi)
    client.get(page_of(claim))

    response = client.get(picture(claim, claim.files.get()))

    assert response.content[:4] == b"RIFF"
    assert response.headers["Content-Type"] == "image/webp"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert (
        response.headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'; sandbox"
    )
    assert response.headers["Cache-Control"] == "private, no-cache"
    again = client.get(picture(claim, claim.files.get()), headers={"If-None-Match": response.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.rule("POE-5")
def test_viewer_puts_no_file_into_the_page_itself(client, cast, claim):
    client.force_login(cast.ravi)

    page = client.get(page_of(claim)).content.decode()

    assert not any(tag in page for tag in ("<iframe", "<embed", "<object"))
    original = reverse("claims:file", args=[claim.code, claim.files.get().pk])
    assert f'href="{original}?download"' in page
    assert f'src="{original}' not in page


@pytest.mark.parametrize(("number", "width"), [(2, 1000), (0, 1000), (1, 999), (1, 100_000)])
def test_page_that_is_not_there_is_not_found(client, cast, claim, number, width):
    client.force_login(cast.ravi)
    client.get(page_of(claim))

    assert client.get(picture(claim, claim.files.get(), number, width)).status_code == 404


def test_file_of_another_claim_is_not_found(client, cast, claim):
    other = a_claim_under_review(location=cast.dublin, by=cast.fiona, reviewer=cast.ravi, at=NOW)
    client.force_login(cast.ravi)
    client.get(page_of(other))

    assert client.get(picture(claim, other.files.get())).status_code == 404


@pytest.mark.rule("POE-5")
def test_damaged_file_is_offered_for_download(client, cast, claim):
    ShownFile.objects.create(
        proof=claim.files.get(), status="too_much", looked_into_at=timezone.now(), used_at=timezone.now()
    )
    client.force_login(cast.ravi)

    page = client.get(page_of(claim)).content.decode()

    assert "This file can&#x27;t be shown here" in page or "This file can't be shown here" in page
    assert "?download" in page


def test_word_document_is_shown_as_text(client, cast):
    claim = a_claim_under_review(location=cast.dublin, by=cast.fiona, reviewer=cast.ravi, at=NOW)
    proof = claim.files.get()
    type(proof).objects.filter(pk=proof.pk).update(content_type=DOCX)
    type(proof.reading).objects.filter(proof=proof).update(
        status="read",
        due_at=None,
        read_at=NOW,
        pages=[{"text": "Hello\n\nContoso <b>", "has_picture": False}],
    )
    client.force_login(cast.ravi)

    viewer = client.get(page_of(claim)).context["viewer"]

    assert viewer.zoom == "text"
    ((page, paragraphs),) = viewer.texts
    assert page is None
    assert [paragraph.parts for paragraph in paragraphs] == [(("Hello", None),), (("Contoso <b>", None),)]


@pytest.mark.rule("REV-3")
def test_viewers_side_by_side_leave_each_other_alone(client, cast, claim):
    proof = claim.files.get()
    client.force_login(cast.ravi)

    address = reverse("reviews:viewer", args=[claim.code])
    response = client.get(
        address, {"viewer": claim.code, "file-C-OTHER": "7", f"file-{claim.code}": proof.pk}
    )

    viewer = response.context["viewer"]
    assert viewer.file == proof
    assert viewer.files[0].href == f"?file-C-OTHER=7&file-{claim.code}={proof.pk}"
    assert f'id="viewer-{claim.code}"' in response.content.decode()
