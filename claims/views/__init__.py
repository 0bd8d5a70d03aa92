"""The partner's pages."""

from .acting import answer, comment, copy, delete, dispute, give_up, submit, withdraw
from .drafting import edit, new
from .files import add_file, file, remove_file
from .lists import claim_list
from .page import detail, history
from .products import products
from .timing import calendar, why

__all__ = [
    "add_file",
    "answer",
    "calendar",
    "claim_list",
    "comment",
    "copy",
    "delete",
    "detail",
    "dispute",
    "edit",
    "file",
    "give_up",
    "history",
    "new",
    "products",
    "remove_file",
    "submit",
    "why",
    "withdraw",
]
