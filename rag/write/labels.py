"""By what an answer tells reports and their figures apart: place, body, year."""

from collections.abc import Sequence

from index import Card, Report
from index.metadata import COUNTRY, own_name

from ..facts import Value

_CHANGES = ("增长", "下降", "提高", "上升", "减少", "增加", "增速", "增幅", "降幅")
_UNSAID = "政府"  # whose report is meant where no body is named


def report_label(report: Card | Report) -> str:
    """青石县政府2025年报告; the title of what only its title tells, or of what says neither place nor year."""
    metadata = report.metadata
    if metadata.told_by_title or not (metadata.region and metadata.year):
        return metadata.short_title
    body = metadata.body if metadata.region != COUNTRY else metadata.body.removeprefix(_UNSAID)
    return f"{own_name(metadata.region)}{body}{metadata.year}年报告"


def place_label(report: Card | Report) -> str:
    """青石县, 青石县政协: of whom a figure is."""
    metadata = report.metadata
    if not metadata.region:
        return metadata.short_title
    body = "" if metadata.told_by_title else metadata.body.removeprefix(_UNSAID)  # 统计局, of a communiqué
    return own_name(metadata.region) + body


def value_label(value: Value, *, among_editions: bool = False) -> str:
    """青石县2024年; among_editions: of which report, too: 青石县2024年（2025年报告）."""
    place, given = place_label(value.report), value.report.metadata.year
    time = "" if value.time in place else value.time
    edition = f"（{given}年报告）" if among_editions and given and given != value.year else ""
    return f"{place}{time}{edition}"


def measure_label(values: Sequence[Value]) -> str:
    """What is measured, at the head of a column, by the shortest of its names: 城镇新增就业, 地区生产总值增长."""
    statement = min((value.statement for value in values), key=lambda each: len(each.indicator))
    name = statement.indicator.replace("|", "") or "数值"
    return name if not statement.change or name.endswith(_CHANGES) else f"{name}增长"
