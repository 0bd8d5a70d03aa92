"""Nothing that is for staff only gets out: every address that a partner can read, every mail, notice and export."""

import copy
import io
import zipfile

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import News, User
from claims import actions as claims
from claims.models import Claim
from claims.states import OPEN, RequestReason
from outbox.models import Message
from reviews import actions, arbitrations
from reviews.models import ArbitrationParty
from tests.claim_factories import MONDAY, fresh

from .test_access import COLUMNS, NOW, ROWS, addresses, browser_with, signed_in
from .world import the_world, typed

# Words that stand in nothing but what staff wrote for themselves.
NOTE, TICK, REASONING, RETURNED = "Quagmire", "Zephyr", "Kumquat", "The acceptance is signed"
STAFF = ("Ravi Reviewer", "Rosa Reviewer", "Lena Lead", "Sam Support", "review.example")
MARKS = (NOTE, TICK, REASONING, RETURNED, *STAFF)
OUTSIDE = [person for person in COLUMNS if person not in ("ravi", "rosa", "lena", "sam", "adam")]
# As a page, as a part of one for htmx, and as each kind of document: what Fiona's colleagues are shown differs
# from her pages by the buttons of their roles.
WAYS = (({}, {}), ({}, {"HX-Request": "true"}), ({"as": "csv"}, {}), ({"as": "xlsx"}, {}))
# What is refused is refused the same way each time: as a page, and as a part of one that asks for a document.
REFUSED_WAYS = (({}, {}), ({"as": "csv"}, {"HX-Request": "true"}))
THOROUGHLY = ("fiona", "cora", "rita", "otto", "nobody")
STAFF_ONLY = ("Quagmire", "Zephyr", "Kumquat")


@pytest.fixture(scope="module")
def made(once):
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(timezone, "now", lambda: NOW)
        return a_world_with_secrets()


@pytest.fixture
def world(made, db, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    return copy.deepcopy(made)


def a_world_with_secrets():
    world = the_world()
    for claim in Claim.objects.exclude(state="draft"):
        _write_inside(claim, world.cast)
    # A rival's arbitration is decided, with reasons that only leads read.
    winner = ArbitrationParty.objects.get(claim_product__claim=world.claims["contested"])
    arbitrations.decide(
        winner.arbitration_id, winner_id=winner.pk, by=world.cast.lena, at=MONDAY, text=f"{REASONING}."
    )
    return world


def _write_inside(claim, cast):
    actions.note(claim.pk, by=cast.ravi, at=MONDAY, body=f"{NOTE}: ask @Lena Lead and @sam@review.example.")
    if claim.state in OPEN:
        actions.tick(
            claim.pk, by=cast.ravi, at=MONDAY, point=RequestReason.DATES, verdict="not_met", note=f"{TICK}."
        )
    claims.comment(claim.pk, by=cast.ravi, at=MONDAY, body="We are looking into it.")


def spoken(response) -> str:
    """All that an answer says: headers, body, and what is packed inside a document."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    said = [str(dict(response.headers))]
    if content[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            said += [packed.read(name).decode(errors="replace") for name in packed.namelist()]
    return " ".join([*said, content.decode(errors="replace")])


def asked(world, cookies, method, name, target, ways=WAYS):
    """As a page, as a part of one for htmx, and as each kind of document where there are documents."""
    url = reverse(name, kwargs=world.arguments(target))
    claim = world.claims.get(target.partition("/")[0])
    for query, headers in ways:
        client = browser_with(cookies)
        with transaction.atomic():
            if method == "POST":
                answer = client.post(url, typed(name, world, claim), headers=headers, follow=True)
            else:
                answer = client.get(url, query, headers=headers, follow=True)
            yield answer
            transaction.set_rollback(True)
        if reverse("account_login") in str(getattr(answer, "redirect_chain", "")):
            return
        # Nothing that is sent makes a document, nor does a page that answers with a page.
        if method == "POST" and headers or "as" in query and "html" in answer.headers.get("Content-Type", ""):
            return


def ways_of(person, method, cell):
    """How often what this person may not see, or sees as a colleague does, is asked for."""
    if person not in THOROUGHLY:
        return WAYS[:1]
    if cell in ("403", "404"):
        return REFUSED_WAYS[:1] if method == "POST" else REFUSED_WAYS
    return WAYS


@pytest.mark.timeout(600)
@pytest.mark.rule("REV-6", "HIS-1", "HIS-3", "PPL-5")
@pytest.mark.parametrize("person", OUTSIDE)
def test_no_page_tells_partners_what_is_for_staff(person, world):
    read, found, cookies = set(), [], signed_in(world, person)
    for (method, name, target), row in ROWS.items():
        if name.startswith("admin:") or row[person] == "405":
            continue
        for response in asked(world, cookies, method, name, target, ways_of(person, method, row[person])):
            cache.clear()
            if response.status_code == 200:
                read.add(name)
            said = spoken(response)
            found += [(method, name, target, mark) for mark in MARKS if mark in said]

    assert found == []
    readable = {name for (_method, name, _target), row in ROWS.items() if row[person] == "200"}
    assert readable - read - {"admin:login"} == set()


@pytest.mark.rule("REV-6")
def test_every_address_is_walked():
    """Also what is not there yet: an address that the table does not know fails here and there."""
    walked = {name for _method, name, _target in ROWS}

    assert set(addresses()) - walked == set()
    assert {name for name in addresses() if name.startswith("api")} <= walked


@pytest.mark.rule("REV-6", "HIS-3", "CON-5")
def test_no_mail_or_notice_tells_what_is_for_staff(world):
    staff = set(User.objects.exclude(staff_role="").values_list("email", flat=True))
    letters = Message.objects.exclude(recipient__in=staff)
    notices = News.objects.filter(user__staff_role="")

    found = [
        (mail.key, mark)
        for mail in letters
        for mark in MARKS
        if mark
        in " ".join(
            [mail.subject, mail.text, mail.html, str(mail.headers), str(mail.document), mail.reply_to]
        )
    ]
    found += [
        (news.key, mark)
        for news in notices
        for mark in MARKS
        if mark in f"{news.title} {news.text} {news.link} {news.about}"
    ]

    assert letters.count() > 10
    assert notices.count() > 10
    assert found == []


@pytest.mark.rule("HIS-3", "REV-6")
def test_what_is_for_staff_goes_by_no_mail_at_all(world):
    """Not to colleagues either: who is meant in a note learns where to read it."""
    mails = Message.objects.all()

    assert mails.filter(kind="mentioned").count() >= 2
    assert [
        mail.key for mail in mails for mark in STAFF_ONLY if mark in f"{mail.subject}{mail.text}{mail.html}"
    ] == []


def test_the_marks_are_there_to_be_found(world):
    """What the walk looks for stands on the pages of staff; else it would find nothing anywhere."""
    client = Client()
    client.force_login(world.cast.lena)
    claim = fresh(world.claims["reviewed"])

    page = client.get(reverse("reviews:claim", args=[claim.code])).text
    history = client.get(reverse("reviews:arbitration", args=[world.arbitration.pk])).text

    assert [mark for mark in (NOTE, TICK, "Ravi Reviewer") if mark not in page] == []
    assert REASONING in history
