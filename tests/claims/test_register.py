"""The register of partners of record: who sees which entries, filters, pages, exports, usage, the next claim."""

import re
from datetime import date, datetime, timedelta
from urllib.parse import urlencode

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts import actors
from claims import actions as claims
from claims.models import Claim
from claims.states import State
from directory import actions as registering
from directory.models import Association, Subscription, Usage
from tests import factories
from tests.cast import the_cast
from tests.claim_factories import a_claim_in_window, a_customer, an_approved_claim, an_official_claim

from .cast import body_of

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def cast():
    return the_cast()


@pytest.fixture
def now():
    return timezone.now()


def ours(cast, **fields):
    return factories.an_association(location=cast.dublin, **fields)


def page(client, person, **query):
    client.force_login(person)
    return client.get(reverse("claims:associations"), query)


def listed(client, person, **query):
    return page(client, person, **query).context["rows"]


def detail(client, person, association):
    client.force_login(person)
    return client.get(reverse("claims:association", args=[association.pk]))


@pytest.mark.rule("PPL-5", "CON-4")
def test_people_see_what_their_roles_cover_and_staff_see_all(client, cast):
    dublin, cork = ours(cast), factories.an_association(location=cast.cork)
    rival = factories.an_association(location=cast.rival_location)

    assert listed(client, cast.fiona) == [cork, dublin]
    assert listed(client, cast.cora) == [cork]
    assert listed(client, cast.rita) == [rival]
    assert listed(client, cast.ravi) == listed(client, cast.sam) == [rival, cork, dublin]
    assert detail(client, cast.rita, dublin).status_code == 404
    assert page(client, cast.otto).status_code == 403


def test_an_approval_that_was_taken_back_is_as_if_it_had_never_been(client, cast):
    association = ours(cast)
    registering.end(association.pk, at=association.started_at, reason=Association.EndReason.TAKEN_BACK)

    assert listed(client, cast.fiona) == []
    assert detail(client, cast.fiona, association).status_code == 404


@pytest.fixture
def several(cast, now):
    soon = factories.a_subscription(a_customer(name="Contoso"), end_date=timezone.localdate(now) + 10 * DAY)
    late = factories.a_subscription(a_customer(name="Adatum"), end_date=timezone.localdate(now) + 300 * DAY)
    found = {
        "soon": registering.associate(
            kind="incentive", tenant=soon.tenant, product=soon.product, subscription=soon,
            location=cast.dublin, at=now - DAY,
        ),
        "late": ours(cast, subscription=late, source="import"),
        "workload": ours(cast, product=factories.a_product(name="Teams"), tenant=a_customer(name="Contoso West")),
        "revenue": ours(cast, kind="revenue"),
        "ended": ours(cast, ended_at=now - DAY, end_reason="subscription_ended"),
    }  # fmt: skip
    registering.keep_terms_of([late], at=now)
    return found


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"show": "official"}, ["revenue", "workload", "late"]),
        ({"show": "waiting"}, ["soon"]),
        ({"show": "ending"}, ["soon"]),
        ({"show": "ended"}, ["ended"]),
        ({"source": "import"}, ["late"]),
        ({"kind": "revenue"}, ["revenue"]),
        ({"q": "contoso"}, ["workload", "soon"]),
        ({"q": "CONTOSO w"}, ["workload"]),
        ({"q": "4100001"}, ["ended", "revenue", "workload", "late", "soon"]),
        ({"location": "4100002"}, []),
        ({"sort": "end"}, ["soon", "late"]),
        ({"q": "nobody"}, []),
    ],
    ids=lambda value: urlencode(value) if isinstance(value, dict) else "",
)
def test_each_filter_finds_what_it_says(client, cast, several, query, names):
    found = {association.pk: name for name, association in several.items()}

    assert [found[each.pk] for each in listed(client, cast.fiona, **query)] == names


def test_search_takes_ids_whole(client, cast, several):
    late = several["late"]

    assert listed(client, cast.fiona, q=str(late.subscription)) == [late]
    assert listed(client, cast.fiona, q=f"{{{late.tenant.directory_id}}}".upper()) == [late]


