"""Columns of lines to paragraphs: by indents, by lines that are not full, by white, by changes of type."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from ...models import PageBreak
from ...text import Marker, is_line_heading, marker
from ..blocks import Block
from ..lines import Line, glue
from .printed import Box, Printed, PrintedLine, PrintedTable, around, joined

_INDENT = 1.2  # letters
_SHORT = 1.2  # letters of white at the end of a line that is not full
_RAGGED = 4.0  # the same where the line ends within a sentence: what belongs together was not broken
_WHITE = 1.3  # of the usual leading: what sets paragraphs apart
_OTHER_SIZE = 1.08
_OTHER_SIZE_READ = 1.35  # the same of recognised lines, whose size only their boxes tell
_LARGE = 1.15  # of the text's size: a heading
_WIDE_FRAME = 4  # letters by which a column's lines may all be indented
_LEAST_LINES = 5  # that show the ends of their column
_LONGEST_HEADING = 45
_CONTENTS = re.compile(r"[.…·]{4,}\s*\d{1,4}$")
_HANGS = re.compile("[，。、；：）”》]$")
_UNIT = re.compile(r"[（“《(]*(?:[0-9A-Za-z.,%]+|.)[，。、；：！？）”》%％,.;:)]*")


@dataclass(frozen=True, slots=True)
class _Set:
    """A line in its column; lengths in letters."""

    line: PrintedLine
    indent: float
    room: float  # white at its end
    white: float  # above it, as a share of the usual distance of lines; 1 for the first of a column

    @property
    def is_centred(self) -> bool:
        return min(self.indent, self.room) >= 2 and abs(self.indent - self.room) <= 1


Part = PrintedTable | list[_Set]


def text_size(lines: Sequence[PrintedLine]) -> float:
    """The size that covers most of the paper."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.height, 1)] += len(line.text) * line.height
    return max(sizes, key=lambda size: (sizes[size], size), default=12.0)


def paragraphs(columns: Sequence[Sequence[Printed]], size: float) -> Iterator[Block | PrintedTable]:
    """The paragraphs and tables of a file, whose columns come in reading order; ``size`` is that of the text."""
    parts = list(_parts(columns))
    font = _text_font(columns)
    groups = [_groups(part, font) if isinstance(part, list) else [part] for part in _flows(parts)]
    flat = [group for part in groups for group in part]
    least = _least_heading(flat, size)
    begun, title = False, _title(flat, size)
    for group in flat:
        if isinstance(group, PrintedTable):
            yield group
            continue
        block = _block(group)
        if group is title:
            block = replace(block, level=0)
        elif begun and least <= group[0].line.height and _is_title(block.text):
            block = replace(block, level=1)
        begun |= block.text.endswith("。")
        yield block
        for note in (note for each in group for note in each.line.notes):
            yield Block(note, "paragraph", block.page)


def _parts(columns: Sequence[Sequence[Printed]]) -> Iterator[Part]:
    """Runs of lines, and the tables between them."""
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
            yield [
                _Set(
                    item,
                    (item.box.left - frame.left) / item.height,
                    (frame.right - item.box.right) / item.height,
                    white,
                )
            ]
            last = item


def _flows(parts: Sequence[Part]) -> Iterator[Part]:
    """The parts, lines that no table parts together."""
    flow: list[_Set] = []
    for part in parts:
        if isinstance(part, list):
            flow += part
            continue
        if flow:
            yield flow
        flow = []
        yield part
    if flow:
        yield flow


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
        confidence=min(line.confidence for line in lines),
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
        and not _other_size(above, below)
        and below.box.bottom > above.box.bottom
    ]
    return median(distances) if distances else 1.75


def _text_font(columns: Sequence[Sequence[Printed]]) -> str:
    fonts: Counter[str] = Counter()
    for column in columns:
        for item in column:
            if isinstance(item, PrintedLine) and item.font:
                fonts[item.font] += len(item.text)
    return max(fonts, key=lambda font: fonts[font], default="")


def _groups(flow: Sequence[_Set], font: str) -> list[list[_Set]]:
    """The lines of each paragraph."""
    groups: list[list[_Set]] = []
    for line in flow:
        if groups and not _begins(groups[-1][-1], line, font):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _begins(last: _Set, line: _Set, font: str) -> bool:
    """Whether a line begins a paragraph."""
    if _other_size(last.line, line.line) or line.white > _WHITE or line.indent >= _INDENT:
        return True
    if last.is_centred or line.is_centred or _CONTENTS.search(last.line.text):
        return True
    word = _UNIT.match(line.line.text)
    mark = marker(line.line.text)
    need = max(_SHORT, _letters(word[0] if word else "") + 0.5)
    within = mark is None and not Line(last.line.text).finished
    if last.room >= (max(_RAGGED, need) if within else need):
        return True
    other_font = line.line.font not in ("", font, last.line.font) and last.line.font == font
    return line.room >= _SHORT and (other_font or _heads(last.line, line.line, mark))


def _heads(last: PrintedLine, line: PrintedLine, mark: Marker | None) -> bool:
    """Whether a line is a numbered heading after the end of a sentence."""
    return mark is not None and Line(last.text).finished and is_line_heading(line.text, mark)


def _letters(text: str) -> float:
    """The width of a text in Chinese letters."""
    return sum(0.55 if character.isascii() else 1.0 for character in text)


def _other_size(one: PrintedLine, other: PrintedLine) -> bool:
    small, large = sorted((one.height, other.height))
    return large > (_OTHER_SIZE if one.size and other.size else _OTHER_SIZE_READ) * small


def _block(group: Sequence[_Set]) -> Block:
    """A paragraph, and where its further pages begin."""
    first = group[0].line
    text, page = "", first.page
    breaks: list[PageBreak] = []
    for each in group:
        words = each.line.text.strip()
        if not words:
            continue
        text += glue(text, words) if text else ""
        if each.line.page != page:
            page = each.line.page
            breaks.append(PageBreak(len(text), page))
        text += words
    return Block(text, "paragraph", first.page, breaks=tuple(breaks))


def _title(groups: Sequence[list[_Set] | PrintedTable], size: float) -> list[_Set] | None:
    """The first line of the file, if it is larger than the text and than what follows; None where it has more lines."""
    first, second = (*groups, None, None)[:2]
    if not isinstance(first, list) or len(first) > 1 or not isinstance(second, list):
        return None
    large = first[0].line.height >= _LARGE * max(size, second[0].line.height)
    return first if large and _is_title(first[0].line.text) else None


def _least_heading(groups: Sequence[list[_Set] | PrintedTable], size: float) -> float:
    """The least size of a heading without a number: larger than the text, and no smaller than numbered ones."""
    numbered = [
        group[0].line.height
        for group in groups
        if isinstance(group, list) and marker(group[0].line.text) is not None and len(group) == 1
    ]
    return max(_LARGE * size, *numbered, 0.0)


def _is_title(text: str) -> bool:
    return len(text) <= _LONGEST_HEADING and marker(text) is None and not re.search("[。；，：]$", text)
