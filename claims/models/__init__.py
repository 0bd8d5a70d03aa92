from .batch import Batch, BatchFile, BatchRow
from .claim import Claim, ClaimProduct
from .conversation import Comment, CommentFile, Decision, Dispute, InformationRequest, RequestPoint
from .history import Event
from .proof import ProofFile, proof_path
from .reading import ProofReading
from .timing import Deadline, Stay

__all__ = [
    "Batch",
    "BatchFile",
    "BatchRow",
    "Claim",
    "ClaimProduct",
    "Comment",
    "CommentFile",
    "Deadline",
    "Decision",
    "Dispute",
    "Event",
    "InformationRequest",
    "ProofFile",
    "ProofReading",
    "RequestPoint",
    "Stay",
    "proof_path",
]
