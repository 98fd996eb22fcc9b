"""Pages as printed: formats that know where each piece of text stands, but not what belongs together.

The pieces of each page go in, each with its place; paragraphs with their pages, and rows of tables, come out as blocks.
"""

from .blocks import printed_blocks
from .pieces import Piece, advance
from .rows import lines_of

__all__ = ["Piece", "advance", "lines_of", "printed_blocks"]
