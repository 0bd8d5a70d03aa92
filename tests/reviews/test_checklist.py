from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from claims import actions as claims
from claims.models import ProofReading
from claims.reading import report_of
from claims.refusals import NotNow
from reviews import actions, checking
from reviews.models import ChecklistEntry
from tests.claim_factories import (
    MONDAY,
    a_claim_under_review,
    a_dynamics_draft,
    a_ready_draft,
    a_rejected_claim,
    an_upload,
    answer,
    fresh,
)
from tests.factories import a_lead, a_product, a_reviewer, a_subscription, a_support

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def ravi():
    return a_reviewer(name="Ravi Reviewer")


@pytest.fixture
def rosa():
    return a_reviewer(name="Rosa Reviewer")


@pytest.fixture
def claim(ravi):
    products = [a_product(name="Microsoft Teams"), a_product(name="Exchange Online")]
    return a_claim_under_review(reviewer=ravi, products=products)


def tick(claim, by, *, at=MONDAY, point="dates", **said):
    return actions.tick(claim.pk, by=by, at=at, point=point, **{"verdict": "met"} | said)


def point_of(claim, key, reading=None):
    checklist = checking.checklist_of(fresh(claim), reading)
    return next(point for point in checklist if point.key == key)


def has_read(claim, *lines):
    """As if a worker had read the claim's files, all with this text."""
    pages = [{"text": "\n".join(lines), "has_picture": False}]
    waiting = ProofReading.objects.filter(proof__claim=claim)
    waiting.update(status="read", pages=pages, read_at=MONDAY, due_at=None)


def read_again(claim, at=MONDAY):
    claim = fresh(claim)
    return report_of(claim, at)


@pytest.mark.rule("REV-4")
def test_five_points_and_the_last_one_for_each_product(claim):
    checklist = checking.checklist_of(claim)

    assert [point.title for point in checklist] == [
        "It belongs to this claim",
        "The customer acknowledges it or signed it",
        "It has dates of the last twelve months",
        "It describes the work",
        "Exchange Online",
        "Microsoft Teams",
    ]
    assert [point.verdict for point in checklist] == [""] * 6


@pytest.mark.rule("REV-4", "POE-3")
def test_reading_suggests_and_says_where(claim):
    has_read(claim, "We rolled out Microsoft Teams for everybody.", "Signed 2 February 2026.")

    report = read_again(claim)
    teams, exchange = (
        point_of(claim, f"product_not_mentioned-{row.pk}", report)
        for row in claim.products.order_by("-product__name")
    )

    assert (teams.title, teams.suggested, teams.verdict) == ("Microsoft Teams", "met", "")
    proof = claim.files.get()
    assert [(each.place.key, each.place.page) for each in teams.passages] == [(proof.pk, 1)]
    assert (exchange.suggested, exchange.passages) == ("not_met", [])


@pytest.mark.rule("REV-4")
def test_suggestion_leads_to_the_passage_in_the_file(client, claim, ravi):
    has_read(claim, "We rolled out Microsoft Teams for everybody.", "Signed 2 February 2026.")

    page = desk(client, ravi, claim)

    point = next(point for point in page.context["checklist"] if point.title == "Microsoft Teams")
    file = claim.files.get().pk
    assert point.passages[0].href.startswith(f"?file={file}#passage-")
    assert f'id="{point.passages[0].id}"' in page.text


@pytest.mark.rule("REV-4")
def test_two_subscriptions_of_one_product_have_a_suggestion_each(ravi):
    product = a_product(area="business_applications", name="Dynamics 365 Sales")
    draft = a_dynamics_draft(subscription=(first := a_subscription(product=product)))
    second = a_subscription(draft.tenant, product)
    claims.choose_products(draft.pk, by=draft.created_by, at=MONDAY, seen=None, subscriptions=[first, second])
    claims.add_file(draft.pk, by=draft.created_by, at=MONDAY, upload=an_upload(), name="proof.pdf")
    has_read(draft, f"Subscription {second.subscription_id} is live.")

    report = read_again(draft)

    found = {row.subscription: row for row in fresh(draft).products.select_related("subscription")}
    assert point_of(draft, f"product_not_mentioned-{found[first].pk}", report).suggested == "not_met"
    assert point_of(draft, f"product_not_mentioned-{found[second].pk}", report).suggested == "met"


@pytest.mark.rule("REV-4")
def test_a_persons_tick_wins_and_a_new_reading_changes_only_what_is_untouched(claim, ravi):
    has_read(claim, "Nothing in particular.")
    row = claim.products.get(product__name="Microsoft Teams")
    tick(claim, ravi, point="product_not_mentioned", product_id=row.pk, verdict="met", note="On the picture.")
    has_read(claim, "Microsoft Teams and Exchange Online.")
    # What is read in the meantime is another finding, not another tick.
    other = claim.products.get(product__name="Exchange Online")
    report = read_again(claim, at=MONDAY + DAY)

    ticked = point_of(claim, f"product_not_mentioned-{row.pk}", report)
    untouched = point_of(claim, f"product_not_mentioned-{other.pk}", report)

    assert (ticked.verdict, ticked.note) == ("met", "On the picture.")
    assert (untouched.verdict, untouched.suggested) == ("", "met")


