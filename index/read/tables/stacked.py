"""Tables of which one cell stands on each line, as they come out of a copied page: heads, then row after row."""

from collections.abc import Sequence
from typing import NamedTuple

from .heads import is_figure, stands_for_figure

_MOST_COLUMNS = 12
_LEAST_ROWS = 2  # under the heads
_LEAST_PAIRS = 3  # rows of two columns, as a name and a number are often a pair by chance


class Stacked(NamedTuple):
    """Where a table stands among cells, and its rows, the heads first."""

    start: int
    rows: list[list[str]]


def find_stacked(cells: Sequence[str]) -> Stacked | None:
    """The first table whose figures return in the same columns of each row, with a head of words for each column."""
    figures = [is_figure(cell) for cell in cells]
    looked = 0
    for first, figure in enumerate(figures):
        if not figure or first < looked:
            continue
        looked = first + 1
        for width in range(3, _MOST_COLUMNS + 1):  # rows that are numbered show their columns beyond doubt
            count = _numbered(cells, figures, first, width)
            if count >= _LEAST_ROWS and _are_heads(cells, figures, first - width, width):
                return _stacked(cells, first - width, width, count)
        for width in range(2, _MOST_COLUMNS + 1):
            begins = range(max(width, first - width + 1), first)
            count, begin = max(
                ((_rows(cells, figures, place, width), place) for place in begins), default=(0, 0)
            )
            if count < (_LEAST_PAIRS if width == 2 else _LEAST_ROWS):
                continue
            if _are_heads(cells, figures, begin - width, width):
                return _stacked(cells, begin - width, width, count)
            looked = max(looked, begin + count * width)
    return None


def _stacked(cells: Sequence[str], start: int, width: int, count: int) -> Stacked:
    places = range(start, start + (count + 1) * width, width)
    return Stacked(start, [list(cells[place : place + width]) for place in places])


def _are_heads(cells: Sequence[str], figures: Sequence[bool], start: int, width: int) -> bool:
    """Whether so many different words stand here."""
    heads = cells[max(0, start) : start + width]
    return start >= 0 and not any(figures[start : start + width]) and len(set(heads)) == width


def _rows(cells: Sequence[str], figures: Sequence[bool], begin: int, width: int) -> int:
    """How many rows of so many columns follow here, each with its label first and figures where the first one has them."""
    form = figures[begin : begin + width]
    count = 0
    for place in range(begin, len(cells) - width + 1, width):
        row = cells[place : place + width]
        if form[0] or not all(map(_fits, row, form)):
            break
        count += 1
    return count


def _numbered(cells: Sequence[str], figures: Sequence[bool], begin: int, width: int) -> int:
    """How many rows of so many columns follow here, which begin with 1, 2, 3 and are else as the first one."""
    form = figures[begin + 1 : begin + width]
    count = 0
    while cells[begin + count * width : begin + count * width + 1] == [str(count + 1)]:
        row = cells[begin + count * width + 1 : begin + (count + 1) * width]
        if len(row) < len(form) or not all(map(_fits, row, form)):
            break
        count += 1
    return count


def _fits(cell: str, figure: bool) -> bool:
    """Whether a cell may stand in a column that has figures, or none."""
    return stands_for_figure(cell) if figure else not is_figure(cell)
