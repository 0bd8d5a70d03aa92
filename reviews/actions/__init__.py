from .absences import note_employer, plan_absence, strike_employer, take_absence_back
from .arbitrating import ask_all, names_in, start_all, take_back_all, tell_incumbents, until_of
from .assigning import assign, distribute, hand_over, least_busy_reviewer, loads, reviewers_for, spread, team
from .checking import TickedMeanwhile, tick, tick_all
from .deciding import (
    NeedsComparing,
    accept_dispute,
    approve,
    ask,
    bring_to_arbitration,
    compare_anew,
    reject,
    reverse,
    start_review,
    take_back,
)
from .defending import add_defence_file, is_defender, is_questioned, write_defence
from .disputing import tell_of_dispute
from .handing import MOST_AT_ONCE as MOST_HAND_OFFS_AT_ONCE
from .handing import send_hand_off_again, send_hand_offs_again
from .mailing import MOST_AT_ONCE as MOST_MAIL_AT_ONCE
from .mailing import send_all_mail_again, send_mail_again
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
from .taking import return_idle, take_next
from .texting import change_text, load_starting_texts, write_text
from .viewing import change_view, delete_view, may_change, save_view, set_default

__all__ = [
    "MOST_HAND_OFFS_AT_ONCE",
    "MOST_MAIL_AT_ONCE",
    "NeedsComparing",
    "TickedMeanwhile",
    "accept_dispute",
    "add_defence_file",
    "approve",
    "ask",
    "ask_all",
    "assign",
    "bring_to_arbitration",
    "change_text",
    "change_view",
    "compare_anew",
    "delete_view",
    "distribute",
    "draw_second_look",
    "hand_over",
    "is_barred",
    "is_defender",
    "is_drawn",
    "is_questioned",
    "keep_decision",
    "least_busy_reviewer",
    "load_starting_texts",
    "loads",
    "look_again",
    "may_change",
    "names_in",
    "next_second_look",
    "note",
    "note_employer",
    "plan_absence",
    "reject",
    "release_second_look",
    "return_idle",
    "reverse",
    "reviewers_for",
    "save_view",
    "send_all_mail_again",
    "send_hand_off_again",
    "send_hand_offs_again",
    "send_mail_again",
    "set_default",
    "spread",
    "start_all",
    "start_review",
    "strike_employer",
    "take_absence_back",
    "take_back",
    "take_back_all",
    "take_next",
    "take_second_look",
    "team",
    "tell_incumbents",
    "tell_of_dispute",
    "tick",
    "tick_all",
    "until_of",
    "write_defence",
    "write_text",
]
