"""Text recognition: the picture of a page goes in, and its lines of print come out, with what of them is doubtful.

It is an extra: whoever reads pictures asks first whether it is installed.
"""

from .engine import RecognisedLine, is_installed
from .sheets import read_picture

__all__ = ["RecognisedLine", "is_installed", "read_picture"]
