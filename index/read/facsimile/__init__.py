"""The page as it was printed: a file and the number of a page go in, its picture comes out, and where its lines stand.

A quote is found among these lines by its characters, so that its place can be marked on the picture.
"""

from .page import Facsimile, PrintedText, has_facsimile, page_of
from .places import cell_places, quote_places

__all__ = ["Facsimile", "PrintedText", "cell_places", "has_facsimile", "page_of", "quote_places"]
