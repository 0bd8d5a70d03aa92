"""Every kind of notice that people with an account get, and how each of them may be switched."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from calendars.business_time import first_instant

DIGEST_HOUR = time(8)
SATURDAY = 5


class Way(TextChoices):
    """How a notice comes by e-mail; in the portal it is always."""

    AT_ONCE = "at_once", _("At once")
    DIGEST = "digest", _("Once a day")
    PORTAL = "portal", _("No e-mail")


class Group(TextChoices):
    NEEDED = "needed", _("What needs you")
    DECIDED = "decided", _("Decisions")
    UNDER_WAY = "under_way", _("On the way")
    REVIEWS = "reviews", _("Claims that you review")
    TEAM = "team", _("Your colleagues")
    CLOCKS = "clocks", _("The team's deadlines")


@dataclass(frozen=True)
class Kind:
    """`why` says why a kind can't be switched; empty when it can."""

    name: str
    group: Group
    label: Promise
    text: Promise
    why: Promise | str = ""
    default: Way = Way.AT_ONCE

    @property
    def is_mandatory(self) -> bool:
        return bool(self.why)

    @property
    def can_wait(self) -> bool:
        """Until Monday, as no time runs; what is mandatory goes at once on any day."""
        return not self.is_mandatory


_TIME_RUNS = _("Time runs for you.")
_WAITS_FOR_YOU = _("Nothing goes on without you.")
_YOU_CAN_ACT = _("You can answer to it, or add proof.")
_CHANGES_WHAT_HOLDS = _("It changes what your company holds.")

