"""Paragraphs that may answer.

A question goes in; candidates of the library come out, best first by vectors and words, and the windows of their text
that are worth reading.
"""

from .first_stage import first_stage
from .fusion import fused_score, read_score
from .paragraphs import Paragraphs, Place
from .windows import Window, windows_of, windows_of_each

__all__ = [
    "Paragraphs",
    "Place",
    "Window",
    "first_stage",
    "fused_score",
    "read_score",
    "windows_of",
    "windows_of_each",
]
