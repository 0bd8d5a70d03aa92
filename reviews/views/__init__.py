from .arbitrating import arbitration, arbitrations
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
from .looking import claim
from .presence import ping
from .queueing import queue
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
    "note",
    "ping",
    "queue",
    "reject",
    "release",
    "reverse",
    "start",
    "take",
    "take_back",
    "uphold",
]
