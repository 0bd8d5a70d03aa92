from .arbitrating import arbitration, arbitrations
from .bulk import bulk_act
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
from .looking import claim
from .presence import ping
from .queueing import export, pulse, queue
from .saved_views import change_view, default_view, delete_view, saved_views, view
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
    "bulk_act",
    "change_view",
    "claim",
    "closures",
    "comment",
    "default_view",
    "delete_view",
    "export",
    "keep_decision",
    "new_text",
    "next_second_look",
    "history",
    "history_export",
    "note",
    "page_picture",
    "ping",
    "pulse",
    "queue",
    "reject",
    "release",
    "release_second_look",
    "reverse",
    "saved_views",
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
    "view",
    "viewer",
]
