import logging
import re

LINK = re.compile(r"(/c/)[^/\s]+")


class HideLinks(logging.Filter):
    """Django writes the address of every refused request down: a customer's link stays out of it."""

    def filter(self, record):
        text = record.getMessage()
        if "/c/" in text:
            record.msg, record.args = LINK.sub(r"\1…", text), ()
        return True
