"""Many claims at once: what is found in each row, and what becomes of the good ones."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import Membership, News
from accounts.roles import PartnerRole
from claims import emails, scanning, sweeps
from claims.actions import batch_rows, batches
from claims.batches import working
from claims.models import Batch, BatchRow, Claim
from claims.refusals import NotNow
from claims.states import Area
from directory.models import Subscription
from tests.batch_factories import (
    a_checked_batch,
    a_made_batch,
    a_paper,
    a_row,
    a_sheet,
    a_zip,
    an_upload,
    papers_for,
    remarks,
    states,
    work,
)
from tests.claim_factories import MINUTE, MONDAY, a_customer
from tests.factories import a_filer, a_location, a_member, a_product, a_subscription

pytestmark = [pytest.mark.django_db, pytest.mark.rule("FIL-8")]


@pytest.fixture
def location():
    return a_location()


@pytest.fixture
def fiona(location):
    return a_filer(location.partner)


def checked(fiona, location, rows, **options):
    return a_checked_batch(fiona, rows, partner=location.partner, **options)


def made(fiona, location, rows, **options):
    return a_made_batch(fiona, rows, partner=location.partner, **options)


def dynamics(location, **cells):
    return a_row(
        location,
        **{
            "area": "business applications",
            "activities": "Pre-sales; Usage",
            "products": "",
            "contact_name": "Carla",
        }
        | cells,
    )


def test_good_rows_become_drafts(fiona, location):
    product = a_product(name="Teams")
    batch = made(
        fiona, location, [a_row(location, product, name="One"), a_row(location, product)], submits=False
    )

    assert (batch.state, states(batch)) == (Batch.State.DONE, ["drafted", "drafted"])
    claim = batch.rows.get(number=2).claim
    assert (claim.state, claim.name, claim.created_by, claim.location) == ("draft", "One", fiona, location)
    assert (claim.own_contact_name, claim.own_contact_email) == (fiona.name, fiona.email)
    assert [chosen.product for chosen in claim.products.all()] == [product]
    assert claim.files.get().name == batch.rows.get(number=2).values["files"]
    assert claim.events.order_by("number").first().kind == "created"


def test_complete_rows_are_submitted(fiona, location):
    rows = [a_row(location, opening_comment="The second wave."), a_row(location, contact_title="")]
    batch = made(fiona, location, rows)

    assert states(batch) == ["submitted", "drafted"]
    claim = batch.rows.get(number=2).claim
    assert (claim.state, claim.submitted_by) == ("submitted", fiona)
    assert [comment.body for comment in claim.comments.all()] == ["The second wave."]
    told = News.objects.get(user=fiona)
    assert told.kind == "upload_done"
    assert (told.text.partition(" The")[0], told.link) == (
        "Submitted: 1. Drafts: 1.",
        reverse("claims:batch", args=[batch.pk]),
    )


@pytest.mark.rule("PPL-5")
def test_who_left_meanwhile_is_not_told_of_the_upload(fiona, location):
    batch = made(fiona, location, [a_row(location)])
    News.objects.all().delete()
    fiona.memberships.all().delete()
    batch.confirmed_by.refresh_from_db()

    with transaction.atomic():
        emails.upload_done(batch, 1, 0, at=MONDAY)

    assert not News.objects.exists()


def test_rows_are_told_what_a_claim_would_be_told(fiona, location):
    """By the cell that it is about; nothing is left of the trial."""
    other = a_customer()
    rows = [
        a_row(location),
        a_row(location, domain="unknown.example"),
        a_row(location, directory_id="123"),
        a_row(location, directory_id=str(other.directory_id)),
        a_row(location, mpn_id="99999"),
        a_row(location, mpn_id=""),
        a_row(location, area="Surface"),
        a_row(location, activities="Reselling"),
        a_row(location, activities="Usage; Pre-sales"),
        a_row(location, products="Clippy"),
        a_row(location, products=a_product(name="Whiteboard").name),
        a_row(location, products=""),
        a_row(location, contact_email="carla"),
        a_row(location, contact_name=""),
        a_row(location, contact_name="C" * 201),
        a_row(location, files=""),
        a_row(location, subscription_ids="1"),
    ]

    batch = checked(fiona, location, rows)

    found = {row.number - 2: (row.state, *row.remarks) for row in batch.rows.all()}
    assert found[0] == ("ready",)
    assert {number: (state, one["column"]) for number, (state, one) in sorted(found.items())[1:]} == {
        1: ("wrong", "domain"),
        2: ("wrong", "directory_id"),
        3: ("wrong", "domain"),
        4: ("wrong", "mpn_id"),
        5: ("wrong", "mpn_id"),
        6: ("wrong", "area"),
        7: ("wrong", "activities"),
        8: ("wrong", "activities"),
        9: ("wrong", "products"),
        10: ("wrong", "products"),
        11: ("draftable", "products"),
        12: ("wrong", "contact_email"),
        13: ("draftable", "contact_name"),
        14: ("wrong", "contact_name"),
        15: ("draftable", "files"),
        16: ("wrong", "subscription_ids"),
    }
    assert found[10][1]["text"] == "Whiteboard is not on this tenant."
    assert not Claim.objects.exists()


@pytest.mark.rule("FIL-8", "DIR-3", "DIR-4")
def test_subscriptions_are_found_chosen_and_refused(fiona, location):
    area = Area.BUSINESS_APPLICATIONS
    sales, finance = a_product(area, name="Sales"), a_product(area, name="Finance")
    tenant = a_customer()
    only = a_subscription(tenant, finance)
    first, second = a_subscription(tenant, sales), a_subscription(tenant, sales)
    csp = a_subscription(tenant, sales, channel=Subscription.Channel.CSP)
    cells = [
        {"products": "Finance"},
        {"products": "Sales", "subscription_ids": f"{{{str(first.subscription_id).upper()}}}"},
        {"subscription_ids": f"{first.subscription_id};{second.subscription_id}"},
        {"products": "Sales"},
        {"products": "Finance", "subscription_ids": str(first.subscription_id)},
        {"products": "Sales", "subscription_ids": "0f3c5a2e-4b1d-4e8f-9a60-7c2d1e5b8f01"},
        {"products": "Sales", "subscription_ids": str(csp.subscription_id)},
    ]
    rows = [dynamics(location, tenant=tenant, name=str(n), **cell) for n, cell in enumerate(cells)]

    batch = made(fiona, location, rows, submits=False)

    assert states(batch) == ["drafted"] * 3 + ["wrong"] * 4
    chosen = [
        {product.subscription for product in row.claim.products.all()}
        for row in batch.rows.filter(state="drafted").order_by("number")
    ]
    assert chosen == [{only}, {first}, {first, second}]
    texts = [
        text for number in (5, 6, 7, 8) for column, kind, text in remarks(batch, number) if kind == "wrong"
    ]
    assert [text.partition(": ")[2] or text for text in texts[:1]] == ["enter the ID of the one you mean."]
    assert "is a subscription of Sales, not of Finance" in texts[1]
    assert "has no subscription with this ID" in texts[2]
    assert "bought through CSP" in texts[3]


@pytest.mark.rule("FIL-8", "PRG-5")
def test_a_location_that_is_not_enrolled_is_flagged_and_drafted(fiona, location):
    there = a_location(location.partner, programmes=[])

    batch = made(fiona, location, [a_row(there)])

    assert states(batch) == ["drafted"]
    assert [(column, kind) for column, kind, _text in remarks(batch)] == [("mpn_id", "missing")]


@pytest.mark.rule("FIL-8", "PPL-5")
def test_another_companys_location_is_as_unknown_as_none(fiona, location):
    batch = checked(fiona, location, [a_row(a_location(), mpn_id="12345"), a_row(a_location())])

    texts = [text.rpartition(" ")[0] for number in (2, 3) for _c, _k, text in remarks(batch, number)]
    assert texts == ["Your company has no location with the MPN ID"] * 2


def test_proof_is_matched_by_name_and_told_when_it_is_not(fiona, location):
    rows = [
        a_row(location, files="CONTOSO.pdf"),
        a_row(location, files="missing.pdf"),
        a_row(location, files="twice.pdf"),
        a_row(location, files="b/twice.pdf"),
        a_row(location, files="fake.pdf"),
        a_row(location, files="a/Größe.PDF; contoso.pdf"),
    ]
    files = {
        "papers/contoso.pdf": a_paper("1"),
        "a/twice.pdf": a_paper("2"),
        "b/twice.pdf": a_paper("3"),
        "fake.pdf": b"MZ this is no PDF",
        "a/gro\u0308ße.pdf": a_paper("4"),
        "nobody.pdf": a_paper("5"),
        "__MACOSX/._contoso.pdf": b"x",
        "../outside.pdf": a_paper("6"),
    }
    upload = an_upload(fiona, a_sheet(rows), a_zip(files), partner=location.partner)

    batch = work(upload)

    assert states(batch) == ["ready", "wrong", "wrong", "ready", "wrong", "ready"]
    assert [remarks(batch, number)[0][2] for number in (3, 4, 6)] == [
        "missing.pdf: This file is not in the ZIP.",
        "twice.pdf: More than one file in the ZIP has this name. Give each its own, or write it with its folder.",
        "fake.pdf: This is no PDF, Word document (DOCX), PNG or JPEG.",
    ]
    unnamed = batch.proof_files.filter(is_named=False).order_by("place")
    assert [file.name for file in unnamed] == ["nobody.pdf", "../outside.pdf"]
    batches.confirm(batch.pk, by=fiona, at=MONDAY, submits=True)
    work(batch)
    assert sorted(file.name for file in batch.rows.get(number=7).claim.files.all()) == [
        "contoso.pdf",
        "größe.pdf",
    ]


def test_repeated_upload_makes_nothing_twice(fiona, location):
    rows = [a_row(location), a_row(location)]
    first = made(fiona, location, rows, submits=False)
    spelled_otherwise = rows[0] | {
        "name": f"  {rows[0]['name'].upper()} ",
        "directory_id": f"{{{rows[0]['directory_id'].upper()}}}",
        "area": "m365",
        "contact_name": "Somebody Else",
    }

    again = checked(fiona, location, [spelled_otherwise, rows[1], a_row(location)])

    assert states(again) == ["repeated", "repeated", "ready"]
    assert again.rows.get(number=2).earlier == first.rows.get(number=2).claim
    batches.confirm(again.pk, by=fiona, at=MONDAY, submits=True)
    assert states(work(again)) == ["repeated", "repeated", "submitted"]
    assert Claim.objects.count() == 3


def test_the_same_claim_twice_in_a_sheet_is_made_once(fiona, location):
    row = a_row(location)

    batch = made(fiona, location, [row, a_row(location), row | {"contact_name": "Somebody Else"}])

    assert states(batch) == ["submitted", "submitted", "wrong"]
    assert remarks(batch, 4) == [("", "wrong", "This is the same claim as in row 2.")]


def test_what_was_deleted_can_be_made_again(fiona, location):
    row = a_row(location)
    first = made(fiona, location, [row], submits=False)
    first.rows.get().claim.delete()

    assert states(made(fiona, location, [row], submits=False)) == ["drafted"]


def test_two_uploads_of_the_same_rows_make_them_once(fiona, location):
    """Both were checked before either was confirmed."""
    rows = [a_row(location), a_row(location)]
    uploads = [checked(fiona, location, rows) for _time in range(2)]
    for upload in uploads:
        batches.confirm(upload.pk, by=fiona, at=MONDAY, submits=True)

    assert [states(work(upload)) for upload in uploads] == [["submitted"] * 2, ["repeated"] * 2]
    assert Claim.objects.count() == 2


class Killed(BaseException):
    """Nothing catches it, as nothing catches a worker's end."""


