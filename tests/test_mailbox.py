from datetime import UTC, datetime

import pytest
from django.core import mail
from django.urls import reverse

from cpor_portal import mailbox
from outbox.compose import render_mail

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
LINK = "http://testserver/c/k9?next=a&b=2"
LIST = reverse("mailbox:list")


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.EMAIL_BACKEND = "cpor_portal.mailbox.MailboxBackend"
    settings.MAILBOX_DIR = tmp_path / "mailbox"
    settings.DEMO = True
    return settings.MAILBOX_DIR


def send(to="carla@contoso.example", subject="Confirm, please", text=f"Open {LINK} now", html=""):
    mail.send_mail(subject, text, None, [to], html_message=html)
    return mailbox.names()[0]


def test_mail_becomes_one_whole_file(folder):
    name = send()

    assert [path.name for path in folder.iterdir()] == [name]
    assert mailbox.NAME.fullmatch(name)
    kept = mailbox.read(name)
    assert kept.message["To"] == "carla@contoso.example"
    assert kept.text.strip() == f"Open {LINK} now"


def test_several_mails_are_counted_and_kept():
    letters = [
        mail.EmailMessage("One", "1", to=["a@a.example"]),
        mail.EmailMessage("Two", "2", to=["b@b.example"]),
    ]

    assert mail.get_connection().send_messages(letters) == 2
    assert len(mailbox.names()) == 2


def test_names_are_newest_first():
    early = mailbox.keep(b"To: a@a.example\r\n\r\n", at=NOON)
    late = mailbox.keep(b"To: a@a.example\r\n\r\n", at=NOON.replace(microsecond=1))

    assert mailbox.names() == [late, early]
    assert mailbox.read_headers(late).received_at == NOON.replace(microsecond=1)


def test_list_shows_newest_first_without_signing_in(client, db):
    send(subject="First <b>")
    send(subject="Second")

    page = client.get(LIST)

    assert page.status_code == 200
    assert page.text.index("Second") < page.text.index("First &lt;b&gt;")
    assert "carla@contoso.example" in page.text


def test_list_is_searched_by_recipient(client, db):
    send(to="carla@contoso.example", subject="For Carla")
    send(to="rita@fabrikam.example", subject="For Rita")

    page = client.get(LIST, {"q": "FABRIKAM"})

    assert "For Rita" in page.text
    assert "For Carla" not in page.text
    assert "No e-mail with these words" in client.get(LIST, {"q": "adatum"}).text


def test_list_is_paged(client, db):
    for number in range(26):
        send(subject=f"Mail <{number}>")

    assert "Mail &lt;0&gt;" not in client.get(LIST).text
    assert "Mail &lt;0&gt;" in client.get(LIST, {"page": 2}).text
    assert '?q=mail&amp;page=2"' in client.get(LIST, {"q": "mail"}).text


def test_empty_mailbox_says_so(client, db):
    assert "No e-mail yet" in client.get(LIST).text


def test_mail_page_has_links_to_click(client, db):
    name = send(text=f"Open {LINK} now <script>alert(1)</script>")

    page = client.get(reverse("mailbox:detail", args=[name]))

    assert '<a href="http://testserver/c/k9?next=a&amp;b=2"' in page.text
    assert "<script>alert" not in page.text
    assert "<iframe" not in page.text


def test_html_is_framed_without_any_power(client, db):
    name = send(html=f'<html><head></head><a href="{LINK}">Open</a><script>alert(1)</script></html>')

    page = client.get(reverse("mailbox:detail", args=[name]))
    frame = client.get(reverse("mailbox:html", args=[name]))

    assert "allow-scripts" not in page.text
    assert 'sandbox="allow-popups' in page.text
    assert "frame-src 'self'" in page.headers["Content-Security-Policy"]
    policy = frame.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "sandbox allow-popups" in policy
    assert "script" not in policy
    assert "same-origin" not in policy
    assert frame.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert frame.text.startswith('<html><head><base target="_top">')


def test_mail_is_downloaded_as_it_is(client, db, folder):
    name = send()

    answer = client.get(reverse("mailbox:raw", args=[name]))

    assert answer.headers["Content-Type"] == "message/rfc822"
    assert "attachment" in answer.headers["Content-Disposition"]
    assert b"".join(answer.streaming_content) == (folder / name).read_bytes()


@pytest.mark.parametrize("view", ["detail", "html", "raw"])
@pytest.mark.parametrize(
    "name",
    ["20260302T120000000000Z-00000000.eml", "portal.sqlite3", "..", "x%2f..%2fportal.sqlite3", "\n.eml"],
)
def test_name_of_no_mail_is_not_found(client, db, view, name):
    assert (
        client.get(reverse("mailbox:list") + f"{name}/" + {"detail": ""}.get(view, f"{view}/")).status_code
        == 404
    )


@pytest.mark.parametrize("name", ["portal.sqlite3", "../secret", "./20260302T120000000000Z-00000000.eml"])
def test_other_file_is_no_mail(folder, tmp_path, name):
    (tmp_path / "secret").touch()
    folder.mkdir()
    (folder / "portal.sqlite3").touch()
    (folder / "20260302T120000000000Z-00000000.eml").touch()

    assert mailbox.path_of(name) is None


def test_link_out_of_the_folder_is_no_mail(folder, tmp_path):
    (tmp_path / "secret").write_text("To: a@a.example\n\n")
    folder.mkdir()
    name = "20260302T120000000000Z-00000000.eml"
    (folder / name).symlink_to(tmp_path / "secret")

    assert mailbox.path_of(name) is None


@pytest.mark.parametrize("view", ["list", "detail", "html", "raw"])
def test_no_mailbox_outside_the_demo(client, db, settings, view):
    name = send(html="<p>Hello</p>")
    settings.DEMO = False

    answer = client.get(reverse(f"mailbox:{view}", args=[] if view == "list" else [name]))

    assert answer.status_code == 404


@pytest.mark.journey
def test_link_in_the_mail_leads_on(page, live_server):
    link = f"{live_server.url}{LIST}?q=carla"
    letter = render_mail(
        "letter", {"subject": "Hello", "paragraphs": ["One."], "link": link, "link_text": "Go"}, "en"
    )
    name = send(text=letter.text, html=letter.html)
    address = f"{live_server.url}{reverse('mailbox:detail', args=[name])}"

    page.goto(address)
    page.frame_locator("iframe").get_by_role("link", name="Go", exact=True).click()
    page.wait_for_url(link)
    page.goto(address)
    page.locator("main > :not(iframe)").get_by_role("link", name=link).first.click()
    page.wait_for_url(link)

    assert page.get_by_role("heading", name="Demo mailbox").is_visible()
