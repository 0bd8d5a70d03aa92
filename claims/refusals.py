"""What an action says no with. Each carries a sentence that people can read."""

from django.utils.translation import gettext as _

from accounts.refusals import Refused


class TooLate(Refused):
    """The time for this move is over, whether or not the clock has acted on it yet."""


class NotNow(Refused):
    """The claim is in the right state, but something that it knows of itself forbids the move."""


class ClaimMoved(Refused):
    """Somebody else was faster: the claim is no longer what this person saw."""

    def __init__(self, claim, what_happened: str):
        self.claim = claim
        super().__init__(_("This claim has changed since you opened it: %(what)s") % {"what": what_happened})


class NotReady(Refused):
    """The claim can't be submitted as it is; `problems` says why, field by field."""

    def __init__(self, problems):
        self.problems = problems
        super().__init__(_("The claim can't be submitted yet: see what is missing."))
