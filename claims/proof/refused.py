from ..refusals import Refused


class FileRefused(Refused):
    """The file can't be taken; the message says why, and what to do instead."""