@pytest.mark.parametrize("sort", ["newest", "end"])
def test_pages_lead_forth_and_back_and_lose_nobody(client, cast, now, sort):
    for number in range(53):
        subscription = factories.a_subscription(
            end_date=timezone.localdate(now) + (number % 7) * DAY, product=None
        )
        ours(cast, subscription=subscription, ends_date=subscription.end_date)
    whole = Association.objects.order_by(*(["ends_date", "pk"] if sort == "end" else ["-pk"]))

    seen, pages, url = [], [], "?" + urlencode({"sort": sort})
    client.force_login(cast.fiona)
    while url:
        answer = client.get(reverse("claims:associations") + url.removeprefix(reverse("claims:associations")))
        pages.append([each.pk for each in answer.context["rows"]])
        seen += pages[-1]
        url = answer.context["next_url"]
    back = client.get(answer.context["previous_url"])

    assert seen == [each.pk for each in whole]
    assert [each.pk for each in back.context["rows"]] == pages[1]


@pytest.mark.parametrize("words", ["x", "~", "1~2026-13-01", "9" * 30, "1~\x00", "1~2026-01-01"])
def test_what_is_no_place_is_the_first_page(client, cast, words):
    association = ours(cast)

    assert listed(client, cast.fiona, after=words) == [association]


@pytest.mark.rule("HIS-5")
def test_export_has_what_the_filter_finds_and_partners_only_for_staff(client, cast, several):
    client.force_login(cast.fiona)
    lines = (
        body_of(client.get(reverse("claims:associations_export"), {"show": "ended"})).decode().splitlines()
    )
    assert len(lines) == 2
    assert "Subscription ended" in lines[1]
    assert "Partner" not in lines[0].split(",")

    client.force_login(cast.sam)
    titles, *rows = body_of(client.get(reverse("claims:associations_export"))).decode().splitlines()
    assert "Partner" in titles.split(",")
    assert len(rows) == 5
    assert body_of(client.get(reverse("claims:associations_export"), {"as": "xlsx"})).startswith(b"PK")


@pytest.mark.rule("AFT-3")
def test_usage_is_its_partners_alone_and_only_while_official(client, cast, now):
    association = ours(cast)
    Usage.objects.create(association=association, month_date=date(2026, 5, 1), active_users=4711)
    address = reverse("claims:association_usage", args=[association.pk, "csv"])

    assert "4711" in detail(client, cast.fiona, association).content.decode()
    assert "2026-05" in body_of(client.get(address)).decode()

    for person in (cast.ravi, cast.lena, cast.sam):
        assert "4711" not in detail(client, person, association).content.decode()
        assert client.get(address).status_code == 404
    assert detail(client, cast.rita, association).status_code == 404
    assert client.get(address).status_code == 404

    registering.end(association.pk, at=now, reason=Association.EndReason.GIVEN_UP)
    assert "4711" not in detail(client, cast.fiona, association).content.decode()
    assert client.get(address).status_code == 404


@pytest.mark.rule("AFT-3")
def test_usage_is_drawn_with_the_table_behind_it_and_a_gap_where_nothing_is_known(client, cast):
    association = ours(cast)
    for month, count in ((1, 100), (2, 120), (4, 160)):
        Usage.objects.create(association=association, month_date=date(2026, month, 1), active_users=count)

    answer = detail(client, cast.fiona, association)

    [figure] = answer.context["usage"].figures
    assert list(figure.plot.labels) == ["Jan 2026", "Feb 2026", "Mar 2026", "Apr 2026"]
    assert list(figure.plot.series[0].values) == [100, 120, 0, 160]
    assert [counts for _month, counts in answer.context["usage"].months] == [[160], [120], [100]]
    assert answer.content.decode().count('<svg class="plot ') == 2


@pytest.mark.rule("AFT-2", "FIL-7")
def test_the_next_claim_is_drafted_by_one_click_with_the_subscription_that_follows(client, cast, now):
    tenant = a_customer()
    subscription = factories.a_subscription(tenant, end_date=timezone.localdate(now) + 20 * DAY)
    claim = an_official_claim(
        at=now - 40 * DAY, location=cast.dublin, by=cast.fiona, subscription=subscription
    )
    follower = factories.a_subscription(tenant, subscription.product)
    association = claim.products.get().association
    answer = detail(client, cast.fiona, association)
    assert answer.context["has_next"]

    client.post(reverse("claims:draft_next", args=[association.pk]))

    draft = Claim.objects.get(state=State.DRAFT)
    assert (draft.name, draft.contact_email, draft.location) == (claim.name, claim.contact_email, cast.dublin)
    assert [row.subscription for row in draft.products.all()] == [follower]
    assert [each.pk for each in detail(client, cast.fiona, association).context["newer"]] == [draft.pk]


