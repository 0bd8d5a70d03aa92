"""Internal notes: apart from comments, and with colleagues who are meant in them."""

import pytest
from django.urls import reverse

from accounts.models import News
from claims.states import State
from outbox.models import Message
from reviews import actions, mentions
from tests.cast import the_cast
from tests.claim_factories import MONDAY, a_claim_under_review
from tests.factories import a_reviewer

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return the_cast()


@pytest.fixture
def claim(cast):
    return a_claim_under_review(location=cast.dublin, by=cast.fiona, reviewer=cast.ravi)


def write(client, person, claim, body):
    client.force_login(person)
    return client.post(reverse("reviews:note", args=[claim.code]), {"body": body})


@pytest.mark.rule("REV-6")
@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Ask @Lena Lead, please.", "Ask @Lena Lead, please."),
        ("Ask @lena.", "Ask @Lena Lead."),
        ("@lena@review.example knows.", "@Lena Lead knows."),
        ("(@LENA LEAD)", "(@Lena Lead)"),
    ],
)
def test_who_is_meant_is_told_where_and_by_whom_but_not_what(client, cast, claim, typed, kept):
    response = write(client, cast.ravi, claim, typed)

    assert response.status_code == 302
    note = claim.notes.get()
    assert note.body == kept
    assert list(note.mentioned.all()) == [cast.lena]
    news = News.objects.get(kind="mentioned")
    mail = Message.objects.get(kind="mentioned")
    assert (news.user, mail.recipient) == (cast.lena, cast.lena.email)
    assert news.link == reverse("reviews:claim", args=[claim.code])
    for words in (news.text, mail.text, mail.html):
        assert "Ravi Reviewer mentions you in an internal note." in words
        assert "knows" not in words
        assert "please" not in words


@pytest.mark.rule("REV-6", "LIF-7")
@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Ask @Nobody now", "Nobody of the team is “@Nobody”."),
        ("Ask @fiona about it", "Nobody of the team is “@fiona”."),
        ("Ask @fiona@northwind.example", "Nobody of the team is “@fiona@northwind.example”."),
        ("@ros and @Roxy", "Nobody of the team is “@ros”."),
    ],
)
def test_unknown_name_is_told_beside_the_field_and_nothing_is_lost(client, cast, claim, typed, said):
    response = write(client, cast.ravi, claim, typed)

    assert response.status_code == 422
    assert response.context["note_form"].errors["body"][0].startswith(said)
    assert response.context["note_form"]["body"].value() == typed
    assert response.context["comment_form"]["body"].value() is None
    assert not claim.notes.exists()
    assert not News.objects.filter(kind="mentioned").exists()


@pytest.mark.rule("REV-6")
def test_two_of_one_name_are_told_apart_by_their_addresses(client, cast, claim):
    other = a_reviewer(name="Rosa Reviewer", email="rosa.two@review.example")

    refused = write(client, cast.ravi, claim, "@Rosa, look. @Rosa Reviewer")
    done = write(client, cast.ravi, claim, "@rosa.two@review.example, look.")

    assert "rosa@review.example" in refused.context["note_form"].errors["body"][0]
    assert "rosa.two@review.example" in refused.context["note_form"].errors["body"][1]
    assert done.status_code == 302
    assert list(claim.notes.get().mentioned.all()) == [other]
    assert claim.notes.get().body == "@rosa.two@review.example, look."


@pytest.mark.rule("REV-6")
@pytest.mark.parametrize(
    "typed", ["Seen by fiona@northwind.example", "At 5 @ noon", "Who?@", "a@lena.example", "@ Lena"]
)
def test_an_at_that_means_nobody_means_nobody(client, cast, claim, typed):
    assert write(client, cast.ravi, claim, typed).status_code == 302
    assert claim.notes.get().body == typed
    assert not claim.notes.get().mentioned.exists()


def test_who_has_left_is_not_meant_and_oneself_is_not_told(client, cast, claim):
    cast.rosa.is_active = False
    cast.rosa.save()

    assert write(client, cast.ravi, claim, "@Rosa Reviewer").status_code == 422
    assert write(client, cast.ravi, claim, "Note to @Ravi Reviewer").status_code == 302
    assert not News.objects.filter(kind="mentioned").exists()


@pytest.mark.rule("PPL-3")
def test_support_is_told_too_and_may_choose_how(client, cast, claim):
    write(client, cast.ravi, claim, "For @Sam Support")
    client.force_login(cast.sam)

    assert News.objects.get(kind="mentioned").user == cast.sam
    assert "A colleague mentions you" in client.get(reverse("accounts:notice_choices")).text


@pytest.mark.rule("REV-6")
def test_mention_is_marked_and_all_else_escaped(client, cast, claim):
    actions.note(claim.pk, by=cast.ravi, at=MONDAY, body="<b>@Lena Lead</b> @Lena Lead er? no: @ <i>")
    note = claim.notes.get()

    assert note.marked == (
        '&lt;b&gt;<span class="mention">@Lena Lead</span>&lt;/b&gt; '
        '<span class="mention">@Lena Lead</span> er? no: @ &lt;i&gt;'
    )


@pytest.mark.rule("REV-6")
def test_colleagues_are_offered_by_any_part_of_the_name(client, cast):
    client.force_login(cast.ravi)

    def offered(typed):
        answer = client.get(reverse("reviews:colleagues"), {"q": typed})
        return [person.name for person, _written in mentions.offered(typed)], answer.text

    assert offered("le")[0] == ["Lena Lead"]
    assert offered("REV")[0] == ["Ravi Reviewer", "Rosa Reviewer"]
    assert 'data-written="Lena Lead"' in offered("le")[1]
    assert offered("fiona")[0] == []


@pytest.mark.rule("REV-6", "HIS-2")
def test_note_and_comment_are_kept_apart_also_where_they_are_typed(client, cast, claim):
    client.force_login(cast.ravi)

    page = client.get(reverse("reviews:claim", args=[claim.code])).text

    assert page.count('data-keep="note"') == page.count('data-keep="comment"') == 1
    assert claim.state == State.UNDER_REVIEW
