"""The pages of uploads."""

import csv
import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from claims.actions import batches
from claims.batches import sheets
from claims.models import Batch
from tests.batch_factories import a_checked_batch, a_made_batch, a_row, a_sheet, papers_for, states, work
from tests.claim_factories import MONDAY
from tests.claims.cast import body_of
from tests.factories import a_filer, a_location, a_product

pytestmark = [pytest.mark.django_db, pytest.mark.rule("FIL-8")]
PAGE = reverse("claims:batches")


@pytest.fixture
def location():
    return a_location()


@pytest.fixture
def fiona(location, client):
    fiona = a_filer(location.partner, name="Fiona Filer")
    client.force_login(fiona)
    return fiona


def page(client, batch, query=""):
    response = client.get(reverse("claims:batch", args=[batch.pk]) + query)
    assert response.status_code == 200
    return response.content.decode()


def press(client, batch, what):
    client.post(reverse("claims:make_batch", args=[batch.pk]), {"what": what})
    return work(batch)


def test_from_the_upload_to_the_claims(client, fiona, location):
    rows = [a_row(location), a_row(location, name="<b>Bold</b>", directory_id="123")]
    sheet = SimpleUploadedFile("Für März.csv", a_sheet(rows))
    proofs = SimpleUploadedFile("proof.zip", papers_for(rows))

    response = client.post(PAGE, {"sheet": sheet, "proofs": proofs})
    batch = Batch.objects.get()
    assert response.url == reverse("claims:batch", args=[batch.pk])
    assert 'hx-trigger="every 2s"' in page(client, batch)

    batch = work(batch)
    shown = page(client, batch)
    assert "hx-trigger" not in shown
    assert "<strong>Directory ID:</strong> This is not a Directory ID" in shown
    assert "&lt;b&gt;Bold&lt;/b&gt;" in shown
    assert "<strong>1 row</strong> is complete and can be submitted." in shown

    batch = press(client, batch, "submit")
    claim = batch.rows.get(number=2).claim
    shown = page(client, batch)
    assert "1 claim was submitted." in shown
    assert claim.get_absolute_url() in shown
    assert claim.state == "submitted"
    assert "Für März.csv" in client.get(PAGE).content.decode()


def test_a_decision_that_came_too_late_is_told(client, fiona, location):
    batch = a_made_batch(fiona, [a_row(location)], partner=location.partner, submits=False)

    press(client, batch, "submit")

    assert "Fiona Filer has begun to make the claims already." in page(client, batch)
    assert states(batch) == ["drafted"]


@pytest.mark.parametrize(
    ("files", "field", "why"),
    [
        ({}, "sheet", "Choose a sheet first."),
        ({"sheet": b""}, "sheet", "The file is empty."),
        ({"sheet": b"%PDF-1.4" + bytes(range(256)) * 9}, "sheet", "This is neither a CSV nor an XLSX file."),
        (
            {"sheet": b"x" * (sheets.MAX_BYTES + 1)},
            "sheet",
            "The file is larger than 10 MB. Split it, please.",
        ),
        ({"sheet": b"MPN ID", "proofs": b"%PDF-1.4"}, "proofs", "This is no ZIP file."),
    ],
)
def test_what_is_wrong_stands_beside_its_field(client, fiona, files, field, why):
    response = client.post(PAGE, {name: SimpleUploadedFile(name, text) for name, text in files.items()})

    assert response.status_code == 422
    assert response.context["form"].errors == {field: [why]}
    assert not Batch.objects.exists()


def test_a_company_is_asked_for_only_where_there_are_several(client, fiona, location):
    assert "partner" not in client.get(PAGE).context["form"].fields
    other = a_location()
    fiona.memberships.create(partner=other.partner, role="incentives_user")
    sheet = a_sheet([a_row(other)])

    response = client.post(PAGE, {"sheet": SimpleUploadedFile("a.csv", sheet), "partner": other.partner.pk})

    assert response.status_code == 302
    assert states(work(Batch.objects.get(partner=other.partner))) == ["draftable"]


