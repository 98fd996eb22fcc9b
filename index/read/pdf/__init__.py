"""PDF files: the bytes of one go in, and its paragraphs and table rows come out, as a reader sees them printed.

Letters with their places become lines of print; heads, feet and page numbers go; columns are read one after the other;
lines become paragraphs that know their pages. Lines that a recogniser reads off a picture go the same way.
"""

from .document import content_of, one_page, printed_page, read
from .pages import PageText, State, read_page
from .pictures import picture_of, recognised, sheet_of, shown, shown_lines

__all__ = [
    "PageText",
    "State",
    "content_of",
    "one_page",
    "picture_of",
    "printed_page",
    "read",
    "read_page",
    "recognised",
    "sheet_of",
    "shown",
    "shown_lines",
]
