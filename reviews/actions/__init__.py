from .assigning import assign, least_busy_reviewer, reviewers_for
from .deciding import accept_dispute, approve, reverse, start_review, take_back
from .noting import note

__all__ = [
    "accept_dispute",
    "approve",
    "assign",
    "least_busy_reviewer",
    "note",
    "reverse",
    "reviewers_for",
    "start_review",
    "take_back",
]
