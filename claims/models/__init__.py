from .claim import Claim, ClaimProduct
from .conversation import Comment, Decision, Dispute, InformationRequest, RequestPoint
from .history import Event
from .proof import ProofFile, proof_path
from .timing import Deadline, Stay

__all__ = [
    "Claim",
    "ClaimProduct",
    "Comment",
    "Deadline",
    "Decision",
    "Dispute",
    "Event",
    "InformationRequest",
    "ProofFile",
    "RequestPoint",
    "Stay",
    "proof_path",
]
