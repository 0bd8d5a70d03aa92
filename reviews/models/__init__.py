from .arbitration import Arbitration, ArbitrationParty, JointRequest
from .checklist import ChecklistEntry, KeptChecklist, Verdict
from .figures import Counted, Counting, Figure, Rebuilt
from .looks import Look
from .notes import Note
from .second_look import SecondLook
from .texts import ASK_FOR, REJECT_FOR, CannedText, Language, Purpose, TextChange

__all__ = [
    "ASK_FOR",
    "REJECT_FOR",
    "Arbitration",
    "ArbitrationParty",
    "CannedText",
    "ChecklistEntry",
    "Counted",
    "Counting",
    "Figure",
    "JointRequest",
    "KeptChecklist",
    "Language",
    "Look",
    "Note",
    "Purpose",
    "Rebuilt",
    "SecondLook",
    "TextChange",
    "Verdict",
]
