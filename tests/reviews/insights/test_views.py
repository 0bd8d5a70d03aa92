"""The insights page: what it shows to whom, with which filters, and its tables to take away."""

import csv
import io
import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from claims import actions
from claims.models import Claim, Uncounted
from claims.plots import NARROW, WIDE, Bar, Bars, Columns, Mark, Series, ticks_to
from reviews.insights import figures
from reviews.insights.counting import count
from tests.claim_factories import (
    MONDAY,
    a_claim_to_answer,
    a_claim_under_review,
    a_rejected_claim,
    a_submitted_claim,
    an_approved_claim,
)
from tests.factories import a_lead, a_reviewer, a_support

DAY = timedelta(days=1)
NOW = MONDAY + 4 * DAY
INSIGHTS = reverse("reviews:insights")


@pytest.fixture
def lead(client, db, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    lead = a_lead()
    client.force_login(lead)
    return lead


def page(client, **asked):
    response = client.get(INSIGHTS, asked)
    assert response.status_code == 200
    return response


def rows(response, key):
    """The table of a part, as it is read: the first cell of each row → the others."""
    part = next(part for part in response.context["parts"] if part.key == key)
    return {row[0]: row[1:] for row, _link in part.linked}


def tile(response, title):
    return next(tile.value for tile in response.context["tiles"] if tile.title == title)


@pytest.mark.rule("REV-10")
@pytest.mark.parametrize("is_counted", [False, True])
def test_page_shows_what_happened(client, lead, is_counted):
    rosa = a_reviewer(name="Rosa Reviewer")
    an_approved_claim(at=MONDAY, reviewer=rosa)
    a_rejected_claim(at=MONDAY + DAY, reviewer=rosa)
    a_submitted_claim(at=MONDAY - 12 * DAY)
    a_claim_to_answer(at=MONDAY)
    if is_counted:
        count()

    shown = page(client, period="30")

    assert (tile(shown, "Waiting now"), tile(shown, "In"), tile(shown, "Out")) == ("2", "4", "2")
    assert rows(shown, "waiting")["10–15"] == ["1", "0", "0", "1"]
    assert rows(shown, "reviewers")["Rosa Reviewer"] == [
        "2",
        "0",
        "2",
        "50\xa0%",
        "100\xa0%",
        "100\xa0%",
        "0",
    ]
    assert rows(shown, "programmes") == {
        "OSU – Microsoft 365": ["4", "2", "50\xa0%", "100\xa0%", "0.0", "0.0"]
    }
    assert rows(shown, "reasons")["Insufficient PoE"] == ["1", "50\xa0%", "0"]
    assert rows(shown, "flow")["2 Mar 2026"] == ["2", "1", "1"]


@pytest.mark.rule("REV-10")
def test_filters_combine_and_stay_in_the_links(client, lead):
    ravi, rosa = a_reviewer(), a_reviewer()
    an_approved_claim(at=MONDAY, reviewer=ravi)
    an_approved_claim(at=MONDAY, reviewer=rosa)
    an_approved_claim(at=MONDAY - 20 * DAY, reviewer=ravi)

    def decided(**asked):
        return tile(page(client, **asked), "Out")

    assert decided(period="365") == "3"
    assert decided(period="7", reviewer=ravi.pk) == "1"
    assert decided(since="2026-02-01", until="2026-02-28", reviewer=ravi.pk, programme="osu_m365") == "1"
    assert decided(period="365", programme="osa_sell") == "0"
    shown = page(client, period="365", programme="osu_m365")
    part = next(part for part in shown.context["parts"] if part.key == "reviewers")
    assert f"{INSIGHTS}?period=365&programme=osu_m365&reviewer={ravi.pk}" in part.links


@pytest.mark.rule("REV-10")
def test_trend_compares_with_the_period_before(client, lead):
    an_approved_claim(at=MONDAY)
    for _time in range(3):
        an_approved_claim(at=MONDAY - 7 * DAY)

    shown = page(client, since="2026-03-02", until="2026-03-08")

    assert b"2 fewer than in the period before" in shown.content


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"since": "2026-03-02", "until": "2026-02-02"}, "The end lies before the beginning."),
        ({"since": "2020-03-02", "until": "2026-02-02"}, "Choose three years at most."),
        ({"since": "yesterday", "until": "2026-02-02"}, "Enter a valid date."),
        ({"programme": "knitting"}, "Select a valid choice. knitting is not one of the available choices."),
        ({"reviewer": "x"}, "Select a valid choice. x is not one of the available choices."),
    ],
)
def test_what_makes_no_sense_is_said_and_the_usual_shown(client, lead, asked, said):
    assert said in page(client, **asked).content.decode()
    assert client.get(reverse("reviews:insights_table", args=["flow"]), asked).status_code == 302


