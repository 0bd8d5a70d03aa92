"""What the lead reviewers and a claim's reviewer are told, and who holds an association without a claim."""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import notices
from accounts.models import User
from accounts.roles import StaffRole
from claims import permissions
from claims.models import Claim, Deadline, Dispute
from claims.telling import holders_of, local
from consent.models import Answer, Ending
from directory.models import Association

from .models import Note, SecondLook


def leads() -> list[User]:
    return list(User.objects.filter(staff_role=StaffRole.LEAD, is_active=True).order_by("pk"))


def _tell(
    people: Iterable[User],
    claim: Claim,
    kind: str,
    subject: Callable[[], str],
    paragraphs: Callable[[User], list[str]],
    *,
    key: str,
    at: datetime,
    link: str = "",
    link_text: Callable[[], str] = lambda: _("Open the claim"),
) -> None:
    notices.tell(
        people,
        kind,
        subject,
        paragraphs,
        key_prefix=f"{key}:",
        link=link or reverse("reviews:claim", args=[claim.code]),
        link_text=link_text,
        about=claim.code,
        at=at,
    )


def _tell_holder(
    association: Association,
    kind: str,
    subject: Callable[[], str],
    sentences: Callable[[User], list[str]],
    *,
    at: datetime,
    page: str = "associations:defence",
) -> None:
    thing = {"product": association.product, "customer": association.tenant}
    notices.tell(
        holders_of(association),
        kind,
        subject,
        lambda person: [paragraph % thing for paragraph in sentences(person)],
        key_prefix=f"association:{association.pk}:{at.isoformat()}:",
        link=reverse(page, args=[association.pk]),
        link_text=lambda: _("Open the association"),
        partner_id=association.partner_id,
        at=at,
    )


def association_questioned(association: Association, *, at: datetime) -> None:
    _tell_holder(
        association,
        "association_questioned",
        lambda: _("Your association is being compared with another claim"),
        lambda person: [
            _(
                "Another claim was made for %(product)s at %(customer)s, of which you are the partner of record. "
                "Nothing changes before a decision, and you will hear of it."
            ),
            _("You can add proof of execution, and write to the review team."),
        ],
        at=at,
    )


def association_asked(association: Association, until: datetime, *, at: datetime) -> None:
    _tell_holder(
        association,
        "association_questioned",
        lambda: _("The review team has questions about your association"),
        lambda person: [
            _("Everybody who is compared for %(product)s at %(customer)s is asked the same."),
            _("You can add proof of execution, best by %(until)s. Nothing changes before a decision.")
            % {"until": local(until, person)},
        ],
        at=at,
    )


def association_lost(association: Association, *, at: datetime) -> None:
    _tell_holder(
        association,
        "association_lost",
        lambda: _("Your association has ended"),
        lambda person: [
            _(
                "Another claim for %(product)s at %(customer)s was decided for another partner, so you are no longer "
                "its partner of record."
            )
        ],
        at=at,
        page="claims:association",
    )


def review_not_started(claim: Claim, deadline: Deadline, reviewer: User | None, *, at: datetime) -> None:
    _tell(
        leads(),
        claim,
        "review_not_started",
        lambda: _("A review did not start in time"),
        lambda person: [
            _("The review should have started by %(due)s.") % {"due": local(deadline.due_at, person)},
            _("The claim was assigned to %(name)s.") % {"name": reviewer}
            if reviewer
            else _("No reviewer without a conflict is there to assign it to."),
        ],
        key=f"deadline:{deadline.pk}",
        at=at,
    )


def assigned(claim: Claim, reviewer: User, *, at: datetime) -> None:
    _tell(
        [reviewer],
        claim,
        "assigned",
        lambda: _("A claim was assigned to you"),
        lambda person: [_("The claim “%(name)s” was assigned to you.") % {"name": claim.name}],
        key=f"claim:{claim.code}:{claim.history_length}",
        at=at,
    )


def handed_on(claim: Claim, to: User, *, by: User, at: datetime) -> None:
    _tell(
        [to],
        claim,
        "handed_on",
        lambda: _("A claim was handed to you"),
        lambda person: [
            _("%(who)s handed the claim “%(name)s” to you.") % {"who": by, "name": claim.name},
        ],
        key=f"claim:{claim.code}:{claim.history_length}",
        at=at,
    )


def moved_on(claim: Claim, holder: User, *, at: datetime) -> None:
    _tell(
        [holder] if holder.is_active else [],
        claim,
        "moved_on",
        lambda: _("A claim of yours has another reviewer now"),
        lambda person: [
            _("The claim “%(name)s” was given to %(who)s.") % {"name": claim.name, "who": claim.reviewer},
        ],
        key=f"claim:{claim.code}:{claim.history_length}",
        at=at,
    )


def lay_idle(claim: Claim, holder: User, *, at: datetime) -> None:
    _tell(
        [holder] if holder.is_active else [],
        claim,
        "lay_idle",
        lambda: _("A claim of yours went back into the queue"),
        lambda person: [
            _("You had the claim “%(name)s” for two business days without doing anything on it.")
            % {"name": claim.name},
            _("Anybody can take it now, you too."),
        ],
        key=f"claim:{claim.code}:{claim.history_length}",
        at=at,
    )


def decision_overdue(claim: Claim, deadline: Deadline, *, at: datetime) -> None:
    _tell(
        leads(),
        claim,
        "decision_overdue",
        lambda: _("A decision is overdue"),
        lambda person: [_("The decision was due by %(due)s.") % {"due": local(deadline.due_at, person)}],
        key=f"deadline:{deadline.pk}",
        at=at,
    )


