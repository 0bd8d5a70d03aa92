"""What the text of a claim's proof says about the five reasons for which claims are sent back (POE-3).

`extract` runs in a process of its own and knows nothing of the rest.
"""

from .report import report_of

__all__ = ["report_of"]
