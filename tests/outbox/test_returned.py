"""Mail that a server took and that comes back: read from a mailbox, as the large mail systems write it."""

import base64
import mailbox
import ssl
from pathlib import Path

import pytest
from django.core.management import call_command

from outbox import actions, returned, sweeps
from outbox.models import Bounce, Message
from outbox.states import State
from tests.servers.certificate import write_certificate
from tests.servers.imap import ImapServer

from .conftest import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.rule("CLK-6")]
SAMPLES = Path(__file__).parent / "returned"
FAILURES = {
    "postfix": ("5.1.1", "550 5.1.1 <carla@contoso.example>: Recipient address rejected"),
    "exchange": ("5.1.10", "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient carla@contoso.example"),
    "gmail": ("5.1.1", "550-5.1.1 The email account that you tried to reach does not exist."),
    "expired": ("4.4.1", "connect to mx.contoso.example[192.0.2.25]:25: Connection timed out"),
    # Written for people: a permanent code in their text, and our mail behind it.
    "qmail": ("5.1.1", "Sorry, no mailbox here by that name. (#5.1.1)"),
    "old-exchange": ("5.1.1", "550 5.1.1 The MTS-ID of the original message is"),
    "old-exim": ("", "host in.contoso.example [192.0.2.25]: 550 Unrouteable address"),
}
OTHERS = (
    "delayed",
    "relayed",
    "absent",
    "old-delayed",
    "full-for-now",
    "absent-with-copy",
    "answered-by-a-person",
    "without-a-copy",
)


def sample(name, message):
    return (SAMPLES / f"{name}.eml").read_bytes().replace(b"MESSAGE-ID", message.message_id.encode())


@pytest.fixture
def sent(enqueue):
    message = enqueue(headers={"X-Kind": "test"})
    Message.objects.filter(pk=message.pk).update(state=State.SENT, sent_at=NOON)
    message.refresh_from_db()
    return message


@pytest.fixture
def imap(settings):
    server = ImapServer()
    server.start()
    settings.BOUNCE_URL = server.url
    yield server
    server.stop()


@pytest.fixture
def maildir(settings, tmp_path):
    settings.BOUNCE_URL = f"maildir://{tmp_path}/returned"
    return mailbox.Maildir(tmp_path / "returned")


def read():
    return list(sweeps.read_returned(NOON))


@pytest.mark.parametrize("name", FAILURES)
def test_failure_is_read_as_each_system_writes_it(sent, name):
    report = returned.read(sample(name, sent))

    status, reason = FAILURES[name]
    assert (report.status, report.message_ids) == (status, (sent.message_id,))
    assert report.reason.startswith(reason)


def in_base64(mail, kind):
    """The part of that kind, as systems send it that are not allowed to."""
    head, opening, rest = mail.partition(f"Content-Type: {kind}\n\n".encode())
    body, boundary, tail = rest.partition(b"\n--")
    encoded = base64.encodebytes(body)
    return head + opening[:-1] + b"Content-Transfer-Encoding: base64\n\n" + encoded + boundary[1:] + tail


@pytest.mark.parametrize(
    "written",
    [
        pytest.param(lambda mail: in_base64(mail, "message/delivery-status"), id="status in base64"),
        pytest.param(lambda mail: in_base64(mail, "message/rfc822"), id="copy in base64"),
        pytest.param(
            lambda mail: mail.replace(b"message/delivery-status", b"message/global-delivery-status").replace(
                b"message/rfc822", b"message/global"
            ),
            id="letters beyond ASCII",
        ),
        pytest.param(
            lambda mail: mail.replace(b"Action: failed", b"Action: Failed (for good)"), id="comment"
        ),
        pytest.param(lambda mail: mail.replace(b"RESOLVER", b"\0RESOLVER"), id="NUL"),
    ],
)
def test_failure_is_read_however_it_is_packed(sent, written):
    plain = sample("exchange", sent).replace(b"In-Reply-To", b"X-Reply").replace(b"References", b"X-Refs")
    packed = written(plain)

    report = returned.read(packed)

    assert packed != plain
    assert (report.status, report.message_ids) == ("5.1.10", (sent.message_id,))
    assert report.reason.startswith(FAILURES["exchange"][1])


