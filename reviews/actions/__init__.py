from .assigning import assign, least_busy_reviewer, reviewers_for
from .checking import TickedMeanwhile, tick
from .deciding import accept_dispute, approve, ask, reject, reverse, start_review, take_back
from .noting import note
from .second_looks import (
    draw_second_look,
    is_barred,
    is_drawn,
    keep_decision,
    look_again,
    next_second_look,
    release_second_look,
    take_second_look,
)

__all__ = [
    "TickedMeanwhile",
    "accept_dispute",
    "approve",
    "ask",
    "assign",
    "draw_second_look",
    "is_barred",
    "is_drawn",
    "keep_decision",
    "least_busy_reviewer",
    "look_again",
    "next_second_look",
    "note",
    "release_second_look",
    "reject",
    "reverse",
    "reviewers_for",
    "start_review",
    "take_back",
    "take_second_look",
    "tick",
]