@pytest.mark.rule("AFT-2")
def test_the_overview_drafts_the_next_claim_by_one_click(client, cast, now):
    subscription = factories.a_subscription(a_customer(), end_date=timezone.localdate(now) + 20 * DAY)
    claim = an_official_claim(
        at=now - 40 * DAY, location=cast.dublin, by=cast.fiona, subscription=subscription
    )
    client.force_login(cast.fiona)
    overview = client.get(reverse("claims:list")).content.decode()
    (address,) = re.findall(r'action="(/claims/associations/\d+/next/)"', overview)

    answer = client.post(address)

    draft = Claim.objects.get(state=State.DRAFT)
    assert answer.url == reverse("claims:edit", args=[draft.code])
    assert draft.name == claim.name
    client.force_login(cast.bill)
    assert address not in client.get(reverse("claims:list")).content.decode()


@pytest.mark.rule("CON-4")
def test_every_entry_leads_to_its_claim_whatever_became_of_it(client, cast, now):
    claim = a_claim_in_window(at=now - DAY, location=cast.dublin, by=cast.fiona)
    contact = actors.Customer(claim.contact_email)
    claims.decline(claim.pk, by=contact, at=now - DAY / 2)
    claims.change_mind(claim.pk, by=contact, at=now - DAY / 3)
    claims.reverse(claim.pk, by=cast.lena, at=now, text="The proof was another customer's.")

    entries = Association.objects.order_by("pk")
    assert [each.end_reason for each in entries] == ["customer_denial", "reversed"]
    link = f'href="{claim.get_absolute_url()}"'
    client.force_login(cast.fiona)
    assert client.get(reverse("claims:associations")).content.decode().count(link) == 2
    rows = body_of(client.get(reverse("claims:associations_export"))).decode().splitlines()[1:]
    assert [claim.code in row for row in rows] == [True, True]
    for entry in entries:
        text = detail(client, cast.fiona, entry).content.decode()
        assert link in text
        assert "Imported" not in text


@pytest.mark.rule("AFT-2", "AFT-4")
def test_the_next_claim_of_an_imported_association_says_what_is_known(client, cast):
    subscription = factories.a_subscription(
        a_customer(name="Contoso"), end_date=date(2099, 1, 1), state=Subscription.State.ACTIVE
    )
    association = ours(cast, subscription=subscription, source="import", ends_date=date(2099, 1, 1))
    client.force_login(cast.uma)

    answer = client.post(reverse("claims:draft_next", args=[association.pk]))

    draft = Claim.objects.get()
    assert answer.url == reverse("claims:edit", args=[draft.code])
    assert (draft.tenant, draft.location, draft.area) == (
        subscription.tenant,
        cast.dublin,
        "business_applications",
    )
    assert draft.usage
    assert not draft.revenue
    assert [row.subscription for row in draft.products.all()] == [subscription]


@pytest.mark.rule("AFT-2")
def test_only_who_may_draft_there_drafts_the_next_claim(client, cast):
    association = ours(cast)
    address = reverse("claims:draft_next", args=[association.pk])

    codes = {}
    for name in ("uma", "bill", "cora", "rita", "ravi", "sam"):
        client.force_login(getattr(cast, name))
        codes[name] = client.post(address).status_code
    client.force_login(cast.fiona)

    assert codes == {"uma": 302, "bill": 403, "cora": 404, "rita": 404, "ravi": 403, "sam": 403}
    assert client.get(address).status_code == 405


@pytest.mark.rule("AFT-2")
def test_the_claim_page_leads_to_the_next_claim_when_an_end_is_near(client, cast, now):
    subscription = factories.a_subscription(a_customer(), end_date=timezone.localdate(now) + 20 * DAY)
    claim = an_approved_claim(at=now, location=cast.dublin, by=cast.fiona, subscription=subscription)
    address = reverse("claims:draft_next", args=[claim.products.get().association_id])

    client.force_login(cast.fiona)
    assert address in client.get(claim.get_absolute_url()).content.decode()
    client.force_login(cast.bill)
    assert address not in client.get(claim.get_absolute_url()).content.decode()


@pytest.mark.rule("CON-4")
def test_the_list_costs_the_same_for_more_rows_and_links_each_claim(client, cast, django_assert_num_queries):
    for _number in range(2):
        ours(cast)
        claim = an_approved_claim(location=cast.dublin, by=cast.fiona)
        client.force_login(cast.fiona)
        client.get(reverse("claims:associations"))
        with django_assert_num_queries(7):
            text = client.get(reverse("claims:associations")).content.decode()
    assert f'href="{claim.get_absolute_url()}"' in text
    assert isinstance(claim.submitted_at, datetime)
