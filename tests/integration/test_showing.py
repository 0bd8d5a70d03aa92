from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from claims import showing
from claims.models import ProofFile
from claims.showing import keeping
from tests.claim_factories import a_submitted_claim
from tests.claims.showing import papers

pytestmark = pytest.mark.integration


@pytest.mark.rule("REV-3")
def test_pages_are_kept_and_cleared_away_on_s3(db, s3_storage, monkeypatch):
    proof = a_submitted_claim().files.get()
    monkeypatch.setattr(keeping, "default_storage", s3_storage)
    monkeypatch.setattr(ProofFile._meta.get_field("file"), "storage", s3_storage)
    proof = ProofFile.objects.get(pk=proof.pk)
    proof.file.save("paper", ContentFile(papers.of_reportlab()))
    now = timezone.now()

    shown = showing.look_into(proof, [], now).shown
    first = showing.picture_of(shown, 1, 1000)

    assert s3_storage.exists(f"shown/{shown.folder}/1-1000.webp")
    assert showing.picture_of(shown, 1, 1000) == first
    assert len(list(showing.clear_unused(now + timedelta(days=31)))) == 1
    assert not s3_storage.exists(f"shown/{shown.folder}/1-1000.webp")
