from .arbitrating import arbitration, arbitrations, ask_all, start_all, take_back_all, tick_party
from .bulk import bulk_act
from .checking import tick, tick_all
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
from .defending import defence, defence_file
from .disputing import disputes
from .failed_mail import failed_mail, send_all_mail_again, send_mail_again
from .hand_offs import hand_off, hand_offs, send_hand_off_again, send_hand_offs_again
from .history import history, history_export
from .holding import hand_over, take_next
from .insights import insights, insights_table
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
from .team import (
    move_claims,
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
from .viewing import defence_picture, defence_viewer, page_picture, viewer
from .writing import colleagues, comment, note

__all__ = [
    "accept_dispute",
    "approve",
    "arbitration",
    "arbitrations",
    "ask",
    "ask_all",
    "assign",
    "bulk_act",
    "change_view",
    "claim",
    "closures",
    "colleagues",
    "comment",
    "default_view",
    "defence",
    "defence_file",
    "defence_picture",
    "defence_viewer",
    "delete_view",
    "disputes",
    "export",
    "failed_mail",
    "hand_off",
    "hand_offs",
    "hand_over",
    "history",
    "history_export",
    "insights",
    "insights_table",
    "keep_decision",
    "move_claims",
    "new_text",
    "next_second_look",
    "note",
    "note_employer",
    "own_absence",
    "page_picture",
    "ping",
    "plan_absence",
    "pulse",
    "queue",
    "reject",
    "release",
    "release_second_look",
    "reverse",
    "saved_views",
    "second_look",
    "second_looks",
    "send_all_mail_again",
    "send_hand_off_again",
    "send_hand_offs_again",
    "send_mail_again",
    "show_team",
    "spread",
    "start",
    "start_all",
    "strike_employer",
    "take",
    "take_absence_back",
    "take_back",
    "take_back_all",
    "take_next",
    "take_second_look",
    "team_person",
    "text",
    "texts",
    "tick",
    "tick_all",
    "tick_party",
    "uphold",
    "view",
    "viewer",
]
