"""What an action says no with."""


class Refused(Exception):
    """A domain rule says no; nothing was changed. Carries a sentence that people can read."""

    @property
    def message(self) -> str:
        return str(self)
