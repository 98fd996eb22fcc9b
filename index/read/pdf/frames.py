"""Where the lines of a column stand in it: how far indented, how full, how far apart."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from ..printed import Box, Printed, PrintedLine, PrintedTable, around, joined, joined_doubts

_WIDE_FRAME = 4  # letters by which a column's lines may all be indented
_LEAST_LINES = 5  # that show the ends of their column
_OTHER_SIZE = 1.08
_OTHER_SIZE_READ = 1.35  # the same of recognised lines, whose size only their boxes tell
_USUAL = 1.75  # letters from line to line, where no two lines tell
_HANGS = re.compile("[，。、；：）”》]$")


@dataclass(frozen=True, slots=True)
class SetLine:
    """A line in its column; lengths in letters."""

    line: PrintedLine
    indent: float
    room: float  # white at its end
    white: float  # above it, as a share of the usual distance of lines; 1 for the first of a column

    @property
    def is_centred(self) -> bool:
        return min(self.indent, self.room) >= 2 and abs(self.indent - self.room) <= 1


def set_lines(columns: Sequence[Sequence[Printed]]) -> Iterator[SetLine | PrintedTable]:
    """The lines and tables of columns that come in reading order."""
    rows = [_rows(column) for column in columns]
    frames = _frames(rows)
    for column, frame in zip(rows, frames, strict=True):
        usual = _leading(column)
        last: PrintedLine | None = None
        for item in column:
            if isinstance(item, PrintedTable):
                yield item
                last = None
                continue
            white = (item.box.bottom - last.box.bottom) / item.height / usual if last is not None else 1.0
            indent, room = item.box.left - frame.left, frame.right - item.box.right
            yield SetLine(item, indent / item.height, room / item.height, white)
            last = item


def _rows(column: Sequence[Printed]) -> list[Printed]:
    """The column with the parts of one line put together."""
    rows: list[list[Printed]] = []
    for item in column:
        last = rows[-1][-1] if rows else None
        if (
            isinstance(last, PrintedLine)
            and isinstance(item, PrintedLine)
            and abs(last.box.centre[1] - item.box.centre[1]) < item.height / 3
        ):
            rows[-1].append(item)
        else:
            rows.append([item])
    return [row[0] if len(row) == 1 else _one_line(row) for row in rows]


def _one_line(row: Sequence[Printed]) -> PrintedLine:
    lines = sorted((item for item in row if isinstance(item, PrintedLine)), key=lambda line: line.box.left)
    fonts = {line.font for line in lines}
    return replace(
        lines[0],
        text=joined(lines),
        box=around(line.box for line in lines),
        font=fonts.pop() if len(fonts) == 1 else "",
        size=max(line.height for line in lines),
        doubtful=joined_doubts(lines),
        notes=tuple(note for line in lines for note in line.notes),
    )


def _frames(columns: Sequence[Sequence[Printed]]) -> list[Box]:
    """The box of each column; one of few lines has the ends of the next before it with more."""
    boxes = [_frame(column) for column in columns]
    sure = [len(column) >= _LEAST_LINES for column in columns]
    frames: list[Box] = []
    for index, box in enumerate(boxes):
        size = max((item.height for item in columns[index] if isinstance(item, PrintedLine)), default=12.0)
        near = [
            boxes[other]
            for other in (*range(index - 1, -1, -1), *range(index + 1, len(boxes)))
            if sure[other] and _is_like(box, boxes[other], _WIDE_FRAME * size, sure[index])
        ]
        if near and sure[index]:
            frames.append(box._replace(left=min(box.left, median(other.left for other in near))))
        elif near:
            frames.append(
                Box(min(box.left, near[0].left), box.top, max(box.right, near[0].right), box.bottom)
            )
        else:
            frames.append(box)
    return frames


def _is_like(box: Box, other: Box, reach: float, sure: bool) -> bool:
    if sure:
        return 0 <= box.left - other.left <= reach and abs(box.right - other.right) <= reach / 3
    return other.left <= box.left + reach and box.left < other.right and box.right <= other.right + reach / 3


def _frame(column: Sequence[Printed]) -> Box:
    """The box of the lines; a single line that begins further out does not count."""
    box = around(item.box for item in column)._replace(right=_right(column))
    lines = [item for item in column if isinstance(item, PrintedLine)]
    if len(lines) < 2 * _LEAST_LINES:
        return box
    lefts = sorted(line.box.left for line in lines)
    slack = 0.3 * median(line.height for line in lines)
    left = next((a for a, b in pairwise(lefts) if b - a <= slack), lefts[0])
    return box._replace(left=left)


def _right(column: Sequence[Printed]) -> float:
    """Where full lines end; a mark that closes a line may hang over."""
    rights = [
        item.box.right - (item.height if isinstance(item, PrintedLine) and _HANGS.search(item.text) else 0)
        for item in column
    ]
    return max(rights)


def _leading(column: Sequence[Printed]) -> float:
    """The usual distance of two lines, in letters."""
    distances = [
        (below.box.bottom - above.box.bottom) / below.height
        for above, below in pairwise(column)
        if isinstance(above, PrintedLine)
        and isinstance(below, PrintedLine)
        and not other_size(above, below)
        and below.box.bottom > above.box.bottom
    ]
    return median(distances) if distances else _USUAL


def other_size(one: PrintedLine, other: PrintedLine) -> bool:
    small, large = sorted((one.height, other.height))
    return large > (_OTHER_SIZE if one.size and other.size else _OTHER_SIZE_READ) * small
