"""The rows and columns of a table in a page, merged cells in each of their places; and whether it is one at all."""

import re
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Any

from ..blocks import Cell

_MOST_COLUMNS = 1000  # that a cell may span, by the standard
_RULED = re.compile(r"border[^:;]*:[^;]*(?:solid|double|[1-9][\d.]*p[xt])")
_SENTENCE = re.compile("[。！？]")
_LABEL = re.compile(r"[^：:]{1,12}[：:]")
_RUNNING = 100  # characters of one cell that is an article and no entry


def grid_of(table: Any) -> list[list[Any]]:
    """The cell at each place; None where there is none. A merged cell stands in every place it covers."""
    grid: list[list[Any]] = []
    below: dict[int, tuple[Any, int]] = {}  # column -> the cell that reaches into the row, and how many rows
    for row in _rows(table):
        reached, below = below, {}
        last = max(reached, default=-1)
        cells = deque(_cells(row))
        places: list[Any] = []
        while cells or len(places) <= last:
            cell, rows, span = None, 1, 1
            if len(places) in reached:
                cell, rows = reached[len(places)]
            elif cells:
                cell = cells.popleft()
                rows, span = _span(cell, "rowspan"), min(_span(cell, "colspan"), _MOST_COLUMNS)
            for _ in range(span):
                if rows > 1:
                    below[len(places)] = (cell, rows - 1)
                places.append(cell)
        grid.append(places)
    return grid


def head_rows(table: Any) -> int | None:
    """How many rows are marked as heads; None where none is."""
    heads = takewhile(_is_head, _rows(table))
    return sum(1 for _ in heads) or None


def entries_of(rows: Sequence[Sequence[Cell]]) -> list[str]:
    """The lines of a table in which each value stands beside its label, as 索引号：…; none if it is another."""
    entries: list[str] = []
    for row in rows:
        cells = [cell for cell in dict.fromkeys(row) if cell.text.strip()]
        labels, values = cells[::2], cells[1::2]
        if not all(_LABEL.fullmatch(label.text.strip()) for label in labels):
            return []
        entries += [
            "".join(label.text.split()) + value.text for label, value in zip(labels, values, strict=False)
        ]
    return entries


def is_layout(table: Any) -> bool:
    """Whether a table only sets parts of a page beside each other: one column, or one cell that is the article."""
    rows = list(_rows(table))
    cells = [cell for row in rows for cell in _cells(row)]
    if max((len(_cells(row)) for row in rows), default=0) < 2 or table.get("role") == "presentation":
        return True
    if _is_ruled(table, cells):
        return False
    sizes = [len("".join(cell.itertext())) for cell in cells]
    largest = cells[max(range(len(cells)), key=sizes.__getitem__)]
    if table.find(".//table") is not None:
        return True
    text = "".join(largest.itertext())
    several = len(_SENTENCE.findall(text)) > 1 or sum(1 for _ in largest.iter("p", "br", "div")) > 2
    return len(text) > _RUNNING and several and 2 * len(text) > sum(sizes)


def _is_head(row: Any) -> bool:
    cells = _cells(row)
    parent = row.getparent()
    return (parent is not None and parent.tag == "thead") or (
        bool(cells) and all(c.tag == "th" for c in cells)
    )


def _is_ruled(table: Any, cells: list[Any]) -> bool:
    """Whether the table says that it has rules between its cells, or heads."""
    if (table.get("border") or "0").strip() not in ("", "0") or table.find("caption") is not None:
        return True
    if any(cell.tag == "th" for cell in cells):
        return True
    return any(_RULED.search(each.get("style") or "") for each in (table, *cells))


def _rows(table: Any) -> Iterator[Any]:
    """The rows of a table, not those of tables inside it."""
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in child if row.tag == "tr")


def _cells(row: Any) -> list[Any]:
    return [cell for cell in row if cell.tag in ("td", "th")]


def _span(cell: Any, name: str) -> int:
    given = re.match(r"\s*(\d{1,5})", cell.get(name) or "")
    return max(1, int(given[1])) if given else 1
