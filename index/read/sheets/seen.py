"""What is seen of a sheet: its cells as they are shown, merged ones in each of their places, without what is hidden."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import from_excel
from openpyxl.worksheet.worksheet import Worksheet

from ...errors import UnreadableFile
from ..blocks import Cell
from .display import displayed

_MOST_CELLS = 2_000_000  # of a sheet as a rectangle, blank ones counted
# Formats that have a number alone, and what Chinese Excel and WPS show for it; openpyxl does not know most of them.
_CHINESE = {
    14: "yyyy/m/d",
    22: "yyyy/m/d h:mm",
    **dict.fromkeys((27, 36, 50, 52, 57), 'yyyy"年"m"月"'),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), 'm"月"d"日"'),
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"',
    **dict.fromkeys((34, 55), '上午/下午h"时"mm"分"'),
    **dict.fromkeys((35, 56), '上午/下午h"时"mm"分"ss"秒"'),
}


class Seen:
    """What is seen of a sheet, and what is not."""

    def __init__(self, sheet: Worksheet, epoch: Any, name: str) -> None:
        """The sheet of the file called ``name``; ``epoch`` is where its dates count from."""
        if sheet.max_row * sheet.max_column > _MOST_CELLS:
            raise UnreadableFile(
                f"工作表太大：{name} 的“{sheet.title}”有 {sheet.max_row} 行、{sheet.max_column} 列。"
                "请删去数据以外的空白行列后再添加。"
            )
        self._sheet = sheet
        self._epoch = epoch
        self._hidden_rows = {
            number for number, row in sheet.row_dimensions.items() if row.hidden or row.height == 0
        }
        self._hidden_columns = {
            number
            for column in sheet.column_dimensions.values()
            if column.hidden
            for number in range(column.min or 0, min(column.max or 0, sheet.max_column) + 1)
        }

    def rows(self) -> list[list[Cell]]:
        """The cells that are seen."""
        merged: dict[tuple[int, int], Cell] = {}
        for area in self._sheet.merged_cells.ranges:
            cell = Cell(self._text(self._sheet.cell(area.min_row, area.min_col)))
            for row in range(area.min_row, min(area.max_row, self._sheet.max_row) + 1):
                for column in range(area.min_col, min(area.max_col, self._sheet.max_column) + 1):
                    merged[row, column] = cell
        return [
            [
                merged.get((number, column)) or Cell(self._text(cell))
                for column, cell in enumerate(row, start=1)
                if column not in self._hidden_columns
            ]
            for number, row in enumerate(self._sheet.iter_rows(min_row=1, min_col=1), start=1)
            if number not in self._hidden_rows
        ]

    def remarks(self) -> Iterator[str]:
        """Which rows and columns that hold something are hidden."""
        filled = {
            (number, column)
            for number, row in enumerate(
                self._sheet.iter_rows(min_row=1, min_col=1, values_only=True), start=1
            )
            for column, value in enumerate(row, start=1)
            if value is not None
        }
        rows = sorted({row for row, _ in filled} & self._hidden_rows)
        columns = sorted({column for _, column in filled} & self._hidden_columns)
        hidden = [f"第{_listed(rows, str)}行"] if rows else []
        hidden += [f"第{_listed(columns, get_column_letter)}列"] if columns else []
        if hidden:
            yield f"工作表“{self._sheet.title}”的{'、'.join(hidden)}是隐藏的，没有收入。"

    def _text(self, cell: Any) -> str:
        if cell.value is None or cell.data_type == "e":  # nothing, or an error: #REF!
            return ""
        number = cell._style.numFmtId  # the one way to a format that has a number alone
        value = cell.value
        if number not in _CHINESE:
            return displayed(value, cell.number_format)
        if isinstance(value, int | float) and not isinstance(value, bool):
            value = from_excel(value, self._epoch)
        return displayed(value, _CHINESE[number])


def _listed(numbers: Sequence[int], named: Callable[[int], str]) -> str:
    """Numbers that follow each other as one range: 3、5至8."""
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and ranges[-1][-1] == number - 1:
            ranges[-1][1:] = [number]
        else:
            ranges.append([number])
    return "、".join("至".join(map(named, each)) for each in ranges)