@pytest.mark.parametrize("place", ["add_file", "submit", "_begin"])
def test_a_worker_that_is_killed_leaves_nothing_half_done(fiona, location, monkeypatch, place):
    batch = checked(fiona, location, [a_row(location), a_row(location), a_row(location)])
    batches.confirm(batch.pk, by=fiona, at=MONDAY, submits=True)
    real, calls = getattr(batch_rows, place), []

    def killed_in_the_second_row(*args, **kwargs):
        calls.append(args)
        if len(calls) == 2:
            real(*args, **kwargs)
            raise Killed
        return real(*args, **kwargs)

    monkeypatch.setattr(batch_rows, place, killed_in_the_second_row)
    with pytest.raises(Killed):
        work(batch)
    assert states(batch)[0] == "submitted"

    assert states(work(batch)) == ["submitted"] * 3
    assert [claim.files.count() for claim in Claim.objects.all()] == [1, 1, 1]


def test_a_killed_worker_goes_on_reading_and_checking_where_it_was(fiona, location, monkeypatch):
    monkeypatch.setattr(working, "READ", 2)
    monkeypatch.setattr(working, "CHECKED", 2)
    rows = [a_row(location) for _row in range(5)]
    upload = an_upload(fiona, a_sheet(rows), partner=location.partner)
    for place in ("keep_rows", "end_checks"):
        real = getattr(batches, place)

        def killed(*args, real=real, place=place, **kwargs):
            real(*args, **kwargs)
            monkeypatch.setattr(batches, place, real)
            raise Killed

        monkeypatch.setattr(batches, place, killed)
        with pytest.raises(Killed):
            work(upload)

    batch = work(upload)

    assert (batch.state, batch.row_count, states(batch)) == (Batch.State.CHECKED, 5, ["draftable"] * 5)


