"""Workbooks, and rows of cells from any other file.

The bytes of an .xlsx go in; a heading for each sheet, its titles and remarks, and the rows of its tables come out as
blocks, with what the cells show.
"""

from .parts import book_parts
from .workbook import read

__all__ = ["book_parts", "read"]
