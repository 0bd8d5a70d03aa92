from .arbitration import Arbitration, ArbitrationParty
from .notes import Note
from .second_look import SecondLook

__all__ = ["Arbitration", "ArbitrationParty", "Note", "SecondLook"]