def test_rows_are_shown_page_by_page_and_by_what_was_found(client, fiona, location, monkeypatch):
    monkeypatch.setattr("claims.views.batches.ROWS", 2)
    rows = [a_row(location, name=f"Claim {n}") for n in range(3)]
    rows += [a_row(location, name=f"Wrong {n}", mpn_id="1") for n in range(3)]
    batch = a_checked_batch(fiona, rows, partner=location.partner)

    def names(query):
        shown = page(client, batch, query)
        return [name for kind in ("Claim", "Wrong") for n in range(3) if (name := f"{kind} {n}") in shown]

    assert names("") == ["Claim 0", "Claim 1"]
    assert names("?after=3") == ["Claim 2", "Wrong 0"]
    assert names("?before=4") == ["Claim 0", "Claim 1"]
    assert names("?show=problems") == ["Wrong 0", "Wrong 1"]
    assert names("?show=problems&after=6") == ["Wrong 2"]
    assert names("?show=nonsense&after=x") == ["Claim 0", "Claim 1"]
    assert names("?show=made") == []


def rows_in(response):
    text = body_of(response).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_the_result_can_be_put_right_and_uploaded_again(client, fiona, location):
    rows = [a_row(location), a_row(location, name="=HYPERLINK(1)", mpn_id="99999")]
    batch = a_made_batch(fiona, rows, partner=location.partner)
    address = reverse("claims:batch_result", args=[batch.pk, "csv"])

    first, second = rows_in(client.get(address))
    (only,) = rows_in(client.get(f"{address}?show=problems"))

    claim = batch.rows.get(number=2).claim
    assert (first["Row"], first["Result"], first["Claim ID"]) == ("2", "Submitted", claim.code)
    assert second == only
    assert second["What to do"] == "MPN ID: Your company has no location with the MPN ID 99999."
    assert second["Claim name"] == "'=HYPERLINK(1)"
    workbook = client.get(reverse("claims:batch_result", args=[batch.pk, "xlsx"]))
    again = SimpleUploadedFile("again.xlsx", body_of(workbook))
    client.post(PAGE, {"sheet": again})
    assert states(work(Batch.objects.latest("pk"))) == ["repeated", "wrong"]
    assert f"Already made: {claim.code}" in page(client, Batch.objects.latest("pk"))


@pytest.mark.parametrize(("suffix", "status"), [("csv", 200), ("xlsx", 200), ("pdf", 404)])
def test_examples_are_downloaded(client, fiona, suffix, status):
    response = client.get(reverse("claims:batch_example", args=[suffix]))

    assert response.status_code == status
    if status == 200:
        assert response.headers["Content-Disposition"] == f'attachment; filename="claims-example.{suffix}"'
        content = body_of(response)
        assert (
            content.startswith(b"\xef\xbb\xbfMPN ID,")
            if suffix == "csv"
            else zipfile.is_zipfile(io.BytesIO(content))
        )


def test_progress_is_shown(client, fiona, location):
    product = a_product()
    batch = a_checked_batch(fiona, [a_row(location, product) for _n in range(3)], partner=location.partner)
    batches.confirm(batch.pk, by=fiona, at=MONDAY, submits=False)
    row = batch.rows.get(number=2)
    row.state = "drafted"
    row.save(update_fields=["state"])

    shown = page(client, batch)

    assert 'max="3" value="1"' in shown
    assert "1 of 3 rows" in shown


def test_an_unreadable_upload_says_why(client, fiona, location):
    client.post(PAGE, {"sheet": SimpleUploadedFile("a.csv", b"A,B\n1,2\n")})

    shown = page(client, work(Batch.objects.get()))

    assert "a.csv: The first row must name the columns" in shown
    assert "Upload another file" in shown


@pytest.mark.parametrize(("path", "status"), [(PAGE, 302), (reverse("claims:list"), 413)])
def test_only_this_page_takes_large_requests(client, fiona, settings, path, status):
    settings.REQUEST_MAX_BYTES = 1000
    sheet = SimpleUploadedFile("a.csv", b"MPN ID\n" + b"1\n" * 1000)

    assert client.post(path, {"sheet": sheet}).status_code == status
    client.logout()
    sheet.seek(0)
    assert client.post(path, {"sheet": sheet}).status_code == 413
