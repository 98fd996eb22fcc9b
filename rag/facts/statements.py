"""Take a sentence with figures apart: what each counts, how much, planned or achieved, of which year and place."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from ..language import Figure, find_figures
from .amounts import is_amount
from .indicators import indicator

Kind = Literal["完成", "目标", ""]

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年")
_PLANNED = re.compile("意见|安排|部署|任务|目标|打算|计划|规划|展望|思路|建议|要点|今后|下一步")
_ACHIEVED = re.compile("回顾|总结|成绩|成效|情况|完成|以来|过去")
_PLANNED_WORDS = re.compile("力争|预期|确保|争取")
_CHANGE = re.compile("(?:增长|下降|上升|提高|减少|降低|增加|上涨|回落|提升|扩大|收窄|压减)$")


@dataclass(frozen=True, slots=True)
class Statement:
    """One figure of a sentence and what it says."""

    indicator: str
    figure: Figure
    high: Decimal | None
    change: bool
    kind: Kind
    year: int | None
    region: str


def statements(sentence: str, section: Sequence[str] = (), year: int | None = None) -> tuple[Statement, ...]:
    """What the figures of ``sentence`` say; ``section``: the headings above it; ``year``: the report was given in."""
    return tuple(
        Statement(
            indicator(sentence, figure),
            figure,
            figure.upper,
            bool(_CHANGE.search(before := sentence[: figure.span.start])),
            _kind(before, section),
            _year(before, section),
            "",
        )
        for figure in find_figures(sentence)
        if is_amount(sentence, figure)
    )


def _year(before: str, section: Sequence[str]) -> int | None:
    for words in (before, *reversed(section)):
        if years := _YEAR.findall(words):
            return int(years[-1])
    return None


def _kind(before: str, section: Sequence[str]) -> Kind:
    for heading in section:
        if _ACHIEVED.search(heading):
            return "完成"
        if _PLANNED.search(heading):
            return "目标"
    return "目标" if _PLANNED_WORDS.search(before) else ""
