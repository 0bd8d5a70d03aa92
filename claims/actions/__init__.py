"""Everything that a person, a customer or the clock can do to a claim: the only writers."""

from .asking import ask_support
from .choosing import choose_products
from .deciding import (
    approve,
    lose_arbitration,
    reject,
    release,
    request_information,
    reverse,
    start_review,
    take,
    take_back,
)
from .disputing import accept_dispute, raise_dispute, uphold
from .ending import change_mind, decline, give_up, lapse, withdraw
from .filing import (
    copy,
    create_draft,
    delete_draft,
    edit,
    submit,
)
from .proving import add_file, remove_file
from .renewing import draft_next
from .talking import answer, comment

__all__ = [
    "accept_dispute",
    "add_file",
    "answer",
    "approve",
    "ask_support",
    "change_mind",
    "choose_products",
    "comment",
    "copy",
    "create_draft",
    "decline",
    "delete_draft",
    "draft_next",
    "edit",
    "give_up",
    "lapse",
    "lose_arbitration",
    "raise_dispute",
    "reject",
    "release",
    "remove_file",
    "request_information",
    "reverse",
    "start_review",
    "submit",
    "take",
    "take_back",
    "uphold",
    "withdraw",
]
