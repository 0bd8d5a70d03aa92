from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from claims import showing
from claims.models import ShownFile
from claims.showing import keeping
from claims.showing.process import NotShown
from tests.claim_factories import a_submitted_claim, an_upload
from tests.claims.showing import papers

NOW = timezone.now()


@pytest.fixture
def proof(db):
    claim = a_submitted_claim()
    proof = claim.files.get()
    proof.file.save("paper.pdf", an_upload(papers.of_reportlab()))
    return proof


def pages_in(folder):
    return default_storage.listdir(f"shown/{folder}")[1]


@pytest.mark.rule("REV-3")
def test_page_is_drawn_once_and_kept(proof, monkeypatch):
    shown = showing.look_into(proof, [], NOW).shown
    first = showing.picture_of(shown, 1, 1000)
    monkeypatch.setattr(keeping, "draw", lambda *asked: pytest.fail("drawn again"))

    assert showing.picture_of(shown, 1, 1000) == first
    assert pages_in(shown.folder) == ["1-1000.webp"]


def test_passages_are_looked_for_once(proof, monkeypatch):
    wanted = [(1, papers.SENTENCE)]
    found = showing.look_into(proof, wanted, NOW)
    monkeypatch.setattr(keeping, "look", lambda *asked: pytest.fail("opened again"))

    assert showing.look_into(proof, wanted, NOW).passages == found.passages
    assert found.passages[0] != []


def test_file_that_could_not_be_opened_is_tried_again_after_a_while(proof, monkeypatch):
    def fails(*asked):
        tries.append(asked)
        raise NotShown("too_much")

    tries = []
    monkeypatch.setattr(keeping, "look", fails)

    for minutes in (0, 30, 61):
        shown = showing.look_into(proof, [(1, "x")], NOW + timedelta(minutes=minutes)).shown
        assert shown.status == "too_much"

    assert len(tries) == 2


def test_file_whose_pages_fail_is_given_up_for_a_while(proof, monkeypatch):
    def fails(*asked):
        tries.append(asked)
        raise NotShown("too_much")

    tries = []
    shown = showing.look_into(proof, [], NOW).shown
    monkeypatch.setattr(keeping, "draw", fails)

    for number in (1, 1, 2, 3, 4, 5):
        with pytest.raises(NotShown):
            showing.picture_of(shown, number, 1000)

    assert len(tries) == 3


def test_what_nobody_looks_at_is_cleared_away_and_drawn_anew(proof):
    shown = showing.look_into(proof, [], NOW).shown
    showing.picture_of(shown, 1, 1000)

    assert list(showing.clear_unused(NOW + timedelta(days=29))) == []
    assert list(showing.clear_unused(NOW + timedelta(days=31))) == [f"file {proof.pk}: pages cleared away"]

    assert not ShownFile.objects.exists()
    assert not default_storage.exists(f"shown/{shown.folder}/1-1000.webp")
    again = showing.look_into(proof, [], NOW + timedelta(days=31)).shown
    assert showing.picture_of(again, 1, 1000)[:4] == b"RIFF"


def test_looking_keeps_it(proof):
    showing.look_into(proof, [], NOW)
    showing.look_into(proof, [], NOW + timedelta(days=20))

    assert list(showing.clear_unused(NOW + timedelta(days=40))) == []
