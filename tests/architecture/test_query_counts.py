"""Every list costs the same number of queries, however many rows it shows."""

import uuid
from datetime import date, timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from accounts import actions as accounts
from accounts.models import News
from accounts.roles import PartnerRole
from calendars.models import TEAM, Closure
from claims import actions, showing
from consent import actions as consent
from reviews import actions as reviews
from reviews.insights.counting import count
from reviews.models import SavedView
from tests import claim_factories as make
from tests.architecture.world import a_checked_batch_of, a_text
from tests.cast import the_cast
from tests.claim_factories import MINUTE, MONDAY
from tests.consent.customers import mark_refused, message_of
from tests.factories import a_holding, a_location, a_member, a_product, a_reviewer, an_association

NOW = MONDAY + MINUTE


@pytest.fixture
def cast(db, monkeypatch, settings, tmp_path):
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    settings.DEMO = True
    settings.EMAIL_BACKEND = "cpor_portal.mailbox.MailboxBackend"
    settings.MAILBOX_DIR = tmp_path
    return the_cast()


def ours(cast, **fields):
    return {"location": cast.dublin, "by": cast.fiona} | fields


def a_claim(cast, number):
    make.a_submitted_claim(**ours(cast))


def a_claim_to_answer(cast, number):
    """Stands in the list, and once more among what needs the partner."""
    make.a_claim_to_answer(**ours(cast, reviewer=cast.ravi))


def a_contest(cast, number):
    shared = {"tenant": make.a_customer(), "products": [a_product()], "reviewer": cast.ravi}
    make.a_claim_under_review(location=cast.rival_location, by=cast.rita, **shared)
    make.a_claim_under_review(**ours(cast, **shared))


def a_claim_in_hand(cast, number):
    make.a_claim_under_review(**ours(cast, reviewer=cast.ravi))


def a_saved_view(cast, number):
    a_claim_in_hand(cast, number)
    SavedView.objects.create(
        owner=cast.lena, name=f"View {number}", query="show=all", is_shared=True, saved_at=NOW
    )


def a_closure(cast, number):
    Closure.objects.create(calendar=TEAM, date=date(2026, 12, 20 + number), name=f"Company day {number}")


def a_dispute(cast, number):
    claim = make.a_rejected_claim(**ours(cast, reviewer=cast.ravi))
    actions.raise_dispute(claim.pk, by=cast.fiona, at=NOW, justification="It is all there.")


def a_look(cast, number):
    make.a_second_look(make.a_rejected_claim(**ours(cast, reviewer=cast.ravi)))


def a_returned_look(cast, number):
    make.a_returned_look(make.a_rejected_claim(**ours(cast, reviewer=cast.ravi)), by=cast.rosa)


def a_canned_text(cast, number):
    a_text(name=f"Text {number}", edited_at=NOW, edited_by=cast.lena)


def a_decision(cast, number):
    make.a_rejected_claim(**ours(cast, reviewer=make.a_reviewer()))


def a_counted_decision(cast, number):
    a_decision(cast, number)
    count()


def a_comment(cast, number):
    claim = cast.northwind.claims.first() or make.a_submitted_claim(**ours(cast))
    actions.comment(claim.pk, by=cast.fiona, at=NOW, body=f"Comment {number}")


def a_notice(cast, number):
    words = {"kind": "commented", "title": "A new comment", "link": "/claims/", "visible_at": MONDAY}
    News.objects.create(user=cast.fiona, key=uuid.uuid4().hex, about="CPOR-1", **words)


def an_upload(cast, number):
    a_checked_batch_of(cast)


def a_row_of_an_upload(cast, number):
    batch = cast.northwind.batches.first() or a_checked_batch_of(cast)
    make_number = batch.rows.count() + 2
    claim = make.a_draft(**ours(cast))
    batch.rows.create(
        partner=batch.partner, number=make_number, state="drafted", claim=claim, fingerprint=f"{make_number}"
    )


def the_upload(cast):
    return [cast.northwind.batches.get().pk]


def a_letter(cast, number):
    mail.send_mail(f"Letter {number}", "Hello", None, ["carla@customer.example"])


def a_colleague(cast, number):
    """With a role at a place of its own, who invited somebody."""
    place = a_location(cast.northwind)
    colleague = a_member(cast.northwind, PartnerRole.GLOBAL_ADMIN, place)
    accounts.invite(
        cast.northwind.pk,
        by=colleague,
        at=NOW,
        email=f"{colleague.pk}@new.example",
        role=PartnerRole.BILLING_ADMIN,
        location=place,
    )


def own_company(cast):
    return [cast.northwind.pk]


def a_hand_off(cast, number):
    make.an_official_claim(**ours(cast))


def an_entry(cast, number):
    """One that was claimed and one that was imported."""
    make.an_approved_claim(**ours(cast))
    an_association(location=cast.dublin)


def a_place(cast, number):
    """One more to choose from, below the number at which they come as a list."""
    a_location(cast.northwind)


