"""The history narrowed down, and taken away as a table."""

import csv
from datetime import timedelta
from io import BytesIO, StringIO

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from claims import actions
from claims.changes import changes_of
from claims.models import Event
from claims.states import RequestReason
from reviews import actions as reviews
from tests.claim_factories import MINUTE, MONDAY, a_claim_to_answer, answer, fresh
from tests.factories import a_filer, a_location

from .cast import body_of, url

pytestmark = [pytest.mark.django_db, pytest.mark.rule("HIS-1")]
DAY = timedelta(days=1)
FORMULA = '=HYPERLINK("http://evil.example")'


@pytest.fixture
def claim(client, monkeypatch):
    """Asked on Monday and answered on Tuesday; whoever reads is in Auckland, where it is half a day later."""
    location = a_location()
    fiona = a_filer(location.partner, name="Fiona Filer", time_zone="Pacific/Auckland")
    asked = a_claim_to_answer(by=fiona, location=location)
    reviews.note(asked.pk, by=asked.reviewer, at=MONDAY, body="Compare with Fabrikam.")
    answer(asked, at=MONDAY + DAY)
    actions.comment(asked.pk, by=fiona, at=MONDAY + DAY + MINUTE, body=FORMULA)
    monkeypatch.setattr(timezone, "now", lambda: MONDAY + DAY + MINUTE)
    client.force_login(fiona)
    return fresh(asked)


def table(client, claim, **asked):
    text = body_of(client.get(url("history_export", claim), {"as": "csv"} | asked)).decode("utf-8-sig")
    return list(csv.reader(StringIO(text)))


def test_table_has_everything_the_partner_may_see(client, claim):
    heads, *rows = table(client, claim)

    visible = list(claim.events.filter(staff_only=False).order_by("number"))
    assert [row[0] for row in rows] == [str(event.number) for event in visible]
    assert heads[1] == "When (Pacific/Auckland)"
    text = str(rows)
    assert "Compare with Fabrikam." not in text
    assert claim.reviewer.name not in text
    asked = next(row for row in rows if row[4] == "Asked for information")
    assert asked[1:4] == ["2026-03-02 22:00", "Review team", "Review team"]
    assert "State: Under review → Partner action required" in asked[5]
    # What a spreadsheet would take for a formula is text there.
    assert rows[-1][6] == f"'{FORMULA}"


def test_workbook_says_the_same(client, claim):
    answer = client.get(url("history_export", claim), {"as": "xlsx"})

    sheet = load_workbook(BytesIO(body_of(answer))).active
    assert sheet.title == "History"
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == [
        row[0] for row in table(client, claim)[1:]
    ]
    last = sheet.cell(sheet.max_row, 7)
    assert (last.value, last.data_type) == (FORMULA, "s")


def test_what_no_workbook_can_hold_is_left_out_of_it(client, claim):
    actions.comment(claim.pk, by=claim.created_by, at=MONDAY + DAY, body="Odd \ufffe\uffff\x0b letters.")

    answer = client.get(url("history_export", claim), {"as": "xlsx"})

    sheet = load_workbook(BytesIO(body_of(answer))).active
    assert sheet.cell(sheet.max_row, 7).value == "Odd  letters."


def test_each_point_that_was_asked_stands_on_its_own_line():
    points = {RequestReason.DATES: "Which day?", RequestReason.WRONG_POE: ""}
    asked = Event(kind="request_information", before={}, after={"points": points})

    ((_label, _before, said),) = changes_of(asked)

    assert said.splitlines() == [f"{RequestReason.DATES.label}: Which day?", RequestReason.WRONG_POE.label]


@pytest.mark.parametrize(
    ("asked", "kinds"),
    [
        ({"side": "staff"}, {"start_review", "request_information"}),
        ({"side": "staff", "group": "comments"}, set()),
        # In Auckland the answer was given in the evening of the third, and so was the comment.
        ({"first": "2026-03-03", "last": "2026-03-03"}, {"answer", "commented"}),
        ({"group": "comments"}, {"commented"}),
    ],
)
def test_page_and_table_are_narrowed_alike(client, claim, asked, kinds):
    rows = table(client, claim, **asked)[1:]
    page = client.get(url("history", claim), asked)

    numbers = [entry["number"] for entry in page.context["entries"]]
    assert set(claim.events.filter(number__in=numbers).values_list("kind", flat=True)) == kinds
    assert [row[0] for row in rows] == [str(number) for number in numbers[::-1]]


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_day_that_is_none_of_a_claims_is_told(client, claim, day):
    page = client.get(url("history", claim), {"first": day, "last": day})

    assert (page.status_code, list(page.context["form"].errors)) == (422, ["first", "last"])


def test_period_that_ends_before_it_begins_is_told(client, claim):
    asked = {"first": "2026-03-03", "last": "2026-03-02"}

    page = client.get(url("history", claim), asked)

    assert (page.status_code, list(page.context["form"].errors)) == (422, ["last"])
    sent_back = client.get(url("history_export", claim), asked, follow=True)
    assert sent_back.redirect_chain[0][0].startswith(url("history", claim))
    assert sent_back.context["form"].errors == page.context["form"].errors
