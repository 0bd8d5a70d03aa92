from .arbitration import Arbitration, ArbitrationParty
from .checklist import ChecklistEntry, KeptChecklist, Verdict
from .figures import Counted, Counting, Figure, Rebuilt
from .notes import Note
from .second_look import SecondLook

__all__ = [
    "Arbitration",
    "ArbitrationParty",
    "ChecklistEntry",
    "Counted",
    "Counting",
    "Figure",
    "KeptChecklist",
    "Note",
    "Rebuilt",
    "SecondLook",
    "Verdict",
]
