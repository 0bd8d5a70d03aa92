from .batch import Batch, BatchFile, BatchRow
from .claim import Claim, ClaimProduct
from .conversation import Comment, CommentFile, Decision, Dispute, InformationRequest, RequestPoint
from .counting import ExpectedTime, Uncounted
from .history import Event
from .proof import ProofFile, proof_path
from .queued import Queued
from .reading import ProofReading
from .showing import ShownFile
from .storing import UnsettledFile
from .timing import Deadline, Stay
from .words import Word

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
    "ExpectedTime",
    "InformationRequest",
    "ProofFile",
    "ProofReading",
    "Queued",
    "RequestPoint",
    "ShownFile",
    "Stay",
    "Uncounted",
    "Word",
    "UnsettledFile",
    "proof_path",
]
