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
from .insights import insights, insights_table
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
    "history",
    "history_export",
    "insights",
    "insights_table",
    "keep_decision",
    "new_text",
    "next_second_look",
    "note",
    "page_picture",
    "ping",
    "queue",
    "reject",
    "release",
    "release_second_look",
    "reverse",
    "second_look",
    "second_looks",
    "start",
    "take",
    "take_back",
    "take_second_look",
    "text",
    "texts",
    "tick",
    "uphold",
    "viewer",
]
