import csv
import io
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from accounts.models import Membership
from claims import exports
from claims.models import Claim
from consent import actions as consent
from outbox.delivery import deliver
from outbox.models import Message
from reviews.demo.bulk.seed import seed
from tests import claim_factories as claims
from tests import factories
from tests.claim_factories import MONDAY

from .cast import body_of, url

pytestmark = [pytest.mark.django_db, pytest.mark.each_database]


@pytest.fixture
def filer(monkeypatch):
    """Of a company with 300 claims, in Berlin."""
    monkeypatch.setattr(timezone, "now", lambda: MONDAY)
    call_command("load_catalogue", stdout=io.StringIO())
    seed(300, partners=1, seed=7, now=MONDAY)
    user = Membership.objects.select_related("user").order_by("pk")[0].user
    user.time_zone = "Europe/Berlin"
    user.save()
    return user


def csv_rows(content: bytes):
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def xlsx_rows(content: bytes):
    sheet = load_workbook(io.BytesIO(content), read_only=True).active
    return [[value or "" for value in row] for row in sheet.iter_rows(values_only=True)]


@pytest.mark.rule("HIS-5")
def test_export_holds_what_is_filtered_and_reads_it_in_chunks(client, filer, monkeypatch):
    monkeypatch.setattr(exports, "CHUNK", 100)
    client.force_login(filer)
    wanted = Claim.objects.filter(state="approved").order_by("-pk")

    def taken(query):
        with CaptureQueriesContext(connection) as captured:
            response = client.get(f"{url('export')}?{query}")
            content = body_of(response)
        return response, content, len(captured)

    response, content, queries = taken("state=approved&sort=name&as=csv")
    _one, _content, queries_of_one = taken(f"q={wanted[0].code}&as=csv")
    _response, book, _queries = taken("state=approved&as=xlsx")

    heads, *rows = csv_rows(content)
    assert response.streaming
    assert response["Cache-Control"] == "private, no-store"
    assert response["Content-Disposition"] == 'attachment; filename="customer-associations-2026-03-02.csv"'
    assert [row[0] for row in rows] == list(wanted.values_list("code", flat=True))
    assert len(rows) > 100
    # Each chunk costs its IDs, its claims, their products and their hand-overs; the search has one of its own.
    assert queries - (queries_of_one - 1) == 4 * (-(-len(rows) // 100) - 1)
    assert [heads, *rows] == xlsx_rows(book)
    assert "Submitted (Europe/Berlin)" in heads


def test_export_says_all_that_people_need_of_a_claim(client, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: MONDAY)
    filer = factories.a_filer(factories.a_partner(), time_zone="Europe/Berlin")
    location = factories.a_location(filer.roles[0].partner, name="Berlin", mpn_id="4711003")
    subscription = factories.a_subscription(claims.a_customer(name="=Contoso & Söhne"))
    claim = claims.an_official_claim(
        location=location,
        by=filer,
        subscription=subscription,
        name="+ Roll-out",
        contact_name="@Carla",
        presales=True,
        at=MONDAY - timedelta(days=30),
    )
    hand_off = claim.hand_offs.get()
    deliver(Message.objects.get(key=hand_off.message_key).pk, now=lambda: claim.window_ends_at)
    consent.note_handed(hand_off.pk, at=claim.window_ends_at)
    client.force_login(filer)

    heads, row = csv_rows(body_of(client.get(url("export"))))
    told = dict(zip(heads, row, strict=True))
    _heads, cells = xlsx_rows(body_of(client.get(url("export"), {"as": "xlsx"})))

    assert told == told | {
        "Claim ID": claim.code,
        "Claim name": "'+ Roll-out",
        "State": "Approved",
        "Customer": "'=Contoso & Söhne",
        "Customer's contact": "'@Carla",
        "Activities": "Pre-sales, Usage",
        "Programmes": "OSA Sell, OSU – Business Applications",
        "MPN ID": "4711003",
        "Submitted (Europe/Berlin)": "2026-01-31 10:00",
        "Handed over (Europe/Berlin)": "2026-02-07 10:10",
    }
    assert str(subscription.subscription_id) in told["Products and subscriptions"]
    assert cells[:2] == [claim.code, "+ Roll-out"]
    assert cells[4] == "=Contoso & Söhne"


def test_export_of_what_cannot_be_asked_for_is_no_file(client):
    client.force_login(factories.a_filer(factories.a_partner()))

    response = client.get(url("export"), {"state": "nonsense"})

    assert response.url == f"{url('list')}?state=nonsense"


@pytest.mark.rule("PPL-5")
def test_export_leaves_out_other_partners_and_other_locations(client):
    location = factories.a_location()
    mine = claims.a_draft(location=location)
    claims.a_draft(location=factories.a_location(location.partner))
    claims.a_draft()
    client.force_login(factories.a_filer(location.partner, location))

    _heads, *rows = csv_rows(body_of(client.get(url("export"))))

    assert [row[0] for row in rows] == [mine.code]
