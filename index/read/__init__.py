"""A file becomes blocks, and the blocks lines.

A path goes in; a ``LoadedFile`` of raw lines, paragraphs and table rows comes out, or ``UnreadableFile`` is raised. What
the format knows is kept and nothing is guessed. ``clean_lines`` makes of the blocks the lines that can be seen.
"""

from .archive import Member, members
from .blocks import TITLE, Block
from .formats import SUFFIXES
from .lines import Line, clean, clean_lines, glue, joined_breaks, part_of
from .load import LoadedFile, file_bytes, is_report_file, load, loaded, report_files
from .plain import text_blocks

__all__ = [
    "SUFFIXES",
    "TITLE",
    "Block",
    "Line",
    "LoadedFile",
    "Member",
    "clean",
    "clean_lines",
    "file_bytes",
    "glue",
    "is_report_file",
    "joined_breaks",
    "load",
    "loaded",
    "members",
    "part_of",
    "report_files",
    "text_blocks",
]
