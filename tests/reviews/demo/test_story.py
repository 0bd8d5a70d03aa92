import re
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import override_settings
from django.utils import timezone

from accounts.models import Invitation, News, User
from claims import clocks
from claims.expecting import expected_time
from claims.models import Batch, Claim, Deadline, Event, ProofFile, ProofReading
from claims.problems import problems_of
from claims.reading.report import report_of
from claims.reading.text import Outcome
from claims.states import OPEN, RejectionReason, State
from consent import actions as consent
from consent.models import HandOff, Window
from cpor_portal import mailbox
from directory.models import Association, Subscription
from outbox.models import Message
from outbox.states import TO_DELIVER, Channel
from reviews.demo import past, pdf, people, story
from reviews.insights import expecting
from reviews.insights.figures import figures
from reviews.models import Arbitration, Note

LEAP_DAY = datetime(2028, 2, 29, 12, 0, tzinfo=UTC)
A_MINUTE = timedelta(minutes=1)
# What only the clock or an arbitration decides is told too; the rest a reviewer may choose.
TOLD_REASONS = set(RejectionReason) - {RejectionReason.POE_UNAVAILABLE}


def run(*arguments):
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


@pytest.fixture(scope="module")
def told(once, tmp_path_factory):
    """The whole story, told once for all tests here."""
    demo = override_settings(
        DEMO=True,
        EMAIL_BACKEND="cpor_portal.mailbox.MailboxBackend",
        MAILBOX_DIR=tmp_path_factory.mktemp("mailbox"),
    )
    with demo:
        yield story.tell(LEAP_DAY)


def told_claims():
    """Without what other companies did in the months before."""
    return Claim.objects.exclude(partner__name__in=past.COMPANIES)


def test_claims_are_in_every_state(told, db):
    assert set(told_claims().values_list("state", flat=True)) == set(State)
    assert 30 <= told_claims().count() <= 50
    assert Claim.objects.count() == told_claims().count() + past.CLAIMS


@pytest.mark.rule("REV-10")
def test_figures_have_a_past_and_are_exact(told, db, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: LEAP_DAY)
    assert run("rebuild_figures").startswith("0 differences")
    found = figures(expecting.lately(LEAP_DAY))
    assert found.total.histograms["total_days"].total() > 100
    assert found.before.histograms["total_days"].total() > 50
    assert len(found.reviewers) == 3
    assert expected_time(told_claims().filter(state=State.SUBMITTED).first()).is_known


def test_the_past_drowns_nobodys_list(told, db):
    for person in ("fiona", "rita"):
        assert Claim.objects.visible_to(told.people[person]).count() <= 50
    assert not Claim.objects.open().filter(partner__name__in=past.COMPANIES).exists()


def test_rejections_have_every_reason_that_is_told(told, db):
    rejected = told_claims().filter(state=State.REJECTED)

    assert set(rejected.values_list("rejection_reason", flat=True)) == TOLD_REASONS


def test_something_waits_for_everybody(told, db):
    assert Claim.objects.filter(state=State.SUBMITTED, reviewer=None).exists()
    assert Claim.objects.filter(state=State.UNDER_REVIEW, answered_at__isnull=False).exists()
    assert Claim.objects.filter(disputed_at__isnull=False).exists()
    assert Claim.objects.overdue(LEAP_DAY).exists()
    assert Arbitration.objects.open().filter(parties__association=None).exists()
    assert Arbitration.objects.open().filter(parties__association__isnull=False).exists()
    assert Window.objects.filter(closed_at=None, ends_at__gt=LEAP_DAY).exists()
    assert Note.objects.exists()


def found_in(claim):
    return {row.title: row.outcome for row in report_of(claim, LEAP_DAY).rows}


def test_proofs_are_read_and_say_what_their_claims_are_about(told, db):
    assert set(ProofReading.objects.values_list("status", flat=True)) == {ProofReading.Status.READ}
    complete, old = told.claims["trey-phone"], told.claims["coffee-mail"]

    assert report_of(Claim.objects.get(pk=complete), LEAP_DAY).all_found
    assert set(found_in(Claim.objects.get(pk=old)).values()) == {Outcome.FOUND, Outcome.NOT_FOUND}
    for claim in told_claims().filter(state=State.APPROVED):
        assert report_of(claim, LEAP_DAY).all_found, claim.name


