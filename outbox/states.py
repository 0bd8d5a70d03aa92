from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    REFUSED = "refused", _("Refused by the recipient's server")
    DEAD = "dead", _("Given up after many tries")
    RETURNED = "returned", _("Taken, and came back later")
    CANCELLED = "cancelled", _("Cancelled")


class Channel(models.TextChoices):
    EMAIL = "email", _("E-mail")
    DOCUMENT = "document", _("Document")


TO_DELIVER = (State.WAITING, State.SENDING)
FAILED = (State.REFUSED, State.DEAD, State.RETURNED)
# The address does not work; what is dead may only have met a server that was away.
UNREACHED = (State.REFUSED, State.RETURNED)
ARRIVED_ONCE = (State.SENT, State.RETURNED)
KEPT_SECRET = (State.WAITING, State.SENDING, State.REFUSED, State.DEAD)
