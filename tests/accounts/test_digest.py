"""The daily e-mail: one for each person, of what is still unread, at eight where the person is."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connections, transaction

from accounts import actions, notices, sweeps
from accounts.models import News
from outbox.models import Message
from reviews.sweeps import enforce
from tests.claim_factories import MINUTE, MONDAY
from tests.factories import a_filer, a_partner

EIGHT = datetime(2026, 3, 3, 8, tzinfo=UTC)
DAY = timedelta(days=1)


def a_reader(**fields):
    """Who wants the team's comments once a day."""
    person = a_filer(a_partner(), **{"name": "Fiona Filer"} | fields)
    actions.choose_ways({"commented": "digest"}, by=person)
    return person


@transaction.atomic
def tell(*people, about="CPOR-1", at=MONDAY, title="A new comment"):
    notices.tell(
        people,
        "commented",
        lambda: title,
        lambda person: ["The review team wrote."],
        key_prefix=f"claim:{about}:{at.isoformat()}:",
        link=f"/claims/{about}/",
        link_text=lambda: "Open",
        about=about,
        at=at,
    )


def sweep(at, **options):
    return list(sweeps.sweep(at, **options))


def mails():
    return list(Message.objects.order_by("pk"))


pytestmark = [pytest.mark.django_db, pytest.mark.each_database]


@pytest.mark.rule("HIS-3")
def test_one_mail_tells_what_happened_claim_by_claim_newest_first():
    fiona = a_reader(email="fiona@partner.example")
    for minutes, about, title in [(0, "CPOR-1", "First"), (1, "CPOR-2", "Second"), (2, "CPOR-1", "Third")]:
        tell(fiona, about=about, title=title, at=MONDAY + minutes * MINUTE)
    tell(fiona, about="CPOR-3", title="Too late for it", at=EIGHT - MINUTE + DAY)

    assert sweep(EIGHT - MINUTE) == []
    assert sweep(EIGHT, dry_run=True) == ["fiona@partner.example: daily e-mail"]
    assert mails() == []
    assert list(enforce(EIGHT)) == ["fiona@partner.example: daily e-mail"]

    (mail,) = mails()
    assert (mail.recipient, mail.kind) == ("fiona@partner.example", "digest")
    assert mail.subject == "3 new notices from the CPOR portal"
    for body in (mail.text, mail.html):
        places = [
            body.index(word) for word in ("Hello Fiona", "CPOR-1", "Third", "First", "CPOR-2", "Second")
        ]
        assert places == sorted(places)
        assert "http://testserver/claims/CPOR-2/" in body
        assert "http://testserver/account/notices/choices/" in body
        assert "Too late" not in body


@pytest.mark.rule("HIS-3")
def test_what_was_read_is_left_out_and_nothing_left_means_no_mail():
    fiona, greta = a_reader(), a_reader(email="greta@partner.example")
    tell(fiona, greta, title="Read by both")
    tell(greta, about="CPOR-2", title="Still unread", at=MONDAY + MINUTE)
    for person in (fiona, greta):
        actions.read_notices(by=person, until=MONDAY, at=MONDAY + 2 * MINUTE)

    assert sweep(EIGHT) == ["greta@partner.example: daily e-mail"]

    (mail,) = mails()
    assert "Still unread" in mail.text
    assert "Read by both" not in mail.text


@pytest.mark.rule("CLK-9")
def test_an_outage_ends_with_one_mail_and_a_second_sweep_writes_none():
    fiona = a_reader()
    for day in range(3):
        tell(fiona, at=MONDAY + day * DAY)

    assert len(sweep(EIGHT + 5 * DAY)) == 1
    assert sweep(EIGHT + 5 * DAY) == sweep(EIGHT + 6 * DAY) == []
    assert [mail.subject for mail in mails()] == ["3 new notices from the CPOR portal"]


def test_who_left_or_wants_no_mail_any_more_gets_none():
    gone, silent = a_reader(), a_reader()
    tell(gone, silent)
    gone.is_active = False
    gone.save()
    actions.choose_ways({"commented": "portal"}, by=silent)

    assert sweep(EIGHT) == []
    assert mails() == []
    assert not News.objects.due(EIGHT + DAY).exists()


def test_very_many_notices_are_counted_and_not_all_listed(monkeypatch):
    monkeypatch.setattr("accounts.digest.MOST_LISTED", 2)
    fiona = a_reader()
    for minutes in range(5):
        tell(fiona, at=MONDAY + minutes * MINUTE, title=f"Comment {minutes}")

    sweep(EIGHT)

    (mail,) = mails()
    assert mail.subject == "5 new notices from the CPOR portal"
    assert [f"Comment {number}" in mail.text for number in range(5)] == [False, False, False, True, True]
    assert "3 more are in the portal." in mail.text


def test_trouble_with_one_mail_holds_up_no_other(monkeypatch, caplog):
    people = [a_reader(email=f"{name}@partner.example") for name in ("ann", "bob")]
    tell(*people)
    send = sweeps.digest._send
    monkeypatch.setattr(
        sweeps.digest, "_send", lambda person, *rest: send(person if person == people[1] else None, *rest)
    )

    assert sweep(EIGHT) == ["bob@partner.example: daily e-mail"]

    assert "could not be written" in caplog.text
    monkeypatch.undo()
    assert sweep(EIGHT + MINUTE) == ["ann@partner.example: daily e-mail"]


def test_sweep_with_nothing_due_costs_the_same_however_much_waits(django_assert_num_queries):
    for number in range(1, 4):
        tell(*[a_reader() for _ in range(number)], about=f"CPOR-{number}")
        # What is due, and what is old, in a transaction of its own.
        with django_assert_num_queries(4):
            sweep(EIGHT - MINUTE)


def test_old_notices_are_deleted_some_at_a_time(monkeypatch):
    monkeypatch.setattr(sweeps, "MOST_FORGOTTEN", 2)
    fiona = a_reader()
    for minutes in range(4):
        tell(fiona, at=MONDAY + minutes * MINUTE)
    News.objects.update(digest_at=None)
    at = MONDAY + 2 * MINUTE + timedelta(days=180)

    said = [sweep(at, dry_run=True), sweep(at), sweep(at), sweep(at)]

    deleted = "notices deleted after 180 days: "
    assert said == [[f"{deleted}2"], [f"{deleted}2"], [f"{deleted}1"], []]
    assert News.objects.get().visible_at == MONDAY + 3 * MINUTE


@pytest.mark.rule("CLK-9")
@pytest.mark.django_db(transaction=True)
def test_ten_sweeps_at_once_write_each_mail_once():
    people = [a_reader() for _ in range(3)]
    tell(*people)
    tell(*people, about="CPOR-2")
    start, said = threading.Barrier(10), []

    def run():
        try:
            start.wait(timeout=10)
            said.extend(sweep(EIGHT))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    said.extend(sweep(EIGHT))

    assert sorted(said) == sorted(f"{person.email}: daily e-mail" for person in people)
    assert sorted(mail.recipient for mail in mails()) == sorted(person.email for person in people)
    assert {mail.subject for mail in mails()} == {"2 new notices from the CPOR portal"}
