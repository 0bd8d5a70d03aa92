from .arbitrating import ask_all, names_in, start_all, take_back_all, tell_incumbents
from .assigning import assign, least_busy_reviewer, reviewers_for
from .checking import TickedMeanwhile, tick
from .deciding import (
    NeedsComparing,
    accept_dispute,
    approve,
    ask,
    bring_to_arbitration,
    reject,
    reverse,
    start_review,
    take_back,
)
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
from .texting import change_text, load_starting_texts, write_text

__all__ = [
    "NeedsComparing",
    "TickedMeanwhile",
    "accept_dispute",
    "approve",
    "ask",
    "ask_all",
    "assign",
    "bring_to_arbitration",
    "change_text",
    "draw_second_look",
    "is_barred",
    "is_drawn",
    "keep_decision",
    "least_busy_reviewer",
    "load_starting_texts",
    "look_again",
    "names_in",
    "next_second_look",
    "note",
    "reject",
    "release_second_look",
    "reverse",
    "reviewers_for",
    "start_all",
    "start_review",
    "take_back",
    "take_back_all",
    "take_second_look",
    "tick",
    "write_text",
    "tell_incumbents",
]
