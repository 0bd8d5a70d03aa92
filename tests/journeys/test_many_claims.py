"""Many claims at once: a sheet and its proof, a preview with a bad row, and the same sheet once more."""

import pytest
from playwright.sync_api import expect

from claims.batches.working import work_on
from claims.models import Batch, Claim
from tests.accessibility import violations_in_both_themes
from tests.batch_factories import a_row, a_sheet, papers_for

from .steps import press, says

pytestmark = [pytest.mark.journey, pytest.mark.rule("FIL-8"), pytest.mark.each_database]


def upload(page, rows):
    page.get_by_label("Sheet").set_input_files(
        {"name": "claims.csv", "mimeType": "text/csv", "buffer": a_sheet(rows)}
    )
    page.get_by_label("Proof of execution as a ZIP").set_input_files(
        {"name": "proof.zip", "mimeType": "application/zip", "buffer": papers_for(rows)}
    )
    press(page, "Upload and check")
    says(page, "The sheet is being read")


def work(stage):
    """What the worker does when it is told."""
    work_on(Batch.objects.latest("pk").pk, now=lambda: stage.at)


def test_a_sheet_of_claims_is_submitted_once(stage):
    rows = [
        a_row(stage.cast.dublin, stage.teams, stage.contoso, name="Teams", files="teams.pdf"),
        a_row(stage.cast.dublin, stage.exchange, stage.contoso, name="Exchange", files="exchange.pdf"),
        a_row(stage.cast.dublin, stage.teams, stage.contoso, name="Typo", domain="contso.example"),
    ]
    page = stage.page_of(stage.cast.fiona)
    press(page, "Many claims at once")
    found = violations_in_both_themes(page)
    upload(page, rows)
    work(stage)

    # The page asks by itself whether the worker is through.
    says(page, "2 rows are complete and can be submitted.")
    says(page, "Unknown domain: no customer has verified contso.example.")
    found += violations_in_both_themes(page)
    press(page, "Make drafts and submit…")
    press(page, "Make drafts and submit", "dialog[open]")
    says(page, "The claims are being made")
    work(stage)
    page.reload()
    says(page, "2 claims were submitted.")
    found += violations_in_both_themes(page)
    page.get_by_role("row", name="2 Teams").get_by_role("link").click()
    expect(page.locator(".page-head .badge").first).to_have_text("Submitted")

    page.goto("/claims/batches/")
    upload(page, rows)
    work(stage)
    page.reload()
    says(page, "2 rows were made into claims before, and are left out.")
    expect(page.locator("main").get_by_role("button", name="Make drafts")).to_have_count(0)
    assert Claim.objects.count() == 2
    assert found == []