def a_product_of_a_draft(cast, number):
    """With a file, too: the draft's review shows both."""
    claim = cast.northwind.claims.first() or make.a_draft(**ours(cast))
    held = [a_holding(claim.tenant).product, *(row.product for row in claim.products.all())]
    actions.choose_products(claim.pk, by=cast.fiona, at=NOW, seen=None, workloads=held)
    actions.add_file(
        claim.pk, by=cast.fiona, at=NOW, upload=make.an_upload(make.PDF + b"%d" % number), name="proof.pdf"
    )


def a_file_in_answer(cast, number):
    """Drawn before, as by whoever looked at it first."""
    claim = cast.northwind.claims.first() or make.a_claim_to_answer(**ours(cast, reviewer=cast.ravi))
    upload = make.an_upload(make.PDF + b"%d" % number)
    actions.add_file(claim.pk, by=cast.fiona, at=NOW, upload=upload, name=f"proof {number}.pdf")
    for proof in claim.files.all():
        showing.look_into(proof, [], NOW)


def one_claims_code(cast):
    return [cast.northwind.claims.get().code]


def a_share(cast, number):
    """Somebody more, who is away, with a claim that is late; and one that lay idle."""
    person = a_reviewer(name=f"Reviewer {number}")
    today = NOW.date()
    reviews.plan_absence(person.pk, today, today, by=person, at=NOW)
    make.a_claim_under_review(**ours(cast, reviewer=person, at=MONDAY - timedelta(days=30)))
    make.answer(make.a_claim_to_answer(**ours(cast, reviewer=person)), at=NOW)
    idle = make.a_claim_under_review(**ours(cast, reviewer=person, at=MONDAY - timedelta(days=7)))
    reviews.return_idle(idle.pk, since=MONDAY, at=NOW)


def an_absence(cast, number):
    day = NOW.date() + timedelta(days=number)
    reviews.plan_absence(cast.ravi.pk, day, day, by=cast.ravi, at=NOW)
    reviews.note_employer(cast.ravi.pk, a_location().partner, by=cast.lena, at=NOW)


def a_failed_mail(cast, number):
    claim = make.a_submitted_claim(**ours(cast))
    consent.notify(claim.pk, at=NOW)
    mark_refused(message_of(claim), NOW)


def ravi(cast):
    return [cast.ravi.pk]


def nothing(cast):
    return []


@pytest.mark.parametrize(
    ("name", "person", "add", "arguments", "queries"),
    [
        ("claims:list", "fiona", a_claim, nothing, 15),
        ("claims:list", "fiona", a_claim_to_answer, nothing, 15),
        ("claims:history", "fiona", a_comment, one_claims_code, 7),
        ("claims:new", "fiona", a_place, nothing, 9),
        ("claims:detail", "fiona", a_product_of_a_draft, one_claims_code, 23),
        ("claims:proof", "fiona", a_product_of_a_draft, one_claims_code, 21),
        ("claims:associations", "fiona", an_entry, nothing, 7),
        ("claims:associations", "sam", an_entry, nothing, 6),
        ("reviews:hand_offs", "lena", a_hand_off, nothing, 8),
        ("accounts:company", "greta", a_colleague, own_company, 8),
        ("accounts:people", "greta", a_colleague, own_company, 9),
        ("claims:batches", "fiona", an_upload, nothing, 6),
        ("claims:batch", "fiona", a_row_of_an_upload, the_upload, 8),
        ("reviews:history", "ravi", a_comment, one_claims_code, 7),
        ("reviews:viewer", "ravi", a_file_in_answer, one_claims_code, 13),
        ("reviews:queue", "ravi", a_claim_in_hand, nothing, 15),
        ("reviews:queue", "ravi", a_saved_view, nothing, 15),
        ("reviews:views", "ravi", a_saved_view, nothing, 8),
        ("reviews:arbitrations", "lena", a_contest, nothing, 6),
        ("reviews:disputes", "lena", a_dispute, nothing, 7),
        ("reviews:second_looks", "ravi", a_look, nothing, 6),
        ("reviews:second_looks", "lena", a_returned_look, nothing, 5),
        ("reviews:insights", "lena", a_decision, nothing, 24),
        ("reviews:insights", "lena", a_counted_decision, nothing, 24),
        ("reviews:closures", "lena", a_closure, nothing, 7),
        ("reviews:team", "lena", a_share, nothing, 16),
        ("reviews:team_person", "lena", an_absence, ravi, 10),
        ("reviews:failed_mail", "lena", a_failed_mail, nothing, 9),
        ("reviews:texts", "lena", a_canned_text, nothing, 5),
        ("accounts:notices", "fiona", a_notice, nothing, 5),
        ("mailbox:list", "fiona", a_letter, nothing, 4),
    ],
)
def test_list_costs_the_same_for_more_rows(
    client, cast, django_assert_num_queries, name, person, add, arguments, queries
):
    client.force_login(getattr(cast, person))

    for number, more in enumerate((1, 2)):
        for row in range(more):
            add(cast, number + row)
        with django_assert_num_queries(queries):
            assert client.get(reverse(name, args=arguments(cast))).status_code == 200
