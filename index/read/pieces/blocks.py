"""Lines to paragraphs, over the ends of pages: by indents, by lines that are not full, by gaps and sizes."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ...models import PageBreak
from ..blocks import Block
from ..lines import clean, glue
from ..printed import PrintedLine
from ..tables import told, with_tables
from .furniture import without_furniture
from .pieces import advance
from .rows import CELLS

_INDENT = 0.7  # sizes: a line that begins so much further right begins a paragraph
_SIZES = 1.12  # letters of one paragraph differ no more than that
_LEADING = 1.5  # of the usual way from line to line: more parts paragraphs
_TITLE = 1.1  # of the text's size: larger lines in the middle that follow each other are one title
_TITLE_LEADING = 2.6  # sizes from line to line of a title
_WORD = re.compile(r"[A-Za-z\d.,%]+|.")
_CLOSING = frozenset("，。、；：！？）》”’」』】％…")


@dataclass(frozen=True, slots=True)
class _Column:
    """How the text stands on its pages."""

    size: float  # of its letters
    left: float
    right: float
    leading: float  # from line to line

    @classmethod
    def of(cls, pages: Sequence[Sequence[PrintedLine]], size: float) -> "_Column":
        lines = [line for page in pages for line in page if _alike(line.size, size)]
        lefts = Counter(round(line.box.left / size) for line in lines if CELLS not in line.text)
        common = [edge for edge, count in lefts.items() if count >= max(1, len(lines) // 10)]
        edge = min(common, default=0)
        steps = [
            below.box.top - above.box.top
            for page in pages
            for above, below in pairwise(page)
            if _alike(above.size, size) and _alike(below.size, size)
        ]
        return cls(
            size,
            min((line.box.left for line in lines if round(line.box.left / size) == edge), default=0.0),
            max((line.box.right for line in lines), default=0.0),
            median(steps) if steps else 2 * size,
        )

    def is_full(self, line: PrintedLine, word: str) -> bool:
        """Whether ``word``, which begins the next line, did not fit in this one."""
        room = self.right - line.box.right
        return room < (sum(map(advance, word)) + 1) * line.size

    def is_indented(self, line: PrintedLine) -> bool:
        return line.box.left > self.left + _INDENT * self.size

    def is_centred(self, line: PrintedLine) -> bool:
        before, after = line.box.left - self.left, self.right - line.box.right
        return min(before, after) > self.size and abs(before - after) < max(
            3 * self.size, 0.25 * (before + after)
        )


def printed_blocks(pages: Sequence[Sequence[PrintedLine]]) -> tuple[Block, ...]:
    """The text of a file from the lines of its pages, without what a printer put around it."""
    size = body_size(pages)
    bodies = without_furniture(pages, size)
    column = _Column.of(bodies, size)
    paragraphs: list[list[PrintedLine]] = []
    for line in (line for body in bodies for line in body):
        if paragraphs and _goes_on(paragraphs[-1][-1], line, column):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return tuple(told(with_tables([_block(lines) for lines in paragraphs])))


def _block(lines: Sequence[PrintedLine]) -> Block:
    """A paragraph, or a line with the cells of a table, and where its further pages begin."""
    if CELLS in lines[0].text:
        return Block(lines[0].text, "line", lines[0].page)
    text, page = "", lines[0].page
    breaks: list[PageBreak] = []
    for line in lines:
        words = clean(line.text).strip()
        if text and words:
            text += glue(text, words)
        if line.page != page:
            page = line.page
            breaks.append(PageBreak(len(text), page))
        text += words
    return Block(text, "paragraph", lines[0].page, breaks=tuple(breaks))


def body_size(pages: Sequence[Sequence[PrintedLine]]) -> float:
    """The size in which most of the text is printed."""
    sizes: Counter[float] = Counter()
    for line in (line for page in pages for line in page):
        sizes[round(line.size, 1)] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], size), default=1.0)


def _goes_on(last: PrintedLine, line: PrintedLine, column: _Column) -> bool:
    """Whether a line is the rest of the paragraph, or of the title, that the last one belongs to."""
    if not _alike(last.size, line.size) or CELLS in last.text or CELLS in line.text:
        return False
    step = line.box.top - last.box.top if line.page == last.page else 0.0
    if last.size >= _TITLE * column.size and column.is_centred(last) and column.is_centred(line):
        return line.page == last.page and step <= _TITLE_LEADING * last.size
    if step > _LEADING * column.leading or column.is_indented(line):
        return False
    return column.is_full(last, _first_word(line.text))


def _first_word(text: str) -> str:
    """What could not be left behind on the line above: a word or a letter, and the mark that closes it."""
    match = _WORD.match(text)
    end = match.end() if match else 0
    return text[: end + (text[end : end + 1] in _CLOSING and end < len(text))]


def _alike(one: float, other: float) -> bool:
    return max(one, other) <= _SIZES * min(one, other)
