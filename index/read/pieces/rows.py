"""Pieces of text to lines, by where they stand and not by their order in the file."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from ..lines import glue
from ..printed import Box, PrintedLine, around
from .pieces import Piece

_SHARED = 0.5  # of the lower one's height, that two pieces of one line have in common
_LEVEL = 0.3  # of the height that their feet may differ by, unless
_RAISED = 0.75  # one is so much smaller: a figure set high or low
_SAME = 0.25  # sizes: pieces of the same words so near are one, printed twice to look bold
_SPACE = 0.2  # sizes: a gap between two words
_GAP = 1.0  # sizes: a gap between two cells
CELLS = "   "  # what stands for it


def lines_of(pieces: Iterable[Piece], page: int) -> list[PrintedLine]:
    """The lines of a page, from its top to its foot."""
    rows: list[list[Piece]] = []
    boxes: list[Box] = []
    for piece in sorted(_once(pieces), key=lambda each: (each.box.top + each.box.bottom, each.box.left)):
        if rows and _beside(boxes[-1], piece.box):
            rows[-1].append(piece)
            boxes[-1] = around((boxes[-1], piece.box))
        else:
            rows.append([piece])
            boxes.append(piece.box)
    lines = [_line(row, box, page) for row, box in zip(rows, boxes, strict=True)]
    return [line for line in lines if line.text.strip()]


def _once(pieces: Iterable[Piece]) -> list[Piece]:
    """The pieces, each once."""
    kept: dict[str, list[Piece]] = {}
    for piece in pieces:
        same = kept.setdefault(piece.text, [])
        near = _SAME * piece.size
        if not any(
            abs(other.box.left - piece.box.left) < near and abs(other.box.top - piece.box.top) < near
            for other in same
        ):
            same.append(piece)
    return [piece for same in kept.values() for piece in same]


def _beside(row: Box, box: Box) -> bool:
    shared = min(row.bottom, box.bottom) - max(row.top, box.top)
    low, high = sorted((row.height, box.height))
    level = abs(row.bottom - box.bottom) <= _LEVEL * low or low <= _RAISED * high
    return shared >= _SHARED * low and level


def _line(row: list[Piece], box: Box, page: int) -> PrintedLine:
    row.sort(key=lambda piece: piece.box.left)
    cell = _cell_gap(row)
    text = row[0].text
    for left, right in pairwise(row):
        gap = (right.box.left - left.box.right) / min(left.size, right.size)
        if gap >= cell:
            text += CELLS
        elif gap >= _SPACE and glue(text, right.text, spaced=True) and _are_words(text, right.text):
            text += " "
        text += right.text
    size = max(row, key=lambda piece: len(piece.text)).size
    return PrintedLine(text, box, page, size=size)


def _are_words(left: str, right: str) -> bool:
    return left[-1:].isascii() and right[:1].isascii() and not left[-1:].isspace()


def _cell_gap(row: Sequence[Piece]) -> float:
    """The least gap between cells, in sizes: letters that are set apart evenly, as in a title, are no cells."""
    gaps = [(right.box.left - left.box.right) / min(left.size, right.size) for left, right in pairwise(row)]
    letters = len(row) > 1 and all(len(piece.text.strip()) == 1 for piece in row)
    return max(_GAP, 1.5 * median(gaps)) if letters else _GAP
