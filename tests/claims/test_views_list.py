from datetime import timedelta

import pytest
from django.utils import timezone

from claims.views import lists
from tests import claim_factories as claims
from tests import factories

from .cast import people_of, url

pytestmark = pytest.mark.django_db
NOTHING = "No claims yet"


@pytest.fixture
def fiona():
    return factories.a_filer(factories.a_partner())


@pytest.fixture
def location(fiona):
    return factories.a_location(fiona.roles[0].partner)


@pytest.fixture
def as_fiona(client, fiona):
    client.force_login(fiona)
    return client


def codes_on(page):
    return [claim.code for claim, _turn in page.context["rows"]]


def test_the_newest_claim_comes_first(as_fiona, fiona, location):
    first, second = (claims.a_draft(location=location, by=fiona) for _ in range(2))

    assert codes_on(as_fiona.get(url("list"))) == [second.code, first.code]


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


def test_claims_to_answer_stand_on_top_with_the_time_left(as_fiona, fiona, location):
    claim = claims.a_claim_to_answer(location=location, by=fiona, at=timezone.now())
    claims.a_draft(location=location, by=fiona)

    page = as_fiona.get(url("list"))

    assert [claim.code for claim, _turn in page.context["urgent"]] == [claim.code]
    assert "Needs you now" in page.content.decode()
    assert "time-left" in page.content.decode()


def test_a_filter_leaves_claims_of_one_state(as_fiona, fiona, location):
    claims.a_draft(location=location, by=fiona)
    submitted = claims.a_submitted_claim(location=location, by=fiona)

    page = as_fiona.get(url("list"), {"state": "submitted"})

    assert codes_on(page) == [submitted.code]
    assert page.context["urgent"] == []


@pytest.mark.parametrize("typed", ["C-{0}", "{0}", "contoso.ex", "Contoso L"])
def test_search_finds_by_claim_id_domain_and_customer(as_fiona, fiona, location, typed):
    tenant = claims.a_customer(domain="contoso.example", name="Contoso Ltd")
    wanted = claims.a_draft(location=location, by=fiona, tenant=tenant)
    claims.a_draft(location=location, by=fiona)

    page = as_fiona.get(url("list"), {"q": typed.format(wanted.code.removeprefix("C-").lower())})

    assert codes_on(page) == [wanted.code]


@pytest.mark.rule("PPL-5")
def test_search_finds_nothing_of_another_partner(as_fiona):
    rival = claims.a_draft()

    assert codes_on(as_fiona.get(url("list"), {"q": rival.code})) == []


def test_a_search_without_a_match_leads_back(as_fiona, fiona, location):
    claims.a_draft(location=location, by=fiona)

    page = as_fiona.get(url("list"), {"q": "nothing like it"}).content.decode()

    assert "No claim matches" in page
    assert NOTHING not in page


def test_pages_lead_forth_and_back_and_keep_the_filter(as_fiona, fiona, location, monkeypatch):
    monkeypatch.setattr(lists, "PAGE", 2)
    codes = [claims.a_draft(location=location, by=fiona).code for _ in range(5)][::-1]

    first = as_fiona.get(url("list"), {"state": "draft"})
    second = as_fiona.get(first.context["next_url"])
    third = as_fiona.get(second.context["next_url"])
    back = as_fiona.get(third.context["previous_url"])

    assert [codes_on(page) for page in (first, second, third, back)] == [
        codes[:2],
        codes[2:4],
        codes[4:],
        codes[2:4],
    ]
    assert "state=draft" in first.context["next_url"]
    assert (first.context["previous_url"], third.context["next_url"]) == ("", "")
    assert as_fiona.get(back.context["previous_url"]).context["previous_url"] == ""


@pytest.mark.parametrize("query", [{"before": "x"}, {"after": "9" * 30}, {"state": "nonsense"}])
def test_an_address_that_nobody_linked_shows_the_list(as_fiona, query):
    assert as_fiona.get(url("list"), query).status_code == 200


def test_an_overdue_claim_says_so(as_fiona, fiona, location):
    claims.a_claim_to_answer(location=location, by=fiona, at=timezone.now() - timedelta(days=30))

    assert "overdue" in as_fiona.get(url("list")).content.decode()


def test_the_list_costs_the_same_for_more(as_fiona, fiona, location, django_assert_num_queries):
    def add():
        at = timezone.now() - timedelta(days=20)
        claims.an_official_claim(location=location, by=fiona, at=at)
        claims.a_claim_to_answer(location=location, by=fiona, at=timezone.now())

    add()
    with django_assert_num_queries(9):
        as_fiona.get(url("list"))
    add()
    add()
    with django_assert_num_queries(9):
        as_fiona.get(url("list"))
