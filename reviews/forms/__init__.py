from .arbitrating import DecideForm
from .assigning import AssignForm
from .closing import ClosureForm
from .deciding import ApproveForm, AskForm, RejectForm
from .moving import MoveForm, ReasoningForm
from .writing import CommentForm, NoteForm

__all__ = [
    "ApproveForm",
    "AskForm",
    "AssignForm",
    "ClosureForm",
    "CommentForm",
    "DecideForm",
    "MoveForm",
    "NoteForm",
    "ReasoningForm",
    "RejectForm",
]
