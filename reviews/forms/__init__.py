from .arbitrating import DecideForm
from .assigning import AssignForm
from .checking import TickForm
from .closing import ClosureForm
from .deciding import ApproveForm, AskForm, RejectForm
from .insights import InsightsForm
from .moving import MoveForm, ReasoningForm
from .picking import typed_again
from .second_looks import KeepForm, SecondLookForm
from .texting import TextForm
from .writing import CommentForm, NoteForm

__all__ = [
    "ApproveForm",
    "AskForm",
    "AssignForm",
    "ClosureForm",
    "CommentForm",
    "DecideForm",
    "InsightsForm",
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