def test_reviewers_ask_for_what_the_reading_misses(told, db):
    # Where the file is another customer's, so is the signature under it.
    asked = {"proseware-finance": [1, 2], "trey-apps": [4], "wideworld-supply": [0, 1]}

    for key, missing in asked.items():
        outcomes = list(found_in(Claim.objects.get(pk=told.claims[key])).values())
        assert [place for place, each in enumerate(outcomes) if each != Outcome.FOUND] == missing, key


def test_every_draft_has_something_else_left_to_do(told, db):
    problems = {
        key: {problem.message for problem in problems_of(claim, claim.location.local_date(LEAP_DAY))}
        for key in ("trey-phone", "coffee-mail", "lamna-service", "adatum-south", "wingtip-mismatch")
        for claim in [Claim.objects.get(pk=told.claims[key])]
    }

    assert problems["trey-phone"] == problems["coffee-mail"] == set()
    assert any("subscription of Dynamics 365 Human Resources" in text for text in problems["lamna-service"])
    assert any("not enrolled" in text for text in problems["adatum-south"])
    assert any("don't match" in text for text in problems["wingtip-mismatch"])


def test_company_has_uploads_and_an_invitation(told, db):
    done, waiting = Batch.objects.order_by("pk")

    assert (done.state, waiting.state) == (Batch.State.DONE, Batch.State.CHECKED)
    assert set(done.rows.values_list("state", flat=True)) == {"submitted", "drafted", "wrong"}
    assert set(waiting.rows.values_list("state", flat=True)) == {"draftable", "wrong"}
    assert Invitation.objects.open().filter(expires_at__gt=LEAP_DAY).count() == 1


def test_few_notices_are_unread(told, db):
    assert 3 <= News.objects.visible_to(told.people["fiona"]).unread(LEAP_DAY).count() <= 9


def test_directory_has_subscriptions_of_every_state_and_channel(told, db):
    assert set(Subscription.objects.values_list("state", flat=True)) == set(Subscription.State)
    assert set(Subscription.objects.values_list("channel", flat=True)) == set(Subscription.Channel)


def test_usage_is_reported_for_official_associations_only(told, db):
    used = Association.objects.filter(usage__isnull=False).distinct()

    assert not used.exclude(official_at__lte=LEAP_DAY).exists()
    assert max(one.usage.count() for one in used) >= 3
    imported = Association.objects.filter(source=Association.Source.IMPORT)
    assert [one.usage.count() for one in imported.order_by("ended_at", "pk") if one.ended_at is None] == [
        12
    ] * 3


@pytest.mark.rule("AFT-2", "AFT-4")
def test_ends_are_near_and_past_and_partners_were_warned(told, db):
    live = Association.objects.live().filter(ends_date__lte=LEAP_DAY.date() + timedelta(days=60))
    ours = live.exclude(partner__name__in=past.COMPANIES)
    told_days = {one.product.name: set(one.end_warnings.values_list("days", flat=True)) for one in ours}
    assert told_days == {
        "Dynamics 365 Project Operations": {60},
        "Dynamics 365 Customer Insights": {60, 30},
    }
    ended = Association.objects.filter(end_reason="subscription_ended")
    assert Association.Source.IMPORT in ended.values_list("source", flat=True)


@pytest.mark.rule("AFT-1")
def test_hand_offs_have_their_references_and_one_failed(told, db):
    handed = Message.objects.filter(kind="evaluation")
    [failed] = handed.undelivered()
    assert failed.last_error.startswith("status 422")
    assert not handed.exclude(pk=failed.pk).filter(reference="").exists()
    assert HandOff.objects.waiting().count() == 1


def test_histories_are_intact_and_in_order(told, db):
    assert run("verify_history") == f"{Claim.objects.count()} histories are intact.\n"
    for claim in Claim.objects.all():
        instants = list(claim.events.order_by("number").values_list("at", flat=True))
        assert instants == sorted(instants)
    assert not Event.objects.filter(at__gt=LEAP_DAY).exists()


def test_nothing_is_left_to_enforce(told, db):
    assert run("enforce_deadlines", "--dry-run", "--now", LEAP_DAY.isoformat()).startswith("0 to do")


def test_deadlines_are_those_of_the_clocks(told, db):
    running = Deadline.objects.running().select_related("claim__location")

    assert running.exists()
    for deadline in running:
        assert deadline.due_at == clocks.compute(deadline.claim, deadline.kind, deadline.counted_from).at


