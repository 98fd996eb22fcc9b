"""Rows of which only spaces part the cells: wide gaps, or single spaces between words and figures."""

import re
from collections.abc import Sequence
from itertools import takewhile

from ..blocks import Cell
from .captions import is_above_table
from .columns import columns_of
from .heads import is_figure, is_value, is_value_column, stands_for_figure

Rows = list[list[str]]

_GAP = re.compile(r"[ \u3000]{2,}")
_SENTENCE = re.compile(r"[。；！？!?;]|[，、：:,]\s*$")
_LEAST_COLUMNS = 2  # more show that these are cells
_LEAST_ROWS = 3  # the heads among them, that show columns


def at_gaps(text: str) -> list[str]:
    """The cells of a line that wide gaps part."""
    return [] if is_above_table(text) else _GAP.split(text.strip())


def is_sentence(text: str) -> bool:
    """Whether a line is words of a sentence, and no cells."""
    return bool(_SENTENCE.search(text))


def at_spaces(text: str) -> list[str]:
    """The words of a line that is no sentence."""
    return [] if is_above_table(text) or is_sentence(text) else text.split()


def same_figures(rows: Rows, cells: list[str]) -> bool:
    """Whether words stand first, and under them lines with a figure each: as many cells, or as many figures at their ends."""
    if not rows:
        return not any(map(is_figure, cells))
    figures = _figures_at_end(cells)
    as_many = len(cells) == len(rows[0]) > _LEAST_COLUMNS and any(map(is_figure, cells[1:]))
    return as_many or 0 < figures == (_figures_at_end(rows[1]) if rows[1:] else figures)


def _figures_at_end(cells: Sequence[str]) -> int:
    return sum(1 for _ in takewhile(stands_for_figure, reversed(cells)))


def spaced(rows: Rows, printed: Sequence[str]) -> Rows:
    """Gaps part words of any kind; a table has as many cells in each row, or its columns under each other, and figures
    below the first."""
    if len({len(row) for row in rows}) == 1 and all(is_value(row[-1].strip()) for row in rows[1:]):
        return rows
    words = [line.split() for line in printed]  # a gap may be narrow in a row with a long label
    return _alike(words) or _from_right(rows, printed) or _under_each_other(printed)


def _under_each_other(lines: Sequence[str]) -> Rows:
    """Rows whose cells stand in common columns of print, figures in one of them at least and in each row."""
    rows = columns_of(lines)
    figures = any(is_value_column([Cell(cell) for cell in column]) for column in zip(*rows[1:], strict=True))
    held = all(any(map(is_value, row[1:])) for row in rows[1:])
    mixed = any(0 < _figures_at_end(words) < len(words) for row in rows for words in map(str.split, row))
    return rows if len(rows) >= _LEAST_ROWS and figures and held and not mixed else []


def worded(rows: Rows, printed: Sequence[str]) -> Rows:
    """Single spaces part words of any kind; a table has a column of figures, or figures at the end of each row."""
    return _alike(rows) or _from_right(rows, printed)


def _alike(rows: Rows) -> Rows:
    """Rows of as many cells each, with a column of figures."""
    columns = zip(*rows[1:], strict=True) if len({len(row) for row in rows}) == 1 else ()
    figures = [all(map(stands_for_figure, column)) for column in columns]
    return rows if len(rows) >= _LEAST_ROWS and any(figures[1:]) else []


def _from_right(rows: Rows, printed: Sequence[str]) -> Rows:
    """Rows that are only told from their figures, which stand last; what stands before these is the label."""
    figures = [_figures_at_end(row) for row in rows[1:]]
    count = figures[0]
    heads = rows[0][-count:] if count else []
    label = rows[0][: len(rows[0]) - count]
    is_table = len(rows) >= _LEAST_ROWS and set(figures) == {count} and len(heads) == count > 0
    # Of more words than that it is not known which belong together, but for 指　标.
    if not is_table or not (len(label) <= 1 or all(len(word) == 1 for word in label)):
        return rows if is_table and len({len(row) for row in rows}) == 1 else []
    return [["".join(label), *heads], *([" ".join(row[:-count]), *row[-count:]] for row in rows[1:])]
