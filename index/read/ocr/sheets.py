"""Recognised lines as print: turned straight, in points, each with the characters that are doubtful."""

import math
from collections.abc import Iterable, Sequence
from statistics import median

import numpy as np

from ..printed import Box, PrintedLine, Sheet, around
from .engine import Pixels, Point, RecognisedLine, recognise

_DOUBTFUL = 0.9  # confidence below which a character may be another
_UNREADABLE = 0.5  # of a line on the whole: what stands there is no text
_HEADLONG = 0.8  # confidence on the whole below which a page may stand on its head
_LONG = 4.0  # heights: a line long enough to show which way the page is turned
_TELLING = 5.0  # letters of a line whose width tells their size
_WIDE = str.maketrans(",:;()?!", "，：；（）？！")
_LETTER = 0.78  # of the height of a line's box, which has white around the letters


def read_picture(picture: Pixels, page: int, width: float) -> Sheet:
    """The print on the picture of a page that is ``width`` points wide.

    A page that lies on its side is stood up; one that was laid in aslant is turned straight.
    """
    turn, lines = _upright(picture)
    height, across = picture.shape[:2] if turn % 2 == 0 else picture.shape[1::-1]
    scale = width / picture.shape[1]
    skew = _skew(lines)
    middle = (across / 2, height / 2)
    printed = [_printed(line, page, scale, skew, middle) for line in lines]
    box = Box(0, 0, across * scale, height * scale)
    return Sheet(page, box, tuple(printed), turn=-turn % 4, skew=skew)


def _upright(picture: Pixels) -> tuple[int, list[RecognisedLine]]:
    """The lines, and by how many quarter turns anticlockwise the picture was stood up for them."""
    tried = {0: _readable(recognise(picture))}
    if not _stands(tried[0]):
        others: tuple[int, ...] = (1, 3)
    else:
        others = (
            (2,) if _certainty(tried[0]) < _HEADLONG * sum(len(line.text) for line in tried[0]) + 1 else ()
        )
    tried |= {turn: _readable(recognise(_turned(picture, turn))) for turn in others}
    best = max(tried, key=lambda turn: _certainty(tried[turn]))
    return best, tried[best]


def _turned(picture: Pixels, turn: int) -> Pixels:
    return np.ascontiguousarray(np.rot90(picture, turn))


def _readable(lines: Iterable[RecognisedLine]) -> list[RecognisedLine]:
    return [line for line in lines if line.text.strip() and _mean(line) >= _UNREADABLE]


def _mean(line: RecognisedLine) -> float:
    return sum(line.confidence) / len(line.confidence)


def _certainty(lines: Sequence[RecognisedLine]) -> float:
    """How many characters were read, each by its confidence; lines that do not stand count nothing."""
    return sum(sum(line.confidence) for line in lines if _stands([line]))


def _stands(lines: Sequence[RecognisedLine]) -> bool:
    """Whether most of the text is wider than high."""
    wide = sum(len(line.text) for line in lines if _length(line, 0, 1) >= _length(line, 1, 2))
    return 2 * wide >= sum(len(line.text) for line in lines)


def _length(line: RecognisedLine, start: int, end: int) -> float:
    return math.dist(line.corners[start], line.corners[end])


def _skew(lines: Sequence[RecognisedLine]) -> float:
    """The angle by which the lines fall towards their ends, in radians."""
    angles = [
        math.atan2(line.corners[1][1] - line.corners[0][1], line.corners[1][0] - line.corners[0][0])
        for line in lines
        if _length(line, 0, 1) >= _LONG * _length(line, 1, 2)
    ]
    return median(angles) if angles else 0.0


def _printed(line: RecognisedLine, page: int, scale: float, skew: float, middle: Point) -> PrintedLine:
    corners = [_straight(corner, skew, middle) for corner in line.corners]
    box = around(Box(x * scale, y * scale, x * scale, y * scale) for x, y in corners)
    size = _size(line.text, _LETTER * box.height, box.width - (1 - _LETTER) * box.height)
    white = (box.height - size) / 2
    place = Box(box.left + white, box.top + white, box.right - white, box.bottom - white)
    doubtful = frozenset(at for at, confidence in enumerate(line.confidence) if confidence < _DOUBTFUL)
    return PrintedLine(_with_wide_marks(line.text), place, page, doubtful=doubtful)


def _with_wide_marks(text: str) -> str:
    """The text with the marks beside Chinese letters as wide as they are printed: a recogniser tells （ and ( as one."""
    around = f" {text} "
    return "".join(
        mark.translate(_WIDE) if not (before.isascii() and after.isascii()) else mark
        for before, mark, after in zip(around, text, around[2:], strict=False)
    )


def _size(text: str, height: float, width: float) -> float:
    """The size of a line's letters: their width tells it better than the box's height, if it is about the same."""
    letters = sum(0.55 if character.isascii() else 1.0 for character in text)
    size = width / letters
    return size if letters >= _TELLING and abs(size - height) <= 0.25 * height else height


def _straight(point: Point, skew: float, middle: Point) -> Point:
    """Where a point lies when the page is turned straight around its middle."""
    x, y = point[0] - middle[0], point[1] - middle[1]
    return (
        middle[0] + x * math.cos(skew) + y * math.sin(skew),
        middle[1] - x * math.sin(skew) + y * math.cos(skew),
    )
