"""The viewer with what proof also comes as: other scripts, scans, many files, many pages, and what is locked."""

import io
from datetime import timedelta

import pypdf
import pytest
from django.urls import reverse
from django.utils import timezone
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas

from claims import actions as claims
from claims.models import ProofReading, ShownFile
from claims.proof import FileRefused
from claims.reading.process import extracted
from tests.claim_factories import MONDAY, a_claim_to_answer, a_claim_under_review, an_upload
from tests.claims.showing import papers
from tests.factories import a_reviewer

pytestmark = [pytest.mark.django_db, pytest.mark.rule("REV-3")]

ARABIC = "اكتمل ترحيل البريد في يناير 2026"
HEBREW = "ההעברה הושלמה בינואר 2026"
JAPANESE = "株式会社コントソは2026年1月に移行を完了しました"
LATER = MONDAY + timedelta(days=1)


@pytest.fixture(autouse=True)
def now(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: LATER)


def in_the_storage(claim, content: bytes):
    """In place of the claim's file, and read as a worker would have; as if it had passed the upload one day."""
    proof = claim.files.get()
    proof.file.save("paper", an_upload(content))
    found = extracted(io.BytesIO(content), "pdf")
    ProofReading.objects.filter(proof=proof).update(**found, due_at=None, read_at=LATER)
    return proof


def shown(client, claim, **asked):
    client.force_login(a_reviewer())
    return client.get(reverse("reviews:claim", args=[claim.code], query=asked))


def in_japanese() -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont("HeiseiMin-W3"))
    content = io.BytesIO()
    paper = canvas.Canvas(content)
    paper.setFont("HeiseiMin-W3", 14)
    paper.drawString(72, 500, JAPANESE)
    paper.showPage()
    paper.save()
    return content.getvalue()


def test_scripts_from_the_right_are_drawn_and_read_as_a_browser_wrote_them(client, tmp_path, monkeypatch):
    monkeypatch.setattr(papers, "WORDS", (ARABIC, HEBREW))
    claim = a_claim_under_review()
    in_the_storage(claim, papers.of_chromium(tmp_path))

    drawn = shown(client, claim)
    text = shown(client, claim, zoom="text")

    assert drawn.context["viewer"].shown.status == "shown"
    assert "/pages/1/" in drawn.text
    assert "2026" in text.text
    assert "הושלמה" in text.text
    assert 'class="sheet__text" dir="auto"' in text.text


def test_japanese_is_drawn_and_read(client):
    claim = a_claim_under_review()
    proof = in_the_storage(claim, in_japanese())

    assert "/pages/1/" in shown(client, claim).text
    assert JAPANESE in shown(client, claim, zoom="text").text
    picture = client.get(reverse("reviews:page_picture", args=[claim.code, proof.pk, 1, 1000]))
    assert picture.content[:4] == b"RIFF"


@pytest.mark.rule("POE-3")
def test_scan_without_text_is_drawn_and_says_that_nothing_can_be_read(client):
    claim = a_claim_under_review()
    in_the_storage(claim, papers.sized(595, 842))

    page = shown(client, claim)

    assert page.context["viewer"].shown.count == 1
    assert "No text in it" in page.text
    assert {finding.row.label for finding in page.context["viewer"].findings} == {"Can't tell"}
    assert "There is no text in this file." in shown(client, claim, zoom="text").text
    assert not page.context["checklist"].to_accept


@pytest.mark.rule("POE-5")
def test_encrypted_file_is_refused_and_one_that_is_there_is_said_to_be_locked(client):
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(papers.of_reportlab()))
    writer.encrypt("secret", algorithm="RC4-128")
    content = io.BytesIO()
    writer.write(content)
    claim = a_claim_to_answer()
    with pytest.raises(FileRefused, match="encrypted or protected by a password"):
        claims.add_file(
            claim.pk, by=claim.created_by, at=LATER, upload=an_upload(content.getvalue()), name="locked.pdf"
        )
    in_the_storage(claim, content.getvalue())

    page = shown(client, claim)

    assert ShownFile.objects.get().status == "locked"
    assert "It is protected by a password." in page.text
    assert "You can download it" in page.text
    assert "/pages/1/" not in page.text


def test_twenty_files_are_walked_one_after_the_other(client):
    claim = a_claim_to_answer()
    for number in range(19):
        content = papers.sized(600 + number, 842)
        claims.add_file(
            claim.pk, by=claim.created_by, at=MONDAY, upload=an_upload(content), name=f"part {number}.pdf"
        )

    page = shown(client, claim)
    files = page.context["viewer"].files

    def beside(place):
        asked = {"file": files[place].pk}
        viewer = client.get(reverse("reviews:viewer", args=[claim.code]), asked).context["viewer"]
        return viewer.previous, viewer.file, viewer.next

    assert len(files) == 20
    assert page.text.count('class="viewer__name"') == 20
    assert page.text.count("data-open-proof") == 1
    assert beside(0) == (None, files[0], files[1])
    assert beside(10) == (files[9], files[10], files[11])
    assert beside(19) == (files[18], files[19], None)
