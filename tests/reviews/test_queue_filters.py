"""What the queue can be asked for: filters that combine, words, and the way from claim to claim."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from claims import actions as claims
from claims import searching
from directory.models import Product
from reviews import actions, queues
from reviews.queues_filters import _countries
from tests.claim_factories import (
    MONDAY,
    a_claim_to_answer,
    a_claim_under_review,
    a_customer,
    a_draft,
    a_dynamics_draft,
    a_rejected_claim,
    a_returned_look,
    a_second_look,
    a_submitted_claim,
    answer,
    fresh,
)
from tests.factories import a_lead, a_location, a_partner, a_product, a_reviewer, a_support

pytestmark = [pytest.mark.django_db, pytest.mark.each_database]
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
QUEUE = "/review/"


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def ravi():
    return a_reviewer(name="Ravi Reviewer")


@pytest.fixture
def as_ravi(client, ravi):
    client.force_login(ravi)
    return client


def codes(response):
    return [row.claim.code for row in response.context["rows"]]


def sample(now, ravi):
    """One claim that each filter tells from another."""
    german = a_customer(country="DE", name="Müller Maschinenbau AG")
    sharepoint = a_product(area=Product.Area.M365)
    northwind = a_location(a_partner(name="Northwind Consulting"), mpn_id="4100001")
    mine = a_claim_under_review(
        at=now - 2 * DAY, reviewer=ravi, location=northwind, tenant=german, products=[sharepoint]
    )
    back = a_claim_to_answer(at=now - 3 * DAY)
    answer(back, at=now - DAY)
    late = a_submitted_claim(at=now - 20 * DAY)
    return {
        "mine": fresh(mine),
        "back": fresh(back),
        "late": late,
        "dynamics": a_submitted_claim(
            at=now - HOUR, subscription=a_dynamics_draft().products.get().subscription
        ),
        "asked": a_claim_to_answer(at=now - DAY),
        "over": a_rejected_claim(at=now - DAY),
    }


@pytest.mark.rule("REV-1")
def test_each_filter_finds_its_claims(as_ravi, ravi, now):
    made = sample(now, ravi)
    expected = {
        "": {"mine", "late"},
        "show=all": {"mine", "back", "late", "dynamics"},
        "show=all&reviewer=me": {"mine"},
        f"show=all&reviewer={ravi.pk}": {"mine"},
        "show=all&reviewer=nobody": {"late", "dynamics"},
        "show=all&country=DE": {"mine"},
        "show=all&partner=4100001": {"mine"},
        "show=all&partner=northwind": {"mine"},
        f"show=all&product={made['mine'].products.get().product.code}": {"mine"},
        "show=all&area=business_applications": {"dynamics"},
        "show=all&programme=osu_ba": {"dynamics"},
        "show=all&answered=on": {"back"},
        "show=all&overdue=on": {"late"},
        "show=all&due=overdue": {"late"},
        "show=all&due=today": {"late"},
        "show=all&area=m365&reviewer=nobody": {"late"},
        "state=partner_action_required": {"asked"},
        "state=rejected": {"over"},
        "show=partner": {"asked"},
        "show=any": set(made),
        "show=any&partner=4100001&area=m365&country=DE&reviewer=me": {"mine"},
        "show=any&partner=4100001&overdue=on": set(),
    }
    found = {query: codes(as_ravi.get(f"{QUEUE}?{query}")) for query in expected}

    # What is due within two business days depends on the day of the week.
    found[""] = [code for code in found[""] if code in (made["mine"].code, made["late"].code)]
    assert {query: set(each) for query, each in found.items()} == {
        query: {made[name].code for name in names} for query, names in expected.items()
    }


@pytest.mark.rule("REV-1")
def test_risk_is_what_is_at_risk_or_missed(as_ravi, now):
    missed = a_claim_under_review(at=now - 40 * DAY)
    a_claim_under_review(at=now - HOUR)

    assert codes(as_ravi.get(f"{QUEUE}?show=all&risk=on")) == [missed.code]


@pytest.mark.rule("REV-1")
@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("due=yesterday", "due"),
        ("country=Atlantis", "country"),
        ("product=no-such", "product"),
        ("reviewer=0", "reviewer"),
        ("partner=nobody", "partner"),
        ("partner=1234567", "partner"),
        ("show=disputed", "show"),
        ("q=a+b+c+d+e+f+g+h+i", "q"),
        ("q=%21%21", "q"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_costs_nothing_else(as_ravi, now, query, field):
    claim = a_submitted_claim(at=now - HOUR)
    a_claim_under_review(at=now - HOUR)

    response = as_ravi.get(f"{QUEUE}?show=all&reviewer=nobody&{query}")

    assert list(response.context["form"].errors) == [field]
    assert codes(response) == ([claim.code] if field not in ("show", "reviewer") else codes(response))
    assert "Please check what you entered" in response.text


@pytest.mark.rule("REV-1")
def test_words_are_found_by_their_beginnings_and_all_must_be_there(as_ravi, now):
    northwind = a_location(a_partner(name="Northwind Consulting"), mpn_id="4100001")
    tenant = a_customer(name="Müller-Lüdenscheidt AG", domain="mueller.example")
    claim = a_submitted_claim(
        at=now - DAY, location=northwind, tenant=tenant, name="Exchange roll-out, phase 2"
    )
    a_submitted_claim(at=now - DAY, location=northwind, name="Teams for the branches")
    identifier = str(tenant.directory_id)
    hits = [
        *("exchange", "EXCH", "muller", "Müller", "ludensch", "roll out", "out north exch mull"),
        *("mueller.ex", "info@mueller.example", "https://mueller.example/x", "mail 4100001 exchange"[5:]),
        *(
            claim.code[:-1],
            claim.code[2:6].lower(),
            claim.code[2:],
            identifier[:11],
            identifier.replace("-", "")[:9],
        ),
    ]

    for words in hits:
        response = as_ravi.get(QUEUE, {"q": words}, follow=True)
        found = [response.context["claim"].code] if "claim" in response.context else codes(response)
        assert found == [claim.code], words
    for words in ("change", "exchange teams", "4100002", "uller", "mueller.com"):
        assert codes(as_ravi.get(QUEUE, {"q": words})) == [], words


@pytest.mark.rule("REV-1")
def test_words_combine_with_filters_and_lists(as_ravi, ravi, now):
    mine = a_claim_under_review(at=now - DAY, reviewer=ravi, name="Pilot one")
    other = a_submitted_claim(at=now - DAY, name="Pilot two")
    over = a_rejected_claim(at=now - DAY, name="Pilot three")

    assert set(codes(as_ravi.get(QUEUE, {"q": "pilot"}))) == {mine.code, other.code, over.code}
    assert codes(as_ravi.get(QUEUE, {"q": "pilot", "show": "mine"})) == [mine.code]
    assert codes(as_ravi.get(QUEUE, {"q": "pilot", "state": "rejected"})) == [over.code]
    assert codes(as_ravi.get(QUEUE, {"q": "pilot", "reviewer": "nobody", "show": "all"})) == [other.code]


@pytest.mark.parametrize("few", [0, 500])
def test_rare_and_common_words_find_the_same(as_ravi, now, monkeypatch, few):
    monkeypatch.setattr(searching, "FEW", few)
    both = [a_submitted_claim(at=now - DAY, name=f"Pilot number {number}").code for number in range(3)]
    a_submitted_claim(at=now - DAY, name="Migration")

    assert codes(as_ravi.get(QUEUE, {"q": "pilot numb"})) == both[::-1]
    assert codes(as_ravi.get(QUEUE, {"q": "pilot numb", "show": "all"})) == both


def test_words_that_very_many_have_are_looked_for_among_the_newest(as_ravi, now, monkeypatch):
    monkeypatch.setattr(searching, "FEW", 0)
    monkeypatch.setattr(searching, "NEWEST", 2)
    made = [a_submitted_claim(at=now - DAY, name="Pilot").code for _ in range(3)]

    response = as_ravi.get(QUEUE, {"q": "pilot"})

    assert codes(response) == made[:0:-1]
    assert "Very many claims have these words" in response.text
    assert codes(as_ravi.get(QUEUE, {"q": "pilot", "show": "all"})) == made


@pytest.mark.rule("PPL-3")
def test_no_search_finds_drafts(as_ravi, now):
    draft = a_draft()

    assert draft.words.exists()
    assert codes(as_ravi.get(QUEUE, {"q": draft.code, "show": "any"})) == []
    assert codes(as_ravi.get(QUEUE, {"q": draft.customer, "show": "any"})) == []


@pytest.mark.rule("REV-1")
def test_default_is_what_is_due_within_two_business_days_or_mine(as_ravi, ravi, monkeypatch):
    # A Wednesday: what is due by Friday at the same time is due soon.
    wednesday = timezone.datetime(2026, 3, 4, 10, 0, tzinfo=timezone.get_fixed_timezone(0))
    monkeypatch.setattr(timezone, "now", lambda: wednesday)
    soon = a_submitted_claim(at=wednesday - 5 * DAY - HOUR)
    a_submitted_claim(at=wednesday - 5 * DAY + HOUR)
    mine = a_claim_under_review(at=wednesday, reviewer=ravi)
    late = a_submitted_claim(at=wednesday - 30 * DAY)

    assert codes(as_ravi.get(QUEUE)) == [late.code, soon.code, mine.code]


@pytest.mark.rule("REV-3")
def test_next_and_previous_walk_the_filtered_queue(ravi, now):
    made = [a_claim_under_review(at=now - (9 - number) * HOUR, reviewer=ravi) for number in range(4)]
    a_claim_under_review(at=now - 6 * HOUR)
    query = "show=mine"

    steps = [queues.neighbours(claim, query, ravi, now) for claim in made]

    walked = [claim.code for claim in made]
    assert [step.previous_code for step in steps] == ["", *walked[:-1]]
    assert [step.next_code for step in steps] == [*walked[1:], ""]
    assert tuple(steps[0]) == ("", walked[1], "/review/?show=mine")


@pytest.mark.rule("REV-3")
@pytest.mark.parametrize("carries", [True, False])
def test_the_way_goes_on_when_the_claim_has_left_the_filter(ravi, now, carries):
    made = [a_claim_under_review(at=now - (9 - number) * HOUR, reviewer=ravi) for number in range(3)]
    here = queues.neighbours(made[1], "show=mine", ravi, now).here if carries else "show=mine"
    claims.reject(made[1].pk, by=ravi, at=now, reason="insufficient_poe", text="Nothing.")

    step = queues.neighbours(fresh(made[1]), here, ravi, now)

    assert (step.previous_code, step.next_code) == (made[0].code, made[2].code)


@pytest.mark.rule("REV-3")
def test_the_place_is_where_the_claim_was_when_it_was_opened(ravi):
    """Starting its review gives it a later date; the next claim is still the one after it."""
    now = MONDAY + 48 * HOUR  # on a weekend, all that happens has the same date
    made = [a_submitted_claim(at=now - (9 - number) * HOUR) for number in range(3)]
    here = queues.neighbours(made[0], "show=all", ravi, now).here
    actions.start_review(made[0].pk, by=ravi, at=now)

    assert queues.neighbours(fresh(made[0]), here, ravi, now).next_code == made[1].code
    assert queues.neighbours(fresh(made[0]), "show=all", ravi, now).previous_code == made[2].code


@pytest.mark.parametrize(
    "query", ["", "show=no&due=never", "q=%00&after=x&place=y", "place=9~2026", "x" * 5000]
)
def test_a_broken_query_means_the_queue_as_it_begins(ravi, now, query):
    claim = a_claim_under_review(at=now - HOUR, reviewer=ravi)

    step = queues.neighbours(claim, query, ravi, now)

    assert (step.previous_code, step.next_code) == ("", "")
    assert step.back_url.startswith(QUEUE)


def test_neighbours_read_as_often_for_many_as_for_few(ravi, now, django_assert_num_queries):
    made = [a_claim_under_review(at=now - HOUR, reviewer=ravi) for _ in range(4)]

    for claim in (made[0], made[2]):
        with django_assert_num_queries(5):
            queues.neighbours(claim, "show=mine", ravi, now)


def test_links_into_claims_carry_filter_page_and_place(as_ravi, ravi, now, monkeypatch):
    monkeypatch.setattr(queues, "PAGE", 2)
    made = [a_claim_under_review(at=now - (9 - number) * HOUR, reviewer=ravi) for number in range(4)]
    first = as_ravi.get(f"{QUEUE}?show=mine&area=m365")
    second = as_ravi.get(QUEUE + first.context["next_url"])

    row = second.context["rows"][0]
    carried = parse_qs(row.carried)["from"][0]
    step = queues.neighbours(row.claim, carried, ravi, now)

    assert (
        f"{reverse('reviews:claim', args=[row.claim.code])}?{row.carried}".replace("&", "&amp;")
        in second.text
    )
    assert (step.previous_code, step.next_code) == (made[1].code, made[3].code)
    assert codes(as_ravi.get(step.back_url)) == [made[2].code, made[3].code]


@pytest.mark.rule("REV-1")
def test_the_last_filter_is_offered_again(as_ravi, now):
    a_submitted_claim(at=now - HOUR)
    as_ravi.get(f"{QUEUE}?show=all&area=m365")

    assert as_ravi.get(QUEUE).context["last_query"] == "show=all&area=m365"
    assert as_ravi.get(f"{QUEUE}?show=mine").context["last_query"] == "show=all&area=m365"
    assert "Back to your last filter" not in as_ravi.get(f"{QUEUE}?area=m365&show=all").text


@pytest.mark.rule("HIS-5")
@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_what_is_filtered_can_be_taken_away(client, now, suffix):
    claim = a_submitted_claim(at=now - HOUR, name="=cmd()")
    a_claim_under_review(at=now - HOUR)
    client.force_login(a_support())

    response = client.get(reverse("reviews:export"), {"show": "unassigned", "as": suffix})
    content = b"".join(response.streaming_content)

    assert response.headers["Content-Disposition"].endswith(f'.{suffix}"')
    if suffix == "csv":
        lines = content.decode("utf-8-sig").splitlines()
        assert len(lines) == 2
        assert lines[1].startswith(f"{claim.code},'=cmd(),Submitted")
        assert claim.mpn_id in lines[1]


def test_export_follows_the_order_of_the_page(client, now, monkeypatch):
    monkeypatch.setattr("reviews.queues_export.CHUNK", 2)
    lena = a_lead()
    client.force_login(lena)
    for age in (9, 3, 40, 1, 20):
        a_claim_under_review(at=now - age * DAY, reviewer=lena)

    for query in ("", "?show=all&sort=age", "?show=any"):
        lines = (
            b"".join(client.get(reverse("reviews:export") + query).streaming_content).decode().splitlines()
        )
        assert [line[:11] for line in lines[1:]] == codes(client.get(QUEUE + query))


def test_export_of_what_is_wrong_leads_back_to_the_page(as_ravi):
    response = as_ravi.get(reverse("reviews:export"), {"due": "never"})

    assert (response.status_code, urlsplit(response.url).path) == (302, QUEUE)


def test_pulse_tells_how_many_of_the_page_have_changed(as_ravi, ravi, now):
    made = [a_submitted_claim(at=now - HOUR) for _ in range(3)]
    seen = ",".join(f"{claim.pk}:{claim.version}" for claim in made[:2])
    pulse = reverse("reviews:pulse")

    assert as_ravi.get(pulse, {"show": "all", "seen": seen}).context["changed"] == 1
    claims.take(made[0].pk, reviewer=ravi, by=ravi, at=now)
    assert "2 claims here are new or have changed" in as_ravi.get(pulse, {"show": "all", "seen": seen}).text
    assert 'id="count-mine" hx-swap-oob="true">1<' in as_ravi.get(pulse, {"show": "all"}).text


def test_counts_stop(as_ravi, now, monkeypatch):
    monkeypatch.setattr(queues, "COUNTED", 2)
    for _ in range(3):
        a_submitted_claim(at=now - HOUR)

    counts = {tab.key: str(tab.count) for tab in as_ravi.get(QUEUE).context["tabs"]}

    assert (counts["all"], counts["mine"]) == ("2+", "0")


@pytest.mark.rule("REV-1", "REV-9")
def test_second_looks_are_a_list_and_marked_in_every_other(as_ravi):
    drawn, returned, over = a_second_look(), a_returned_look(), a_returned_look()
    lead = a_lead()
    actions.keep_decision(over.pk, by=lead, at=over.looked_at, text="It stands.")

    shown = as_ravi.get(QUEUE, {"show": "second_look"})

    assert set(codes(shown)) == {drawn.decision.claim.code, returned.decision.claim.code}
    count = next(tab.count for tab in shown.context["tabs"] if tab.key == "second_look")
    assert str(count) == "2"
    rows = as_ravi.get(QUEUE, {"show": "any"}).context["rows"]
    marked = {row.claim.code for row in rows if row.claim.in_second_look}
    assert marked == set(codes(shown))
    assert codes(as_ravi.get(QUEUE, {"show": "second_look", "state": "approved"})) == []


def test_countries_are_named_in_the_language_of_who_asks():
    with translation.override("de"):
        german = dict(_countries())["DE"]
    with translation.override("en"):
        english = dict(_countries())["DE"]

    assert (german, english) == ("Deutschland", "Germany")
