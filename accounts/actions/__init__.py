"""The only writers of a company's people, and of what a person set up for themselves."""

from .joining import accept, invitation_of, join
from .notices import choose_ways, read_notice, read_notices
from .people import (
    add_role,
    change_role,
    invite,
    invite_again,
    remove_person,
    remove_role,
    take_back,
)
from .preferences import set_own_language, set_preferences

__all__ = [
    "accept",
    "add_role",
    "change_role",
    "choose_ways",
    "invitation_of",
    "invite",
    "invite_again",
    "join",
    "read_notice",
    "read_notices",
    "remove_person",
    "remove_role",
    "set_own_language",
    "set_preferences",
    "take_back",
]
