"""Tables whose cells are set apart by ruling lines."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ..blocks import Cell
from ..printed import Box, PrintedLine, PrintedTable, Sheet, around, cell_of

_TOUCH = 3.0  # points between rules that meet
_LEAST_CELL = 4.0  # points from rule to rule

_Place = tuple[int, int]  # row and column


def ruled_tables(sheet: Sheet) -> tuple[list[PrintedTable], list[PrintedLine]]:
    """The tables of a page, and the lines that stand in none."""
    tables: list[PrintedTable] = []
    rest = list(sheet.lines)
    for rules in _groups(_joined_rules(sheet.rules)):
        grid = _Grid(rules, sheet.page)
        inside = [line for line in rest if grid.box.holds(line.box.centre)]
        if grid.columns > 1 and inside:
            tables.append(PrintedTable(tuple(grid.rows(inside)), grid.box, sheet.page, tuple(grid.xs)))
            held = set(map(id, inside))
            rest = [line for line in rest if id(line) not in held]
    return tables, rest


class _Grid:
    """The fields between rules that meet."""

    def __init__(self, rules: Sequence[Box], page: int) -> None:
        level, upright = _split(rules)
        self.box = around(rules)
        self.page = page
        self.level, self.upright = level, upright
        self.ys = _distinct([rule.centre[1] for rule in level])
        # The outer columns of many tables are open to their sides
        ends = [end for rule in level for end in (rule.left, rule.right)] if upright else []
        self.xs = _distinct([rule.centre[0] for rule in upright] + [min(ends), max(ends)] if ends else [])
        self.columns = len(self.xs) - 1 if len(self.ys) > 1 else 0

    def rows(self, lines: Sequence[PrintedLine]) -> Iterator[tuple[Cell, ...]]:
        """The cells of each row; one that covers several fields stands in each of them."""
        owners = self._owners()
        held: dict[_Place, list[PrintedLine]] = {owner: [] for owner in owners.values()}
        for line in lines:
            held[owners[self._field(line)]].append(line)
        cells: dict[_Place, Cell] = {}
        for owner, within in held.items():
            cells[owner] = cell_of(in_order(within), self.page)
        for row in range(len(self.ys) - 1):
            own = [owners[row, column] for column in range(self.columns)]
            parted = _parted([held[owner] for owner in own]) if len(set(own)) == len(own) else None
            if parted is not None and all(owner[0] == row for owner in own):
                yield from parted
            else:
                yield tuple(cells[owner] for owner in own)

    def _field(self, line: PrintedLine) -> _Place:
        x, y = line.box.centre
        row = sum(y > edge for edge in self.ys[1:-1])
        return row, sum(x > edge for edge in self.xs[1:-1])

    def _owners(self) -> dict[_Place, _Place]:
        """For each field the first field of the cell that it belongs to: no rule lies between them."""
        owners: dict[_Place, _Place] = {}
        for row, (top, bottom) in enumerate(pairwise(self.ys)):
            for column, (left, right) in enumerate(pairwise(self.xs)):
                place = owners[row, column] = (row, column)
                if column and not self._wall(left, (top + bottom) / 2):
                    owners[place] = owners[row, column - 1]
                elif row and not self._floor(top, (left + right) / 2):
                    owners[place] = owners[row - 1, column]
        return owners

    def _wall(self, x: float, y: float) -> bool:
        return any(
            abs(rule.centre[0] - x) <= _TOUCH and rule.top - _TOUCH <= y <= rule.bottom + _TOUCH
            for rule in self.upright
        )

    def _floor(self, y: float, x: float) -> bool:
        return any(
            abs(rule.centre[1] - y) <= _TOUCH and rule.left - _TOUCH <= x <= rule.right + _TOUCH
            for rule in self.level
        )


def in_order(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """Lines of one column from the top, parts of one line from the left."""
    rows: list[list[PrintedLine]] = []
    for line in sorted(lines, key=lambda line: line.box.centre[1]):
        if rows and abs(rows[-1][0].box.centre[1] - line.box.centre[1]) < line.height / 2:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [line for row in rows for line in sorted(row, key=lambda line: line.box.left)]


def _parted(cells: Sequence[Sequence[PrintedLine]]) -> list[tuple[Cell, ...]] | None:
    """The rows of a band of a table that has no rules between its rows: as many lines in each cell, side by side."""
    counts = {len(cell) for cell in cells}
    if len(counts) != 1 or counts.pop() < 2:
        return None
    rows = list(zip(*map(in_order, cells), strict=True))
    for row in rows:
        first = row[0]
        if any(abs(line.box.centre[1] - first.box.centre[1]) > first.height / 2 for line in row):
            return None
    return [tuple(cell_of([line], line.page) for line in row) for row in rows]


def _split(rules: Sequence[Box]) -> tuple[list[Box], list[Box]]:
    """Level rules, and upright ones."""
    level = [rule for rule in rules if rule.width >= rule.height]
    return level, [rule for rule in rules if rule.width < rule.height]


def _distinct(values: Sequence[float]) -> list[float]:
    """The values in order, those as one that lie too near for a cell between them."""
    kept: list[float] = []
    for value in sorted(values):
        if not kept or value - kept[-1] > _LEAST_CELL:
            kept.append(value)
    return kept


def _joined_rules(rules: Sequence[Box]) -> list[Box]:
    """The rules, pieces of one as one: a table is often drawn cell by cell."""
    level, upright = _split(rules)
    turned = [Box(rule.top, rule.left, rule.bottom, rule.right) for rule in upright]
    back = [Box(rule.top, rule.left, rule.bottom, rule.right) for rule in _end_to_end(turned)]
    return _end_to_end(level) + back


def _end_to_end(level: Sequence[Box]) -> list[Box]:
    lanes: dict[int, list[Box]] = {}
    for rule in sorted(level, key=lambda rule: rule.left):
        lane = round(rule.centre[1])
        near = next((key for key in (lane, lane - 1, lane + 1) if key in lanes), lane)
        pieces = lanes.setdefault(near, [])
        if pieces and rule.left <= pieces[-1].right + _TOUCH:
            pieces[-1] = around((pieces[-1], rule))
        else:
            pieces.append(rule)
    return [piece for pieces in lanes.values() for piece in pieces]


def _groups(rules: Sequence[Box]) -> list[list[Box]]:
    """Rules that meet, directly or through others."""
    groups: list[list[Box]] = []
    for rule in rules:
        met = [group for group in groups if any(_meet(rule, other) for other in group)]
        merged = [rule, *(other for group in met for other in group)]
        groups = [group for group in groups if group not in met] + [merged]
    return groups


def _meet(one: Box, other: Box) -> bool:
    return (
        one.left <= other.right + _TOUCH
        and other.left <= one.right + _TOUCH
        and one.top <= other.bottom + _TOUCH
        and other.top <= one.bottom + _TOUCH
    )
