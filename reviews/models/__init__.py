from .arbitration import Arbitration, ArbitrationParty
from .checklist import ChecklistEntry, KeptChecklist, Verdict
from .notes import Note
from .second_look import SecondLook

__all__ = [
    "Arbitration",
    "ArbitrationParty",
    "ChecklistEntry",
    "KeptChecklist",
    "Note",
    "SecondLook",
    "Verdict",
]
