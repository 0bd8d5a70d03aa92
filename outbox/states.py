from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    REFUSED = "refused", _("Refused by the recipient's server")
    DEAD = "dead", _("Given up after many tries")
    CANCELLED = "cancelled", _("Cancelled")


class Channel(models.TextChoices):
    EMAIL = "email", _("E-mail")
    DOCUMENT = "document", _("Document")


TO_DELIVER = (State.WAITING, State.SENDING)
FAILED = (State.REFUSED, State.DEAD)
KEPT_SECRET = (State.WAITING, State.SENDING, State.REFUSED, State.DEAD)
