"""A file becomes blocks, and the blocks lines.

A path goes in; a ``LoadedFile`` of raw lines, paragraphs and table rows comes out, or ``UnreadableFile`` is raised. What
the format knows is kept and nothing is guessed. ``clean_lines`` makes of the blocks the lines that can be seen.
"""

from .archive import Member, members
from .blocks import TITLE, Block
from .facsimile import Facsimile, cell_places, has_facsimile, quote_places
from .formats import SUFFIXES
from .lines import Line, carrying, clean, clean_lines, glue, part_of
from .load import MAX_FILE_BYTES, LoadedFile, file_bytes, is_report_file, left_out, load, loaded, report_files
from .plain import text_blocks
from .printed import Box
from .sandbox import facsimile

__all__ = [
    "MAX_FILE_BYTES",
    "SUFFIXES",
    "TITLE",
    "Block",
    "Box",
    "Facsimile",
    "Line",
    "LoadedFile",
    "Member",
    "carrying",
    "cell_places",
    "clean",
    "clean_lines",
    "facsimile",
    "file_bytes",
    "glue",
    "has_facsimile",
    "is_report_file",
    "left_out",
    "load",
    "loaded",
    "members",
    "part_of",
    "quote_places",
    "report_files",
    "text_blocks",
]
