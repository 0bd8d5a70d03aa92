from .about import about
from .contact import contact
from .links import change_mind, confirm, decline, link
from .provider import mail_events

__all__ = ["about", "change_mind", "confirm", "contact", "decline", "link", "mail_events"]
