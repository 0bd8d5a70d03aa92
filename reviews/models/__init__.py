from .absence import Absence, EmployerChange, IdleReturn
from .arbitration import Arbitration, ArbitrationParty
from .checklist import ChecklistEntry, KeptChecklist, Verdict
from .figures import Counted, Counting, Figure, Rebuilt
from .looks import Look
from .notes import Note
from .second_look import SecondLook
from .texts import ASK_FOR, REJECT_FOR, CannedText, Language, Purpose, TextChange

__all__ = [
    "ASK_FOR",
    "Absence",
    "Arbitration",
    "ArbitrationParty",
    "CannedText",
    "ChecklistEntry",
    "Counted",
    "Counting",
    "EmployerChange",
    "Figure",
    "IdleReturn",
    "KeptChecklist",
    "Language",
    "Look",
    "Note",
    "Purpose",
    "REJECT_FOR",
    "Rebuilt",
    "SecondLook",
    "TextChange",
    "Verdict",
]
