"""The rows and columns of a Word table: content controls looked into, merged cells in each of their places."""

from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn

from .styles import is_on, value


def grid_of(table: Any) -> list[list[Any]]:
    """The ``w:tc`` at each place of a ``w:tbl``; None where a row is indented, and for no cell.

    A merged cell stands in every place it covers, and so does the one cell of a row that has no other.
    """
    grid: list[list[Any]] = []
    for row in _rows(table):
        cells = list(_below(row, "w:tc"))
        places: list[Any] = [None] * _number(row, "w:trPr/w:gridBefore", 0)
        for cell in cells:
            above = grid[-1][len(places)] if grid and len(places) < len(grid[-1]) else None
            span = _number(cell, "w:tcPr/w:gridSpan", 1)
            merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
            beside = cell.find(f"{qn('w:tcPr')}/{qn('w:hMerge')}")
            if merge is not None and merge.get(qn("w:val"), "continue") == "continue" and above is not None:
                cell = above
            elif beside is not None and beside.get(qn("w:val"), "continue") == "continue" and places:
                cell = places[-1]
            places += [cell] * span
        grid.append(places + [None] * _number(row, "w:trPr/w:gridAfter", 0))
    width = max(map(len, grid), default=0)
    return [places * width if len(places) == 1 else places for places in grid]


def head_rows(table: Any) -> int | None:
    """How many rows are marked to be printed again on each page; None where none is."""
    count = 0
    for row in _rows(table):
        if not is_on(row, "w:trPr/w:tblHeader"):
            break
        count += 1
    return count or None


def is_deleted(cell: Any) -> bool:
    """Whether a tracked change takes the cell out."""
    return cell.find(f"{qn('w:tcPr')}/{qn('w:cellDel')}") is not None


def _rows(table: Any) -> Iterator[Any]:
    """The rows that are printed."""
    for row in _below(table, "w:tr"):
        deleted = row.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None
        if not deleted and not is_on(row, "w:trPr/w:hidden"):
            yield row


def _below(element: Any, tag: str) -> Iterator[Any]:
    """The rows of a table or cells of a row, not those of tables inside them."""
    for child in element.iterchildren():
        if child.tag == qn(tag):
            yield child
        elif child.tag not in (qn("w:tc"), qn("w:tbl")):
            yield from _below(child, tag)


def _number(element: Any, path: str, usual: int) -> int:
    given = value(element, path)
    return int(given) if given is not None and given.isdecimal() else usual
