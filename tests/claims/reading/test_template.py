"""The template: filled in from its claim, opens in an office program, and proves nothing before it is signed."""

import io
import shutil
import subprocess
from datetime import timedelta

import docx
import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.utils import timezone, translation
from docx.shared import Mm
from pypdf import PdfReader

from claims import actions
from claims.actions import reading as reading_actions
from claims.actions.reading import read_proof
from claims.reading import report_of
from claims.reading.extract import extract
from claims.template import template_of
from tests.cast import the_cast
from tests.claim_factories import MONDAY, a_customer, a_draft, a_dynamics_draft, fresh
from tests.claims.cast import url
from tests.factories import a_holding, a_location, a_product, a_subscription

from .measuring import LIMITS

LANGUAGES = [code for code, _name in settings.LANGUAGES]

pytestmark = [pytest.mark.django_db, pytest.mark.rule("POE-2")]


@pytest.fixture(autouse=True)
def quickly(monkeypatch):
    cache.clear()
    monkeypatch.setattr(reading_actions, "extracted", lambda content, kind: extract(content, kind, **LIMITS))


@pytest.fixture
def claim():
    cast = the_cast()
    tenant = a_customer(name="Trey Research")
    claim = a_draft(location=cast.dublin, by=cast.fiona, tenant=tenant)
    workloads = [a_product(name=name) for name in ("Microsoft Teams", "SharePoint")]
    for workload in workloads:
        a_holding(tenant, workload)
    actions.choose_products(claim.pk, by=cast.fiona, at=MONDAY, seen=None, workloads=workloads)
    return fresh(claim)


def words_of(content):
    """As they stand in the tables and paragraphs."""
    document = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return cells + [paragraph.text for paragraph in document.paragraphs]


def test_pasted_letters_that_no_document_can_hold_are_left_out(claim):
    actions.edit(claim.pk, by=claim.created_by, at=MONDAY, name="Roll\x0bout\ufffe")

    assert f"{claim.code} Rollout" in words_of(template_of(fresh(claim)))


def findings_of_file(claim, content):
    proof = actions.add_file(
        claim.pk,
        by=claim.created_by,
        at=MONDAY,
        upload=ContentFile(content, name="proof.docx"),
        name="proof.docx",
    )
    read_proof(proof.pk, now=lambda: MONDAY)
    return [str(row.outcome) for row in report_of(fresh(claim), MONDAY).rows]


def filled_in(content):
    """As people would: days and work in the table, then name, title, signature and date."""
    document = docx.Document(io.BytesIO(content))
    _claim, _products, work, acknowledgement = document.tables
    day = MONDAY - timedelta(days=30)
    done = ("Moved 40 mailboxes and three file shares", "Trained twelve key users in two workshops")
    for row, said in zip(work.rows[1:], done, strict=False):
        row.cells[0].text = row.cells[1].text = f"{day:%d %B %Y}"
        row.cells[2].text = said
    signed = ("Carla Customer", "Head of IT", "Carla Customer", f"{MONDAY - timedelta(days=3):%d %B %Y}")
    for row, said in zip(acknowledgement.rows, signed, strict=True):
        row.cells[1].text = said
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def test_template_carries_what_the_claim_says(claim):
    words = words_of(template_of(claim))

    expected = ["Northwind Consulting", "Northwind Dublin", "4100001", "Trey Research", claim.domain]
    expected += [claim.directory_id, "Microsoft 365", "Usage", "Microsoft Teams", "SharePoint"]
    assert [value for value in expected if value not in words] == []
    headings = ["The claim", "Products", "Activities carried out", "Acknowledgement by the customer"]
    assert [heading for heading in headings if heading not in words] == []


def test_template_names_the_subscription():
    subscription = a_subscription(product=a_product(area="business_applications", name="Dynamics 365 Sales"))

    words = words_of(template_of(a_dynamics_draft(subscription=subscription)))

    assert str(subscription.subscription_id) in words


def test_template_of_an_empty_draft_can_be_made():
    claim = a_draft(domain="", directory_id="", area="", usage=False, name="")

    assert "Proof of execution" in words_of(template_of(claim))


@pytest.mark.rule("LNG-1")
@pytest.mark.parametrize("language", LANGUAGES)
def test_template_proves_nothing_before_it_is_filled_in(claim, language):
    with translation.override(language):
        content = template_of(claim)

    belongs, acknowledged, dates, description, products = findings_of_file(claim, content)

    assert (belongs, products) == ("found", "found")
    assert (acknowledged, dates, description) == ("not_found", "not_found", "not_found")


@pytest.mark.rule("POE-3", "LNG-1")
@pytest.mark.parametrize("language", LANGUAGES)
def test_template_that_is_filled_in_and_signed_passes(claim, language):
    with translation.override(language):
        content = template_of(claim)

    assert findings_of_file(claim, filled_in(content)) == ["found"] * 5


@pytest.mark.parametrize(("country", "is_there", "paper"), [("US", True, Mm(215.9)), ("DE", False, Mm(210))])
def test_disclosure_and_paper_go_by_the_country(country, is_there, paper):
    claim = a_draft(location=a_location(country=country), tenant=a_customer(country=country))

    document = docx.Document(io.BytesIO(template_of(claim)))

    headings = [each.text for each in document.paragraphs if each.style.name == "Heading 1"]
    assert ("Disclosure for the US public sector (optional)" in headings) == is_there
    assert abs(document.sections[0].page_width - paper) < Mm(1)


def test_template_can_be_read_out(claim):
    document = docx.Document(io.BytesIO(template_of(claim)))

    assert document.core_properties.title == f"Proof of execution {claim.code}"
    assert document.core_properties.language == "en-GB"
    heads = [table for table in document.tables if table._tbl.xpath(".//w:tblHeader")]
    assert len(heads) == 2
    assert all(table._tbl.xpath(".//w:tblCaption") for table in document.tables)


def test_template_is_downloaded_by_the_partners_people(client, claim, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: MONDAY)
    client.force_login(claim.created_by)

    response = client.get(url("template", claim))

    assert response.headers["Content-Disposition"] == (
        f'attachment; filename="Proof of execution {claim.code}.docx"'
    )
    assert "Trey Research" in words_of(response.content)


@pytest.mark.integration
def test_template_opens_in_libreoffice(claim, tmp_path):
    """One conversion, by a profile of its own, so that no other LibreOffice is in the way."""
    path = tmp_path / "template.docx"
    path.write_bytes(template_of(claim))
    command = [shutil.which("soffice"), f"-env:UserInstallation=file://{tmp_path}/profile", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(tmp_path), str(path)]

    subprocess.run(command, check=True, timeout=90, capture_output=True)

    pages = PdfReader(tmp_path / "template.pdf").pages
    words = " ".join(page.extract_text() for page in pages)
    expected = [
        "Northwind Consulting",
        "4100001",
        "Trey Research",
        claim.domain,
        "Microsoft Teams",
        "Signature",
    ]
    assert [value for value in expected if value not in words] == []
    assert len(pages) <= 2
