"""A year of windows with refusals, mail that comes back, outages and changes of mind, against an oracle that
knows nothing of the code: it is told what happened outside, and says what must have become of each claim."""

import heapq
import itertools
import random
from datetime import UTC, datetime, timedelta

import pytest
from dateutil import tz

from claims.models import Claim
from claims.refusals import Refused
from claims.states import State
from consent import actions, sweeps
from consent.models import HandOff, Link, Window
from directory.models import Association
from outbox import actions as outbox
from tests.claim_factories import a_customer, an_approved_claim, fresh
from tests.factories import a_filer, a_location, a_reviewer

from .customers import mark_refused, mark_sent, message_of, notice_of

pytestmark = pytest.mark.django_db
NEW_YEAR = datetime(2026, 1, 1, tzinfo=UTC)
ZONES = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "America/Santiago"]
CLAIMS = 12
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


class Oracle:
    """The customer's time by the rules alone: from the arrival, seven days on the local clock, stopped by a return."""

    def __init__(self, zone):
        self.zone = tz.gettz(zone)
        self.official_at = self.end = None
        self.runs = self.says_no = self.has_answered = self.came_back = False

    def arrives(self, at):
        local = (at.astimezone(self.zone) + 7 * DAY).replace(fold=0)
        # Of the skipped hour, the first moment after it.
        while not tz.datetime_exists(local):
            local = local.replace(second=0, microsecond=0) + timedelta(minutes=1)
        self.end = local.astimezone(UTC)
        self.runs, self.says_no, self.has_answered, self.came_back = True, False, False, False

    def returns(self):
        self.came_back = True

    def _looks(self):
        if self.runs and self.came_back and not self.has_answered:
            self.runs = False

    def sweeps(self, at):
        self._looks()
        if self.runs and at >= self.end:
            self.runs = False
            self.official_at = None if self.says_no else self.end

    def presses(self, says_no, at):
        self._looks()
        if not self.runs or at >= self.end or self.says_no == says_no:
            return False
        self.says_no, self.has_answered = says_no, True
        return True


class Year:
    def __init__(self, seed):
        self.chance = random.Random(seed)
        self.queue, self.order = [], itertools.count()
        self.oracles, self.claims, self.correcting = {}, {}, set()
        self.seen = set()
        people = a_location()
        self.made = {"location": people, "by": a_filer(people.partner), "reviewer": a_reviewer()}

    def at(self, when, act, *arguments):
        heapq.heappush(self.queue, (when, next(self.order), act, arguments))

    def between(self, shortest, longest):
        return shortest + (longest - shortest) * self.chance.random()

    def live(self):
        for _each in range(CLAIMS):
            self.at(NEW_YEAR + self.between(0 * DAY, 330 * DAY), self.approved)
        when = NEW_YEAR
        while when < NEW_YEAR + 400 * DAY:
            is_out = self.chance.random() < 0.02
            when += self.between(7 * DAY, 10 * DAY) if is_out else self.between(10 * HOUR, 60 * HOUR)
            self.at(when, self.swept)
        while self.queue:
            when, _order, act, arguments = heapq.heappop(self.queue)
            act(*arguments, at=when)

    def approved(self, *, at):
        zone = self.chance.choice(ZONES)
        claim = an_approved_claim(at=at, tenant=a_customer(time_zone=zone), **self.made)
        self.claims[claim.pk], self.oracles[claim.pk] = claim, Oracle(zone)
        self.at(at + self.between(HOUR, 3 * HOUR), self.tried, claim)

    def tried(self, claim, *, at):
        """The mail server takes it, takes it and returns it, refuses it, or is away for a while."""
        fate = self.chance.random()
        message = message_of(claim)
        if fate < 0.2:
            self.at(at + self.between(HOUR, 40 * HOUR), self.tried, claim)
            return
        if fate < 0.35:
            mark_refused(message, at)
            self.seen.add("refused")
            return
        mark_sent(message, at)
        self.oracles[claim.pk].arrives(at)
        if fate < 0.55:
            self.at(at + self.between(HOUR / 10, 9 * DAY), self.returned, claim, message)
        for _visit in range(self.chance.choice([0, 0, 1, 2, 3])):
            self.at(at + self.between(HOUR, 8 * DAY), self.pressed, claim, notice_of(claim))

    def returned(self, claim, message, *, at):
        noted = outbox.note_bounce(
            message_id=message.message_id,
            event_id=str(message.pk),
            source="mailbox",
            status="5.1.1",
            reason="",
            at=at,
        )
        if noted and notice_of(claim).message_key == message.key:
            self.oracles[claim.pk].returns()
            self.seen.add("returned")

    def pressed(self, claim, notice, *, at):
        """As the page does it: no while it can be said, else yes after all."""
        if notice_of(claim) != notice:
            return
        says_no = fresh(claim).state == State.APPROVED
        actions.note_delivery(notice.pk, at=at)
        link = Link.objects.select_related("notice__claim").filter(notice=notice).first()
        try:
            (actions.decline if says_no else actions.change_mind)(link, at=at)
            worked = True
        except Refused:
            worked = False
        self.seen.add(("no" if says_no else "yes after all", worked))
        assert worked == self.oracles[claim.pk].presses(says_no, at), (claim.pk, says_no, at)

    def swept(self, *, at):
        list(sweeps.sweep(at))
        for oracle in self.oracles.values():
            oracle.sweeps(at)
        unreached = Claim.objects.filter(contact_bounced_at__isnull=False, state=State.APPROVED)
        for claim in unreached.exclude(pk__in=self.correcting):
            if self.oracles[claim.pk].official_at is None:
                self.correcting.add(claim.pk)
                self.at(at + self.between(HOUR, 4 * DAY), self.corrected, claim)

    def corrected(self, claim, *, at):
        self.correcting.discard(claim.pk)
        names = {"name": "Cora", "title": "CIO", "email": f"c{next(self.order)}@customer.example"}
        actions.correct_contact(claim.pk, by=self.made["by"], at=at, **names)
        self.at(at + self.between(HOUR / 30, HOUR), self.tried, claim)


@pytest.mark.rule("CLK-6", "CLK-9", "CON-3", "CON-4")
@pytest.mark.parametrize("seed", [5])
def test_every_window_of_a_year_ends_as_the_rules_say(seed):
    year = Year(seed)
    year.live()

    for pk, oracle in year.oracles.items():
        claim = fresh(year.claims[pk])
        official = Association.objects.filter(claim_product__claim=claim, official_at__isnull=False)
        assert [each.official_at for each in official] == ([oracle.official_at] if oracle.official_at else [])
        assert HandOff.objects.filter(claim=claim).count() == official.count()
        assert (claim.state == State.REJECTED) == (oracle.says_no and not oracle.official_at)
    assert not Window.objects.filter(closed_at=None).exists()
    assert {"refused", "returned", ("no", True), ("yes after all", True)} <= year.seen