@pytest.mark.rule("REV-4")
def test_stale_tick_is_refused_with_who_said_what(claim, ravi, rosa):
    tick(claim, ravi, verdict="met", note="Page 2.")
    tick(claim, rosa, verdict="not_met", note="That is 2024.", seen=1)

    with pytest.raises(actions.TickedMeanwhile) as refusal:
        tick(claim, ravi, verdict="cant_tell", seen=1)

    assert refusal.value.message.startswith("Rosa Reviewer changed this point since you opened it")
    assert "Not met “That is 2024.”" in refusal.value.message
    assert (point_of(claim, "dates").verdict, point_of(claim, "dates").note) == ("not_met", "That is 2024.")


def test_first_tick_of_two_at_once_is_not_overwritten(claim, ravi, rosa):
    tick(claim, ravi, verdict="met")

    with pytest.raises(actions.TickedMeanwhile):
        tick(claim, rosa, verdict="not_met", seen=0)


def test_saying_the_same_again_changes_nothing(claim, ravi, rosa):
    tick(claim, ravi, verdict="met")

    entry = tick(claim, rosa, verdict="met", seen=0)

    assert (entry.ticked_by, entry.version) == (ravi, 1)


def test_tick_leaves_the_claims_version_for_colleagues_who_decide(claim, ravi):
    tick(claim, ravi)

    assert fresh(claim).version == claim.version


@pytest.mark.rule("REV-4")
@pytest.mark.parametrize(
    "said",
    [
        {"point": "looks"},
        {"point": "product_not_mentioned"},
        {"point": "dates", "verdict": "perhaps"},
        {"point": "product_not_mentioned", "product_id": 0},
    ],
)
def test_unknown_point_or_verdict_is_refused(claim, ravi, said):
    with pytest.raises(NotNow):
        tick(claim, ravi, **said)


def test_point_of_the_proof_is_not_ticked_for_a_product(claim, ravi):
    with pytest.raises(NotNow):
        tick(claim, ravi, point="dates", product_id=claim.products.first().pk)


def test_product_of_another_claim_is_refused(claim, ravi):
    other = a_claim_under_review(reviewer=ravi)

    with pytest.raises(NotNow):
        tick(claim, ravi, point="product_not_mentioned", product_id=other.products.get().pk)


@pytest.mark.rule("REV-4", "PPL-3")
def test_only_who_may_review_ticks(claim):
    former = a_reviewer()
    former.former_employers.add(claim.partner)

    for person in (a_support(), claim.created_by, former):
        with pytest.raises(PermissionDenied):
            tick(claim, person)


def test_decided_claim_is_not_ticked(ravi):
    with pytest.raises(NotNow, match="decided"):
        tick(a_rejected_claim(reviewer=ravi), ravi)


@pytest.mark.rule("REV-4")
def test_what_was_ticked_stays_with_the_decision_when_the_claim_is_reviewed_anew(claim, ravi, rosa):
    row = claim.products.get(product__name="Microsoft Teams")
    tick(claim, ravi, verdict="not_met", note="None in it.")
    tick(claim, rosa, point="product_not_mentioned", product_id=row.pk)
    actions.reject(claim.pk, by=ravi, at=MONDAY, reason="insufficient_poe", text="No dates.")
    kept = claim.decisions.get().kept_checklist

    actions.reverse(claim.pk, by=a_lead(), at=MONDAY + DAY, text="They are there.")

    assert [point.verdict for point in checking.checklist_of(fresh(claim))] == [""] * 6
    kept.refresh_from_db()
    assert [(point.title, point.verdict, point.note, point.by) for point in checking.kept_points(kept)] == [
        ("It has dates of the last twelve months", "Not met", "None in it.", "Ravi Reviewer"),
        ("Microsoft Teams", "Met", "", "Rosa Reviewer"),
    ]
    assert checking.kept_points(kept)[0].at == MONDAY


def test_accepted_dispute_starts_the_checklist_afresh(claim, ravi):
    tick(claim, ravi)
    actions.reject(claim.pk, by=ravi, at=MONDAY, reason="insufficient_poe", text="No dates.")
    claims.raise_dispute(claim.pk, by=claim.created_by, at=MONDAY, justification="Page 2.")

    actions.accept_dispute(claim.pk, by=a_lead(), at=MONDAY + DAY, text="Yes.")

    assert not ChecklistEntry.objects.filter(claim=claim).exists()
    assert claim.decisions.get().kept_checklist.points != []


@pytest.mark.rule("REV-4", "LIF-6")
def test_checklist_goes_on_after_taking_back(claim, ravi):
    tick(claim, ravi)
    actions.approve(claim.pk, by=ravi, at=MONDAY)

    actions.take_back(claim.pk, by=ravi, at=MONDAY)

    assert point_of(claim, "dates").verdict == "met"