def test_a_worker_makes_room_for_others(fiona, location):
    upload = an_upload(fiona, a_sheet([a_row(location)]), partner=location.partner)

    seen = []
    while not working.work_on(upload.pk, now=lambda: MONDAY, seconds=0):
        upload.refresh_from_db()
        seen.append(upload.state)

    assert seen == ["checking", "checking", "checked"]


def test_rights_are_asked_for_when_the_claims_are_made(fiona, location):
    there = a_location(location.partner)
    batch = checked(fiona, location, [a_row(location), a_row(there)])
    batches.confirm(batch.pk, by=fiona, at=MONDAY, submits=True)
    Membership.objects.filter(user=fiona).update(location=there)

    batch = work(batch)

    assert states(batch) == ["refused", "submitted"]
    assert remarks(batch) == [("mpn_id", "wrong", "Your role does not cover this location.")]


def test_only_filers_submit_and_only_drafters_draft(fiona, location):
    uma = a_member(location.partner, PartnerRole.INCENTIVES_USER)
    bill = a_member(location.partner, PartnerRole.BILLING_ADMIN)
    batch = checked(uma, location, [a_row(location)])

    with pytest.raises(PermissionDenied):
        batches.confirm(batch.pk, by=uma, at=MONDAY, submits=True)
    with pytest.raises(PermissionDenied):
        batches.confirm(batch.pk, by=bill, at=MONDAY, submits=False)
    with pytest.raises(PermissionDenied):
        an_upload(bill, b"x", partner=location.partner)
    batches.confirm(batch.pk, by=uma, at=MONDAY, submits=False)
    assert states(work(batch)) == ["drafted"]


