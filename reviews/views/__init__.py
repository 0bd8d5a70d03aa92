from .arbitrating import arbitration, arbitrations, ask_all, start_all, take_back_all, tick_party
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
from .disputing import disputes
from .history import history, history_export
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
    "ask_all",
    "assign",
    "claim",
    "closures",
    "comment",
    "disputes",
    "keep_decision",
    "new_text",
    "next_second_look",
    "history",
    "history_export",
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
    "start_all",
    "take",
    "take_back",
    "take_back_all",
    "take_second_look",
    "text",
    "texts",
    "tick",
    "tick_party",
    "uphold",
    "viewer",
]
