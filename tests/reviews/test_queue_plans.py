"""Each list, filter and search of the queue is read by an index, on both databases."""

import re
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from accounts.models import Partner
from claims import searching
from claims.models import Claim
from reviews import queues
from reviews.actions import taking
from reviews.demo.bulk.seed import seed
from reviews.queues_filters import Listing
from tests.factories import a_lead, a_reviewer

pytestmark = [pytest.mark.django_db, pytest.mark.each_database]

# A whole table, read row by row.
WHOLE = {
    "postgresql": re.compile(r"Seq Scan on (claims_\w+)"),
    "sqlite": re.compile(r"SCAN (?:claims_\w+|[UVW]\d)\b(?! USING)"),
}
INDEX = re.compile(
    r"(queue_\w+|claim_\w+|claims_\w+_pkey|word_of_claims|list_\w+|INTEGER PRIMARY KEY|sqlite_autoindex_\w+)"
)


def plan(query) -> str:
    """With every other way forbidden, as in a small table most of them are as good."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for way in ("seqscan", "sort", "bitmapscan", "hashjoin", "mergejoin"):
                cursor.execute(f"SET LOCAL enable_{way} = off")
    return query.explain()


@pytest.fixture(scope="module")
def many(once):
    call_command("load_catalogue", stdout=StringIO())
    seed(1000, partners=10, seed=3, now=timezone.now())
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


@pytest.fixture
def lena(many, db):
    return a_lead()


def queries_of(claim):
    product = claim.products.first().product.code
    return [
        *(f"show={listing}" for listing in Listing),
        "show=all&sort=age",
        *(f"state={state}" for state in ("submitted", "partner_action_required", "approved", "rejected")),
        *(f"show=all&due={due}" for due in ("overdue", "today", "soon", "week", "later")),
        *("show=all&reviewer=me", "show=all&reviewer=nobody", "show=any&reviewer=me"),
        *("show=all&programme=osa_sell", "show=all&programme=osu_m365", "show=all&area=m365"),
        *("show=all&country=DE", "show=any&country=DE"),
        *(f"show={show}&partner={claim.mpn_id}" for show in ("all", "any")),
        *(f"show={show}&product={product}" for show in ("all", "any")),
        *("show=all&answered=on", "show=all&arbitration=on", "show=all&overdue=on", "show=all&risk=on"),
        "show=all&country=DE&area=m365&due=week&reviewer=nobody",
        *(
            f"q={word}"
            for word in (claim.code[:6], claim.mpn_id, claim.domain, claim.directory_id, "customer")
        ),
        *("q=migration+customer", "show=all&q=migration", "q=migration&country=SE"),
    ]


@pytest.mark.rule("REV-1")
@pytest.mark.parametrize("few", [0, 500])
def test_no_query_of_the_queue_reads_a_whole_table(lena, monkeypatch, few):
    monkeypatch.setattr(searching, "FEW", few)
    claim = Claim.objects.awaiting_review().order_by("pk").first()

    wrong = []
    for query in queries_of(claim):
        asked = queues.asked(query, lena, timezone.now())
        for part in asked.parts:
            columns = asked.order.columns
            sign = "-" if asked.order.is_descending else ""
            page = part.order_by(*(sign + column for column in columns)).values_list(*columns)[:26]
            for what in (page, part.values("pk")[:1001]):
                steps = plan(what)
                # Walked in the order of its IDs, a table of SQLite is its own index.
                is_walked = connection.vendor == "sqlite" and not asked.order.column
                if is_walked and "TEMP B-TREE" not in steps:
                    continue
                if WHOLE[connection.vendor].search(steps) or not INDEX.search(steps):
                    wrong.append(f"{query}: {steps}")

    assert wrong == []


@pytest.mark.rule("REV-1")
@pytest.mark.parametrize(
    "query",
    [
        "show=all",
        "show=mine",
        "show=unassigned",
        "show=partner",
        "show=any",
        "show=all&area=m365",
        "show=all&sort=age",
    ],
)
def test_a_list_is_read_in_its_order(lena, query):
    asked = queues.asked(query, lena, timezone.now())
    sign = "-" if asked.order.is_descending else ""
    ordered = asked.parts[0].order_by(*(sign + column for column in asked.order.columns))

    steps = plan(ordered.values_list(*asked.order.columns)[:26])

    assert "Sort" not in steps
    assert "TEMP B-TREE" not in steps


@pytest.mark.parametrize("words", ["customer", "migration customer"])
def test_words_are_counted_and_found_by_their_index(lena, words):
    with_it = searching._words(words.split()[0])

    for query in (
        with_it.values("claim_id")[:501],
        with_it.filter(searching._has("customer", "claim_id")).values("claim_id"),
    ):
        steps = plan(query)
        assert not WHOLE[connection.vendor].search(steps), steps
        assert re.search("word_of_claims|claims_word_pkey|sqlite_autoindex_claims_word", steps), steps


@pytest.mark.rule("REV-2")
def test_what_is_idle_and_what_is_free_is_read_by_an_index_of_its_own(many, db):
    ravi = a_reviewer()
    ravi.former_employers.add(*Partner.objects.all()[:3])

    idle = plan(taking.idle(timezone.now()))
    free = plan(taking.next_for(ravi)[:1])

    if connection.vendor == "postgresql":  # SQLite knows a list of states of no partial index
        assert "claim_idle" in idle
        assert "claim_free" in free
    assert "SCAN claims_claim" not in free
