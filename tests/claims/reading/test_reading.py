"""From the upload to the findings on the page: read once, whatever gets lost, for whoever may see the claim."""

from datetime import timedelta

import pytest
from celery import current_app
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.utils import timezone

from claims import actions, sweeps, tasks
from claims.actions import reading as reading_actions
from claims.actions.reading import MOST_TRIES, PATIENCE, read_proof
from claims.models import ProofFile, ProofReading
from claims.reading import report_of
from claims.reading.extract import extract
from claims.reading.text import Outcome
from tests.claim_factories import MINUTE, MONDAY, a_customer, a_draft, a_ready_draft, a_submitted_claim, fresh
from tests.claims.cast import url
from tests.factories import a_filer, a_holding, a_location, a_partner, a_product, a_reviewer

from .measuring import LIMITS
from .papers import a_scan, as_docx, as_pdf, facts, lines, text

pytestmark = [pytest.mark.django_db, pytest.mark.rule("POE-3")]
READ = {"status": "read", "pages": [{"text": "Some words", "has_picture": False}], "is_cut": False}


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()


@pytest.fixture
def read_here(monkeypatch):
    """Reads in this process, and counts how often."""
    read = []

    def extracted(content, kind):
        read.append((content.read(), kind))
        return READ

    monkeypatch.setattr(reading_actions, "extracted", extracted)
    return read


@pytest.fixture
def quickly(monkeypatch):
    """Reads in this process what the other tests read in one of its own."""
    monkeypatch.setattr(reading_actions, "extracted", lambda content, kind: extract(content, kind, **LIMITS))


def add(claim, content, name="proof.pdf", at=MONDAY):
    return actions.add_file(
        claim.pk, by=claim.created_by, at=at, upload=ContentFile(content, name=name), name=name
    )


def a_pdf(*words):
    return as_pdf([lines(*words)])


def clock(at=MONDAY):
    return lambda: at


def a_claim(**fields):
    claim = a_draft(**fields)
    product = a_product(name="Microsoft Teams")
    a_holding(claim.tenant, product)
    actions.choose_products(claim.pk, by=claim.created_by, at=MONDAY, seen=None, workloads=[product])
    return fresh(claim)


def a_whole_proof(claim, **changes):
    said = {"product": "Microsoft Teams", "day": "20 February 2026"} | changes
    return as_docx(
        [
            facts(("Customer", claim.tenant.name), ("Domain", claim.domain), ("Partner", claim.partner.name)),
            text(f"We migrated 40 mailboxes, configured {said['product']} and trained the key users."),
            lines(f"Signed by: {claim.contact_name}", f"Date: {said['day']}"),
        ]
    )


def outcomes(claim, at=MONDAY):
    return [str(row.outcome) for row in report_of(claim, at).rows]


# Reading


def test_upload_asks_for_reading_once_it_is_kept(monkeypatch, django_capture_on_commit_callbacks):
    asked = []
    monkeypatch.setattr(current_app, "send_task", lambda name, args: asked.append((name, args)))

    with django_capture_on_commit_callbacks(execute=True):
        proof = add(a_draft(), a_pdf("Hello"))

    assert asked == [("claims.tasks.read_proof", [proof.pk])]
    assert (proof.reading.status, proof.reading.due_at) == ("waiting", MONDAY + PATIENCE)


def test_upload_is_kept_though_the_queue_is_down(monkeypatch, django_capture_on_commit_callbacks):
    def down(name, args):
        raise ConnectionError("no broker")

    monkeypatch.setattr(current_app, "send_task", down)

    with django_capture_on_commit_callbacks(execute=True):
        proof = add(a_draft(), a_pdf("Hello"))

    assert ProofFile.objects.get().reading == proof.reading


def test_task_reads_a_file_in_a_process_of_its_own():
    claim = a_claim()
    proof = add(claim, a_whole_proof(claim), "proof.docx")

    tasks.read_proof(proof.pk)

    proof.reading.refresh_from_db()
    assert (proof.reading.status, proof.reading.due_at) == ("read", None)
    assert "trained the key users" in proof.reading.pages[0]["text"]
    assert outcomes(claim) == ["found"] * 5