def test_a_decision_is_taken_once(fiona, location):
    batch = checked(fiona, location, [a_row(location)])
    batches.confirm(batch.pk, by=fiona, at=MONDAY, submits=False)

    with pytest.raises(NotNow, match=f"{fiona} has begun"):
        batches.confirm(batch.pk, by=fiona, at=MONDAY, submits=True)


def test_what_became_wrong_since_the_preview_is_told_with_the_draft(fiona, location):
    row = a_row(location)
    batch = checked(fiona, location, [row])
    batches.confirm(batch.pk, by=fiona, at=MONDAY, submits=True)
    location.enrolments.all().delete()

    batch = work(batch)

    assert states(batch) == ["drafted"]
    assert [(column, kind) for column, kind, _text in remarks(batch)] == [("mpn_id", "missing")]
    assert batch.rows.get().claim.state == "draft"


def test_rows_are_checked_again_on_demand(fiona, location):
    row = a_row(location, products="Loop")
    batch = checked(fiona, location, [row])
    a_product(name="Loop").holdings.create(
        tenant_id=Claim._meta.get_field("tenant").related_model.objects.get().pk
    )

    batches.check_again(batch.pk, by=fiona, at=MONDAY)

    assert (states(batch), states(work(batch))) == (["new"], ["ready"])


