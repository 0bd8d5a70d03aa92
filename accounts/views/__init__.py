from .company import company, own_company
from .joining import join
from .news import notice_choices, notices, read_notice, read_notices
from .people import (
    add_role,
    change_role,
    invite,
    invite_again,
    people,
    person,
    remove_person,
    remove_role,
    take_back,
)
from .preferences import preferences

__all__ = [
    "add_role",
    "change_role",
    "company",
    "invite",
    "invite_again",
    "join",
    "notice_choices",
    "notices",
    "own_company",
    "people",
    "person",
    "preferences",
    "read_notice",
    "read_notices",
    "remove_person",
    "remove_role",
    "take_back",
]
