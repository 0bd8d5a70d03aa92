"""What a person is told in the portal and by e-mail: by kind, by choice, once, and not before it is certain."""

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from django.utils.translation import get_language

from accounts import actions, notices
from accounts.kinds import KINDS, kinds_for, next_digest
from accounts.models import News, User
from accounts.roles import PartnerRole
from claims import actions as claims
from claims.states import RejectionReason
from outbox.models import Message
from reviews import actions as reviews
from tests.claim_factories import MINUTE, MONDAY, a_claim_under_review, a_submitted_claim
from tests.factories import a_filer, a_lead, a_location, a_member, a_partner, a_reviewer, a_support, a_user

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def fiona():
    return a_filer(a_partner(), name="Fiona Filer", email="fiona@partner.example", time_zone="Europe/Berlin")


@transaction.atomic
def tell(person, kind="official", *, at=MONDAY, key="claim:X:1:", subject=lambda: "It is official", **fields):
    words = {"paragraphs": lambda person: ["One.", "Two."], "link_text": lambda: "Open", "link": "/claims/X/"}
    notices.tell([person], kind, subject, key_prefix=key, at=at, **{"about": "X"} | words | fields)


@transaction.atomic
def call_back(key="claim:X:1:", *, at):
    return notices.call_back(key, at=at)


def told(person, at=MONDAY):
    return [notice.title for notice in News.objects.visible_to(person).unread(at)]


def mails():
    return list(Message.objects.order_by("pk").values_list("recipient", "state"))


@pytest.mark.rule("HIS-3")
@pytest.mark.parametrize(
    ("way", "mailed", "digest_at"),
    [
        ("at_once", [("fiona@partner.example", "waiting")], None),
        ("digest", [], datetime(2026, 3, 3, 7, tzinfo=UTC)),
        ("portal", [], None),
    ],
)
def test_notice_is_in_the_portal_and_comes_by_mail_as_chosen(fiona, way, mailed, digest_at):
    actions.choose_ways({"official": way}, by=fiona)

    tell(fiona)

    notice = News.objects.get()
    shown = (notice.title, notice.text, notice.link, notice.about, notice.visible_at, notice.digest_at)
    assert shown == ("It is official", "One.\nTwo.", "/claims/X/", "X", MONDAY, digest_at)
    assert mails() == mailed


@pytest.mark.rule("HIS-3")
def test_mandatory_kind_can_not_be_switched(fiona):
    with pytest.raises(ValueError, match="mandatory"):
        actions.choose_ways({"rejected": "portal"}, by=fiona)
    fiona.news_choices.create(kind="rejected", way="portal")

    tell(fiona, "rejected")

    assert mails() == [("fiona@partner.example", "waiting")]


def test_who_has_no_account_is_written_to_at_once():
    tell(User(email="fiona@partner.example", name="Fiona Filer"))

    assert mails() == [("fiona@partner.example", "waiting")]
    assert not News.objects.exists()


def test_notice_is_in_the_readers_language(fiona):
    fiona.language = "sv"

    tell(fiona, subject=lambda: f"In {get_language()}")

    assert News.objects.get().title == "In sv"
    assert Message.objects.get().subject == "In sv [X]"
    assert '<html lang="sv">' in Message.objects.get().html


def test_same_notice_is_told_once(fiona):
    for way in ("digest", "at_once"):
        actions.choose_ways({"official": way}, by=fiona)
        tell(fiona)

    assert (told(fiona), mails()) == (["It is official"], [])


@pytest.mark.rule("HIS-3")
def test_mail_that_can_be_switched_off_says_where(fiona):
    tell(fiona)
    tell(fiona, "rejected")
    tell(User(email="new@partner.example"), key="claim:X:2:")

    page = "http://testserver/account/notices/choices/"
    assert [(page in each.text, page in each.html) for each in Message.objects.order_by("pk")] == [
        (True, True),
        (False, False),
        (False, False),
    ]


@pytest.mark.rule("LIF-6")
def test_held_notice_is_not_there_before_and_can_be_called_back(fiona):
    held_until = MONDAY + 10 * MINUTE
    actions.choose_ways({"official": "digest", "commented": "at_once"}, by=fiona)
    for kind in ("official", "commented"):
        tell(fiona, kind, not_before=held_until)
        tell(fiona, kind, not_before=held_until, key="claim:x:1:", subject=lambda: "Of another claim")
    assert told(fiona, held_until - MINUTE) == []

    assert call_back(at=held_until - MINUTE) is True

    assert told(fiona, held_until) == ["Of another claim"] * 2
    assert News.objects.filter(digest_at__isnull=False).count() == 1
    assert sorted(state for _to, state in mails()) == ["cancelled", "waiting"]


