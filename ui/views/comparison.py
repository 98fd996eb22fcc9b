"""The same indicator in several reports, side by side."""

import re
from collections import Counter, defaultdict

import pandas as pd  # type: ignore[import-untyped,unused-ignore]

from index import Report

from ..messages import Language, text
from .figures import FigureRow, figure_rows

_MOST_INDICATORS = 300
_SHORTEST = 4  # characters; 建议 or 项目 is said of too many things to be compared
_CHANGED = "增减"  # by how much an indicator changed is not compared with what it is
# Words in which reports differ while they count the same: 全省粮食产量 and 粮食产量达到.
_LEAD = re.compile("^(?:全[省市区县国州]|我[省市区县国州]|全年|年末|实现|完成|新增(?=.{4}))+")


def shared_indicators(reports: list[Report]) -> list[str]:
    """The indicators that at least two of the reports state a figure of, the most widely stated first."""
    stated: dict[str, set[str]] = defaultdict(set)
    for row in figure_rows(reports):
        if name := _name(row):
            stated[name].add(row.report_id)
    shared = [name for name, ids in stated.items() if len(ids) > 1]
    return sorted(shared, key=lambda name: -len(stated[name]))[:_MOST_INDICATORS]


def compared_rows(reports: list[Report], name: str) -> list[FigureRow]:
    """The figures of one indicator in the unit that most of them have; of ranges the lower end counts."""
    rows = [row for row in figure_rows(reports) if _name(row) == name]
    units = Counter(row.said.figure.unit for row in rows)
    return [row for row in rows if row.said.figure.unit == units.most_common(1)[0][0]]


def compared_frame(rows: list[FigureRow], language: Language) -> pd.DataFrame:
    """What the plot shows, one bar a report: its first figure that was achieved, or else its first."""
    bars: dict[str, float] = {}
    for row in sorted(rows, key=lambda row: row.said.kind != "完成"):
        bars.setdefault(row.report, float(row.said.figure.value))
    report, value = text("report", language), text("figure_value", language)
    return pd.DataFrame({report: list(bars), value: list(bars.values())})


def _name(row: FigureRow) -> str:
    name = _LEAD.sub("", row.said.indicator)
    return name + _CHANGED * row.said.change if len(name) >= _SHORTEST else ""
