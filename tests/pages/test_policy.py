"""No page has script or style of its own, so the content security policy can forbid both."""

from html.parser import HTMLParser

import pytest

PUBLIC = [
    "/",
    "/dev/components/",
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/inactive/",
    "/accounts/confirm-email/",
    "/accounts/confirm-email/wrong/",
    "/accounts/password/reset/",
    "/accounts/password/reset/done/",
    "/accounts/password/reset/key/wrong-key/",
    "/accounts/password/reset/key/done/",
    "/nothing/here/",
]
PERSONAL = [
    "/account/",
    "/accounts/email/",
    "/accounts/password/change/",
    "/accounts/password/reset/",
    "/accounts/reauthenticate/",
    "/accounts/logout/",
    "/accounts/confirm-email/",
    "/nothing/here/",
]


class InlineCode(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        names = dict(attrs)
        if tag == "style" or (tag == "script" and not names.get("src")):
            self.found.append(tag)
        self.found += [name for name in names if name == "style" or name.startswith("on")]
        self.found += [value for value in names.values() if (value or "").startswith("javascript:")]


def inline_code(response):
    parser = InlineCode()
    parser.feed(response.text)
    return parser.found


@pytest.fixture(autouse=True)
def in_the_demo(settings):
    settings.DEMO = True


@pytest.mark.parametrize("path", PUBLIC)
def test_public_page_has_no_inline_code(client, db, path):
    response = client.get(path)

    assert response.status_code in (200, 404)
    assert inline_code(response) == []


@pytest.mark.parametrize("path", PERSONAL)
def test_personal_page_has_no_inline_code(as_fiona, path):
    response = as_fiona.get(path)

    assert response.status_code in (200, 404)
    assert inline_code(response) == []


def test_policy_allows_no_inline_code(client, db):
    header = client.get("/")["Content-Security-Policy"]

    policy = dict(directive.strip().split(" ", 1) for directive in header.split(";"))
    assert "unsafe" not in header
    assert [policy[name] for name in ("default-src", "script-src", "style-src")] == [
        "'none'",
        "'self'",
        "'self'",
    ]


def test_gallery_is_not_there_outside_the_demo(client, db, settings):
    settings.DEMO = False

    assert client.get("/dev/components/").status_code == 404