def test_a_row_that_breaks_the_code_holds_up_no_other(fiona, location, monkeypatch, caplog):
    real = batch_rows.wanted_by

    def broken(values, known):
        if values["name"] == "Broken":
            raise ZeroDivisionError
        return real(values, known)

    monkeypatch.setattr(batch_rows, "wanted_by", broken)
    batch = checked(fiona, location, [a_row(location, name="Broken"), a_row(location)])

    assert states(batch) == ["wrong", "ready"]
    assert "can't be checked" in caplog.text


def test_rows_are_read_and_checked_in_chunks_with_few_queries(fiona, location, django_assert_max_num_queries):
    """A number for each row, whatever there are; and never all rows at once."""
    product, tenant = a_product(), a_customer()
    rows = [a_row(location, product, tenant, name=f"Claim {number}") for number in range(60)]
    upload = an_upload(fiona, a_sheet(rows), partner=location.partner)

    with django_assert_max_num_queries(60 * 40):
        batch = work(upload)

    assert states(batch) == ["draftable"] * 60


@pytest.mark.parametrize(
    ("sheet", "why"),
    [
        (b"A,B\n1,2\n", "The first row must name the columns, among them “MPN ID”. See the example."),
        (b"MPN ID,mpn_id\n1,2\n", "The column “MPN ID” is there twice."),
        (b"MPN ID,Domain\n\n,\n", "The sheet has no rows below the names of the columns."),
        (b"\n\n", "The sheet is empty."),
        (b"PK\x03\x04 nonsense", "This is no ZIP, or a damaged one."),
    ],
)
def test_a_sheet_that_cannot_be_read_says_why(fiona, location, sheet, why):
    batch = work(an_upload(fiona, sheet, partner=location.partner))

    assert (batch.state, batch.failure) == (Batch.State.UNREADABLE, f"claims.csv: {why}")
    assert not batch.sheet


def test_too_many_rows_are_refused(fiona, location, monkeypatch):
    monkeypatch.setattr(working.sheets, "MAX_ROWS", 2)

    batch = work(an_upload(fiona, a_sheet([{"mpn_id": "1"}] * 3), partner=location.partner))

    assert batch.failure == "claims.csv: The sheet has more than 2 rows. Split it, please."
    assert not batch.rows.exists()


def test_unknown_and_missing_columns_are_told(fiona, location):
    sheet = f"mpn_id;DOMAIN;Colour;Result\n{location.mpn_id};contoso.example;red;Draft made\n".encode()

    batch = work(an_upload(fiona, sheet, partner=location.partner))

    assert batch.unknown_columns == ["Colour"]
    assert "Directory ID" in batch.missing_columns
    assert batch.rows.get().values == {"mpn_id": location.mpn_id, "domain": "contoso.example"}


def files_of(batch):
    return [str(file.name) for file in (batch.sheet, batch.proofs) if file]


def test_files_are_deleted_when_nobody_needs_them(fiona, location, django_capture_on_commit_callbacks):
    done = checked(fiona, location, [a_row(location)])
    names = files_of(done)
    batches.confirm(done.pk, by=fiona, at=MONDAY, submits=True)
    with django_capture_on_commit_callbacks(execute=True):
        done = work(done)

    assert len(names) == 2
    assert (files_of(done), [default_storage.exists(name) for name in names]) == ([], [False, False])


