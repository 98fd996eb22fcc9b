"""Which lines are headings, and what stands under which.

The lines of a body go in; entries with the headings above each come out.
"""

from .outline import Entry, outline

__all__ = ["Entry", "outline"]