@pytest.mark.rule("LIF-6")
def test_what_was_shown_or_sent_is_not_called_back(fiona):
    tell(fiona, not_before=MONDAY + 10 * MINUTE)
    Message.objects.update(attempts=1)

    assert call_back(at=MONDAY + 10 * MINUTE) is False

    assert told(fiona, MONDAY + 10 * MINUTE) == ["It is official"]


@pytest.mark.rule("LIF-6")
def test_decision_shows_in_the_portal_only_when_it_can_not_be_taken_back():
    claim = a_claim_under_review()
    before = told(claim.created_by)
    reason = RejectionReason.INSUFFICIENT_POE
    claims.reject(claim.pk, by=claim.reviewer, at=MONDAY, reason=reason, text="Not enough.")
    assert told(claim.created_by, MONDAY + 9 * MINUTE) == before
    assert "Your claim was rejected" in told(claim.created_by, MONDAY + 10 * MINUTE)

    claims.take_back(claim.pk, by=claim.reviewer, at=MONDAY + 9 * MINUTE)

    assert told(claim.created_by, MONDAY + 10 * MINUTE) == before


@pytest.mark.rule("REV-6")
def test_internal_note_is_told_to_nobody():
    claim = a_claim_under_review()
    before = News.objects.count()

    reviews.note(claim.pk, by=claim.reviewer, at=MONDAY, body="The customer's name looks odd.")
    assert News.objects.count() == before

    claims.comment(claim.pk, by=claim.reviewer, at=MONDAY, body="Thank you: it looks odd.")
    assert [each.title for each in News.objects.all()[before:]] == ["A new comment on your claim"]
    assert not News.objects.filter(text__contains="odd").exists()


@pytest.mark.rule("PPL-5")
def test_who_was_removed_keeps_no_notice_of_the_company(fiona):
    northwind, fabrikam = fiona.memberships.get().partner, a_partner()
    greta = a_member(northwind, PartnerRole.GLOBAL_ADMIN)
    a_submitted_claim(by=fiona, location=a_location(northwind))
    actions.choose_ways({"official": "digest"}, by=fiona)
    for number, partner in enumerate((northwind, fabrikam)):
        tell(fiona, key=f"{number}:", partner_id=partner.pk, subject=lambda: "Official")
    assert sorted(told(fiona)) == ["Official", "Official", "Your claim was submitted"]

    actions.remove_person(northwind.pk, fiona.pk, by=greta, at=MONDAY)

    assert told(fiona) == ["Official"]
    assert News.objects.get(user=fiona).partner == fabrikam


@pytest.mark.rule("PPL-5")
def test_mail_that_is_still_held_does_not_reach_who_was_removed(fiona):
    partner = fiona.memberships.get().partner
    greta = a_member(partner, PartnerRole.GLOBAL_ADMIN)
    longer = a_filer(partner, email=f"{fiona.email}.example")
    for person in (fiona, longer):
        tell(person, partner_id=partner.pk, not_before=MONDAY + 10 * MINUTE)

    actions.remove_person(partner.pk, fiona.pk, by=greta, at=MONDAY + MINUTE)

    assert mails() == [(fiona.email, "cancelled"), (longer.email, "waiting")]


@pytest.mark.rule("PPL-5")
def test_who_reaches_less_of_the_company_keeps_no_notice_of_the_rest(fiona):
    role = fiona.memberships.get()
    greta = a_member(role.partner, PartnerRole.GLOBAL_ADMIN)
    dublin, cork = a_location(role.partner), a_location(role.partner)
    tell(fiona, partner_id=role.partner_id)

    def change(location):
        held = fiona.memberships.get()
        actions.change_role(held.pk, by=greta, at=MONDAY, role="incentives_user", location=location)

    change(None)
    assert told(fiona) == ["It is official"]
    change(dublin)
    assert told(fiona) == []
    tell(fiona, partner_id=role.partner_id, key="claim:X:2:")
    change(cork)
    assert told(fiona) == []


def test_every_kind_is_told_somewhere():
    sources = "".join(
        path.read_text() for app in ("claims", "reviews") for path in (ROOT / app).rglob("*.py")
    )

    assert [name for name in KINDS if f'"{name}"' not in sources] == []


def test_people_choose_among_what_they_can_get(fiona):
    def count(person):
        return len(kinds_for(person))

    partner, staff, leads = count(fiona), count(a_reviewer()), count(a_lead())

    assert partner + leads == len(KINDS)
    assert 0 < staff < leads
    # Support is meant in a note now and then, and decides nothing.
    assert (count(a_support()), count(a_user())) == (1, 0)


