"""The stage: the cast, a clock that a journey turns, and the worker's work done when it is turned."""

import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.utils import timezone

from outbox.sweeps import deliver_due
from reviews.sweeps import enforce
from tests.cast import the_cast
from tests.claim_factories import MONDAY, a_customer
from tests.factories import PASSWORD, a_holding, a_product

LINK = re.compile(r"http\S+")


@pytest.fixture
def stage(live_server, transactional_db, settings, monkeypatch, new_page):
    settings.BASE_URL = live_server.url
    # Some journeys take weeks, and nobody wants to watch people sign in every morning.
    settings.SESSION_COOKIE_AGE = 90 * 24 * 3600
    cache.clear()
    stage = Stage(new_page)
    monkeypatch.setattr(timezone, "now", lambda: stage.at)
    return stage


class Stage:
    def __init__(self, new_page):
        self.at = MONDAY
        self.new_page = new_page
        self.pages = {}
        self.cast = the_cast()
        self.contoso = a_customer(name="Contoso", domain="contoso.example")
        self.teams = a_product(name="Teams")
        self.exchange = a_product(name="Exchange Online")
        for workload in (self.teams, self.exchange):
            a_holding(self.contoso, workload)

    def page_of(self, person, **options):
        """The person's browser, signed in through the form like anybody else's."""
        if person.pk not in self.pages:
            page = self.pages[person.pk] = self.new_page(**options)
            page.goto("/accounts/login/")
            page.get_by_label("Email").fill(person.email)
            page.get_by_label("Password").fill(PASSWORD)
            page.locator("main").get_by_role("button", name="Sign in").click()
            page.wait_for_url(re.compile(r"/(claims|review)/$"))
        return self.pages[person.pk]

    def work(self):
        """What the worker does all the time: keep the deadlines, send what is due, note what arrived."""
        list(enforce(self.at))
        deliver_due(now=lambda: self.at)
        list(enforce(self.at))
        deliver_due(now=lambda: self.at)

    def wait(self, until):
        """Time passes, and the worker with it."""
        self.at = until
        self.work()

    def letters_to(self, address, about=""):
        return [letter for letter in mail.outbox if letter.to == [address] and about in letter.subject]

    def letter_to(self, address, about):
        """The one with these words in its subject."""
        (letter,) = self.letters_to(address, about)
        return letter

    def open_link(self, letter, **options):
        """The first link of a mail, in a browser that has nothing to do with any other."""
        page = self.new_page(**options)
        page.goto(LINK.search(letter.body).group())
        return page