def test_picture_is_known_to_hold_no_text(read_here):
    proof = add(a_draft(), a_scan(), "scan.png")

    assert (proof.reading.status, proof.reading.read_at) == ("no_text", MONDAY)
    assert read_proof(proof.pk, now=clock()) is None
    assert read_here == []


def test_file_is_read_once(read_here):
    proof = add(a_draft(), a_pdf("Hello"))

    assert [read_proof(proof.pk, now=clock()) for _ in range(2)] == ["read", None]
    assert len(read_here) == 1


def test_file_that_is_being_read_is_left_alone(monkeypatch):
    proof, others = add(a_draft(), a_pdf("Hello")), []

    def extracted(content, kind):
        others.append(read_proof(proof.pk, now=clock()))
        return READ

    monkeypatch.setattr(reading_actions, "extracted", extracted)

    assert read_proof(proof.pk, now=clock()) == "read"
    assert others == [None]


def test_sweep_reads_what_was_lost_and_nothing_twice(read_here):
    proofs = [add(a_draft(), a_pdf(f"Proof {number}")) for number in range(2)]

    early = list(sweeps.read_waiting(now=clock(MONDAY + MINUTE)))
    late = list(sweeps.read_waiting(now=clock(MONDAY + PATIENCE)))
    again = list(sweeps.read_waiting(now=clock(MONDAY + 2 * PATIENCE)))

    assert (early, late, again) == ([], [f"file {proof.pk}: read" for proof in proofs], [])
    assert len(read_here) == 2


def test_file_that_kills_its_readers_is_given_up(monkeypatch):
    def killed(content, kind):
        raise MemoryError("the worker is gone")

    monkeypatch.setattr(reading_actions, "extracted", killed)
    proof = add(a_draft(), a_pdf("Hello"))
    at = MONDAY

    for _ in range(MOST_TRIES + 1):
        at += PATIENCE
        assert list(sweeps.read_waiting(now=clock(at))) == []

    proof.reading.refresh_from_db()
    assert (proof.reading.status, proof.reading.tries) == ("failed", MOST_TRIES)
    assert report_of(proof.claim, at).waiting == 0


def test_file_that_was_removed_or_is_missing_stops_nothing(read_here):
    claim = a_draft()
    removed, missing = add(claim, a_pdf("Removed")), add(claim, a_pdf("Missing"))
    missing.file.storage.delete(missing.file.name)
    actions.remove_file(removed.pk, by=claim.created_by, at=MONDAY)

    assert [read_proof(pk, now=clock()) for pk in (removed.pk, missing.pk)] == [None, "failed"]


def test_same_content_is_read_once_in_a_company_and_again_in_another(read_here):
    claim = a_draft()
    content = a_pdf("The same")
    read_proof(add(claim, content).pk, now=clock())

    colleague = add(a_draft(location=claim.location, by=claim.created_by), content)
    rival = add(a_draft(), content)

    assert (colleague.reading.status, colleague.reading.pages) == ("read", READ["pages"])
    assert rival.reading.status == "waiting"


# The report


def test_report_says_what_is_there_and_what_to_add(quickly):
    claim = a_claim()
    read_proof(add(claim, a_whole_proof(claim, product="OneDrive", day="May"), "proof.docx").pk, now=clock())

    report = report_of(claim, MONDAY)

    belongs, acknowledged, dates, description, products = report.rows
    assert [row.outcome for row in report.rows] == ["found", "found", "not_found", "found", "not_found"]
    assert (acknowledged.places[0].file, acknowledged.places[0].paragraph) == ("proof.docx", 5)
    assert "Carla Customer" in acknowledged.places[0].passage
    assert dates.hints == ("Say on which days the work was done, or when the customer signed.",)
    assert products.hints == ("Mention each product by its name: Microsoft Teams.",)
    assert [(part.title, part.outcome) for part in products.parts] == [("Microsoft Teams", Outcome.NOT_FOUND)]


