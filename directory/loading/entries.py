from dataclasses import dataclass
from typing import Any


@dataclass
class Entry:
    """A row with its values read; a writer that can't load it says why and leaves it out."""

    line: int
    values: dict[str, Any]
    problem: str = ""
    # Nothing is wrong with it, and there is nothing to load.
    skipped: bool = False

    def __getitem__(self, name: str) -> Any:
        return self.values[name]

    @property
    def is_good(self) -> bool:
        return not self.problem and not self.skipped