@pytest.mark.rule("REV-10", "PPL-3")
def test_reviewers_see_their_own_figures_and_nobody_elses(client, lead):
    ravi, rosa = a_reviewer(name="Ravi Reviewer"), a_reviewer(name="Rosa Reviewer")
    an_approved_claim(at=MONDAY, reviewer=ravi)
    an_approved_claim(at=MONDAY, reviewer=rosa)
    client.force_login(ravi)

    shown = page(client, reviewer=rosa.pk)

    assert tile(shown, "Out") == "1"
    assert b"Rosa" not in shown.content
    assert [part.key for part in shown.context["parts"] if part.key == "reviewers"] == []


def test_support_reads_everything(client, lead):
    an_approved_claim(at=MONDAY)
    client.force_login(a_support())
    assert tile(page(client), "Out") == "1"


@pytest.mark.rule("REV-10", "HIS-5")
@pytest.mark.parametrize(
    "key", ["waiting", "flow", "clocks", "durations", "reasons", "second-looks", "programmes", "reviewers"]
)
def test_every_table_can_be_taken_away_with_its_filter(client, lead, key):
    ravi = a_reviewer(name="=Ravi")
    an_approved_claim(at=MONDAY, reviewer=ravi)
    an_approved_claim(at=MONDAY)
    asked = {"period": "30", "reviewer": ravi.pk}
    part = next(part for part in page(client, **asked).context["parts"] if part.key == key)
    url = reverse("reviews:insights_table", args=[key])

    as_csv = b"".join(client.get(url, asked | {"as": "csv"}).streaming_content).decode("utf-8-sig")
    book = load_workbook(io.BytesIO(b"".join(client.get(url, asked | {"as": "xlsx"}).streaming_content)))

    titles, *found = csv.reader(io.StringIO(as_csv))
    assert titles == list(part.titles)
    assert len(found) == len(part.rows)
    sheet = list(book.active.iter_rows(values_only=True))
    assert [len(row) for row in sheet] == [len(titles)] * (len(part.rows) + 1)
    if key == "reviewers":
        assert found == [["'=Ravi", "1", "0", "1", "100.0", "100.0", "100.0", "0"]]
        assert sheet[1] == ("=Ravi", 1, 0, 1, 100, 100, 100, 0)


def test_table_that_is_none(client, lead):
    assert client.get(reverse("reviews:insights_table", args=["weather"])).status_code == 404


@pytest.mark.rule("REV-10")
def test_waiting_claims_stand_in_the_group_of_their_age(client, lead):
    """On a Friday; the weekend is none of the business days."""
    for days in (0, 1, 2, 4, 7, 16):
        a_submitted_claim(at=NOW - days * DAY)
    a_claim_under_review(at=NOW - 3 * DAY)
    disputed = a_rejected_claim(at=NOW - 3 * DAY)
    actions.raise_dispute(disputed.pk, by=disputed.created_by, at=NOW, justification="No.")

    shown = page(client)

    assert {label: cells[:2] for label, cells in rows(shown, "waiting").items()} == {
        "under 2": ["2", "0"],
        "2–5": ["2", "1"],
        "5–10": ["1", "0"],
        "10–15": ["1", "0"],
        "15 or more": ["0", "0"],
        "Together": ["6", "1"],
    }
    assert tile(shown, "Waiting now") == "7"


