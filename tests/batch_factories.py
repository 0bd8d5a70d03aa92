"""Sheets and ZIPs as people upload them, and the worker's work on them."""

import csv
import io
import zipfile

from django.core.files.base import ContentFile

from claims.actions import batches
from claims.batches.columns import BY_KEY
from claims.batches.working import work_on
from claims.models import Batch
from tests.claim_factories import MONDAY, PDF, a_customer
from tests.factories import a_holding, a_product

COLUMNS = (
    *("mpn_id", "domain", "directory_id", "area", "activities", "name", "products", "subscription_ids"),
    *("contact_name", "contact_title", "contact_email", "opening_comment", "files"),
)


def a_row(location, product=None, tenant=None, **cells):
    """Complete but for what a test changes: Microsoft 365, usage, a customer of its own."""
    tenant = tenant or a_customer()
    product = product or a_product()
    if not tenant.holdings.filter(product=product).exists():
        a_holding(tenant, product)
    domain = tenant.domains.get().name
    return {
        "mpn_id": location.mpn_id,
        "domain": domain,
        "directory_id": str(tenant.directory_id),
        "area": "Microsoft 365",
        "activities": "Usage",
        "name": f"For {domain}",
        "products": product.name,
        "contact_name": "Carla Customer",
        "contact_title": "Head of IT",
        "contact_email": "carla@customer.example",
        "files": f"{domain}.pdf",
    } | cells


def a_sheet(rows, columns=COLUMNS) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([BY_KEY[key].header for key in columns])
    writer.writerows([[row.get(key, "") for key in columns] for row in rows])
    return text.getvalue().encode()


def a_zip(files) -> bytes:
    """From names to contents."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def a_paper(name="proof.pdf") -> bytes:
    return PDF + name.encode()


def papers_for(rows) -> bytes:
    """A ZIP with a file for each row that names one."""
    return a_zip({row["files"]: a_paper(row["files"]) for row in rows if row.get("files")})


def an_upload(by, sheet, proofs=None, *, partner, at=MONDAY) -> Batch:
    return batches.upload(
        partner,
        by=by,
        at=at,
        sheet=ContentFile(sheet),
        sheet_name="claims.csv",
        proofs=ContentFile(proofs) if proofs else None,
        proofs_name="proof.zip" if proofs else "",
    )


def work(batch, at=MONDAY) -> Batch:
    assert work_on(batch.pk, now=lambda: at)
    return Batch.objects.get(pk=batch.pk)


def a_checked_batch(by, rows, *, partner, proofs=True, at=MONDAY) -> Batch:
    upload = an_upload(by, a_sheet(rows), papers_for(rows) if proofs else None, partner=partner, at=at)
    return work(upload, at)


def a_made_batch(by, rows, *, partner, submits=True, at=MONDAY) -> Batch:
    batch = a_checked_batch(by, rows, partner=partner, at=at)
    batches.confirm(batch.pk, by=by, at=at, submits=submits)
    return work(batch, at)


def states(batch):
    """Of each row, in the sheet's order."""
    return list(batch.rows.order_by("number").values_list("state", flat=True))


def remarks(batch, number=2):
    """What is said about a row, column by column."""
    return [
        (remark["column"], remark["kind"], remark["text"]) for remark in batch.rows.get(number=number).remarks
    ]
