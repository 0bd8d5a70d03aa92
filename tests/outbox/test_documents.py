import json
from datetime import timedelta

import pytest

from outbox import documents
from outbox.delivery import deliver
from outbox.states import State

from .conftest import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(settings, tmp_path):
    settings.HANDOFF_DIR = tmp_path
    return tmp_path


def test_document_is_written_whole_and_named(hand_off, folder, clock):
    message = hand_off("handoff:CPOR-1:workload", {"version": 1, "partner": "Nørd & Söhne"})

    assert deliver(message.pk, now=clock) == "sent"

    message.refresh_from_db()
    assert (message.state, message.sent_at) == (State.SENT, NOON)
    assert [path.name for path in folder.iterdir()] == [message.reference]
    assert message.reference.startswith("handoffcpor-1workload-")
    content = (folder / message.reference).read_text(encoding="utf-8")
    assert json.loads(content) == {"version": 1, "partner": "Nørd & Söhne"}


def test_document_twice_is_one_file(hand_off, folder, clock):
    message = hand_off()

    assert documents.write(message) == documents.write(message)

    assert len(list(folder.iterdir())) == 1


def test_documents_with_like_keys_are_two_files():
    assert documents.file_name("handoff:A:1") != documents.file_name("handoff:A1")


def test_key_cannot_leave_the_folder():
    assert "/" not in documents.file_name("../../etc/passwd")
    assert not documents.file_name("../../etc/passwd").startswith(".")


def test_document_waits_until_the_folder_is_back(hand_off, folder, clock, settings):
    settings.HANDOFF_DIR = folder / "unmounted"
    message = hand_off()

    assert deliver(message.pk, now=clock) == "unreachable"

    message.refresh_from_db()
    assert (message.state, message.last_error) == (
        State.WAITING,
        "FileNotFoundError: No such file or directory",
    )
    settings.HANDOFF_DIR.mkdir()
    clock.at += timedelta(minutes=1)
    assert deliver(message.pk, now=clock) == "sent"


def test_document_that_fails_half_way_leaves_nothing(hand_off, folder, clock, monkeypatch):
    def full(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(documents.os, "fsync", full)
    message = hand_off()

    assert deliver(message.pk, now=clock) == "unreachable"
    assert list(folder.iterdir()) == []