def test_report_follows_the_claim(quickly):
    claim = a_claim()
    read_proof(add(claim, a_whole_proof(claim), "proof.docx").pk, now=clock())
    before = outcomes(claim)

    sharepoint = a_product(name="SharePoint")
    a_holding(claim.tenant, sharepoint)
    claim = actions.choose_products(
        claim.pk, by=claim.created_by, at=MONDAY, seen=None, workloads=[sharepoint]
    )

    assert (before[4], outcomes(claim)[4]) == ("found", "not_found")
    assert outcomes(claim, MONDAY + timedelta(days=700))[2] == "not_found"


def test_report_says_nothing_without_files_and_of_files_that_wait():
    claim = a_claim()
    nothing = report_of(claim, MONDAY)
    add(claim, a_pdf("Hello"))
    waiting = report_of(claim, MONDAY)

    assert (nothing.has_files, nothing.rows) == (False, ())
    assert (waiting.waiting, waiting.rows) == (1, ())


def test_scan_cant_be_told_from():
    claim = a_claim()
    add(claim, a_scan(), "scan.png")

    report = report_of(claim, MONDAY)

    assert [row.outcome for row in report.rows] == ["cant_tell"] * 5
    assert report.unread == ("scan.png",)


def test_report_costs_the_same_for_more_files(quickly, django_assert_num_queries):
    claim = a_claim()
    for number in range(2):
        read_proof(add(claim, a_whole_proof(claim, day=f"{number + 1} March 2026"), "a.docx").pk, now=clock())
        claim = fresh(claim)
        with django_assert_num_queries(5):
            report_of(claim, MONDAY)
        with django_assert_num_queries(4):
            report_of(claim, MONDAY)


# The page


def test_part_of_the_page_asks_for_itself_while_files_wait(client, monkeypatch, read_here):
    monkeypatch.setattr(timezone, "now", clock())
    claim = a_claim()
    proof = add(claim, a_pdf("Hello"))
    client.force_login(claim.created_by)

    waiting = client.get(url("reading", claim)).content.decode()
    read_proof(proof.pk, now=clock())
    done = client.get(url("reading", claim)).content.decode()

    assert ("every 2s" in waiting, "1 file is being read" in waiting) == (True, True)
    assert ("every 2s" in done, "1 file is being read" in done) == (False, False)


def test_what_a_file_says_is_shown_as_text(quickly, client, monkeypatch):
    monkeypatch.setattr(timezone, "now", clock())
    claim = a_claim()
    words = f"Signed by: {claim.contact_name} <script>alert(1)</script>"
    read_proof(add(claim, as_docx([lines(words)]), "proof.docx").pk, now=clock())
    client.force_login(claim.created_by)

    page = client.get(url("reading", claim)).content.decode()

    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page


@pytest.mark.rule("PPL-5")
def test_text_is_for_whoever_may_see_the_claim(client):
    claim = a_submitted_claim()
    partner = a_partner()
    a_location(partner)

    client.force_login(a_filer(partner))
    assert client.get(url("reading", claim)).status_code == 404
    client.force_login(a_reviewer())
    assert client.get(url("reading", claim)).status_code == 403


def test_reading_never_blocks_a_submission():
    claim = a_ready_draft()

    assert ProofReading.objects.get(proof__claim=claim).status == "waiting"
    assert actions.submit(claim.pk, by=claim.created_by, at=MONDAY).submitted_at == MONDAY


def test_customers_other_domains_count_too(quickly):
    tenant = a_customer()
    tenant.domains.create(name="other-name.example")
    claim = a_claim(tenant=tenant)
    content = as_docx([lines(f"other-name.example, {claim.partner.name}")])
    read_proof(add(claim, content, "proof.docx").pk, now=clock())

    assert outcomes(claim)[0] == "found"
