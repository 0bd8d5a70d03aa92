"""One bulk claim's life: its moves, and with each what the clocks do, as `claims.door` and `claims.clocks` would."""

from claims import deadlines
from claims.clocks import CLOCKS_IN, MET_BY, OVERALL_CLOCKS, REMINDERS
from claims.states import DECIDED, ClockKind, State

from .days import DAY, BusinessDays

STAFF, PARTNER, CUSTOMER, CLOCK = "staff", "partner", "customer", "clock"
PORTAL = "CPOR portal"
# What the clock writes into the history when a deadline passes, and whether the partner reads it too.
PASSED = {
    ClockKind.START_REVIEW: ("review_not_started", True),
    ClockKind.DECISION: ("decision_overdue", True),
    ClockKind.OVERALL: ("overall_missed", True),
    ClockKind.OVERALL_RISK: ("overall_at_risk", True),
    ClockKind.FIRST_REMINDER: ("reminded", False),
    ClockKind.LAST_REMINDER: ("reminded", False),
}
UNDER_REVIEW, ACTION_REQUIRED = State.UNDER_REVIEW.value, State.ACTION_REQUIRED.value


class Life:
    def __init__(self, team: BusinessDays, partner: BusinessDays, now: int, at: int):
        self.team, self.partner, self.now = team, partner, now
        self.state, self.entered_at = State.DRAFT.value, at
        self.started_at = self.due_at = None
        self.overall_at = self.risk_at = None
        # at, kind, side, actor, actor_id, before, after, text, staff_only
        self.events: list[tuple] = []
        # state, entered, left
        self.stays: list[tuple] = []
        # kind, from, due, settled, outcome
        self.deadlines: list[tuple] = []
        self._running: dict[str, tuple[int, int]] = {}
        self._reviewed = 0

    def event(self, at, kind, side, actor, actor_id, *, before=None, after=None, text="", staff_only=False):
        self.pass_due(at - 1)
        self.events.append((at, kind, side, actor, actor_id, before, after, text, staff_only))

    def clock(self, at, kind, **facts):
        self.event(at, kind, CLOCK, PORTAL, None, **facts)

    def clock_move(self, at, kind, to):
        self.move(at, kind, to, CLOCK, PORTAL, None)

    def move(self, at, kind, to, side, actor, actor_id, *, text="", after=None):
        left = self.state
        before, shown = {"state": left}, {"state": to, **after} if after else {"state": to}
        self.event(at, kind, side, actor, actor_id, before=before, after=shown, text=text)
        self.stays.append((left, self.entered_at, at))
        if left == UNDER_REVIEW:
            self._reviewed += self.team.between(self.entered_at, at)
        if left in CLOCKS_IN:
            self._settle(CLOCKS_IN[left], at, met=to in MET_BY[left])
        self.state, self.entered_at = to, at
        if to in DECIDED:
            self._settle(OVERALL_CLOCKS, at, met=True)
            self.due_at = None
        else:
            self._start_clocks(at)

    def end(self) -> None:
        """What passed since, and what still runs."""
        self.pass_due(self.now - 2)
        self.stays.append((self.state, self.entered_at, None))
        for kind, (since, due) in self._running.items():
            self.deadlines.append((kind, since, due, None, ""))

    def _start_clocks(self, at: int) -> None:
        if self.state == UNDER_REVIEW:
            if self.started_at is None:
                self.started_at = at
                self.overall_at = self._start(ClockKind.OVERALL, at, self.team, deadlines.OVERALL_DAYS * DAY)
                days = deadlines.OVERALL_DAYS - deadlines.OVERALL_RISK_DAYS_LEFT
                self.risk_at = self._start(ClockKind.OVERALL_RISK, at, self.team, days * DAY)
            left = max(deadlines.DECISION_DAYS * DAY - self._reviewed, DAY)
            self.due_at = self._start(ClockKind.DECISION, at, self.team, left)
        elif self.state == ACTION_REQUIRED:
            self.due_at = self._start(ClockKind.ANSWER, at, self.partner, deadlines.ANSWER_DAYS * DAY)
            for kind, days_left in REMINDERS.items():
                self._start(kind, at, self.partner, (deadlines.ANSWER_DAYS - days_left) * DAY)
        else:
            self.due_at = self._start(
                ClockKind.START_REVIEW, at, self.team, deadlines.START_REVIEW_DAYS * DAY
            )

    def _start(self, kind: str, at: int, calendar: BusinessDays, amount: int) -> int:
        due = calendar.add(at, amount)
        self._running[kind] = (at, due)
        return due

    def _settle(self, kinds, at: int, *, met: bool) -> None:
        for kind in kinds:
            if kind in self._running:
                since, due = self._running.pop(kind)
                outcome = "passed" if due < at else "met" if met else "cancelled"
                self.deadlines.append((kind, since, due, at, outcome))

    def pass_due(self, until: int) -> None:
        """The clock acts a minute after a deadline. That no answer came is a move of its own."""
        due_now = sorted(
            (due, kind)
            for kind, (_since, due) in self._running.items()
            if due < until and kind != ClockKind.ANSWER
        )
        for due, kind in due_now:
            since, _due = self._running.pop(kind)
            self.deadlines.append((kind, since, due, due + 1, "passed"))
            name, staff_only = PASSED[kind]
            self.events.append((due + 1, name, CLOCK, PORTAL, None, None, None, "", staff_only))
