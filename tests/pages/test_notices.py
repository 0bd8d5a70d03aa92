"""The bell, the list of notices, and the choice of how they come."""

import re
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from accounts import notices
from accounts.kinds import KINDS, Group
from accounts.models import News, NewsChoice
from tests.accessibility import violations_in_both_themes
from tests.claim_factories import MINUTE, MONDAY
from tests.factories import PASSWORD, a_lead

NOTICES, CHOICES = "/account/notices/", "/account/notices/choices/"
NOW = MONDAY + timedelta(hours=1)


@pytest.fixture(autouse=True)
def now(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@transaction.atomic
def tell(person, number=1, kind="commented", at=MONDAY, **fields):
    notices.tell(
        [person],
        kind,
        lambda: f"Comment {number}",
        lambda person: ["The review team wrote."],
        key_prefix=f"{number}:",
        link="/partner-of-record/",
        link_text=lambda: "Open",
        about="CPOR-1",
        at=at,
        **fields,
    )


def bell(client):
    found = re.search(r'<span class="bell__count">([^<]*)<', client.get("/account/").text)
    return found and found[1]


def titles(response):
    return [notice.title for notice in response.context["notices"]]


@pytest.mark.rule("HIS-3")
def test_bell_counts_what_is_unread_and_there(as_fiona, fiona):
    tell(a_lead(), 0)
    assert bell(as_fiona) is None

    tell(fiona, 1)
    tell(fiona, 2)
    tell(fiona, 3, not_before=NOW + MINUTE)
    assert bell(as_fiona) == "2"

    News.objects.filter(title="Comment 1").update(read_at=NOW)
    assert bell(as_fiona) == "1"


def test_bell_stops_counting(as_fiona, fiona):
    words = {"user": fiona, "kind": "commented", "title": "One of many", "link": "/", "visible_at": MONDAY}
    News.objects.bulk_create([News(key=str(number), **words) for number in range(99)])
    assert bell(as_fiona) == "99"

    News.objects.create(key="once more", **words)
    assert bell(as_fiona) == "99+"


def test_list_shows_the_newest_first_page_by_page(as_fiona, fiona, monkeypatch):
    monkeypatch.setattr("accounts.views.news.PAGE", 2)
    tell(a_lead(), 0)
    # Two of one moment, and one that was held for longer than its number says.
    for number, minutes in [(1, 9), (2, 5), (3, 5), (4, 6), (5, 7)]:
        tell(fiona, number, at=MONDAY + minutes * MINUTE)
    tell(fiona, 6, not_before=NOW + MINUTE)

    pages = [as_fiona.get(NOTICES)]
    while link := pages[-1].context["next_url"]:
        pages.append(as_fiona.get(link))
    back = as_fiona.get(pages[-1].context["previous_url"])

    assert [titles(page) for page in pages] == [
        ["Comment 1", "Comment 5"],
        ["Comment 4", "Comment 3"],
        ["Comment 2"],
    ]
    assert titles(back) == titles(pages[1])
    assert titles(as_fiona.get(f"{NOTICES}?before=99999999999999999.1")) == titles(pages[0])
    assert titles(as_fiona.get(f"{NOTICES}?before=nonsense")) == titles(pages[0])


def test_opening_a_notice_reads_it_and_looking_does_not(as_fiona, fiona):
    tell(fiona, 1)
    tell(fiona, 2)
    first = News.objects.get(title="Comment 1")
    assert as_fiona.get(NOTICES).text.count('badge tone-brand">Unread') == 2

    for _again in range(2):
        answer = as_fiona.post(f"{NOTICES}{first.pk}/")
        assert (answer.status_code, answer.url) == (302, "/partner-of-record/")

    first.refresh_from_db()
    assert first.read_at == NOW
    assert as_fiona.get(NOTICES).text.count('badge tone-brand">Unread') == 1


@pytest.mark.parametrize("place", ["", "before=1772442000000000.7"])
def test_notice_can_be_read_in_the_list_without_leaving_its_page(as_fiona, fiona, place):
    tell(fiona, 1)
    notice = News.objects.get()

    answer = as_fiona.post(f"{NOTICES}{notice.pk}/", {"stay": place})

    assert answer.url == (f"{NOTICES}?{place}" if place else NOTICES)
    notice.refresh_from_db()
    assert notice.read_at == NOW


def test_notice_of_somebody_else_or_still_held_is_not_there(as_fiona, fiona):
    tell(a_lead(), 1)
    tell(fiona, 2, not_before=NOW + MINUTE)

    for notice in News.objects.all():
        assert as_fiona.post(f"{NOTICES}{notice.pk}/").status_code == 404

    as_fiona.post(f"{NOTICES}read/", {"seen": (NOW + 2 * MINUTE).isoformat()})
    assert not News.objects.filter(read_at__isnull=False).exists()


def test_all_are_read_that_were_on_the_page(as_fiona, fiona, monkeypatch):
    tell(fiona, 1)
    seen = as_fiona.get(NOTICES).context["seen"]
    tell(fiona, 2, at=NOW + MINUTE)
    monkeypatch.setattr(timezone, "now", lambda: NOW + 2 * MINUTE)

    assert as_fiona.post(f"{NOTICES}read/", {"seen": seen}).url == NOTICES

    assert [each.title for each in News.objects.filter(read_at__isnull=True)] == ["Comment 2"]
    for seen in ("nonsense", "2026-02-30T10:00:00+00:00", "2026-03-02T10:00:00"):
        assert as_fiona.post(f"{NOTICES}read/", {"seen": seen}).status_code == 302
    assert not News.objects.filter(read_at__isnull=True).exists()


def ways(**changed):
    """Of every kind that a partner can switch, as its form sends them."""
    partners = (Group.NEEDED, Group.DECIDED, Group.UNDER_WAY)
    switchable = [name for name, kind in KINDS.items() if kind.group in partners and not kind.is_mandatory]
    return dict.fromkeys(switchable, "at_once") | changed


@pytest.mark.rule("HIS-3")
def test_choices_are_saved_and_mandatory_kinds_are_not_there_to_be_switched(as_fiona, fiona):
    sent = ways(commented="digest", submitted="portal", rejected="portal", decision_overdue="portal")

    answer = as_fiona.post(CHOICES, sent, follow=True)

    assert "Your choices are saved." in answer.text
    form = answer.context["form"]
    assert "rejected" in [kind.name for kind in form.mandatory]
    assert "A claim was rejected" in answer.text
    assert {name: form[name].initial for name in form.fields} == ways(commented="digest", submitted="portal")
    assert set(NewsChoice.objects.values_list("user", flat=True)) == {fiona.pk}
    as_fiona.post(CHOICES, ways())
    assert set(NewsChoice.objects.values_list("way", flat=True)) == {"at_once"}


@pytest.mark.parametrize("wrong", [{"commented": "fax"}, {"commented": ""}])
def test_impossible_choice_is_refused_beside_its_kind(as_fiona, wrong):
    answer = as_fiona.post(CHOICES, ways(official="digest") | wrong)

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["commented"]
    assert '<a href="#id_commented">' in answer.text
    assert 'id="id_commented"' in answer.text
    assert re.search(r'name="official" value="digest"[^>]*checked', answer.text)
    assert not NewsChoice.objects.exists()


@pytest.mark.journey
@pytest.mark.rule("HIS-3", "LNG-2")
def test_bell_leads_to_what_happened_and_is_quiet_then(page, transactional_db, fiona):
    tell(fiona, 1)
    page.goto(f"/accounts/login/?next={CHOICES}")
    page.fill("[name=login]", fiona.email)
    page.fill("[name=password]", PASSWORD)
    page.click("main button")
    comments = page.get_by_role("group", name="The review team wrote a comment")
    comments.get_by_label("Once a day").check()
    page.get_by_role("button", name="Save choices").click()
    page.wait_for_selector("text=Your choices are saved.")
    assert comments.get_by_label("Once a day").is_checked()
    assert violations_in_both_themes(page) == []

    page.get_by_role("link", name="Notices 1 unread").click()
    assert violations_in_both_themes(page) == []
    page.get_by_role("button", name="Comment 1", exact=True).click()

    page.wait_for_url("**/partner-of-record/")
    assert page.get_by_role("link", name="Notices", exact=True).is_visible()
    assert page.locator(".bell__count").count() == 0
