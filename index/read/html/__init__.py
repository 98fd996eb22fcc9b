"""Web pages.

The bytes of a page go in; its article comes out as blocks: title, source, paragraphs, headings, tables and notes, without
what the site puts around it and without what cannot be seen.
"""

from .document import read, read_page
from .encoding import page_text

__all__ = ["page_text", "read", "read_page"]
