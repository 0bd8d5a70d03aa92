"""German and Dutch are formal here, and so is what django-allauth says; its own catalogues are not."""

import re
from pathlib import Path

import allauth
import polib
import pytest
from django.core import mail
from django.core.cache import cache

from accounts.lent_words import LENT
from tests import factories

NEW_PASSWORD = "a quite different battery staple"
INFORMAL = {"de": r"\b(?:du|dein\w*|dir|dich)\b", "nl": r"\b(?:je|jij|jou|jouw)\b"}
PAGES = (
    "login",
    "signup",
    "inactive",
    "confirm-email",
    "password/reset",
    "password/reset/done",
    "password/reset/key/done",
    "password/reset/key/1-abc",
    "confirm-email/wrong",
)
PAGES_OF_A_PERSON = ("logout", "reauthenticate", "email", "password/change", "password/set", "password/reset")


def link_in(message):
    return re.search(r"http://testserver(/accounts/\S+)", message.body)[1]


def all_that_is_said(client, fiona):
    """Everybody's way through their account, and the mails that come of it."""
    new, wrong = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}, {"password": "wrong"}

    def go(page, data=None, address=None):
        cache.clear()  # nobody is slowed down here
        address = address or f"/accounts/{page}/"
        answer = client.get(address, follow=True) if data is None else client.post(address, data, follow=True)
        return answer.text

    yield from (go(page) for page in PAGES)
    yield go("login", {"login": fiona.email} | wrong)
    yield go("password/reset", {"email": fiona.email})
    place = client.get(link_in(mail.outbox[-1]), follow=True).redirect_chain[-1][0]
    yield go("", {"password1": NEW_PASSWORD, "password2": "other"}, place)
    yield go("", new, place)
    yield go("login", {"login": fiona.email, "password": NEW_PASSWORD})
    yield from (go(page) for page in PAGES_OF_A_PERSON)
    yield go("reauthenticate", wrong)
    yield go("reauthenticate", {"password": NEW_PASSWORD})
    yield go("password/change", {"oldpassword": "wrong"} | new)
    yield go("password/change", {"oldpassword": NEW_PASSWORD, "password1": NEW_PASSWORD, "password2": "x"})
    again = factories.PASSWORD
    yield go("password/change", {"oldpassword": NEW_PASSWORD, "password1": again, "password2": again})
    yield go("email", {"email": "fiona.new@people.example", "action_add": "1"})
    yield go("email")
    (confirm,) = [link_in(each) for each in mail.outbox if each.to == ["fiona.new@people.example"]]
    yield go("", address=confirm)
    yield go("", {}, confirm)
    yield go("logout", {})
    for message in mail.outbox:
        yield message.subject
        yield message.body


def catalogue(language):
    path = Path(allauth.__file__).parent / "locale" / language / "LC_MESSAGES" / "django.po"
    return {entry.msgid: entry.msgstr for entry in polib.pofile(str(path)) if entry.msgstr}


def words(text):
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def as_read(translated):
    """Whatever stands in the place of what is filled in."""
    return re.compile(".{1,80}?".join(re.escape(part) for part in re.split(r"%\(\w+\)s", words(translated))))


@pytest.mark.parametrize("language", ["de", "nl", "sv"])
def test_words_that_are_lent_are_its_own(language):
    assert set(LENT) <= set(catalogue(language))


@pytest.mark.rule("LNG-1")
@pytest.mark.parametrize("language", INFORMAL)
def test_whatever_it_says_informally_has_our_own_words(client, fiona, language):
    fiona.language = language
    fiona.save(update_fields=["language"])
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = language
    theirs = catalogue(language)
    ours = {theirs[msgid] for msgid in LENT}

    said = [words(each) for each in all_that_is_said(client, fiona)]

    assert len(said) > 30
    informal = {
        msgid: text
        for msgid, text in theirs.items()
        if re.search(INFORMAL[language], text, re.IGNORECASE) and text not in ours
    }
    assert [msgid for msgid, text in informal.items() if any(map(as_read(text).search, said))] == []


def test_closed_sign_up_says_who_gives_accounts(client, db):
    page = words(client.get("/accounts/signup/", headers={"accept-language": "nl"}).text)

    assert "Accounts worden aangemaakt door een beheerder van uw bedrijf" in page
    assert not re.search(INFORMAL["nl"], page, re.IGNORECASE)
