"""Tables in plain text: rows whose cells are parted by tabs, by bars as in Markdown, or by spaces; or a cell a line."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from ...text import marker
from ..blocks import Block, Cell, Table
from .captions import is_above_table
from .heads import is_value
from .spaced import Rows, at_gaps, at_spaces, is_sentence, same_figures, spaced, worded
from .stacked import find_stacked

_BAR = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"\s*:?-+:?\s*")  # of Markdown, between the heads and the rows
_EMPHASIS = re.compile(r"(\*\*|__|`)(.+?)\1")  # of Markdown
_LONGEST_CELL = 24  # characters of a cell on a line of its own


class _Kind(NamedTuple):
    """A way in which lines are rows."""

    split: Callable[[str], list[str]]  # the cells of a line; fewer than two where it is no row
    goes_on: Callable[[Rows, list[str]], bool]  # whether the cells of the next line may follow these rows
    rows: Callable[[Rows, Sequence[str]], Rows]  # of lines as split and as printed; none if they are no table


class _Stack(NamedTuple):
    """Rows that stand a cell a line, and where; without rows, how far was looked for some."""

    places: range = range(0)
    rows: Sequence[Sequence[str]] = ()


def with_tables(parts: Sequence[Block | Table]) -> Iterator[Block | Table]:
    """The parts of a file, with runs of lines that are rows of a table put together."""
    place = 0
    seen = [0] * len(_KINDS)  # how far the lines were looked at for each kind
    stack = _Stack()
    while place < len(parts):
        part = parts[place]
        if place >= stack.places.stop:
            stack = _stack(parts, place)
        if stack.rows and place == stack.places.start:
            yield _table(stack.rows, parts[place].page)
            place = stack.places.stop
            continue
        for number, kind in enumerate(_KINDS if isinstance(part, Block) else ()):
            if place < seen[number]:
                continue
            split, printed, end = _run(parts, place, kind)
            seen[number] = end
            if len(split) > 1 and not _are_contents(split) and (rows := kind.rows(split, printed)):
                yield _table(rows, part.page)
                place = end
                break
        else:
            yield part
            place += 1


def _run(parts: Sequence[Block | Table], place: int, kind: _Kind) -> tuple[Rows, list[str], int]:
    """The rows from ``place`` on, as split and as printed, and where they end.

    A blank line stands between all of them or none.
    """
    rows: Rows = []
    printed: list[str] = []
    spaced = False
    while place < len(parts):
        blank = bool(rows) and _is_blank(parts[place])
        if len(rows) == 1:
            spaced = blank
        follower = parts[place + blank] if place + blank < len(parts) else None
        if (rows and blank != spaced) or not isinstance(follower, Block) or follower.level is not None:
            break
        cells = kind.split(follower.text)
        if len(cells) < 2 or not kind.goes_on(rows, cells):
            break
        rows.append(cells)
        printed.append(follower.text)
        place += blank + 1
    return rows, printed, place


def _stack(parts: Sequence[Block | Table], start: int) -> _Stack:
    """The first table of a cell a line in the run of short lines from ``start`` on; without rows if there is none."""
    cells: dict[int, str] = {}  # by where they stand
    place = start
    while place < len(parts) and (_is_cell(parts[place]) or (cells and _is_blank(parts[place]))):
        part = parts[place]
        if isinstance(part, Block) and part.text.strip():
            cells[place] = " ".join(part.text.split())
        place += 1
    found = find_stacked(list(cells.values()))
    if found is None:
        return _Stack(range(start, max(place, start + 1)))
    places = list(cells)
    last = places[found.start + sum(map(bool, chain(*found.rows))) - 1]
    return _Stack(range(places[found.start], last + 1), found.rows)


def _is_cell(part: Block | Table) -> bool:
    """Whether a line may be a cell: short words or a figure, and no heading."""
    if not isinstance(part, Block) or part.level is not None or part.item:
        return False
    text = part.text.strip()
    head = is_above_table(text) or (marker(text) is not None and not is_value(text))
    return 0 < len(text) <= _LONGEST_CELL and not (head or "\t" in text or is_sentence(text))


def _are_contents(rows: Rows) -> bool:
    """Whether rows are headings and the pages on which they stand."""
    pages = [int(row[-1]) for row in rows if re.fullmatch(r"[0-9]{1,3}", row[-1].strip())]
    headed = sum(marker(row[0].strip()) is not None for row in rows)
    return len(pages) == len(rows) < 2 * headed and pages == sorted(pages)


def _is_blank(part: Block | Table) -> bool:
    return isinstance(part, Block) and not part.text.strip()


def _table(rows: Sequence[Sequence[str]], page: int | None) -> Table:
    ruled = _is_rule(rows[1])
    printed = (
        [_EMPHASIS.sub(r"\2", cell) for cell in row] if ruled else row for row in rows if not _is_rule(row)
    )
    return Table(tuple(tuple(map(Cell, row)) for row in printed), heads=1 if ruled else None, page=page)


def _is_rule(row: Sequence[str]) -> bool:
    return all(map(_RULE.fullmatch, row))


def _at_tabs(text: str) -> list[str]:
    """The cells of a line; a number before a tab is a list's, not a cell."""
    cells = text.strip(" \u3000\r\n").split("\t")
    mark = marker(text.lstrip())
    return [] if mark and "\t" in text.lstrip()[: mark.end] else cells


def _at_bars(text: str) -> list[str]:
    """The cells of a line; one that begins or ends with a bar has no cell outside it."""
    cells = [cell.strip().replace("\\|", "|") for cell in _BAR.split(text.strip())]
    if len(cells) > 1 and not cells[0]:
        cells = cells[1:]
    return cells[:-1] if len(cells) > 1 and not cells[-1] else cells


def _any(rows: Rows, cells: list[str]) -> bool:
    return True


def _tabbed(rows: Rows, printed: Sequence[str]) -> Rows:
    """Tabs part many things; a table has figures in columns, or more than two rows or columns."""
    filled = [sum(map(bool, map(str.strip, row))) for row in rows]
    is_table = max(filled) > 1 and (
        len(rows) > 2 or max(filled) > 2 or any(is_value(row[-1]) for row in rows)
    )
    return rows if is_table else []


def _barred(rows: Rows, printed: Sequence[str]) -> Rows:
    return rows if len(rows) > 2 or _is_rule(rows[1]) else []


_KINDS = (
    _Kind(_at_bars, _any, _barred),
    _Kind(_at_tabs, _any, _tabbed),
    _Kind(at_gaps, _any, spaced),
    _Kind(at_spaces, same_figures, worded),
)
