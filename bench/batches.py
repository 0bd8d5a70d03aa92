"""How long many claims at once take, and how much memory: `python -m bench.batches [--rows 5000] [--submit]`.

Makes a company with customers of its own, uploads a sheet (and a ZIP of proof), and does the worker's work in this
process, against the database of DATABASE_URL.
"""

import argparse
import io
import os
import resource
import sys
import tempfile
import threading
import time
import uuid
import zipfile

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cpor_portal.settings")
django.setup()

from django.core.files.base import File
from django.db import connection
from django.utils import timezone
from openpyxl import Workbook

from accounts.models import Enrolment, Location, Membership, Partner, User
from accounts.programmes import Programme
from claims.actions import batches
from claims.batches.columns import BY_KEY
from claims.batches.working import work_on
from claims.models import Batch
from directory.models import Domain, Holding, Product, Tenant
from reviews.demo.pdf import one_page

COLUMNS = (
    *("mpn_id", "domain", "directory_id", "area", "activities", "name", "products"),
    *("contact_name", "contact_title", "contact_email", "files"),
)
TENANTS = 1_000
PAPER_KB = 40


def a_company() -> tuple[User, Location]:
    mark = uuid.uuid4().hex[:8]
    partner = Partner.objects.create(name=f"Bench {mark}", country="IE")
    location = Location.objects.create(
        partner=partner, mpn_id=str(uuid.uuid4().int)[:10], name="Bench", country="IE"
    )
    Enrolment.objects.bulk_create(
        Enrolment(location=location, programme=programme, from_date="2019-10-01") for programme in Programme
    )
    user = User.objects.create_user(f"{mark}@bench.example", name="Ben Bench")
    Membership.objects.create(user=user, partner=partner, role="incentives_admin")
    return user, location


def customers(product: Product) -> list[Tenant]:
    mark = uuid.uuid4().hex[:8]
    tenants = Tenant.objects.bulk_create(
        Tenant(directory_id=uuid.uuid4(), name=f"Customer {n}", country="IE", time_zone="Europe/Dublin")
        for n in range(TENANTS)
    )
    Domain.objects.bulk_create(
        Domain(tenant=tenant, name=f"c{n}.{mark}.example") for n, tenant in enumerate(tenants)
    )
    Holding.objects.bulk_create(Holding(tenant=tenant, product=product) for tenant in tenants)
    return [(tenant, f"c{n}.{mark}.example") for n, tenant in enumerate(tenants)]


def products() -> list[Product]:
    """As many as it takes for each row to be a claim of its own."""
    mark = uuid.uuid4().hex[:8]
    return Product.objects.bulk_create(
        Product(code=f"bench-{mark}-{n}", name=f"Bench {mark} {n}", area="m365", valid_from_date="2019-10-01")
        for n in range(10)
    )


def the_sheet(location: Location, count: int):
    offered = products()
    found = customers(offered[0])
    for product in offered[1:]:
        Holding.objects.bulk_create(Holding(tenant=tenant, product=product) for tenant, _domain in found)
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append([BY_KEY[key].header for key in COLUMNS])
    for number in range(count):
        tenant, domain = found[number % len(found)]
        sheet.append(
            [location.mpn_id, domain, str(tenant.directory_id), "Microsoft 365", "Usage", f"Claim {number}"]
            + [offered[number // len(found) % len(offered)].name]
            + ["Carla Customer", "Head of IT", f"carla@{domain}", f"proof-{number}.pdf"]
        )
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def a_paper() -> bytes:
    """A real PDF, with noise in it that hardly compresses, as in a scan."""
    noise = b"9 0 obj\n<</Length %d>>\nstream\n%s\nendstream\nendobj\n"
    head, rest = one_page("Proof of execution", []).split(b"\n", 1)
    return head + b"\n" + noise % (PAPER_KB * 1024, os.urandom(PAPER_KB * 1024)) + rest


def the_proofs(count: int):
    file = tempfile.TemporaryFile()  # noqa: SIM115 (kept until the end of the process)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(count):
            archive.writestr(f"proof-{number}.pdf", a_paper())
    file.seek(0)
    return file


class Peak(threading.Thread):
    """The most memory that this process really held, asked for a few times a second."""

    def __init__(self):
        super().__init__(daemon=True)
        self.most, self.over = 0, threading.Event()

    def run(self):
        while not self.over.wait(0.05):
            self.most = max(self.most, held())


def held() -> int:
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * resource.getpagesize()


def measured(label: str, act) -> None:
    before, peak = held(), Peak()
    peak.start()
    began, cpu = time.perf_counter(), time.process_time()
    act()
    took, used = time.perf_counter() - began, time.process_time() - cpu
    peak.over.set()
    peak.join()
    grown = max(0, peak.most - before) / 1024**2
    print(
        f"{label:24} {took:8.1f} s  {used:8.1f} s CPU  peak {peak.most / 1024**2:6.0f} MB  (+{grown:.0f} MB)"
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=5_000)
    parser.add_argument("--submit", action="store_true", help="with a ZIP of proof, and submit")
    options = parser.parse_args()
    user, location = a_company()
    sheet = the_sheet(location, options.rows)
    proofs = the_proofs(options.rows) if options.submit else None
    print(f"{connection.vendor}: {options.rows:,} rows, sheet {len(sheet) / 1024:,.0f} kB", end="")
    print(f", ZIP {os.fstat(proofs.fileno()).st_size / 1024**2:,.0f} MB" if proofs else "")
    batch: list[Batch] = []

    def upload():
        batch.append(
            batches.upload(
                location.partner,
                by=user,
                at=timezone.now(),
                sheet=File(io.BytesIO(sheet)),
                sheet_name="bench.xlsx",
                proofs=File(proofs) if proofs else None,
                proofs_name="bench.zip" if proofs else "",
            )
        )

    measured("upload (the request)", upload)
    measured("read and check", lambda: work_on(batch[-1].pk, now=timezone.now))
    batches.confirm(batch[-1].pk, by=user, at=timezone.now(), submits=options.submit)
    measured("submit" if proofs else "make drafts", lambda: work_on(batch[-1].pk, now=timezone.now))
    upload()
    measured("check the same again", lambda: work_on(batch[-1].pk, now=timezone.now))
    for each in batch:
        states = [
            (state, each.rows.filter(state=state).count()) for state in ("drafted", "submitted", "repeated")
        ]
        print(each.pk, Batch.objects.get(pk=each.pk).state, dict(states))
    return 0


if __name__ == "__main__":
    sys.exit(main())