_KINDS = [
    Kind(
        "information_requested",
        Group.NEEDED,
        _("The review team has questions"),
        _("A claim waits for your answer, and until when."),
        _TIME_RUNS,
    ),
    Kind(
        "reminder",
        Group.NEEDED,
        _("Reminders to answer"),
        _("Two business days and one before the time to answer ends."),
        _TIME_RUNS,
    ),
    Kind(
        "deadline_moved",
        Group.NEEDED,
        _("A date for an answer has changed"),
        _("A calendar was changed, and with it your date."),
        _TIME_RUNS,
    ),
    Kind(
        "contact_needed",
        Group.NEEDED,
        _("A customer's contact can't be reached"),
        _("Our e-mail came back, and the right contact is needed."),
        _WAITS_FOR_YOU,
    ),
    Kind(
        "questioned",
        Group.NEEDED,
        _("An association is compared with another claim"),
        _("Of a claim of yours, while it is decided."),
        _YOU_CAN_ACT,
    ),
    Kind(
        "association_questioned",
        Group.NEEDED,
        _("An earlier association is compared with another claim"),
        _("Of one that your company had before the portal."),
        _YOU_CAN_ACT,
    ),
    Kind(
        "association_ending",
        Group.NEEDED,
        _("An association ends soon"),
        _("With its subscription, 60 and 30 days before."),
        _TIME_RUNS,
    ),
    Kind(
        "approved",
        Group.DECIDED,
        _("A claim was approved"),
        _("Your customer's time to opt out begins."),
        _CHANGES_WHAT_HOLDS,
    ),
    Kind(
        "rejected",
        Group.DECIDED,
        _("A claim was rejected"),
        _("With the reason, and how it can be disputed."),
        _TIME_RUNS,
    ),
    Kind(
        "lapsed",
        Group.DECIDED,
        _("A claim was rejected because no answer came"),
        _("The time to answer was over."),
        _TIME_RUNS,
    ),
    Kind(
        "reversed",
        Group.DECIDED,
        _("A decision was reversed"),
        _("The claim is under review again."),
        _CHANGES_WHAT_HOLDS,
    ),
    Kind(
        "declined",
        Group.DECIDED,
        _("A customer declined"),
        _("The claim has ended, or its association does not become official."),
        _CHANGES_WHAT_HOLDS,
    ),
    Kind(
        "product_lost",
        Group.DECIDED,
        _("A product was decided for another claim"),
        _("It is no longer part of your claim."),
        _CHANGES_WHAT_HOLDS,
    ),
    Kind(
        "association_lost",
        Group.DECIDED,
        _("An earlier association has ended"),
        _("Another claim was decided for another partner."),
        _CHANGES_WHAT_HOLDS,
    ),
    Kind(
        "association_ended",
        Group.DECIDED,
        _("An association has ended with its subscription"),
        _("For a new subscription, claim anew."),
        _CHANGES_WHAT_HOLDS,
    ),
    Kind(
        "ended_by_customer",
        Group.DECIDED,
        _("A customer ended an association"),
        _("Of a claim of yours, or one from before the portal."),
        _CHANGES_WHAT_HOLDS,
    ),
    Kind(
        "dispute_settled",
        Group.DECIDED,
        _("A dispute was answered"),
        _("The claim is under review again, or its rejection is final."),
        _CHANGES_WHAT_HOLDS,
    ),
    Kind(
        "product_won",
        Group.DECIDED,
        _("A product was decided for your claim"),
        _("After a comparison with another claim."),
    ),
    Kind(
        "official",
        Group.DECIDED,
        _("An association is official"),
        _("Your customer's time to opt out has ended without a no."),
    ),
    Kind(
        "agreed_after_all", Group.DECIDED, _("A customer agreed after all"), _("The claim is approved again.")
    ),
    Kind(
        "submitted",
        Group.UNDER_WAY,
        _("A claim was submitted"),
        _("That we have it, and when its review starts at the latest."),
    ),
    Kind("answered", Group.UNDER_WAY, _("An answer was received"), _("The claim is back under review.")),
    Kind("commented", Group.UNDER_WAY, _("The review team wrote a comment"), _("On a claim of yours.")),
    Kind(
        "ended_by_partner",
        Group.UNDER_WAY,
        _("A claim was ended by your company"),
        _("Withdrawn, or given up after its approval."),
    ),
    Kind(
        "upload_done",
        Group.UNDER_WAY,
        _("The claims of an upload are made"),
        _("How many of many claims at once were submitted, and how many became drafts."),
        default=Way.PORTAL,
    ),
    Kind(
        "assigned",
        Group.REVIEWS,
        _("A claim was assigned to you"),
        _("By a lead reviewer, or by the clock because its review did not start in time."),
    ),
    Kind(
        "handed_on",
        Group.REVIEWS,
        _("A colleague handed a claim to you"),
        _("With a note, perhaps, which is on the claim's page."),
    ),
    Kind(
        "moved_on",
        Group.REVIEWS,
        _("A claim of yours was given to somebody else"),
        _("By a lead reviewer."),
    ),
    Kind(
        "lay_idle",
        Group.REVIEWS,
        _("A claim of yours went back into the queue"),
        _("You had done nothing on it for two business days."),
    ),
    Kind(
        "declined_in_review",
        Group.REVIEWS,
        _("The customer declined"),
        _("A claim that you review or decided."),
    ),
    Kind(
        "agreed_in_review",
        Group.REVIEWS,
        _("The customer agreed after all"),
        _("A claim that you approved is approved again."),
    ),
    Kind(
        "second_look_returned",
        Group.REVIEWS,
        _("A second look returned a decision"),
        _("Of yours, or for the leads to settle."),
    ),
    Kind(
        "second_look_settled",
        Group.REVIEWS,
        _("A returned decision was settled"),
        _("Whether it stands, after a second look at it."),
    ),
    Kind(
        "mentioned",
        Group.TEAM,
        _("A colleague mentions you"),
        _("In an internal note on a claim."),
    ),
    Kind(
        "unknown_partner",
        Group.CLOCKS,
        _("A customer does not know its partner"),
        _("A customer's contact said so about a claim."),
        _("The partner's other claims may be concerned."),
    ),
    Kind(
        "customer_ended",
        Group.CLOCKS,
        _("A customer ended an official association"),
        _("Which partner and product, and the reason that was given."),
        _("The partner's other claims may be concerned."),
    ),
    Kind(
        "review_not_started",
        Group.CLOCKS,
        _("A review did not start in time"),
        _("Whom the claim was assigned to."),
    ),
    Kind(
        "decision_overdue",
        Group.CLOCKS,
        _("A decision is overdue"),
        _("Five business days under review are over."),
    ),
    Kind(
        "overall_at_risk",
        Group.CLOCKS,
        _("A claim may miss its ten business days"),
        _("Two business days are left."),
    ),
    Kind(
        "overall_missed",
        Group.CLOCKS,
        _("A claim missed its ten business days"),
        _("Since the start of its review."),
    ),
    Kind(
        "dispute_raised",
        Group.CLOCKS,
        _("A rejection is disputed"),
        _("Until when it has to be answered. Never about your own decision."),
    ),
    Kind(
        "dispute_overdue",
        Group.CLOCKS,
        _("A dispute waits for its answer"),
        _("Five business days since it was raised are over."),
    ),
]
KINDS = {kind.name: kind for kind in _KINDS}


def kinds_for(user) -> list[Kind]:
    """Those that this person can get at all."""
    groups = set()
    if user.is_partner:
        groups |= {Group.NEEDED, Group.DECIDED, Group.UNDER_WAY}
    if user.is_reviewing:
        groups |= {Group.REVIEWS}
    if user.is_reviewing or user.is_support:
        groups |= {Group.TEAM}
    if user.is_lead:
        groups |= {Group.CLOCKS}
    return [kind for kind in KINDS.values() if kind.group in groups]


def next_digest(after: datetime, zone: ZoneInfo) -> datetime:
    """The first eight o'clock of a weekday in that zone later than the instant."""
    day = after.astimezone(zone).date()
    while True:
        due_at = first_instant(datetime.combine(day, DIGEST_HOUR), zone)
        if due_at > after and day.weekday() < SATURDAY:
            return due_at
        day += timedelta(days=1)


def on_a_weekday(at: datetime, zone: ZoneInfo) -> datetime:
    """The same instant, or when it is a weekend there, Monday at eight."""
    return next_digest(at, zone) if at.astimezone(zone).weekday() >= SATURDAY else at
