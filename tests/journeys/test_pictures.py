"""The README's pictures can be taken anew: demo data, demo sign-in, the mailbox and its links all work."""

import importlib.util
import struct
from pathlib import Path

import pytest
from django.core.management import call_command

PICTURES = Path(__file__).parent.parent.parent / "docs" / "screenshots"


def size_of(picture):
    return struct.unpack(">II", picture.read_bytes()[16:24])


@pytest.mark.journey
@pytest.mark.timeout(300)
def test_pictures_of_the_demo_are_taken(transactional_db, live_server, browser, settings, tmp_path):
    settings.DEMO, settings.MAILBOX_DIR = True, tmp_path / "mailbox"
    settings.EMAIL_BACKEND = "cpor_portal.mailbox.MailboxBackend"
    settings.BASE_URL = live_server.url
    call_command("seed_demo")
    spec = importlib.util.spec_from_file_location("make_screenshots", PICTURES / "make.py")
    pictures = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(pictures)

    pictures.take(browser, live_server.url, tmp_path)

    taken = {path.name for path in tmp_path.glob("*.png")}
    assert taken == {path.name for path in PICTURES.glob("*.png")}
    assert {size_of(tmp_path / name) for name in taken} == {(1440, 1000)}
    mails = {path.name for path in (tmp_path / "mails").glob("*.png")}
    assert mails == {path.name for path in (PICTURES / "mails").glob("*.png")}
    assert {size_of(tmp_path / "mails" / name)[0] for name in mails} == {720}
