"""What is printed on a page, wherever it was read from: the file's own letters, or a picture of them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from .blocks import Cell
from .lines import glue

if TYPE_CHECKING:
    from PIL import Image


class Box(NamedTuple):
    """A place on a page in points, its text upright; ``top`` is smaller than ``bottom``."""

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

    @property
    def centre(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def holds(self, point: tuple[float, float]) -> bool:
        return self.left <= point[0] <= self.right and self.top <= point[1] <= self.bottom


def around(boxes: Iterable[Box]) -> Box:
    """The smallest box that holds all of these."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))


@dataclass(frozen=True, slots=True, eq=False)
class PrintedLine:
    """A line of print, or the part of one that wide gaps and rules set apart."""

    text: str
    box: Box
    page: int  # 1-based
    font: str = ""  # in which all of it is set; "" where it changes, or is not known
    size: float = 0.0  # of its letters in points; 0 where only the box tells it
    raised: frozenset[int] = frozenset()  # offsets of letters that stand above the line
    doubtful: frozenset[int] = frozenset()  # offsets of letters that a recogniser is not certain of
    notes: tuple[str, ...] = ()  # at the end of the page, whose marks stood in it

    @property
    def height(self) -> float:
        """The size of its letters."""
        return self.size or self.box.height


@dataclass(frozen=True, slots=True)
class Sheet:
    """The print of a page that runs in one direction, turned upright."""

    page: int
    box: Box
    lines: tuple[PrintedLine, ...]
    rules: tuple[Box, ...] = ()  # ruling lines, thin boxes
    turn: int = 0  # quarter turns anticlockwise by which it lies on the page as that is shown
    skew: float = 0.0  # radians clockwise by which a picture of it lay aslant


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A page as it is shown, straight; the lines of its sheets in the order in which they are read."""

    picture: "Image.Image"
    sheets: tuple[Sheet, ...]


@dataclass(frozen=True, slots=True, eq=False)
class PrintedTable:
    """A table of print: its cells, and where each row stands."""

    rows: tuple[tuple[Cell, ...], ...]
    box: Box
    page: int
    edges: tuple[float, ...]  # left and right ends of its columns


Printed = PrintedLine | PrintedTable


def joined(lines: Iterable[PrintedLine]) -> str:
    """The text of lines that belong together, in the order of print."""
    return "".join(between + line.text for between, line in _with_gaps(lines))


def joined_doubts(lines: Iterable[PrintedLine]) -> frozenset[int]:
    """The offsets in the joined text of what is doubtful in the lines."""
    doubtful: set[int] = set()
    length = 0
    for between, line in _with_gaps(lines):
        doubtful.update(length + len(between) + offset for offset in line.doubtful)
        length += len(between) + len(line.text)
    return frozenset(doubtful)


def cell_of(lines: Sequence[PrintedLine], page: int) -> Cell:
    """The cell of a table that these lines stand in."""
    return Cell(joined(lines), page, doubtful=any(line.doubtful for line in lines))


def _with_gaps(lines: Iterable[PrintedLine]) -> Iterator[tuple[str, PrintedLine]]:
    """The lines, each with what is to be put before it."""
    last: PrintedLine | None = None
    seen = ""
    for line in lines:
        between = ""
        if last is not None and abs(last.box.centre[1] - line.box.centre[1]) < line.height / 2:
            between = "" if _are_letters(last, line) else " "  # on one line, a wide gap between them
        elif last is not None:
            between = glue(seen, line.text)
        yield between, line
        seen = line.text or seen
        last = line


def _are_letters(left: PrintedLine, right: PrintedLine) -> bool:
    """Whether two parts of a line are single letters of one word that is set wide: 目　录."""
    return len(left.text) == len(right.text) == 1 and not (left.text + right.text).isascii()
