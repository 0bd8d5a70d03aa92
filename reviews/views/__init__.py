from .arbitrating import arbitration, arbitrations
from .checking import tick
from .closing import closures
from .deciding import (
    accept_dispute,
    approve,
    ask,
    assign,
    reject,
    release,
    reverse,
    start,
    take,
    take_back,
    uphold,
)
from .history import history, history_export
from .holding import hand_over, take_next
from .looking import claim
from .presence import ping
from .queueing import queue
from .second_looks import (
    keep_decision,
    next_second_look,
    release_second_look,
    second_look,
    second_looks,
    take_second_look,
)
from .team import (
    note_employer,
    own_absence,
    plan_absence,
    show_team,
    spread,
    strike_employer,
    take_absence_back,
    team_person,
)
from .texts import new_text, text, texts
from .viewing import page_picture, viewer
from .writing import comment, note

__all__ = [
    "accept_dispute",
    "approve",
    "arbitration",
    "arbitrations",
    "ask",
    "assign",
    "claim",
    "closures",
    "comment",
    "hand_over",
    "history",
    "history_export",
    "keep_decision",
    "new_text",
    "next_second_look",
    "note",
    "note_employer",
    "own_absence",
    "page_picture",
    "ping",
    "plan_absence",
    "queue",
    "reject",
    "release",
    "release_second_look",
    "reverse",
    "second_look",
    "second_looks",
    "show_team",
    "spread",
    "start",
    "strike_employer",
    "take",
    "take_absence_back",
    "take_back",
    "take_next",
    "take_second_look",
    "team_person",
    "text",
    "texts",
    "tick",
    "uphold",
    "viewer",
]
