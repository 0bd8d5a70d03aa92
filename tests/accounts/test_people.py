"""People are invited, join, get and lose roles, and are removed: by whom, and what of it stays."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction

from accounts import actions
from accounts.models import Invitation, Location, Membership, PeopleAreNotRewritten, PeopleChange, User
from accounts.refusals import Refused
from accounts.roles import PartnerRole
from accounts.words import sentence
from claims.models import Claim
from outbox.models import Message
from tests.cast import the_cast
from tests.claim_factories import MINUTE, MONDAY, a_draft
from tests.claims.test_races import at_once, refusals
from tests.factories import a_location, a_member, invited_token

WEEK = timedelta(days=7)
NINA = "nina@new.example"
IA, IU, BA, GA = (
    PartnerRole.INCENTIVES_ADMIN,
    PartnerRole.INCENTIVES_USER,
    PartnerRole.BILLING_ADMIN,
    PartnerRole.GLOBAL_ADMIN,
)


@pytest.fixture
def cast(db):
    return the_cast()


def invite(cast, *, by=None, email=NINA, role=IU, location=None, at=MONDAY):
    return actions.invite(
        cast.northwind.pk, by=by or cast.greta, at=at, email=email, role=role, location=location
    )


def said(partner):
    return [sentence(change) for change in partner.people_changes.order_by("pk")]


def roles(person):
    """Read anew, as who a person was may have changed."""
    return {(role.role, role.location_id) for role in Membership.objects.filter(user=person)}


@pytest.mark.rule("PPL-2")
@pytest.mark.parametrize(
    ("who", "role", "place", "allowed"),
    [
        ("greta", GA, None, True),
        ("greta", BA, "cork", True),
        ("fiona", IU, None, True),
        ("fiona", IU, "cork", True),
        ("fiona", IA, "cork", False),
        ("fiona", GA, None, False),
        ("cora", IU, "cork", True),
        ("cora", IU, "dublin", False),
        ("cora", IU, None, False),
        ("bill", IU, None, False),
        ("uma", IU, None, False),
        ("rita", IU, None, False),
        ("greta", IU, "rival_location", False),
    ],
)
def test_role_is_given_only_by_who_manages_it_there(cast, who, role, place, allowed):
    location = getattr(cast, place) if place else None

    try:
        invite(cast, by=getattr(cast, who), role=role, location=location)
    except PermissionDenied:
        assert not allowed
        assert not Invitation.objects.exists()
    else:
        assert allowed


@pytest.mark.rule("PPL-2")
def test_invitation_goes_out_sealed_and_keeps_only_a_hash(cast):
    invitation = invite(cast, email=" Nina@New.example ", location=cast.cork)

    mail = Message.objects.get(kind="invitation")
    token = invited_token(invitation)
    assert (mail.recipient, mail.reply_to) == (NINA, cast.greta.email)
    assert "{{secret:link}}" in mail.text
    assert token not in "".join(map(str, vars(mail).values()))
    assert token not in "".join(map(str, vars(Invitation.objects.get()).values()))
    assert "Northwind Cork (4100002) of Northwind Consulting" in " ".join(mail.text.split())
    assert "until Mon 9 Mar 2026, 09:00 GMT." in " ".join(mail.text.split())


@pytest.mark.parametrize(
    ("email", "message"),
    [
        ("uma@northwind.example", "belongs to your company already"),
        ("ravi@review.example", "This address can't be invited."),
        ("adam@review.example", "This address can't be invited."),
        ("twice@new.example", "has an invitation that is still open"),
    ],
)
def test_who_can_not_be_invited_is_told_in_words(cast, email, message):
    invite(cast, email="twice@new.example")

    with pytest.raises(Refused, match=message):
        invite(cast, email=email)
    assert Invitation.objects.count() == 1


def test_new_person_joins_with_a_verified_address_and_the_place_s_time(cast):
    token = invited_token(invite(cast, location=cast.cork))

    nina = actions.join(token, at=MONDAY + MINUTE, name="Nina New", password="a very long sentence")

    assert roles(nina) == {(IU, cast.cork.pk)}
    assert nina.emailaddress_set.get().verified
    assert (nina.time_zone, nina.check_password("a very long sentence")) == ("Europe/Dublin", True)
    with pytest.raises(Refused, match="can't be used any more"):
        actions.join(token, at=MONDAY + MINUTE, name="Nina Again", password="a very long sentence")
    assert said(cast.northwind) == [
        "Greta Global invited nina@new.example: Incentives user at Northwind Cork (4100002).",
        "Nina New (nina@new.example) joined: Incentives user at Northwind Cork (4100002).",
    ]


def test_who_has_an_account_accepts_with_it_and_nobody_else_can(cast):
    token = invited_token(invite(cast, email=cast.otto.email, role=BA))

    with pytest.raises(PermissionDenied):
        actions.accept(token, by=cast.rita, at=MONDAY)
    with pytest.raises(Refused, match="There is an account"):
        actions.join(token, at=MONDAY, name="Not Otto", password="a very long sentence")
    actions.accept(token, by=cast.otto, at=MONDAY)

    assert roles(cast.otto) == {(BA, None)}


def test_link_is_dead_once_it_is_old_taken_back_or_replaced(cast):
    expired = invited_token(invite(cast, email="a@new.example"))
    taken_back = invite(cast, email="b@new.example")
    dead = invited_token(taken_back)
    actions.take_back(taken_back.pk, by=cast.greta, at=MONDAY)
    again = invite(cast, email="c@new.example")
    replaced = invited_token(again)
    actions.invite_again(again.pk, by=cast.greta, at=MONDAY + MINUTE)

    for token, at in ((expired, MONDAY + WEEK), (dead, MONDAY), (replaced, MONDAY + MINUTE)):
        with pytest.raises(Refused, match="can't be used any more"):
            actions.join(token, at=at, name="Late", password="a very long sentence")
    assert actions.join(invited_token(again), at=MONDAY + MINUTE, name="Cy", password="long and new 123").pk
    # The mail of a link that died before it left does not leave.
    assert Message.objects.filter(state="cancelled").count() == 2
    # An invitation that is too old makes room for another.
    invite(cast, email="a@new.example", role=BA, at=MONDAY + WEEK)


@pytest.mark.rule("PPL-2")
def test_roles_are_added_changed_and_taken(cast):
    by, at, company = cast.greta, MONDAY, cast.northwind.pk
    actions.add_role(company, cast.uma.pk, by=by, at=at, role=BA, location=cast.cork)
    company_wide = cast.uma.memberships.get(role=IU)
    actions.change_role(company_wide.pk, by=by, at=at, role=IA, location=cast.dublin)
    assert roles(cast.uma) == {(BA, cast.cork.pk), (IA, cast.dublin.pk)}

    with pytest.raises(PermissionDenied):
        actions.remove_role(cast.uma.memberships.get(role=BA).pk, by=cast.fiona, at=at)
    with pytest.raises(Refused, match="has this role there already"):
        actions.add_role(company, cast.uma.pk, by=by, at=at, role=BA, location=cast.cork)
    actions.remove_role(cast.uma.memberships.get(role=BA).pk, by=by, at=at)
    with pytest.raises(Refused, match="the only role"):
        actions.remove_role(cast.uma.memberships.get().pk, by=by, at=at)
    assert roles(cast.uma) == {(IA, cast.dublin.pk)}


@pytest.mark.rule("PPL-2")
def test_removed_person_leaves_drafts_and_keeps_other_companies(cast):
    Membership.objects.create(user=cast.fiona, partner=cast.fabrikam, role=IU)
    draft = a_draft(by=cast.fiona, location=cast.dublin)
    back_door = invite(cast, by=cast.fiona, email="fiona@home.example")

    with pytest.raises(PermissionDenied):
        actions.remove_person(cast.northwind.pk, cast.greta.pk, by=cast.fiona, at=MONDAY)
    actions.remove_person(cast.northwind.pk, cast.fiona.pk, by=cast.greta, at=MONDAY)

    fiona = User.objects.get(pk=cast.fiona.pk)
    assert roles(fiona) == {(IU, None)}
    assert not Claim.objects.visible_to(fiona).filter(pk=draft.pk).exists()
    assert Claim.objects.visible_to(cast.uma).get().created_by == fiona
    back_door.refresh_from_db()
    assert back_door.taken_back_by == cast.greta
    with pytest.raises(Refused, match="does not belong to your company any more"):
        actions.remove_person(cast.northwind.pk, fiona.pk, by=cast.greta, at=MONDAY)


@pytest.mark.rule("PPL-2")
def test_who_may_give_less_leaves_no_invitation_that_gives_more(cast):
    """Or they could come back by another address of theirs, as what they were."""
    gina = a_member(cast.northwind, GA)
    back_door = invite(cast, by=gina, email="gina@home.example", role=GA)
    colleague = invite(cast, by=gina, email="colleague@northwind.example", role=IU)

    actions.change_role(gina.memberships.get().pk, by=cast.greta, at=MONDAY, role=IA, location=None)

    assert list(cast.northwind.invitations.open()) == [colleague]
    back_door.refresh_from_db()
    assert back_door.taken_back_by == cast.greta
    assert f"{cast.greta} took the invitation of gina@home.example back." in said(cast.northwind)


def test_last_global_admin_stays(cast):
    a_member(cast.northwind, GA, cast.cork)
    gone = a_member(cast.northwind, GA, is_active=False)
    role = cast.greta.memberships.get()
    for attempt in (
        lambda: actions.remove_person(cast.northwind.pk, cast.greta.pk, by=cast.greta, at=MONDAY),
        lambda: actions.change_role(role.pk, by=cast.greta, at=MONDAY, role=IA, location=None),
        lambda: actions.change_role(role.pk, by=cast.greta, at=MONDAY, role=GA, location=cast.cork),
    ):
        with pytest.raises(Refused, match="Greta Global is the last Global admin"):
            attempt()

    User.objects.filter(pk=gone.pk).update(is_active=True)
    actions.change_role(role.pk, by=cast.greta, at=MONDAY, role=IA, location=None)
    assert roles(cast.greta) == {(IA, None)}


@pytest.mark.django_db(transaction=True)
def test_two_global_admins_who_remove_each_other_leave_one():
    partner = a_location().partner
    first, second = a_member(partner, GA), a_member(partner, GA)
    # As a request does, which asks what the page may show before it acts.
    assert first.roles
    assert second.roles

    outcomes = at_once(
        lambda: actions.remove_person(partner.pk, second.pk, by=first, at=MONDAY),
        lambda: actions.remove_person(partner.pk, first.pk, by=second, at=MONDAY),
    )

    assert [type(refusal) for refusal in refusals(outcomes)] == [PermissionDenied]
    assert partner.memberships.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_companies_invitations_accepted_at_once_make_one_account():
    tokens = []
    for _company in range(2):
        partner = a_location().partner
        by = a_member(partner, GA)
        invited = actions.invite(partner.pk, by=by, at=MONDAY, email=NINA, role=IU, location=None)
        tokens.append(invited_token(invited))

    outcomes = at_once(
        *[
            lambda token=token: actions.join(token, at=MONDAY, name="Nina", password="a very long sentence")
            for token in tokens
        ]
    )

    assert [str(refusal) for refusal in refusals(outcomes)] == [
        "There is an account with this address by now. Please sign in with it."
    ]
    assert User.objects.get(email=NINA).memberships.count() == 1
    assert Invitation.objects.open().count() == 1


def test_people_changes_are_never_rewritten(cast):
    invite(cast)
    change = PeopleChange.objects.get()

    for attempt in (
        change.save,
        change.delete,
        PeopleChange.objects.all().delete,
        lambda: PeopleChange.objects.update(actor="Somebody"),
    ):
        with pytest.raises(PeopleAreNotRewritten):
            attempt()


@pytest.mark.rule("PPL-2", "HIS-1")
@pytest.mark.parametrize(
    "sql", ["UPDATE accounts_peoplechange SET actor = 'Somebody'", "DELETE FROM accounts_peoplechange"]
)
def test_database_refuses_to_rewrite_what_happened_to_people(cast, sql):
    invite(cast)

    with pytest.raises(DatabaseError, match="what happened to people is final"), transaction.atomic():
        connection.cursor().execute(sql)


@pytest.mark.rule("PPL-1", "PPL-2", "PPL-5")
def test_everybody_sees_what_their_roles_cover(cast):
    invite(cast, location=cast.dublin)
    seen = {
        name: (
            set(Location.objects.visible_to(getattr(cast, name))),
            Membership.objects.visible_to(getattr(cast, name)).count(),
            Invitation.objects.visible_to(getattr(cast, name)).count(),
        )
        for name in ("uma", "cora", "rita", "otto")
    }

    assert seen == {
        "uma": ({cast.dublin, cast.cork}, 5, 1),
        # What holds for the whole company holds in Cork, too.
        "cora": ({cast.cork}, 5, 0),
        "rita": ({cast.rival_location}, 1, 0),
        "otto": (set(), 0, 0),
    }
