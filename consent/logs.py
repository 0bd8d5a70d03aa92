import logging
import re

LINK = re.compile(r"(/(?:c|t|join)/)[^/\s]+")


class HideLinks(logging.Filter):
    """Django writes the address of every refused request down: a link that works without signing in stays out of it."""

    def filter(self, record):
        text = record.getMessage()
        hidden = LINK.sub(r"\1…", text)
        if hidden != text:
            record.msg, record.args = hidden, ()
        return True
