"""The document that incentive evaluation gets for each official association.

`schemas/evaluation-1.json` says what is in it; docs/hand-off.md is for whoever receives it.
"""

from claims.models import Claim, ClaimProduct
from directory.models import Association

VERSION = 1


def document_of(claim: Claim, chosen: ClaimProduct, association: Association, key: str) -> dict:
    return {
        "id": key,
        "version": VERSION,
        "claim": claim.code,
        "mpn_id": claim.location.mpn_id,
        "kind": str(association.kind),
        "programmes": [str(programme) for programme in claim.programmes],
        "payment": association.kind != Association.Kind.REVENUE,
        "tenant": str(claim.tenant.directory_id),
        "product": chosen.product.code,
        "subscription": str(chosen.subscription.subscription_id) if chosen.subscription_id else None,
        "approved_at": association.started_at.isoformat(),
        "official_at": association.official_at.isoformat(),
    }
