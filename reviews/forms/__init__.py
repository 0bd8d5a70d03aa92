from .arbitrating import DecideForm
from .assigning import AssignForm
from .checking import TickForm
from .closing import ClosureForm
from .deciding import ApproveForm, AskForm, RejectForm
from .moving import MoveForm, ReasoningForm
from .second_looks import KeepForm, SecondLookForm
from .writing import CommentForm, NoteForm

__all__ = [
    "ApproveForm",
    "AskForm",
    "AssignForm",
    "ClosureForm",
    "CommentForm",
    "DecideForm",
    "KeepForm",
    "MoveForm",
    "NoteForm",
    "ReasoningForm",
    "RejectForm",
    "SecondLookForm",
    "TickForm",
]
