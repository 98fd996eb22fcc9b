"""Tables of which one cell stands on each line, as they come out of a copied page: heads, then row after row."""

from collections.abc import Sequence
from typing import NamedTuple

from .heads import is_value, stands_for_value

_MOST_COLUMNS = 12
_LEAST_ROWS = 2  # under the heads


class Stacked(NamedTuple):
    """Where a table stands among cells, and its rows, the heads first."""

    start: int
    rows: list[list[str]]


def find_stacked(cells: Sequence[str]) -> Stacked | None:
    """The first table whose figures return in the same columns of each row, with a head of words for each column."""
    values = [is_value(cell) for cell in cells]
    looked = 0
    for first, value in enumerate(values):
        if not value or first < looked:
            continue
        looked = first + 1
        for width in range(2, _MOST_COLUMNS + 1):
            begins = range(max(width, first - width + 1), first)
            count, begin = max(
                ((_rows(cells, values, place, width), place) for place in begins), default=(0, 0)
            )
            if count < _LEAST_ROWS:
                continue
            if _are_heads(cells[begin - width : begin], values[begin - width : begin]):
                places = range(begin - width, begin + count * width, width)
                return Stacked(begin - width, [list(cells[place : place + width]) for place in places])
            looked = max(looked, begin + count * width)
    return None


def _are_heads(cells: Sequence[str], values: Sequence[bool]) -> bool:
    return not any(values) and len(set(cells)) == len(cells)


def _rows(cells: Sequence[str], values: Sequence[bool], begin: int, width: int) -> int:
    """How many rows of so many columns follow here, each with its label first and figures where the first one has them."""
    form = values[begin : begin + width]
    count = 0
    for place in range(begin, len(cells) - width + 1, width):
        row = zip(form, cells[place : place + width], strict=True)
        if form[0] or not all(
            stands_for_value(cell) if figure else not is_value(cell) for figure, cell in row
        ):
            break
        count += 1
    return count