def test_the_sweep_finds_lost_and_forgotten_uploads(fiona, location, monkeypatch):
    lost = an_upload(fiona, a_sheet([a_row(location)]), partner=location.partner)
    forgotten = checked(fiona, location, [a_row(location)])
    asked = []
    monkeypatch.setattr(batches, "ask_for_work", asked.append)

    assert list(sweeps.sweep(MONDAY + 2 * MINUTE)) == []
    assert list(sweeps.sweep(MONDAY + 3 * MINUTE)) == ["claims.csv: upload taken up again"]
    assert list(sweeps.sweep(MONDAY + 4 * MINUTE)) == []
    later = MONDAY + sweeps.PATIENCE
    assert "claims.csv: upload abandoned" in list(sweeps.sweep(later))

    forgotten.refresh_from_db()
    assert (asked, forgotten.state, files_of(forgotten)) == ([lost.pk, lost.pk], Batch.State.ABANDONED, [])


def test_the_cells_of_old_uploads_go_and_nothing_is_made_twice(fiona, location, client):
    rows = [a_row(location), a_row(location, domain="unknown.example")]
    batch = made(fiona, location, rows)
    over = MONDAY + sweeps.KEPT

    assert list(sweeps._batches(over - MINUTE, dry_run=False)) == []
    assert list(sweeps._batches(over, dry_run=False)) == ["claims.csv: cells deleted"]
    assert list(sweeps._batches(over, dry_run=False)) == []

    kept = batch.rows.order_by("number").values_list("values", "remarks", "state")
    assert list(kept) == [({}, [], "submitted"), ({}, [], "wrong")]
    assert not batch.proof_files.exists()
    assert states(checked(fiona, location, rows)) == ["repeated", "wrong"]
    client.force_login(fiona)
    page = client.get(reverse("claims:batch", args=[batch.pk])).content.decode()
    assert "The cells of this sheet were deleted" in page
    assert batch.rows.get(number=2).claim.code in page


def test_uploads_are_seen_by_those_who_draft(fiona, location):
    there = a_location(location.partner)
    cora = a_filer(location.partner, there)
    people = [
        fiona,
        a_member(location.partner, PartnerRole.INCENTIVES_USER),
        a_member(location.partner, PartnerRole.BILLING_ADMIN),
        cora,
        a_filer(a_location().partner),
    ]
    upload = an_upload(fiona, b"MPN ID", partner=location.partner)
    own = an_upload(cora, b"MPN ID", partner=location.partner)

    assert [set(Batch.objects.visible_to(person)) for person in people] == [
        {upload, own},
        {upload, own},
        set(),
        {own},
        set(),
    ]
    assert BatchRow.objects.count() == 0
    assert timezone.is_aware(upload.created_at)


@pytest.mark.rule("FIL-8", "POE-5")
def test_an_upload_waits_for_the_virus_scanner(fiona, location, monkeypatch, caplog):
    """Found in the preview and while the claims are made; no row pays for it."""

    def silent(content, *, about):
        raise scanning.NotScanned("The file can't be checked.")

    row = a_row(location)
    with monkeypatch.context() as patch:
        patch.setattr(scanning, "refuse_malware", silent)
        batch = checked(fiona, location, [row])
        assert remarks(batch) == [("files", "wrong", f"{row['files']}: The file can't be checked.")]
    batches.check_again(batch.pk, by=fiona, at=MONDAY)
    assert states(work(batch)) == ["ready"]
    batches.confirm(batch.pk, by=fiona, at=MONDAY, submits=True)
    with monkeypatch.context() as patch:
        patch.setattr(scanning, "refuse_malware", silent)
        assert states(work(batch)) == ["begun"]

    assert "waits for the virus scanner" in caplog.text
    assert states(work(batch)) == ["submitted"]


def test_papers_are_looked_into_once(fiona, location, monkeypatch):
    """One file may be the proof of many rows."""
    looked, real = [], batch_rows.inspect

    def look(content, name):
        looked.append(name)
        return real(content, name)

    monkeypatch.setattr(batch_rows, "inspect", look)
    monkeypatch.setattr(working, "CHECKED", 2)
    rows = [a_row(location, files="shared.pdf") for _row in range(5)]

    work(an_upload(fiona, a_sheet(rows), papers_for(rows[:1]), partner=location.partner))

    assert looked == ["shared.pdf"]
