"""What a claim's own page and its history show, state by state."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from claims import actions, history
from claims.models import Event
from claims.states import RejectionReason
from consent.models import Notice
from directory.models import Usage
from outbox.models import Message
from reviews import actions as reviews
from tests import claim_factories as claims
from tests import factories

from .cast import people_of, url

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def now():
    return timezone.now()


def page_of(client, claim, name="detail", **query):
    client.force_login(claim.created_by)
    return client.get(url(name, claim), query)


def text_of(client, claim, name="detail", **query):
    return page_of(client, claim, name, **query).content.decode()


@pytest.mark.rule("FIL-5")
def test_a_draft_lists_every_problem_with_a_link_to_its_field(client):
    draft = claims.a_draft(contact_email="", name="", domain="unknown.example")

    page = page_of(client, draft)

    links = {problem.field: link for problem, link in page.context["blocking"]}
    assert links == {
        "domain": f"{url('step', draft, 'customer')}#id_domain",
        "contact_email": f"{url('step', draft, 'contacts')}#id_contact_email",
        "name": f"{url('step', draft, 'details')}#id_name",
        "products": f"{url('products', draft)}#id_products",
        "files": f"{url('proof', draft)}#id_files",
    }
    for link in links.values():
        assert f'href="{link}"' in page.content.decode()
    assert url("submit", draft) not in page.content.decode()


def test_each_linked_field_is_on_the_page_that_the_link_leads_to(client):
    draft = claims.a_draft(contact_email="", name="", domain="unknown.example", area="", usage=False)
    linked = [link for _problem, link in page_of(client, draft).context["blocking"] if "#" in link]

    for link in linked:
        address, anchor = link.split("#")
        assert f'id="{anchor}"' in client.get(address).content.decode()


@pytest.mark.rule("DIR-5", "PPL-5")
def test_a_rival_is_a_warning_and_has_no_name(client):
    ready = claims.a_ready_draft()
    rival = factories.a_location(factories.a_partner(name="Fabrikam Cloud"))
    product = ready.products.get().product
    factories.an_association(location=rival, tenant=ready.tenant, product=product)

    page = page_of(client, ready)

    assert page.context["blocking"] == []
    assert len(page.context["warnings"]) == 1
    assert "Fabrikam" not in page.content.decode()
    assert url("submit", ready) in page.content.decode()


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (claims.a_ready_draft, {"edit", "submit", "copy", "delete"}),
        (claims.a_submitted_claim, {"edit", "add_file", "withdraw", "correct_contact", "copy"}),
        (claims.a_claim_under_review, {"withdraw", "correct_contact", "copy"}),
        (claims.a_claim_to_answer, {"edit", "add_file", "answer", "withdraw", "correct_contact", "copy"}),
        (claims.an_approved_claim, {"add_file", "give_up", "correct_contact", "copy"}),
        (claims.a_rejected_claim, {"dispute", "copy"}),
    ],
)
def test_only_what_can_be_done_now_is_offered(client, now, make, expected):
    page = page_of(client, make(at=now))

    assert {name for name, is_open in page.context["may"].items() if is_open} == expected


@pytest.mark.rule("CLK-4")
def test_after_the_time_to_answer_nothing_is_offered_that_would_be_refused(client, now):
    claim = claims.a_claim_to_answer(at=now - 30 * DAY)

    page = page_of(client, claim)

    offered = {name for name, is_open in page.context["may"].items() if is_open}
    assert offered == {"add_file", "correct_contact", "copy"}
    assert "The time to answer is over" in page.content.decode()


@pytest.mark.parametrize(
    ("make", "who", "clock"),
    [
        (claims.a_ready_draft, "Your turn", ""),
        (claims.a_submitted_claim, "Review team", "start_review"),
        (claims.a_claim_under_review, "Review team", "decision"),
        (claims.a_claim_to_answer, "Your turn", "answer"),
        (claims.an_approved_claim, "CPOR portal", ""),
        (claims.a_rejected_claim, "Up to you", "dispute"),
    ],
)
def test_the_page_says_whose_turn_it_is_and_until_when(client, now, make, who, clock):
    claim = make(at=now)

    page = page_of(client, claim)

    assert page.context["turn"].who == who
    assert page.context.get("why_url", "") == (url("why", claim, clock) if clock else "")


def test_a_moved_deadline_is_told_without_the_teams_own_clocks(client, now):
    claim = claims.a_claim_under_review(at=now)
    soon, later = "2026-11-26T09:30:00+00:00", "2026-11-27T09:30:00+00:00"
    history.record(
        claims.fresh(claim),
        "deadline_moved",
        by=claim.reviewer,
        at=now,
        before={"decision": soon, "overall_risk": soon},
        after={"decision": later, "overall_risk": later, "closure": "Team day, 2026-11-25"},
    )

    moved = page_of(client, claim, "history").context["entries"][0]

    assert [label for label, _before, _after in moved["changes"]] == ["Decision", "Closure"]
    assert moved["changes"][1][2] == "Team day, Wed 25 Nov 2026"


@pytest.mark.parametrize("who", ["uma", "bill"])
def test_whoever_can_not_answer_is_not_told_that_it_is_their_turn(client, now, who):
    claim = claims.a_claim_to_answer(at=now)
    client.force_login(people_of(claim.partner)[who])

    page = client.get(url("detail", claim))
    listed = client.get(url("list")).content.decode()

    assert page.context["turn"].who == "Your company"
    assert url("answer", claim) not in page.content.decode()
    assert url("answer", claim) not in listed
    assert "An Incentives admin or a Global admin answers the review team" in listed


@pytest.mark.rule("PPL-2")
def test_whoever_can_not_edit_a_draft_gets_no_link_to_do_so(client):
    draft = claims.a_ready_draft()
    client.force_login(people_of(draft.partner)["bill"])

    page = client.get(url("detail", draft)).content.decode()

    assert url("edit", draft) not in page
    assert url("products", draft) not in page


@pytest.mark.rule("CON-2")
def test_an_approved_claim_says_until_when_the_customer_can_opt_out(client, now):
    claim = claims.a_claim_in_window(at=now - DAY)

    page = page_of(client, claim)

    assert page.context["turn"].due_at == claim.window_ends_at
    assert "Your customer can opt out until" in page.content.decode()
    assert page.context["usage"].months == []


@pytest.mark.rule("CON-4", "AFT-3")
def test_usage_is_shown_while_the_association_is_official(client, now):
    claim = claims.an_official_claim(at=now - 40 * DAY)
    association = claim.products.get().association
    Usage.objects.create(association=association, month_date=date(2026, 5, 1), active_users=4711)

    assert "4711" in text_of(client, claim)

    actions.give_up(claim.pk, by=claim.created_by, at=now, reason="no_longer_working")
    assert "4711" not in text_of(client, claim)


@pytest.mark.rule("AFT-3")
def test_usage_stays_hidden_before_the_association_is_official(client, now):
    claim = claims.a_claim_in_window(at=now - DAY)
    association = claim.products.get().association
    Usage.objects.create(association=association, month_date=date(2026, 5, 1), active_users=4711)

    assert "4711" not in text_of(client, claim)


@pytest.mark.rule("AFT-2")
def test_the_subscription_id_and_the_result_are_shown(client, now):
    subscription = factories.a_subscription(claims.a_customer())
    claim = claims.an_approved_claim(at=now, subscription=subscription)

    page = text_of(client, claim)

    assert str(subscription.subscription_id) in page
    assert "Approved" in page


@pytest.mark.rule("LIF-3")
def test_a_removed_product_is_shown_with_its_reason(client, now):
    products = [factories.a_product(), factories.a_product()]
    claim = claims.a_claim_under_review(at=now, products=products)
    removed = claim.products.first()
    reviews.approve(claim.pk, by=claim.reviewer, at=now, removed={removed.pk: "Not in the proof."})

    assert "Not in the proof." in text_of(client, claim)


def test_a_rejection_shows_its_reason_and_text(client, now):
    page = text_of(client, claims.a_rejected_claim(at=now))

    assert "Insufficient PoE" in page
    assert "The proof is not enough." in page


def test_a_claim_that_nobody_answered_says_why_it_ended(client, now):
    claim = claims.a_claim_to_answer(at=now - 30 * DAY)
    actions.lapse(claim.pk, at=now)

    page = text_of(client, claim)
    assert str(RejectionReason.NO_PARTNER_RESPONSE.label) in page
    assert 'id="ended"' in page


@pytest.mark.rule("LIF-2")
def test_what_was_asked_and_answered_is_shown_point_by_point(client, now):
    claim = claims.a_claim_to_answer(at=now - DAY)
    claims.answer(claim, at=now)

    page = text_of(client, claim)

    for text in ("Please add the date.", "Dates missing or older than twelve months", "On 5 January."):
        assert text in page


@pytest.mark.rule("LIF-6")
def test_a_request_that_was_taken_back_is_not_shown(client, now):
    claim = claims.a_claim_to_answer(at=now)
    actions.take_back(claim.pk, by=claim.reviewer, at=now + timedelta(minutes=5))

    cards = page_of(client, claim).context["requests"]

    assert list(cards) == []


@pytest.mark.rule("HIS-1", "REV-6")
def test_partners_see_neither_reviewers_nor_internal_notes(client, now):
    ravi = factories.a_reviewer(name="Ravi Reviewer", email="ravi@staff.example")
    claim = claims.a_claim_under_review(at=now, reviewer=ravi)
    reviews.note(claim.pk, by=ravi, at=now, body="Smells fishy.")
    actions.comment(claim.pk, by=ravi, at=now, body="Good morning.")
    claims.ask(claims.fresh(claim), at=now)
    assert Event.objects.filter(claim=claim, staff_only=True).exists()

    for name in ("detail", "history"):
        page = text_of(client, claim, name)
        assert "Good morning." in page
        assert "Review team" in page
        assert "Ravi" not in page
        assert "ravi@" not in page
        assert "fishy" not in page


@pytest.mark.rule("CON-5", "CLK-6")
def test_a_notice_that_came_back_asks_for_the_right_contact(client, now):
    claim = claims.an_approved_claim(at=now - DAY)
    notice = claim.notices.current().get()
    Message.objects.filter(key=notice.message_key).update(state="refused")
    claims.consent.note_delivery(notice.pk, at=now)
    assert Notice.objects.get(pk=notice.pk).bounced_at is not None

    page = page_of(client, claim)

    assert "Our message to carla@customer.example came back." in page.text
    assert f"/claims/{claim.code}/customer-contact/" in page.text
    turn = page.context["turn"]
    assert (turn.who, turn.what) == ("Your turn", "Correct your customer's contact")
    client.force_login(claim.reviewer)
    turn = client.get(f"/review/{claim.code}/").context["turn"]
    assert (turn.who, turn.what) == (str(claim.partner), "Correct the contact")


@pytest.mark.rule("HIS-1")
def test_history_tells_before_and_after(client, now):
    claim = claims.a_submitted_claim(at=now)
    actions.edit(claim.pk, by=claim.created_by, at=now, seen=None, contact_title="CIO")

    page = text_of(client, claim, "history")

    assert "<del>Head of IT</del> → <ins>CIO</ins>" in page
    assert "<del>Draft</del> → <ins>Submitted</ins>" in page


@pytest.mark.rule("HIS-1")
@pytest.mark.parametrize(
    ("group", "kinds"),
    [
        ("edits", ["changed the products", "created the draft"]),
        ("files", ["added a file to the proof of execution"]),
        ("moves", ["submitted the claim"]),
        ("comments", []),
    ],
)
def test_history_can_be_narrowed_to_a_group(client, group, kinds):
    claim = claims.a_submitted_claim()

    entries = page_of(client, claim, "history", group=group).context["entries"]

    name = claim.created_by.name
    assert [entry["title"] for entry in entries] == [f"{name} {kind}." for kind in kinds]


def test_a_long_history_comes_page_by_page(client, now):
    draft = claims.a_draft()
    for number in range(60):
        actions.comment(draft.pk, by=draft.created_by, at=now, body=f"Comment {number}")

    first = page_of(client, draft, "history")
    second = client.get(first.context["older_url"])

    assert (len(first.context["entries"]), len(second.context["entries"])) == (50, 11)
    assert second.context["older_url"] == ""


@pytest.mark.rule("CLK-8")
def test_dates_are_in_the_readers_zone(client):
    claim = claims.a_rejected_claim(at=claims.MONDAY)
    tokyo = factories.a_filer(claim.partner, time_zone="Asia/Tokyo")
    client.force_login(tokyo)

    assert "Mon 2 Mar 2026, 18:00 JST" in client.get(url("detail", claim)).content.decode()


@pytest.mark.rule("CLK-8")
def test_why_this_date_shows_the_sum_and_leads_to_a_calendar_entry(client):
    claim = claims.a_claim_to_answer(at=claims.MONDAY)

    client.force_login(claim.created_by)
    why = client.get(url("why", claim, "answer"))
    entry = client.get(url("calendar", claim, "answer"))

    assert "Weekend" in why.content.decode()
    assert url("calendar", claim, "answer") in why.content.decode()
    assert entry.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert "DTSTART:20260309T090000Z" in entry.content.decode()
    assert claim.code in entry.content.decode()


def test_a_date_that_the_claim_does_not_have_is_not_found(client):
    draft = claims.a_draft()
    client.force_login(draft.created_by)

    assert client.get(url("why", draft, "answer")).status_code == 404
    assert client.get(url("calendar", draft, "answer")).status_code == 404


def grown(size, location, by, now):
    """A claim with so many products, files and comments."""
    products = [factories.a_product() for _ in range(size)]
    claim = claims.a_claim_to_answer(at=now - DAY, products=products, location=location, by=by)
    point = claim.requests.get().points.get()
    for number in range(size):
        upload = claims.an_upload(claims.PDF + bytes([number]))
        actions.add_file(claim.pk, by=by, at=now, upload=upload, name=f"{number}.pdf", point=point)
        actions.comment(claim.pk, by=claim.reviewer, at=now, body="Hello.")
    return claim


def test_the_page_costs_the_same_for_more(client, now, django_assert_num_queries):
    location = factories.a_location()
    by = factories.a_filer(location.partner)
    one, three = grown(1, location, by, now), grown(3, location, by, now)
    client.force_login(by)

    with django_assert_num_queries(28):
        client.get(url("detail", one))
    with django_assert_num_queries(28):
        client.get(url("detail", three))
