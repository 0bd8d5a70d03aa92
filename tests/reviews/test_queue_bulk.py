"""Many claims at once, with a result for each; and views that are saved, shared and begun with."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from claims import actions as claims
from claims.models import Claim
from reviews.actions import bulk
from reviews.models import DefaultView, SavedView
from tests.claim_factories import a_claim_under_review, a_rejected_claim, a_submitted_claim, fresh
from tests.factories import a_lead, a_reviewer, a_support

pytestmark = [pytest.mark.django_db, pytest.mark.each_database]
HOUR = timedelta(hours=1)
QUEUE = "/review/"


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def ravi():
    return a_reviewer(name="Ravi Reviewer")


@pytest.fixture
def as_ravi(client, ravi):
    client.force_login(ravi)
    return client


def seen(*made):
    return [f"{claim.pk}:{claim.version}" for claim in made]


def send(client, **data):
    return client.post(reverse("reviews:bulk"), data)


def results(response):
    return [each.code for each in response.context["done"]], {
        each.code: each.why for each in response.context["refused"]
    }


@pytest.mark.rule("REV-2")
def test_each_claim_is_taken_or_refused_for_a_reason_of_its_own(as_ravi, ravi, now):
    free, moved, taken, mine = (a_submitted_claim(at=now - HOUR) for _ in range(4))
    rosa = a_reviewer(name="Rosa Reviewer")
    claims.take(taken.pk, reviewer=rosa, by=rosa, at=now)
    claims.take(mine.pk, reviewer=ravi, by=ravi, at=now)
    barred = a_submitted_claim(at=now - HOUR)
    ravi.former_employers.add(barred.partner)
    over = a_rejected_claim(at=now - HOUR)
    chosen = seen(free, moved, fresh(taken), fresh(mine), barred, over)
    claims.take(moved.pk, reviewer=rosa, by=rosa, at=now)

    response = send(as_ravi, action="take", claim=chosen)

    done, refused = results(response)
    assert done == [free.code]
    assert "Rosa Reviewer took the claim" in refused[moved.code]
    assert refused[taken.code] == "Rosa Reviewer has this claim."
    assert refused[mine.code] == "Ravi Reviewer had it already."
    assert "conflict" in refused[barred.code]
    assert refused.keys() == {moved.code, taken.code, mine.code, barred.code, over.code}
    assert "1 claim taken" in response.text
    assert "5 were refused." in response.text
    assert fresh(free).reviewer == ravi


@pytest.mark.rule("REV-2")
def test_sent_twice_nothing_is_done_twice(as_ravi, now):
    claim = a_submitted_claim(at=now - HOUR)
    chosen = seen(claim)

    assert results(send(as_ravi, action="take", claim=chosen))[0] == [claim.code]
    assert results(send(as_ravi, action="take", claim=chosen))[0] == []


def test_only_ones_own_claims_are_released(as_ravi, ravi, now):
    mine, other = a_claim_under_review(at=now - HOUR, reviewer=ravi), a_claim_under_review(at=now - HOUR)

    done, refused = results(send(as_ravi, action="release", claim=seen(mine, other)))

    assert (done, list(refused)) == ([mine.code], [other.code])


@pytest.mark.rule("REV-2", "PPL-3")
def test_leads_assign_and_reviewers_do_not(client, ravi, now):
    made = [a_submitted_claim(at=now - HOUR) for _ in range(2)]
    client.force_login(ravi)
    assert send(client, action="assign", to=ravi.pk, claim=seen(*made)).status_code == 403

    client.force_login(a_lead())
    assert send(client, action="assign", claim=seen(*made)).status_code == 422
    assert results(send(client, action="assign", to=ravi.pk, claim=seen(*made)))[0] == [
        claim.code for claim in made
    ]


def test_the_page_is_what_was_shown(as_ravi, now):
    made = [a_submitted_claim(at=now - HOUR) for _ in range(3)]

    done, _refused = results(send(as_ravi, action="take", page="on", shown=seen(*made), claim=seen(made[0])))

    assert done == [claim.code for claim in made]


def test_all_that_match_are_shown_by_their_number_before_anything_is_done(as_ravi, now, monkeypatch):
    monkeypatch.setattr("reviews.queues.MOST_AT_ONCE", 2)
    made = [a_submitted_claim(at=now - HOUR) for _ in range(3)]
    a_claim_under_review(at=now - HOUR)

    asked = send(as_ravi, action="take", everything="on", **{"from": "show=unassigned"})

    assert "Take 2 claims?" in asked.text
    assert not Claim.objects.filter(reviewer__name="Ravi Reviewer").exists()
    assert results(send(as_ravi, action="take", claim=asked.context["chosen"]))[0] == [
        claim.code for claim in made[:2]
    ]


@pytest.mark.parametrize(
    "data", [{}, {"action": "take"}, {"action": "eat", "claim": "1:1"}, {"action": "take", "claim": "x"}]
)
def test_what_says_nothing_does_nothing(as_ravi, now, data):
    a_submitted_claim(at=now - HOUR)

    assert send(as_ravi, **data).status_code == 422


def test_unknown_claims_and_drafts_are_refused_by_the_runner(ravi, now):
    outcomes = bulk.run(bulk.TAKE, [(10**9, 1)], by=ravi, at=now)

    assert [(outcome.is_done, outcome.why) for outcome in outcomes] == [(False, "There is no such claim.")]


def save(client, name="Mine", query="show=mine", **more):
    return client.post(reverse("reviews:views"), {"name": name, "from": query, **more})


@pytest.mark.rule("REV-1")
def test_a_view_is_saved_in_one_spelling_and_leads_there(as_ravi):
    save(as_ravi, "Late", "area=&due=overdue&show=all&junk=1&after=9")
    view = SavedView.objects.get()

    assert view.query == "show=all&due=overdue"
    assert as_ravi.get(view.get_absolute_url()).url == f"{QUEUE}?show=all&due=overdue"
    page = as_ravi.get(f"{QUEUE}?show=all&due=overdue")
    assert [(each.label, each.is_here, str(each.count)) for each in page.context["views"]] == [
        ("Late", True, "0")
    ]


@pytest.mark.rule("REV-1")
def test_a_shared_view_is_everybodys_to_use_and_its_owners_or_a_leads_to_change(client, ravi):
    client.force_login(ravi)
    save(client, "Mine")
    save(client, "Ours", is_shared="on")
    own, shared = SavedView.objects.order_by("pk")
    change = {view: reverse("reviews:change_view", args=[view.pk]) for view in (own, shared)}

    client.force_login(a_support())
    assert client.get(own.get_absolute_url()).status_code == 404
    assert client.get(shared.get_absolute_url()).status_code == 302
    assert client.post(change[shared], {"name": "Theirs"}).status_code == 403
    client.force_login(a_lead())
    assert client.post(change[own], {"name": "Theirs"}).status_code == 404
    assert client.post(change[shared], {"name": "Everybody's", "is_shared": "on"}).status_code == 302
    client.force_login(ravi)
    assert client.post(change[own], {"name": "Everybody's"}).status_code == 422
    client.post(reverse("reviews:delete_view", args=[own.pk]))
    assert list(SavedView.objects.values_list("name", flat=True)) == ["Everybody's"]


@pytest.mark.rule("REV-1")
def test_the_queue_begins_with_the_chosen_view(client, ravi):
    client.force_login(ravi)
    save(client, "Ours", is_shared="on", is_default="on")
    view = SavedView.objects.get()
    other = a_reviewer()
    DefaultView.objects.create(user=other, view=view)

    assert client.get(QUEUE).url == f"{QUEUE}?show=mine"
    client.post(reverse("reviews:change_view", args=[view.pk]), {"name": "Ours", "is_default": "on"})
    assert list(DefaultView.objects.values_list("user", flat=True)) == [ravi.pk]
    client.post(reverse("reviews:default_view"), {"view": ""})
    assert client.get(QUEUE).status_code == 200


def test_a_name_is_there_once_and_a_filter_that_is_wrong_is_not_saved(as_ravi):
    save(as_ravi)
    assert save(as_ravi).status_code == 422
    save(as_ravi, "Other", "due=never")
    assert SavedView.objects.get(name="Other").query == ""
