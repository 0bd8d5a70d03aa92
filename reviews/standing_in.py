"""A claim's reviewer is away: for how long, and who could stand in."""

from datetime import datetime

from accounts.models import User
from claims.models import Claim
from claims.states import OPEN

from . import actions
from .absences import away_on, team_day


def absence_of_reviewer(claim: Claim, viewer: User, at: datetime) -> dict:
    """For the claim's page, while it is open; a lead learns as well who without a conflict has the least to do."""
    if claim.state not in OPEN or claim.reviewer_id is None:
        return {}
    absence = away_on(team_day(at), [claim.reviewer_id]).get(claim.reviewer_id)
    if absence is None:
        return {}
    return {
        "absence": absence,
        "stands_in": actions.least_busy_reviewer(claim, at=at) if viewer.is_lead else None,
    }
