from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.roles import PartnerRole
from claims import actions, overview
from claims.models import Claim
from claims.views import lists
from tests import claim_factories as claims
from tests import factories
from tests.claim_factories import MINUTE, MONDAY

from .cast import people_of, url

pytestmark = [pytest.mark.django_db, pytest.mark.each_database]
NOTHING = "No claims yet"
# Late on the Wednesday after; the reviewed claims were filed on Monday.
NOW = MONDAY + timedelta(days=2)


@pytest.fixture(autouse=True)
def _now(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def fiona():
    return factories.a_filer(factories.a_partner(), email="fiona@partner.example")


@pytest.fixture
def location(fiona):
    return factories.a_location(fiona.roles[0].partner, mpn_id="4711001", name="Dublin")


@pytest.fixture
def as_fiona(client, fiona):
    client.force_login(fiona)
    return client


def codes_on(page):
    return [claim.code for claim, _turn in page.context["rows"]]


def names_on(page):
    return sorted(claim.name for claim, _turn in page.context["rows"])


def needs_on(page):
    return {need.kind: [claim.name for claim, *_ in found] for need, found in page.context["needs"]}


def a_world(fiona, location):
    """One claim in each situation; its name says which."""
    ours = {"location": location, "by": fiona}
    colleague = factories.a_filer(location.partner)
    cork = factories.a_location(location.partner, mpn_id="4712002", name="Cork")
    contoso = claims.a_customer(domain="contoso.example", name="Cöntoso Ltd")
    claims.a_draft(**ours, name="begun", tenant=contoso, at=MONDAY + timedelta(days=1))
    claims.a_draft(location=cork, by=colleague, name="a colleague's", area="", usage=False)
    claims.a_submitted_claim(**ours, name="waiting", at=NOW)
    claims.a_claim_to_answer(**ours, name="asked")
    claims.a_claim_in_window(
        location=cork, by=colleague, name="in the window", own_contact_email="c@c.example"
    )
    ending = factories.a_subscription(end_date=date(2026, 4, 1))
    claims.an_official_claim(
        **ours, name="ending", subscription=ending, presales=True, at=NOW - timedelta(days=30)
    )
    claims.a_rejected_claim(**ours, name="rejected")
    disputed = claims.a_rejected_claim(**ours, name="disputed")
    actions.raise_dispute(disputed.pk, by=fiona, at=NOW, justification="It is all there.")
    bounced = claims.a_submitted_claim(**ours, name="bounced")
    bounced.contact_bounced_at = NOW
    bounced.save(update_fields=["contact_bounced_at"])


def test_an_empty_list_leads_to_the_first_claim(as_fiona):
    page = as_fiona.get(url("list")).content.decode()

    assert NOTHING in page
    assert page.count(url("new")) == 3  # the navigation, the head and the empty list


def test_an_empty_list_tells_who_files_to_those_who_do_not(client):
    client.force_login(people_of(factories.a_partner())["bill"])

    page = client.get(url("list")).content.decode()

    assert "Incentives admins file claims" in page
    assert url("new") not in page


def test_an_outsider_is_told_how_to_come_in(client):
    client.force_login(factories.a_user())

    assert "You belong to no company here" in client.get(url("list")).content.decode()


@pytest.mark.rule("FIL-1", "PRG-1", "CLK-8")
def test_the_overview_shows_what_needs_this_person_and_how_much_there_is(as_fiona, fiona, location):
    a_world(fiona, location)

    page = as_fiona.get(url("list"))
    text = page.content.decode()

    assert needs_on(page) == {
        "answer": ["asked"],
        "bounced": ["bounced"],
        "draft": ["begun"],
        "ending": ["ending"],
        "window": ["in the window"],
    }
    assert {each.shown: each.words for each in page.context["counts"]} == {
        "draft": "2",
        "submitted": "2",
        "under_review": "0",
        "partner_action_required": "1",
        "approved": "2",
        "rejected": "2",
        "disputed": "1",
        "window": "1",
        "ending": "1",
        "bounced": "1",
    }
    assert [text.index(word) for word in ("Incentives<", "Overview<", "Customer associations<")]
    assert "time-left" in text
    assert "co-op claim" in text


@pytest.mark.rule("CLK-6")
@pytest.mark.parametrize(
    ("name", "may"),
    [
        ("fiona", {"Correct the contact", "Draft the next claim"}),
        ("uma", {"Draft the next claim"}),
        ("bill", {"Correct the contact"}),
    ],
)
def test_nobody_is_sent_where_their_role_does_not_reach(client, fiona, location, name, may):
    a_world(fiona, location)
    client.force_login(people_of(location.partner)[name])

    page = client.get(url("list"))

    assert needs_on(page)["bounced"] == ["bounced"]
    assert needs_on(page)["ending"] == ["ending"]
    assert {
        words for words in ("Correct the contact", "Draft the next claim") if words in page.content.decode()
    } == may
    # One click, with or without scripts, makes the draft.
    assert ("/next/" in page.content.decode()) == ("Draft the next claim" in may)


def test_needs_lead_to_all_when_they_are_more_than_fit(as_fiona, fiona, location, monkeypatch):
    monkeypatch.setattr(overview, "SHOWN_OF_EACH", 1)
    monkeypatch.setattr(overview, "COUNTED", 1)
    for _number in range(3):
        claims.a_draft(location=location, by=fiona)

    page = as_fiona.get(url("list"))
    need, found = page.context["needs"][0]

    assert (len(found), need.has_more) == (1, True)
    assert len(codes_on(as_fiona.get(url("list") + need.query))) == 3
    assert page.context["counts"][0].words == "1+"


def test_nothing_urgent_is_said_kindly(as_fiona, fiona, location):
    claims.a_rejected_claim(location=location, by=fiona)

    assert "Nothing is urgent" in as_fiona.get(url("list")).content.decode()


FILTERS = [
    ("state=draft", ["a colleague's", "begun"]),
    ("state=partner_action_required", ["asked"]),
    ("state=disputed", ["disputed"]),
    ("state=window", ["in the window"]),
    ("state=ending", ["ending"]),
    ("state=bounced", ["bounced"]),
    ("programme=osa_sell", ["ending"]),
    ("programme=osu_ba", ["ending"]),
    ("area=business_applications", ["ending"]),
    ("activity=presales", ["ending"]),
    ("activity=revenue", []),
    ("location=4712002", ["a colleague's", "in the window"]),
    ("mine=on&state=draft", ["a colleague's", "begun"]),  # its contact is Fiona
    ("mine=on&state=approved", ["ending"]),
    ("due=30&state=submitted", ["bounced", "waiting"]),
    ("due=7", ["asked", "bounced", "disputed", "waiting"]),
    ("due=overdue", []),
    ("submitted_from=2026-03-04", ["waiting"]),
    ("submitted_until=2026-02-27", ["ending"]),
    ("submitted_from=2026-03-02&submitted_until=2026-03-02&state=submitted", ["bounced"]),
    ("q=contoso.ex", ["begun"]),
    ("q=CONTOSO l", ["begun"]),  # without the accent
    ("q=in the w", ["in the window"]),
    ("q=window", ["in the window"]),  # any word of it
    ("q=the windo in", ["in the window"]),  # in any order
    ("q=!!", []),
    ("q=4712", ["a colleague's", "in the window"]),
    ("q=100%25", []),
    ("sort=name&state=rejected", ["disputed", "rejected"]),
]


def test_every_filter_stands_on_the_page_with_what_was_asked_for(as_fiona, fiona, location):
    claims.a_draft(location=location, by=fiona)

    plain = as_fiona.get(url("list"))
    asked = as_fiona.get(url("list"), {"location": location.mpn_id, "sort": "name"}).content.decode()

    assert [
        name for name in plain.context["form"].fields if f'name="{name}"' not in plain.content.decode()
    ] == []
    assert '<option value="4711001" selected>' in asked
    assert '<option value="name" selected>' in asked
    assert ('disclosure" open' in asked, 'disclosure" open' in plain.content.decode()) == (True, False)


def test_filters_and_search_leave_what_was_asked_for(as_fiona, fiona, location):
    a_world(fiona, location)

    found = [(query, names_on(as_fiona.get(f"{url('list')}?{query}"))) for query, _names in FILTERS]

    assert found == FILTERS


def test_search_takes_ids_of_claim_directory_and_subscription(as_fiona, fiona, location):
    subscription = factories.a_subscription(claims.a_customer())
    wanted = claims.a_dynamics_draft(subscription=subscription, location=location, by=fiona)
    claims.a_draft(location=location, by=fiona)
    identifier, directory_id = str(subscription.subscription_id), wanted.directory_id
    product = subscription.product.code

    for typed in (wanted.code, wanted.code[2:].lower(), directory_id, f"{{{directory_id[:11].upper()}"):
        assert codes_on(as_fiona.get(url("list"), {"q": typed})) == [wanted.code]
    for typed in (identifier, identifier[:11].upper()):
        assert codes_on(as_fiona.get(url("list"), {"q": typed})) == [wanted.code]
    assert codes_on(as_fiona.get(url("list"), {"product": product})) == [wanted.code]


@pytest.mark.rule("PPL-5")
def test_search_finds_nothing_of_another_partner(as_fiona, location):
    rival = claims.a_dynamics_draft(name="theirs")
    identifier = rival.products.get().subscription.subscription_id

    for typed in (
        rival.code,
        "theirs",
        rival.domain,
        rival.directory_id,
        str(identifier),
        rival.location.mpn_id,
    ):
        assert codes_on(as_fiona.get(url("list"), {"q": typed})) == []
    page = as_fiona.get(url("list"), {"location": rival.location.mpn_id})
    assert page.context["form"].errors.keys() == {"location"}


def test_a_search_without_a_match_leads_back(as_fiona, fiona, location):
    claims.a_draft(location=location, by=fiona)

    page = as_fiona.get(url("list"), {"q": "nothing like it"}).content.decode()

    assert "No claim matches" in page
    assert "Clear the filters" in page
    assert NOTHING not in page


def test_each_order_leads_forth_and_back_without_a_gap(as_fiona, fiona, location, monkeypatch):
    monkeypatch.setattr(lists, "PAGE", 2)
    for number, name in enumerate(["b", "a", "b", "b", "c"]):
        claims.a_draft(location=location, by=fiona, name=name, at=MONDAY + number % 2 * MINUTE)
    drafts = Claim.objects.filter(location=location)
    orders = {
        "newest": drafts.order_by("-pk"),
        "submitted": drafts.order_by("-pk"),
        "changed": drafts.order_by("-created_at", "-pk"),
        "due": drafts.order_by("pk"),
        "customer": drafts.order_by("tenant__name", "pk"),
        "name": drafts.order_by("name", "pk"),
    }

    for name, wanted in orders.items():
        pages = [as_fiona.get(url("list"), {"sort": name, "state": "draft"})]
        while pages[-1].context["next_url"]:
            pages.append(as_fiona.get(pages[-1].context["next_url"]))
        back = [pages[-1]]
        while back[-1].context["previous_url"]:
            back.append(as_fiona.get(back[-1].context["previous_url"]))

        forth = [code for page in pages for code in codes_on(page)]
        assert (name, forth) == (name, list(wanted.values_list("code", flat=True)))
        assert [codes_on(page) for page in back[::-1]] == [codes_on(page) for page in pages]
        assert "state=draft" in pages[0].context["next_url"]


@pytest.mark.parametrize(
    ("query", "fields"),
    [
        ("state=nonsense&submitted_from=never&location=1", {"state", "submitted_from", "location"}),
        ("submitted_from=2026-03-01&submitted_until=2026-02-28", {"submitted_until"}),
        ("submitted_from=0001-01-01&submitted_until=9999-12-31", {"submitted_from", "submitted_until"}),
        ("q=%00x", {"q"}),
        ("product=no-such&sort=up&due=x", {"product", "sort", "due"}),
        ("after=x&before=%00", set()),
        (f"after={'9' * 30}", set()),
        ("sort=due&after=5~9999-99-99T00:00", set()),
        ("sort=due&after=5~2026-01-01", set()),
        ("sort=due&after=5~0001-01-01T00:00:00%2B14:00", set()),
        ("sort=due&after=5~2026-01-01T00:00:00%2B23:59", set()),
        ("sort=customer&after=5~%00", set()),
    ],
)
def test_what_cannot_be_asked_for_is_said_and_the_rest_is_shown(as_fiona, fiona, location, query, fields):
    claim = claims.a_submitted_claim(location=location, by=fiona)

    page = as_fiona.get(f"{url('list')}?{query}")

    assert page.status_code == 200
    assert page.context["form"].errors.keys() == fields
    assert codes_on(page) == [claim.code]


@pytest.mark.rule("PPL-2")
def test_roles_at_one_location_and_in_two_companies_see_and_count_theirs(
    client, fiona, location, monkeypatch
):
    monkeypatch.setattr(lists, "PAGE", 2)
    cork, other = factories.a_location(location.partner), factories.a_location()
    person = factories.a_member(location.partner, PartnerRole.BILLING_ADMIN, location)
    names = {location: "b", cork: "hidden", other: "a"}
    for place in (location, cork, other, location):
        claims.a_draft(location=place, name=names[place])
    client.force_login(person)

    here = client.get(url("list"), {"sort": "name"})
    person.memberships.create(partner=other.partner, role=PartnerRole.INCENTIVES_USER)
    both = client.get(url("list"), {"sort": "name"})
    rest = client.get(both.context["next_url"])

    assert names_on(here) == ["b", "b"]
    assert here.context["counts"][0].count == 2
    assert [names_on(both), names_on(rest)] == [["a", "b"], ["b"]]
    assert both.context["counts"][0].count == 3


def test_a_claim_leads_back_to_the_list_as_it_was(as_fiona, client, fiona, location):
    claim = claims.a_draft(location=location, by=fiona)
    query = "?q=Te&state=draft&sort=name"

    as_fiona.get(url("list") + query)

    assert as_fiona.get(claim.get_absolute_url()).context["request"].COOKIES.keys() >= {"claims_list"}
    assert f'href="{url("list")}?q=Te&amp;state=draft&amp;sort=name"' in _page_of(as_fiona, claim)
    as_fiona.get(url("list"))
    assert f'href="{url("list")}?' not in _page_of(as_fiona, claim)
    # Whoever signs in next in this browser starts afresh.
    as_fiona.get(url("list") + query)
    client.force_login(factories.a_filer(location.partner))
    assert f'href="{url("list")}?' not in _page_of(client, claim)


def _page_of(client, claim):
    return client.get(url("history", claim)).content.decode()


def test_the_list_costs_the_same_for_more(as_fiona, fiona, location, django_assert_num_queries):
    def add():
        claims.an_official_claim(location=location, by=fiona, at=NOW - timedelta(days=20))
        claims.a_claim_to_answer(location=location, by=fiona)

    add()
    with django_assert_num_queries(15):
        as_fiona.get(url("list"))
    add()
    add()
    with django_assert_num_queries(15):
        as_fiona.get(url("list"))
