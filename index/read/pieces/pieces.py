"""Text with its place on a page. Lengths are in one unit for the whole file; ``top`` is smaller than ``bottom``."""

import unicodedata
from dataclasses import dataclass

from ..printed import Box


@dataclass(frozen=True, slots=True)
class Piece:
    """Text that was put on the page at once: a letter, a word or a line."""

    text: str
    box: Box
    size: float  # of its letters


def advance(character: str) -> float:
    """How far a letter reaches, in sizes, where the file does not say."""
    return 1.0 if unicodedata.east_asian_width(character) in "WFA" else 0.5
