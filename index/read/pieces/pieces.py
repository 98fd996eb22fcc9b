"""Text with its place on a page. Lengths are in one unit for the whole file; ``top`` is smaller than ``bottom``."""

import unicodedata
from dataclasses import dataclass
from typing import NamedTuple


class Box(NamedTuple):
    """Where something stands on its page, from the upper left corner of the page."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    def around(self, other: "Box") -> "Box":
        """The smallest box that holds both."""
        return Box(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )


@dataclass(frozen=True, slots=True)
class Piece:
    """Text that was put on the page at once: a letter, a word or a line."""

    text: str
    box: Box
    size: float  # of its letters


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line as the eye sees it, whatever it was put together from."""

    text: str
    box: Box
    size: float
    page: int  # 1-based


def advance(character: str) -> float:
    """How far a letter reaches, in sizes, where the file does not say."""
    return 1.0 if unicodedata.east_asian_width(character) in "WFA" else 0.5
