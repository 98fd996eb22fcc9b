"""Tables become text that can be quoted: each row a line that tells its cells with their heads and units.

One mechanism for every format. Caption and heads are told with each row, so they are no lines of their own.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from ...models import Span, TableRow
from ..blocks import Block, Cell, Table
from ..lines import clean
from .captions import label_alone, lift_caption, unit_alone
from .heads import find_heads, is_value_column, unit_of, units_named
from .rows import Teller


def told(parts: Iterable[Block | Table]) -> list[Block]:
    """The blocks of a file, its tables told row by row; a table's caption goes into its rows."""
    blocks: list[Block] = []
    number = 0
    for part in parts:
        if isinstance(part, Block):
            blocks.append(part)
        elif any(any(map(str.isalnum, cell.text)) for row in part.rows for cell in row):
            number += 1
            blocks += tell(replace(part, caption=part.caption or lift_caption(blocks)), number)
    return blocks


def tell(table: Table, number: int = 1) -> list[Block]:
    """The rows of a table as blocks; ``number`` is the table's within its report."""
    grid = _cleaned(table.rows)
    above = list(takewhile(_stands_above, grid[:-1]))
    labelled = [text for row in above if not _is_across(row) for text in _texts(row) if not unit_alone(text)]
    caption = _caption(table.caption, [text for row in above for text in _texts(row) if text not in labelled])
    count = None if table.heads is None else max(0, table.heads - len(above))
    rows, heads = find_heads(grid[len(above) :], count)
    labels = _labels(rows)
    named = [bool(unit_of(row[labels - 1].text)) for row in rows] if labels else []
    measure = bool(named) and 2 * sum(named) >= len(named)  # in one row it may be any remark
    teller = Teller(number, caption, heads, units_named(caption), labels, measure)
    return [Block(text, "paragraph", table.page) for text in labelled] + [
        Block(
            text,
            "row",
            max((cell.page for cell in cells if cell.page), default=table.page),
            row=row,
            doubtful=tuple(dict.fromkeys(_doubtful(cells, row))),
        )
        for cells, (text, row) in _rows(teller, rows)
    ]


def _doubtful(cells: Sequence[Cell], row: TableRow) -> Iterator[Span]:
    """Where the cells that were recognised without certainty are told."""
    for cell, span in zip(cells, row.cells, strict=False):
        if cell.doubtful and span is not None:
            yield span


def _rows(
    teller: Teller, rows: Sequence[Sequence[Cell]]
) -> Iterator[tuple[Sequence[Cell], tuple[str, TableRow]]]:
    """Each row, and how it is told; a line across the table is told with the rows under it, or by itself if there are none."""
    group: Sequence[Cell] = ()
    is_told = True
    for row in rows:
        if not _is_across(row):
            yield row, teller.tell(row, group[0].text if group else "")
            is_told = True
            continue
        if not is_told:
            yield group, teller.tell(group)
        group, is_told = row, False
    if not is_told:
        yield group, teller.tell(group)


def _is_across(row: Sequence[Cell]) -> bool:
    return len(row) > 1 and len(set(row)) == 1


def _cleaned(rows: Sequence[Sequence[Cell]]) -> list[tuple[Cell, ...]]:
    """The rows that hold text, all of one length, each cell's text on one line."""
    cleaned = {cell: replace(cell, text=" ".join(clean(cell.text).split())) for row in rows for cell in row}
    width = max(map(len, rows), default=0)
    padded = [(*(cleaned[cell] for cell in row), *map(Cell, [""] * (width - len(row)))) for row in rows]
    return [row for row in padded if any(any(map(str.isalnum, cell.text)) for cell in row)]


def _stands_above(row: Sequence[Cell]) -> bool:
    """Whether a row is printed above the heads of its table: across all of it, or with no more than a unit and labels."""
    texts = _texts(row)
    units = any(map(unit_alone, texts))
    labelled = all(unit_alone(text) or label_alone(text) for text in texts)
    return _is_across(row) or (units and labelled and len(texts) < len(row))


def _texts(row: Sequence[Cell]) -> list[str]:
    """What a row says, each cell once."""
    return [cell.text for cell in dict.fromkeys(row) if cell.text]


def _caption(given: str, lines: Sequence[str]) -> str:
    """The caption of a table, with the titles and the unit that it prints itself."""
    words = " ".join(filter(None, (given, *(text for text in lines if not unit_alone(text)))))
    unit = next(filter(None, map(unit_alone, lines)), "")
    return words + unit if words else unit.strip("（）")


def _labels(rows: Sequence[Sequence[Cell]]) -> int:
    """How many columns stand before the first column of figures; the first one only labels its row."""
    width = len(rows[0]) if rows else 0
    return next((c for c in range(1, width) if is_value_column([row[c] for row in rows])), 0)
