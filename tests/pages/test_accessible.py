"""Every page of the portal, in a real browser: accessible in both themes, and no wider than a phone."""

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Claim, Comment
from tests.accessibility import violations_in_both_themes
from tests.architecture.test_access import NOW, ROWS
from tests.architecture.world import the_world

pytestmark = [pytest.mark.journey, pytest.mark.timeout(300)]
# What anybody may open is walked as nobody, and what is about the own account as a partner: with another
# person only its frame is another, which that person's other pages have too.
OWN_ACCOUNT = ("account_", "accounts:preferences", "accounts:notice_choices")
LONG_WORD = "Grundstücksverkehrsgenehmigungszuständigkeitsübertragungsverordnung" * 2
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def pages_for(person, world):
    """The client who is signed in, and the address of each page that the table of access lets the person read."""
    client = Client()
    if person != "nobody":
        client.force_login(getattr(world.cast, person))
    urls = [
        reverse(name, kwargs=world.arguments(target))
        for (method, name, target), row in ROWS.items()
        if method == "GET"
        and row[person] == "200"
        and not name.startswith("admin:")
        and not is_walked_by_another(person, name, row)
    ]
    return client, [url for url in dict.fromkeys(urls) if is_page(client.get(url))]


def is_walked_by_another(person, name, row):
    return person != "nobody" and (
        row["nobody"] == "200"
        or (person == "lena" and row["fiona"] == "200" and name.startswith(OWN_ACCOUNT))
    )


def is_page(response):
    if response.streaming:
        response.close()
    return response.headers["Content-Type"].startswith("text/html") and b"<html" in response.content[:200]


@pytest.mark.rule("LNG-2")
@pytest.mark.parametrize(("person", "least"), [("fiona", 20), ("lena", 25), ("nobody", 8)])
def test_every_page_is_accessible(transactional_db, live_server, new_page, monkeypatch, person, least):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    world = the_world()
    # Nobody has to break their words for us.
    Claim.objects.update(name=LONG_WORD)
    Comment.objects.update(body=LONG_WORD)
    client, urls = pages_for(person, world)
    page = new_page()
    cookies = [
        {"name": name, "value": cookie.value, "url": live_server.url}
        for name, cookie in client.cookies.items()
    ]
    page.context.add_cookies(cookies)

    found = []
    for url in urls:
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(url)
        found += violations_in_both_themes(page)
        for width in (390, 320):
            page.set_viewport_size({"width": width, "height": 844})
            if overflow := page.evaluate(OVERFLOW):
                found.append(f"{url} is {overflow} px too wide at {width} px")

    assert len(urls) > least
    assert found == []
