"""What lists copy from elsewhere stays true, and each of their orders and filters has its index."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.models import Count

from accounts.models import Partner
from claims import finding, sweeps
from claims.filters import SHOWN, ClaimFilterForm, in_situation, narrowed
from claims.folding import fold
from claims.models import Claim, Queued
from claims.models.listing import SOURCES, VALUES
from claims.models.queued import NAMES
from claims.paging import ORDERS
from directory.models import Subscription, Tenant
from reviews.demo.bulk.seed import seed
from tests import claim_factories as claims
from tests import factories
from tests.architecture.world import the_world
from tests.claim_factories import MONDAY

pytestmark = [pytest.mark.django_db, pytest.mark.each_database]


@pytest.mark.parametrize(
    ("typed", "key"), [("Müller  AG", "muller ag"), ("STRASSE straße", "strasse strasse"), ("\x00 ", "")]
)
def test_a_key_has_no_case_no_accents_and_no_needless_spaces(typed, key):
    assert fold(typed) == key


def words(claim):
    """What it should be found by."""
    chosen = claim.products.select_related("subscription")
    return finding.words_of(
        code=claim.code,
        names=(claim.name, claim.partner.name, claim.customer),
        mpn_id=claim.location.mpn_id,
        domain=claim.domain,
        directory_id=claim.directory_id,
        subscriptions=[
            str(each.subscription.subscription_id) if each.subscription else each.typed_subscription
            for each in chosen
        ],
    )


def stale():
    """What a claim's list columns say beside what they should."""
    told = []
    for claim in Claim.objects.select_related("tenant", "partner", "location"):
        told += [
            (claim.code, column) for column, value in VALUES.items() if getattr(claim, column) != value(claim)
        ]
        if set(claim.words.values_list("word", flat=True)) != words(claim):
            told.append((claim.code, "words"))
        live = claim.products.filter(association__isnull=False, association__ended_at__isnull=True)
        ends = [day for day in live.values_list("subscription__end_date", flat=True) if day]
        if claim.ends_date != min(ends, default=None):
            told.append((claim.code, "ends_date"))
        if claim.changed_at != claim.events.for_partner().order_by("-number").first().at:
            told.append((claim.code, "changed_at"))
    return told


def queued():
    return list(Queued.objects.order_by("pk").values_list("pk", *NAMES))


def open_or_disputed():
    return list(Claim.objects.filter(due_at__isnull=False).order_by("pk").values_list("pk", *NAMES))


def test_a_change_of_what_the_queue_shows_is_in_the_queue():
    claim = claims.a_claim_under_review()
    other = factories.a_reviewer()
    claim.reviewer = other
    claim.save(update_fields=["reviewer"])

    assert claim.queued.reviewer == other
    assert queued() == open_or_disputed() != []


def test_every_action_leaves_what_lists_need():
    the_world()
    ending = factories.a_subscription(end_date=date(2026, 9, 1))
    claims.an_official_claim(subscription=ending)

    assert VALUES.keys() == SOURCES.keys()
    assert stale() == []
    assert queued() == open_or_disputed() != []
    assert Claim.objects.get(ends_date=date(2026, 9, 1)).customer == ending.tenant.name


def test_the_sweep_follows_the_directory():
    subscription = factories.a_subscription(end_date=date(2026, 9, 1))
    claim = claims.an_official_claim(subscription=subscription)
    other = claims.a_submitted_claim()
    changed_at = claim.changed_at
    Tenant.objects.filter(pk=claim.tenant_id).update(name="Zebra Ltd")
    Subscription.objects.filter(pk=subscription.pk).update(end_date=date(2027, 9, 1))

    assert len(stale()) == 2
    assert {line.split(":")[0] for line in sweeps.keep_lists()} == {claim.code}
    assert stale() == []
    assert list(sweeps.keep_lists()) == []
    claim.refresh_from_db()
    assert (claim.customer_key, claim.changed_at) == ("zebra ltd", changed_at)
    assert other.customer != claim.customer


@pytest.mark.rule("REV-1")
def test_the_sweep_follows_who_partners_are():
    claim, other = claims.a_submitted_claim(), claims.a_submitted_claim()
    Partner.objects.filter(pk=claim.partner_id).update(name="Ågren & Söhne")
    claim.location.mpn_id = "7654321"
    claim.location.save()

    assert {line.split(":")[0] for line in sweeps.keep_lists()} == {claim.code}
    assert stale() == []
    assert {"agren", "sohne", "7654321"} <= set(claim.words.values_list("word", flat=True))
    assert list(sweeps.keep_lists()) == []
    assert "agren" not in other.words.values_list("word", flat=True)


def plan(query) -> str:
    """With every other way forbidden, as few rows would be sorted anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for way in ("seqscan", "sort", "bitmapscan"):
                cursor.execute(f"SET LOCAL enable_{way} = off")
    return query.explain()


@pytest.mark.parametrize("order", ORDERS.values(), ids=ORDERS.keys())
def test_each_order_is_read_from_an_index(order):
    person = factories.a_filer(factories.a_partner())
    (mine,) = Claim.objects.parts_visible_to(person)

    for sign in ("", "-"):
        found = plan(mine.order_by(*(sign + column for column in order.columns)).values("pk")[:26])

        assert "Sort" not in found
        assert "TEMP B-TREE" not in found
        assert "claims_claim" in found


FILTERS = [*SHOWN, "programme=osa_sell", "activity=revenue", "area=m365", "due=7"]


def filtered(shown, mine, person):
    if shown in SHOWN:
        return in_situation(mine, shown, MONDAY).values("pk")[:1001]
    name, _equals, value = shown.partition("=")
    form = ClaimFilterForm({name: value}, user=person)
    assert form.is_valid()
    return narrowed(mine, form.wanted, user=person, at=MONDAY).values("pk")


def test_each_filter_has_an_index():
    """With claims to choose by: of an empty table PostgreSQL takes whatever index comes first."""
    call_command("load_catalogue", stdout=StringIO())
    seed(1000, partners=10, seed=3, now=MONDAY)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    biggest = Partner.objects.annotate(count=Count("claims")).order_by("-count").first()
    person = factories.a_filer(biggest)
    mine = Claim.objects.visible_to(person)

    found = {shown: plan(filtered(shown, mine, person)) for shown in FILTERS}

    searched = ("list_", "claim_of_partner", "claim_by_state")
    assert [shown for shown, steps in found.items() if not any(name in steps for name in searched)] == []
    assert [shown for shown, steps in found.items() if "Seq Scan" in steps] == []