def test_mails_left_when_they_were_due(told, db):
    assert not Message.objects.filter(state__in=TO_DELIVER, next_attempt_at__lte=LEAP_DAY).exists()
    for message in Message.objects.exclude(sent_at=None):
        assert timedelta() <= message.sent_at - message.not_before <= A_MINUTE


def test_one_notice_came_back(told, db):
    failed = Message.objects.undelivered().filter(channel=Channel.EMAIL)
    (refused,) = failed.filter(kind__startswith="notice")

    assert sorted(failed.values_list("state", flat=True)) == ["dead", "refused", "returned"]
    assert Claim.objects.get(code=refused.about).notices.current().get().bounced_at is not None


def links_of(kind):
    """The links in the mailbox that lead to notices of this kind whose mail is the latest of its claim."""
    tokens = {
        found[1]
        for name in mailbox.names()
        if (found := re.search(r"http://testserver/c/([\w-]+)/", mailbox.read(name).text))
    }
    links = {token: consent.link_of(token) for token in tokens}
    return {
        token: link
        for token, link in links.items()
        if link.notice.kind == kind and link.notice.replaced_at is None
    }


def test_mailbox_is_no_flood(told, db):
    assert 20 <= len(mailbox.names()) <= 110


def test_links_of_open_windows_are_in_the_mailbox(told, db):
    led_to = {link.notice.claim_id for link in links_of("approval").values()}

    open_windows = Window.objects.filter(closed_at=None, claim__in=told_claims())
    assert set(open_windows.values_list("claim_id", flat=True)) <= led_to


def test_links_to_what_a_customer_can_still_do_open(told, client, db, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: LEAP_DAY)
    asked = [token for token, link in links_of("submission").items() if link.notice.claim.state in OPEN]
    told_of = [
        token
        for token, link in links_of("approval").items()
        if link.notice.claim.windows.filter(closed_at=None).exists()
    ]

    assert len(asked) > 10
    assert len(told_of) > 1
    assert {client.get(f"/c/{token}/").status_code for token in asked + told_of} == {200}


def test_files_are_pdfs_whose_every_part_is_where_it_says(told, db):
    files = list(ProofFile.objects.all())

    assert len(files) > 30
    for proof in files:
        with proof.file.open() as opened:
            content = opened.read()
        assert proof.content_type == "application/pdf"
        assert_is_whole(content)


def assert_is_whole(content):
    table_at = int(re.search(rb"startxref\n(\d+)\n%%EOF\n\Z", content)[1])
    assert content[table_at : table_at + 5] == b"xref\n"
    places = [int(place) for place in re.findall(rb"(\d{10}) 00000 n ", content[table_at:])]
    for number, place in enumerate(places, 1):
        assert content[place:].startswith(b"%d 0 obj\n" % number)
    length, stream = re.search(rb"/Length (\d+) >>\nstream\n(.*)\nendstream", content, re.DOTALL).groups()
    assert int(length) == len(stream)


def test_pdf_spells_what_its_syntax_uses():
    content = pdf.one_page("Müller (Köln)", [r"C:\files", "→"])

    assert_is_whole(content)
    assert rb"(M" + "ü".encode("cp1252") + rb"ller \(K" + "ö".encode("cp1252") + rb"ln\)) Tj" in content
    assert rb"(C:\\files) Tj" in content
    assert b"(?) Tj" in content


def test_everybody_is_listed_with_role_and_address(told, db):
    lines = run("seed_demo", "--list").splitlines()

    assert len(lines) == 13
    assert lines[0].split() == [
        "fiona@demo.example",
        "Fiona",
        "Filer",
        "Incentives",
        "admin,",
        "Northwind",
        "Consulting",
    ]
    for person in people.demo_people():
        assert any(person.email in line and person.name in line for line in lines)


def test_nobody_has_a_password(told, db):
    assert [person.email for person in User.objects.all() if person.has_usable_password()] == []


def test_second_run_changes_nothing(told, db):
    before = (Claim.objects.count(), Event.objects.count(), Message.objects.count(), User.objects.count())

    assert run("seed_demo") == "The demo data is there already.\n"
    assert before == (
        Claim.objects.count(),
        Event.objects.count(),
        Message.objects.count(),
        User.objects.count(),
    )
