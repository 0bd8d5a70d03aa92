"""The partner's pages."""

from .acting import answer, comment, copy, delete, dispute, give_up, submit, withdraw
from .checking import check_activity, check_customer
from .drafting import edit
from .files import add_file, file, remove_file
from .guided import new, step
from .lists import claim_list
from .page import detail, history
from .products import products
from .proof import proof
from .timing import calendar, why

__all__ = [
    "add_file",
    "answer",
    "calendar",
    "check_activity",
    "check_customer",
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
    "proof",
    "remove_file",
    "step",
    "submit",
    "why",
    "withdraw",
]
