"""Tables without ruling lines: lines in a row whose parts stand under each other, figures among them."""

from collections.abc import Iterator, Sequence

from ..printed import Box, PrintedLine, PrintedTable, around, cell_of
from ..tables import is_value

_LEAST_ROWS = 3
_LEADING = 2.5  # letters from line to line, at most, of one table


def aligned_tables(lines: Sequence[PrintedLine]) -> tuple[list[PrintedTable], list[PrintedLine]]:
    """The tables among the lines of a page, and the lines that stand in none."""
    tables: list[PrintedTable] = []
    rest: list[PrintedLine] = []
    for run in _runs(_rows(lines)):
        table = _table(run)
        if table is None:
            rest += (line for row in run for line in row)
        else:
            tables.append(table)
    return tables, rest


def _rows(lines: Sequence[PrintedLine]) -> list[list[PrintedLine]]:
    """Lines that stand beside each other."""
    rows: list[list[PrintedLine]] = []
    for line in sorted(lines, key=lambda line: line.box.centre[1]):
        if rows and abs(rows[-1][-1].box.centre[1] - line.box.centre[1]) < line.height / 3:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.box.left) for row in rows]


def _runs(rows: Sequence[list[PrintedLine]]) -> Iterator[list[list[PrintedLine]]]:
    """Rows of several parts that follow each other closely; any other row alone."""
    run: list[list[PrintedLine]] = []
    for row in rows:
        if run and not (len(row) > 1 and len(run[-1]) > 1 and _is_next(run[-1], row)):
            yield run
            run = []
        run.append(row)
    if run:
        yield run


def _is_next(above: Sequence[PrintedLine], row: Sequence[PrintedLine]) -> bool:
    return row[0].box.centre[1] - above[0].box.centre[1] <= _LEADING * max(row[0].height, above[0].height)


def _table(rows: Sequence[Sequence[PrintedLine]]) -> PrintedTable | None:
    """A table of rows whose parts fall into columns, most of what is right of the first column being figures."""
    if len(rows) < _LEAST_ROWS:
        return None
    columns = _columns([line.box for row in rows for line in row])
    if len(columns) < 2:
        return None
    page = rows[0][0].page
    cells = [tuple(cell_of(_within(row, column), page) for column in columns) for row in rows]
    beside = [cell.text for row in cells[1:] for cell in row[1:] if cell.text]
    if 2 * sum(map(is_value, beside)) < len(beside) or not beside:
        return None
    edges = (columns[0][0], *(right for _, right in columns))
    box = around(line.box for row in rows for line in row)
    return PrintedTable(tuple(cells), box, page, edges)


def _columns(boxes: Sequence[Box]) -> list[tuple[float, float]]:
    """The stretches that the boxes cover together, from the left."""
    columns: list[tuple[float, float]] = []
    for box in sorted(boxes, key=lambda box: box.left):
        if columns and box.left <= columns[-1][1]:
            columns[-1] = columns[-1][0], max(columns[-1][1], box.right)
        else:
            columns.append((box.left, box.right))
    return columns


def _within(row: Sequence[PrintedLine], column: tuple[float, float]) -> list[PrintedLine]:
    return [line for line in row if column[0] <= line.box.left <= column[1]]