@pytest.mark.parametrize("name", OTHERS)
def test_nothing_else_is_taken_for_a_failure(sent, name):
    assert returned.read(sample(name, sent)) is None


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"Content-Type: multipart/report\n\n--", b"a" * 5000])
def test_what_is_no_mail_is_no_report(content):
    assert returned.read(content) is None


def test_mail_with_the_copy_left_out_is_known_by_the_answer_s_headers(sent):
    report = returned.read(
        sample("exchange", sent).replace(b"Content-Type: message/rfc822", b"Content-Type: text/x")
    )

    assert report.message_ids == (sent.message_id,)


def test_mailbox_is_read_once_and_marked(imap, sent):
    for name in ("postfix", "delayed", "absent"):
        imap.put(sample(name, sent))

    assert read() == [f"carla@contoso.example: {Message.objects.get().last_error}"]
    assert imap.seen == set(imap.mails)
    assert read() == []
    message = Message.objects.get()
    assert (message.state, message.sent_at, message.returned_at) == (State.RETURNED, NOON, NOON)
    assert message.last_error.startswith("5.1.1 550 5.1.1 <carla@contoso.example>")


@pytest.mark.parametrize("scheme", ["imaps", "imap+tls"])
def test_mailbox_is_read_over_tls_from_a_server_whose_certificate_is_good(
    settings, tmp_path, monkeypatch, sent, scheme
):
    certificate = write_certificate(tmp_path / "server.pem")
    server = ImapServer(scheme, certificate)
    server.start()
    settings.BOUNCE_URL = server.url
    server.put(sample("qmail", sent))
    try:
        with pytest.raises(ssl.SSLCertVerificationError):
            read()
        assert server.seen == set()
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        assert read() == ["carla@contoso.example: 5.1.1 Sorry, no mailbox here by that name. (#5.1.1)"]
    finally:
        server.stop()
    assert server.seen == set(server.mails)


def test_folder_of_a_mail_server_is_read_once_and_marked(maildir, sent):
    maildir.add(sample("gmail", sent))

    assert len(read()) == 1
    assert read() == []
    (kept,) = maildir
    assert kept.get_flags() == "S"
    assert Bounce.objects.get().source == "mailbox"


def test_the_same_report_twice_counts_once_even_after_sending_again(imap, sent):
    imap.put(sample("postfix", sent))
    read()
    actions.send_again(sent.pk, at=NOON)
    Message.objects.filter(pk=sent.pk).update(state=State.SENT, sent_at=NOON)
    imap.put(sample("postfix", sent))

    assert read() == []
    assert Message.objects.get().state == State.SENT
    assert Bounce.objects.count() == 1


def test_report_that_is_faster_than_our_own_note_is_read_again_later(imap, sent):
    Message.objects.filter(pk=sent.pk).update(state=State.SENDING, sent_at=None)
    imap.put(sample("postfix", sent))

    assert read() == []
    assert imap.seen == set()
    Message.objects.filter(pk=sent.pk).update(state=State.SENT, sent_at=NOON)
    assert len(read()) == 1


def test_report_about_mail_of_others_changes_nothing(imap, sent):
    imap.put(sample("postfix", sent).replace(sent.message_id.encode(), b"<somebody@else.example>"))

    assert read() == []
    assert Message.objects.get().state == State.SENT


def test_one_broken_mail_holds_up_no_other(imap, sent):
    imap.put(b"Content-Type: multipart/report; boundary=x\n" + b"--x\nContent-Type: message/rfc822\n\n" * 400)
    imap.put(sample("postfix", sent))

    assert len(read()) == 1
    assert imap.seen == set(imap.mails)


def test_wrong_password_is_said(imap, settings):
    settings.BOUNCE_URL = imap.url.replace("pass", "past")

    with pytest.raises(Exception, match="wrong"):
        read()


def test_command_says_what_came_back(imap, sent, capsys):
    imap.put(sample("postfix", sent))

    call_command("read_returned_mail")

    assert "carla@contoso.example: 5.1.1" in capsys.readouterr().out


def test_mail_whose_link_is_gone_is_not_sent_again(enqueue):
    message = enqueue(text="{{secret:link}}", secrets={"link": "https://portal.example/c/x/"})
    Message.objects.filter(pk=message.pk).update(
        state=State.RETURNED, sent_at=NOON, returned_at=NOON, sealed=""
    )

    with pytest.raises(actions.NothingToSendAgain):
        actions.send_again(message.pk, at=NOON)