@pytest.mark.rule("REV-10")
def test_waiting_tells_what_is_late(client, lead):
    claim = a_claim_under_review(at=MONDAY - 7 * DAY)
    Claim.objects.filter(pk=claim.pk).update(overall_risk_at=MONDAY, overall_due_at=NOW + DAY)
    shown = page(client)
    part = next(part for part in shown.context["parts"] if part.key == "waiting")
    assert part.says == "1 claims wait: 1 are overdue, 1 may miss ten days, 0 have."


def test_more_than_the_page_can_count_is_said(client, lead, monkeypatch):
    monkeypatch.setattr(figures, "MOST_UNCOUNTED", 3)
    claim = an_approved_claim(at=MONDAY)
    assert Uncounted.objects.filter(claim=claim).count() > 3
    assert b"These figures are not complete" in page(client).content
    count()
    assert b"These figures are not complete" not in page(client).content


def test_plots_are_named_and_the_numbers_stand_behind_them(client, lead):
    an_approved_claim(at=MONDAY)
    shown = page(client).content.decode()
    assert shown.count('role="img"') == 2 * shown.count('<figure class="insight__figure">') > 0
    assert "style=" not in shown


@pytest.mark.rule("LNG-1")
def test_shapes_of_plots_are_numbers_of_no_language(client, lead):
    an_approved_claim(at=MONDAY)
    lead.language = "de"
    lead.save()
    shown = page(client).content.decode()
    assert '<html lang="de"' in shown
    shapes = re.findall(r'\b(?:x|y|x1|x2|y1|y2|width|height)="([^"]+)"', shown)
    assert len(shapes) > 50
    assert [each for each in shapes if not re.fullmatch(r"-?\d+(?:\.\d+)?", each)] == []


@pytest.mark.parametrize(
    ("highest", "ticks"),
    [
        (0, [0, 1]),
        (1, [0, 1]),
        (3, [0, 1, 2, 3]),
        (7, [0, 2, 4, 6, 8]),
        (44, [0, 20, 40, 60]),
        (999, [0, 500, 1000]),
        (12_345, [0, 5000, 10_000, 15_000]),
    ],
)
def test_axes_begin_at_zero_and_count_in_round_steps(highest, ticks):
    assert ticks_to(highest) == ticks


@pytest.mark.parametrize("count_of_columns", [1, 7, 31, 53, 120])
@pytest.mark.parametrize("label", ["1 Jan", "30 September 2026"])
def test_labels_never_collide_and_stay_inside(count_of_columns, label):
    columns = Columns(
        [label] * count_of_columns, [Series("In", [3] * count_of_columns)], marks=[Mark(0, "half")]
    )
    for drawing in columns.drawings:
        labels = [text for text in drawing.texts if text.look == "tick-x"]
        edges = [(text.x - len(text.text) * 3.6, text.x + len(text.text) * 3.6) for text in labels]
        assert edges[0][0] >= 0
        assert edges[-1][1] <= drawing.width
        assert all(before[1] <= after[0] for before, after in zip(edges, edges[1:], strict=False))


def test_bars_begin_at_zero_and_end_within():
    drawings = Bars(
        [Bar("A very long name of a reviewer with many names", 4, "4"), Bar("B", 1, "1")]
    ).drawings
    assert [drawing.width for drawing in drawings] == [WIDE, NARROW]
    for drawing in drawings:
        bars = [rect for rect in drawing.rects if rect.look == "s1"]
        assert [(rect.x, rect.width) for rect in bars] == [(0, drawing.width), (0, drawing.width / 4)]
