"""Files on their way past a real clamd, which knows two signatures of the suite's own."""

import logging
import socket
import threading

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from claims import actions, scanning
from claims.proof import FileRefused
from cpor_portal import health
from cpor_portal.settings import sources
from tests import proofs
from tests.claim_factories import MONDAY, a_draft, an_upload
from tests.servers.clamd import EICAR, MARK
from tests.servers.ports import free_port

pytestmark = pytest.mark.integration


@pytest.fixture
def scanner(clam_server, settings):
    settings.CLAMAV_URL = clam_server.url
    return clam_server


def look_at(content):
    scanning.refuse_malware(ContentFile(content), about="claim 7")


@pytest.mark.rule("POE-5")
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "signature"),
    [
        (proofs.a_pdf(proofs.a_stream(EICAR)), "Eicar-Test-Signature"),
        (proofs.a_docx({"word/notes.txt": b"says " + MARK}), "Suite.Mark"),
    ],
)
def test_malware_is_refused_logged_and_not_kept(scanner, caplog, content, signature):
    claim = a_draft()

    with caplog.at_level(logging.WARNING), pytest.raises(FileRefused, match="found malware in this file"):
        actions.add_file(claim.pk, by=claim.created_by, at=MONDAY, upload=an_upload(content), name="proof")

    assert not claim.files.exists()
    assert f"ClamAV found {signature}" in caplog.text
    assert f"claim {claim.pk}, sent by {claim.created_by_id}" in caplog.text


@pytest.mark.rule("POE-5")
@pytest.mark.django_db
def test_harmless_file_passes_and_is_kept_whole(scanner):
    claim = a_draft()
    content = proofs.a_pdf(proofs.a_stream(b"x" * 300_000))

    proof = actions.add_file(
        claim.pk, by=claim.created_by, at=MONDAY, upload=an_upload(content), name="proof.pdf"
    )

    with default_storage.open(proof.file.name) as stored:
        assert stored.read() == content


@pytest.mark.parametrize("address", ["tcp", "unix"])
def test_scanner_is_asked_by_port_and_by_socket(scanner, settings, address):
    if address == "unix":
        settings.CLAMAV_URL = f"unix://{scanner.socket}"

    look_at(b"harmless")
    with pytest.raises(FileRefused):
        look_at(MARK)
    health.check_scanner()


@pytest.mark.rule("POE-5")
@pytest.mark.django_db
def test_file_is_not_taken_while_the_scanner_is_away(settings, caplog):
    settings.CLAMAV_URL = f"tcp://127.0.0.1:{free_port()}"
    claim = a_draft()

    with pytest.raises(scanning.NotScanned, match="can't be checked for malware right now"):
        actions.add_file(claim.pk, by=claim.created_by, at=MONDAY, upload=an_upload(), name="proof.pdf")

    assert not claim.files.exists()
    assert "ClamAV can't be reached" in caplog.text
    with pytest.raises(OSError, match="refused"):
        health.check_scanner()


@pytest.mark.parametrize(
    ("answer", "seconds"),
    [
        (b"INSTREAM size limit exceeded. ERROR\0", 5),
        (b"stream: OK but not quite\0", 5),
        (b"", 5),
        (None, 0.2),
    ],
)
def test_whatever_is_no_clear_answer_counts_as_none(settings, monkeypatch, answer, seconds):
    """`None` is a scanner that never answers."""
    monkeypatch.setattr(scanning, "SCAN_SECONDS", seconds)
    done = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:
        settings.CLAMAV_URL = f"tcp://127.0.0.1:{server.getsockname()[1]}"

        def serve():
            connection, _address = server.accept()
            with connection:
                connection.recv(65536)
                if answer is None:
                    done.wait(5)
                else:
                    connection.sendall(answer)

        thread = threading.Thread(target=serve)
        thread.start()
        with pytest.raises(scanning.NotScanned):
            look_at(b"harmless")
        done.set()
        thread.join()


@pytest.mark.parametrize("url", ["http://clamd:3310", "tcp://clamd", "unix://", "/run/clamd.ctl"])
def test_address_that_is_none_of_a_scanner_is_refused(url):
    with pytest.raises(ImproperlyConfigured, match="CLAMAV_URL"):
        sources.scanner(url)
