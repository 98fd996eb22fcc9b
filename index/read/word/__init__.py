"""Word files.

The bytes of a .docx go in; its paragraphs, tables and notes come out as blocks, in the order and with the words printed.
"""

from .document import read

__all__ = ["read"]
