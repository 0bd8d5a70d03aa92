"""The partner's pages."""

from .acting import answer, copy, delete, dispute, give_up, submit, withdraw
from .batches import batch, batch_example, batch_list, batch_result, check_batch_again, make_batch
from .checking import check_activity, check_customer
from .comments import comment, comment_file
from .drafting import edit
from .export import export
from .files import add_file, file, remove_file
from .guided import new, step
from .help import help_page
from .history import history, history_export
from .lists import claim_list
from .page import detail
from .products import check_subscription, products
from .proof import proof
from .reading import reading, template
from .register import association, association_usage, associations, associations_export, draft_next
from .timing import calendar, why

__all__ = [
    "add_file",
    "answer",
    "association",
    "association_usage",
    "associations",
    "associations_export",
    "batch",
    "batch_example",
    "batch_list",
    "batch_result",
    "calendar",
    "check_activity",
    "check_batch_again",
    "check_customer",
    "check_subscription",
    "claim_list",
    "comment",
    "comment_file",
    "copy",
    "delete",
    "detail",
    "dispute",
    "draft_next",
    "edit",
    "export",
    "file",
    "give_up",
    "help_page",
    "history",
    "history_export",
    "make_batch",
    "new",
    "products",
    "proof",
    "reading",
    "remove_file",
    "step",
    "submit",
    "template",
    "why",
    "withdraw",
]
