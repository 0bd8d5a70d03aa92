"""Shows proof in the portal's own pages, as pictures: nothing of a file is ever run by whoever looks at it."""

from .keeping import PICTURES, clear_unused, look_into, picture_of
from .paragraphs import Paragraph, paragraphs_of
from .process import NotShown

__all__ = ["PICTURES", "NotShown", "Paragraph", "clear_unused", "look_into", "paragraphs_of", "picture_of"]