@pytest.mark.parametrize(
    ("zone", "after", "due"),
    [
        ("Europe/Berlin", "2026-03-02T06:59:59+00:00", "2026-03-02T07:00:00+00:00"),
        # At eight sharp, that day's e-mail is being written.
        ("Europe/Berlin", "2026-03-02T07:00:00+00:00", "2026-03-03T07:00:00+00:00"),
        # Over the weekends on which clocks change.
        ("Europe/Berlin", "2026-03-27T07:00:00+00:00", "2026-03-30T06:00:00+00:00"),
        ("Europe/Berlin", "2026-10-23T06:00:00+00:00", "2026-10-26T07:00:00+00:00"),
        ("Asia/Kolkata", "2026-03-02T20:00:00+00:00", "2026-03-03T02:30:00+00:00"),
        ("Pacific/Kiritimati", "2026-03-02T20:00:00+00:00", "2026-03-03T18:00:00+00:00"),
        # Samoa had no 30 December 2011.
        ("Pacific/Apia", "2011-12-29T18:00:00+00:00", "2011-12-30T10:00:00+00:00"),
    ],
)
def test_daily_mail_is_due_at_eight_local_time(zone, after, due):
    found = next_digest(datetime.fromisoformat(after), ZoneInfo(zone))

    assert found == datetime.fromisoformat(due)


SATURDAY = datetime(2026, 3, 7, 23, 30, tzinfo=UTC)
MONDAY_AT_EIGHT = {"Europe/Berlin": datetime(2026, 3, 9, 7, tzinfo=UTC)}


@pytest.mark.rule("HIS-3")
@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_comes_as_it_was_chosen_and_waits_over_the_weekend_if_it_can(fiona, kind):
    known = KINDS[kind]
    ways = ["at_once", "digest", "portal"] if not known.is_mandatory else [known.default]
    for number, way in enumerate(ways):
        if not known.is_mandatory:
            actions.choose_ways({kind: way}, by=fiona)
        tell(fiona, kind, at=SATURDAY, key=f"{number}:")
        notice = News.objects.get(key__startswith=f"{number}:")
        mail = Message.objects.filter(key=notice.key).first()

        assert notice.visible_at == SATURDAY
        assert notice.digest_at == (MONDAY_AT_EIGHT["Europe/Berlin"] if way == "digest" else None)
        assert (mail is not None) == (way == "at_once")
        if mail:
            waits = MONDAY_AT_EIGHT["Europe/Berlin"] if known.can_wait else SATURDAY
            assert mail.not_before == waits


@pytest.mark.rule("HIS-3")
def test_what_waits_for_monday_goes_with_what_can_not_wait_of_the_same_claim(fiona):
    """Otherwise it would be read last, and tell of what is over."""
    waiting, urgent = (next(each for each in KINDS if KINDS[each].can_wait is can) for can in (True, False))
    tell(fiona, waiting, at=SATURDAY, key="1:", about="C-ONE")
    tell(fiona, waiting, at=SATURDAY, key="2:", about="C-TWO")

    tell(fiona, urgent, at=SATURDAY + MINUTE, key="3:", about="C-ONE")

    leaves = [message.next_attempt_at for message in Message.objects.order_by("pk")]
    assert leaves == [SATURDAY + MINUTE, MONDAY_AT_EIGHT["Europe/Berlin"], SATURDAY + MINUTE]


@pytest.mark.rule("HIS-3")
@pytest.mark.parametrize(
    ("zone", "at", "leaves"),
    [
        (
            "Pacific/Auckland",
            datetime(2026, 3, 6, 10, 59, tzinfo=UTC),
            datetime(2026, 3, 6, 10, 59, tzinfo=UTC),
        ),
        ("Pacific/Auckland", datetime(2026, 3, 6, 11, 1, tzinfo=UTC), datetime(2026, 3, 8, 19, tzinfo=UTC)),
        (
            "America/Los_Angeles",
            datetime(2026, 3, 9, 6, 59, tzinfo=UTC),
            datetime(2026, 3, 9, 15, tzinfo=UTC),
        ),
        (
            "America/Los_Angeles",
            datetime(2026, 3, 9, 7, 1, tzinfo=UTC),
            datetime(2026, 3, 9, 7, 1, tzinfo=UTC),
        ),
    ],
)
def test_weekend_is_the_readers_own(fiona, zone, at, leaves):
    fiona.time_zone = zone

    tell(fiona, at=at)

    assert Message.objects.get().not_before == leaves