@pytest.mark.rule("REV-4", "LIF-2")
def test_request_keeps_what_was_ticked_and_the_list_goes_on_after_the_answer(claim, ravi):
    tick(claim, ravi, verdict="not_met")
    actions.ask(claim.pk, by=ravi, at=MONDAY, text="Which day?", points={"dates": "Which day?"})
    answer(fresh(claim), at=MONDAY + DAY)

    tick(claim, ravi, at=MONDAY + DAY, verdict="met", seen=1)

    assert [each["verdict"] for each in claim.requests.get().kept_checklist.points] == ["not_met"]
    assert point_of(claim, "dates").verdict == "met"


def test_nothing_ticked_is_nothing_kept(claim, ravi):
    actions.approve(claim.pk, by=ravi, at=MONDAY)

    assert not hasattr(claim.decisions.get(), "kept_checklist")


def test_removed_product_is_no_longer_asked_about(ravi):
    draft = a_ready_draft(products=[a_product(name="Microsoft Teams"), a_product(name="Exchange Online")])
    claim = claims.submit(draft.pk, by=draft.created_by, at=MONDAY)
    row = claim.products.get(product__name="Microsoft Teams")
    tick(claim, ravi, point="product_not_mentioned", product_id=row.pk)

    exchange = claim.products.get(product__name="Exchange Online").product
    claims.choose_products(claim.pk, by=claim.created_by, at=MONDAY, workloads=[exchange])

    assert [point.title for point in checking.checklist_of(fresh(claim)).of_products] == ["Exchange Online"]


# The page


def post(client, person, claim, **typed):
    client.force_login(person)
    headers = typed.pop("headers", {})
    fields = {"point": "dates", "verdict": "met", "note": "", "seen": 0} | typed
    return client.post(reverse("reviews:tick", args=[claim.code]), fields, headers=headers)


def desk(client, person, claim):
    client.force_login(person)
    return client.get(reverse("reviews:claim", args=[claim.code]))


@pytest.mark.rule("REV-4")
def test_tick_without_scripts_leads_back_to_the_claim(client, claim, ravi):
    response = post(client, ravi, claim, note="Page 2.")

    assert response.status_code == 302
    page = desk(client, ravi, claim)
    assert page.context["checklist"].ticked == 1
    assert "1 of 6 ticked" in page.text
    assert "Page 2." in page.text


@pytest.mark.rule("REV-4")
def test_stale_tick_without_scripts_shows_what_both_said(client, claim, ravi, rosa):
    tick(claim, rosa, verdict="not_met", note="That is 2024.")

    response = post(client, ravi, claim, note="Page 2.")

    assert response.status_code == 409
    assert "Rosa Reviewer changed this point" in response.text
    assert "That is 2024." in response.text
    assert ">Page 2.</textarea>" in response.text
    assert post(client, ravi, claim, note="Page 2.", seen=1).status_code == 302
    assert point_of(claim, "dates").note == "Page 2."


@pytest.mark.rule("REV-4")
def test_tick_by_htmx_answers_with_the_point_alone(client, claim, ravi):
    response = post(client, ravi, claim, headers={"HX-Request": "true"})

    assert response.status_code == 200
    assert 'id="said-dates"' in response.text
    assert 'name="seen" value="1"' in response.text
    assert "1 of 6 ticked" in response.text
    assert "<html" not in response.text
    assert "<textarea" not in response.text


def test_refused_tick_by_htmx_says_so_beside_the_point(client, claim, ravi, rosa):
    tick(claim, rosa, verdict="not_met")

    response = post(client, ravi, claim, headers={"HX-Request": "true"})

    assert response.status_code == 409
    assert "Rosa Reviewer changed this point" in response.text
    assert 'name="seen" value="1"' in response.text


@pytest.mark.rule("REV-4", "PPL-3")
def test_support_reads_the_checklist_and_can_tick_nothing(client, claim, ravi):
    tick(claim, ravi, note="Page 2.")

    page = desk(client, a_support(), claim)

    assert "Page 2." in page.text
    assert reverse("reviews:tick", args=[claim.code]) not in page.text


@pytest.mark.rule("REV-4")
def test_decision_shows_what_was_ticked(client, claim, ravi):
    tick(claim, ravi, verdict="not_met", note="None in it.")
    actions.reject(claim.pk, by=ravi, at=timezone.now(), reason="insufficient_poe", text="No dates.")

    page = desk(client, ravi, claim)

    assert [point.note for point in page.context["decisions"][0].ticked] == ["None in it."]
    assert "What was ticked" in page.text


@pytest.mark.rule("REV-4", "REV-6")
def test_partner_never_sees_the_checklist(client, claim, ravi):
    tick(claim, ravi, verdict="not_met", note="Looks forged to me")
    actions.ask(claim.pk, by=ravi, at=MONDAY, text="Which day?", points={"dates": "Which day?"})
    client.force_login(claim.created_by)

    for name in ("claims:detail", "claims:history", "claims:answer", "claims:help"):
        page = client.get(reverse(name, args=[claim.code]))
        assert page.status_code == 200
        assert "Looks forged to me" not in page.text
