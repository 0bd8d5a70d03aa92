from .absences import AbsenceForm, EmployerForm
from .arbitrating import AskAllForm, DecideForm
from .assigning import AssignForm, HandOverForm, MoveClaimsForm
from .bulk import BulkForm
from .checking import TickAllForm, TickForm
from .closing import ClosureForm
from .deciding import ApproveForm, AskForm, RejectForm
from .defending import DefenceForm
from .insights import InsightsForm
from .moving import MoveForm, ReasoningForm
from .picking import typed_again
from .second_looks import KeepForm, SecondLookForm
from .texting import TextForm
from .viewing import SavedViewForm
from .writing import CommentForm, NoteForm

__all__ = [
    "AbsenceForm",
    "ApproveForm",
    "AskAllForm",
    "AskForm",
    "AssignForm",
    "BulkForm",
    "ClosureForm",
    "CommentForm",
    "DecideForm",
    "DefenceForm",
    "EmployerForm",
    "HandOverForm",
    "InsightsForm",
    "KeepForm",
    "MoveClaimsForm",
    "MoveForm",
    "NoteForm",
    "ReasoningForm",
    "RejectForm",
    "SavedViewForm",
    "SecondLookForm",
    "TextForm",
    "TickAllForm",
    "TickForm",
    "typed_again",
]