def overall_at_risk(claim: Claim, deadline: Deadline, *, at: datetime) -> None:
    _tell(
        leads(),
        claim,
        "overall_at_risk",
        lambda: _("A claim may miss its ten business days"),
        lambda person: [_("A decision is due by %(due)s.") % {"due": local(claim.overall_due_at, person)}],
        key=f"deadline:{deadline.pk}",
        at=at,
    )


def overall_missed(claim: Claim, deadline: Deadline, *, at: datetime) -> None:
    _tell(
        leads(),
        claim,
        "overall_missed",
        lambda: _("A claim missed its ten business days"),
        lambda person: [_("A decision was due by %(due)s.") % {"due": local(deadline.due_at, person)}],
        key=f"deadline:{deadline.pk}",
        at=at,
    )


def dispute_raised(dispute: Dispute, *, at: datetime) -> None:
    """To the leads who may answer it, who are not the one that took the decision."""
    claim = dispute.claim
    due = claim.due_at
    _tell(
        [lead for lead in leads() if permissions.is_other_lead(claim, lead)],
        claim,
        "dispute_raised",
        lambda: _("A rejection is disputed"),
        lambda person: [
            _("The partner says that the rejection is wrong, and why, on the claim's page."),
            *([_("Please answer by %(due)s.") % {"due": local(due, person)}] if due else []),
        ],
        key=f"dispute:{dispute.pk}",
        at=at,
    )


def dispute_overdue(claim: Claim, deadline: Deadline, *, at: datetime) -> None:
    _tell(
        leads(),
        claim,
        "dispute_overdue",
        lambda: _("A dispute waits for its answer"),
        lambda person: [_("The answer was due by %(due)s.") % {"due": local(deadline.due_at, person)}],
        key=f"deadline:{deadline.pk}",
        at=at,
    )


def unknown_partner(claim: Claim, answer: Answer, *, at: datetime) -> None:
    _tell(
        leads(),
        claim,
        "unknown_partner",
        lambda: _("A customer does not know the partner that claims it"),
        lambda person: [
            _("The customer's contact said: I don't know this partner."),
            _("Please look at the partner's other claims too."),
        ],
        key=f"answer:{answer.pk}",
        at=at,
    )


def customer_ended(ending: Ending, claim: Claim | None, *, at: datetime) -> None:
    """To the leads; and to the partner where no claim names whom to tell."""
    association = ending.association
    thing = {
        "partner": association.partner,
        "product": association.product,
        "customer": association.tenant,
    }
    reason = ending.get_reason_display()
    notices.tell(
        leads(),
        "customer_ended",
        lambda: _("A customer ended an association"),
        lambda person: [
            _("%(customer)s ended %(partner)s as its partner of record for %(product)s.") % thing,
            *([_("The reason: %(reason)s.") % {"reason": reason}] if reason else []),
        ],
        key_prefix=f"ending:{ending.pk}:",
        link=reverse("reviews:claim", args=[claim.code]) if claim else reverse("reviews:queue"),
        link_text=lambda: _("Open the claim") if claim else _("Open the portal"),
        about=claim.code if claim else "",
        at=at,
    )
    if claim is None:
        _tell_holder(
            association,
            "ended_by_customer",
            lambda: _("Your customer ended an association"),
            lambda person: [
                _(
                    "%(customer)s ended your association for %(product)s, so you are no longer its partner of record."
                )
            ],
            at=at,
            page="claims:association",
        )


def second_look_returned(claim: Claim, look: SecondLook, *, at: datetime) -> None:
    """To the leads, and to who took the decision; the note is on the page only."""
    decider = look.decision.made_by
    people = [*leads(), *([decider] if decider.is_active and not decider.is_lead else [])]
    _tell(
        [person for person in people if person.pk != look.taken_by_id],
        claim,
        "second_look_returned",
        lambda: _("A second look returned a decision"),
        lambda person: [
            _("%(name)s looked at the decision again and returned it with a note.") % {"name": look.taken_by},
            _("A lead lets it stand, or reverses it."),
        ],
        key=f"second_look:{look.pk}:returned",
        link=reverse("reviews:second_look", args=[look.pk]),
        link_text=lambda: _("Open the second look"),
        at=at,
    )


def second_look_settled(claim: Claim, look: SecondLook, *, at: datetime) -> None:
    people = {person.pk: person for person in (look.decision.made_by, look.taken_by) if person is not None}
    _tell(
        [person for person in people.values() if person.is_active and person.pk != look.settled_by_id],
        claim,
        "second_look_settled",
        lambda: _("A returned decision was settled"),
        lambda person: [str(look.get_settlement_display()) + "."],
        key=f"second_look:{look.pk}:settled",
        link=reverse("reviews:second_look", args=[look.pk]),
        link_text=lambda: _("Open the second look"),
        at=at,
    )


def mentioned(claim: Claim, note: Note, people: list[User], *, at: datetime) -> None:
    """Who is meant in an internal note learns by whom and where; the note itself goes by no mail."""
    _tell(
        people,
        claim,
        "mentioned",
        lambda: _("You are mentioned in an internal note"),
        lambda person: [
            _("%(name)s mentions you in an internal note. It is on the claim's page.")
            % {"name": note.written_by}
        ],
        key=f"note:{note.pk}",
        at=at,
    )
