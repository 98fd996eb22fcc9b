"""PDF files: the bytes of one go in, and its paragraphs and table rows come out, as a reader sees them printed.

Letters with their places become lines of print; heads, feet and page numbers go; columns are read one after the other;
lines become paragraphs that know their pages. Lines that a recogniser reads off a picture go the same way.
"""

from .document import MOST_PAGES, content_of, printed_page, read
from .pages import PageText, State
from .pictures import sheet_of, shown, shown_lines

__all__ = [
    "MOST_PAGES",
    "PageText",
    "State",
    "content_of",
    "printed_page",
    "read",
    "sheet_of",
    "shown",
    "shown_lines",
]
