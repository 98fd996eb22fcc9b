"""Files that only an office program reads: doc, wps, xls, et, ppt, pptx, odt, ods, odp, rtf.

The bytes of one go in; LibreOffice, where it is installed, turns them into a format that is read here, and the blocks
of that come out.
"""

from .document import read

__all__ = ["read"]
