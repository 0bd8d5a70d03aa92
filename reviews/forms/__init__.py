from .arbitrating import AskAllForm, DecideForm
from .assigning import AssignForm
from .checking import TickForm
from .closing import ClosureForm
from .deciding import ApproveForm, AskForm, RejectForm
from .moving import MoveForm, ReasoningForm
from .picking import typed_again
from .second_looks import KeepForm, SecondLookForm
from .texting import TextForm
from .writing import CommentForm, NoteForm

__all__ = [
    "ApproveForm",
    "AskAllForm",
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
    "TextForm",
    "TickForm",
    "typed_again",
]
