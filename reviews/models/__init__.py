from .arbitration import Arbitration, ArbitrationParty
from .notes import Note

__all__ = ["Arbitration", "ArbitrationParty", "Note"]
