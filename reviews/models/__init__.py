from .absence import Absence, EmployerChange, IdleReturn
from .arbitration import Arbitration, ArbitrationParty, JointRequest
from .checklist import ChecklistEntry, KeptChecklist, Verdict
from .defence import DefenceText
from .figures import Counted, Counting, Figure
from .looks import Look
from .notes import Note
from .second_look import SecondLook
from .sending_again import SendingAgain
from .texts import ASK_FOR, REJECT_FOR, CannedText, Language, Purpose, TextChange
from .views import DefaultView, SavedView

__all__ = [
    "ASK_FOR",
    "Absence",
    "Arbitration",
    "ArbitrationParty",
    "CannedText",
    "ChecklistEntry",
    "Counted",
    "Counting",
    "DefaultView",
    "DefenceText",
    "EmployerChange",
    "Figure",
    "IdleReturn",
    "JointRequest",
    "KeptChecklist",
    "Language",
    "Look",
    "Note",
    "Purpose",
    "REJECT_FOR",
    "SavedView",
    "SecondLook",
    "SendingAgain",
    "TextChange",
    "Verdict",
]
