"""A reviewer goes from a finding to the passage that it rests on, in a real browser."""

import pytest
from django.urls import reverse

from claims.models import ProofReading
from tests.accessibility import violations_in_both_themes
from tests.claim_factories import a_claim_under_review, an_upload
from tests.claims.showing import papers

pytestmark = [pytest.mark.journey, pytest.mark.timeout(300)]
PAGES = 100
INSIDE = """mark => {
  const desk = mark.closest('[data-pages]').getBoundingClientRect(), box = mark.getBoundingClientRect();
  return box.height > 0 && box.top >= desk.top && box.bottom <= desk.bottom
    && box.top >= 0 && box.bottom <= innerHeight;
}"""
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def a_long_proof(stage, pages):
    """The product stands on the last page alone."""
    claim = a_claim_under_review(
        location=stage.cast.dublin,
        by=stage.cast.fiona,
        reviewer=stage.cast.ravi,
        tenant=stage.contoso,
        products=[stage.teams],
        at=stage.at,
    )
    proof = claim.files.get()
    words = "Contoso moved to Teams in January, said everybody who was asked."
    proof.file.save("paper", an_upload(papers.of_reportlab(pages=pages, last=words)))
    text = [{"text": "A page about nothing in particular.", "has_picture": False}] * (pages - 1)
    ProofReading.objects.filter(proof=proof).update(
        status="read", due_at=None, read_at=stage.at, pages=[*text, {"text": words, "has_picture": False}]
    )
    return claim


@pytest.mark.rule("REV-3", "LNG-2")
def test_finding_leads_to_its_passage(stage):
    claim = a_long_proof(stage, PAGES)
    page = stage.page_of(stage.cast.ravi)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(reverse("reviews:claim", args=[claim.code]))
    page.wait_for_load_state("networkidle")
    drawn = {url.split("/pages/")[1].split("/")[0] for url in asked if "/pages/" in url}
    assert "1" in drawn
    assert len(drawn) < 10, "pages far away are not drawn"

    link = page.locator("[data-passage]").last
    place = page.locator(f"[id='{link.get_attribute('data-passage')}']")
    link.press("Enter")

    assert place.evaluate(INSIDE)
    page.wait_for_load_state("networkidle")
    assert any(f"/pages/{PAGES}/" in url for url in asked)
    assert violations_in_both_themes(page) == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate(OVERFLOW) == 0


@pytest.mark.rule("REV-3")
def test_finding_leads_to_its_passage_without_scripts(stage):
    # Without scripts a browser draws all pages at once.
    claim = a_long_proof(stage, 6)
    page = stage.page_of(stage.cast.ravi, java_script_enabled=False)
    page.goto(reverse("reviews:claim", args=[claim.code]), wait_until="domcontentloaded")

    link = page.locator("[data-passage]").last
    place = link.get_attribute("data-passage")
    link.press("Enter", no_wait_after=True)

    page.wait_for_url(f"**#{place}", wait_until="domcontentloaded", timeout=60_000)
    box = page.locator(f"[id='{place}']").bounding_box()
    assert 0 <= box["y"] <= page.viewport_size["height"] - box["height"]
    # No picture may still be on its way when the database goes.
    page.wait_for_load_state("networkidle", timeout=60_000)
