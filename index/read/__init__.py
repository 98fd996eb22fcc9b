"""A file becomes blocks, and the blocks lines.

A path goes in; a ``LoadedFile`` of raw lines, paragraphs and table rows comes out, or ``UnreadableFile`` is raised. What
the format knows is kept and nothing is guessed. ``clean_lines`` makes of the blocks the lines that can be seen.
"""

from .blocks import TITLE, Block
from .formats import SUFFIXES
from .lines import Line, carrying, clean, clean_lines, glue, part_of
from .load import LoadedFile, load, report_files
from .plain import text_blocks

__all__ = [
    "SUFFIXES",
    "TITLE",
    "Block",
    "Line",
    "LoadedFile",
    "carrying",
    "clean",
    "clean_lines",
    "glue",
    "load",
    "part_of",
    "report_files",
    "text_blocks",
]
