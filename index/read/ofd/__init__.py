"""OFD files (GB/T 33190), the state's own format for documents as printed.

The bytes of an .ofd go in; its text comes out as blocks with their pages, without running heads and page numbers.
"""

from .document import read

__all__ = ["read"]
