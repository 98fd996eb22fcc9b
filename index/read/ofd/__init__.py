"""OFD files (GB/T 33190), the state's own format for documents as printed.

The bytes of an .ofd go in; its text comes out as blocks with their pages, without running heads and page numbers.
"""

from .document import printed_page, read
from .text import advance

__all__ = ["advance", "printed_page", "read"]
