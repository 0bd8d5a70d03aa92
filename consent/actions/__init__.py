"""The customer's side: notices go out, answers come in, the window opens and ends."""

from .answering import change_mind, confirm, decline, link_of
from .contacts import NotAtTheCustomer, correct_contact, may_correct
from .expiring import look_at_term
from .handing import note_handed
from .notices import note_delivery, notify, tell_of_end, tell_of_reversal, undo_notice, write_again
from .tenants import (
    HANDLE_ACCESS,
    SESSION_HOLDS,
    access_of,
    ask_for_access,
    end_association,
    forget_access,
    handle_access,
    leave,
    open_access,
    session_of,
)
from .windows import close, remind

__all__ = [
    "NotAtTheCustomer",
    "HANDLE_ACCESS",
    "SESSION_HOLDS",
    "access_of",
    "ask_for_access",
    "end_association",
    "forget_access",
    "handle_access",
    "leave",
    "open_access",
    "session_of",
    "change_mind",
    "close",
    "confirm",
    "correct_contact",
    "decline",
    "link_of",
    "may_correct",
    "look_at_term",
    "note_delivery",
    "note_handed",
    "notify",
    "remind",
    "tell_of_end",
    "tell_of_reversal",
    "undo_notice",
    "write_again",
]
