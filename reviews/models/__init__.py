from .arbitration import Arbitration, ArbitrationParty
from .checklist import ChecklistEntry, KeptChecklist, Verdict
from .figures import Counted, Counting, Figure, Rebuilt
from .looks import Look
from .notes import Note
from .second_look import SecondLook
from .texts import ASK_FOR, REJECT_FOR, CannedText, Language, Purpose, TextChange
from .views import DefaultView, SavedView

__all__ = [
    "ASK_FOR",
    "Arbitration",
    "ArbitrationParty",
    "CannedText",
    "ChecklistEntry",
    "Counted",
    "Counting",
    "DefaultView",
    "Figure",
    "KeptChecklist",
    "Language",
    "Look",
    "Note",
    "Purpose",
    "REJECT_FOR",
    "Rebuilt",
    "SavedView",
    "SecondLook",
    "TextChange",
    "Verdict",
]
