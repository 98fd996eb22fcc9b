"""Take a sentence with figures apart: what each counts, how much, planned or achieved, of which year and place."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ..language import Figure, find_figures
from .indicators import indicator

Kind = Literal["完成", "目标", ""]

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年")
_PLANNED = re.compile("意见|安排|部署|任务|目标|打算|计划|规划|思路|建议|下一步|力争|预期|确保|争取")
_ACHIEVED = re.compile("回顾|总结|成绩|成效|情况|完成|以来|过去")
_CHANGE = re.compile("(?:增长|下降|上升|提高|减少|降低|增加|上涨|回落|提升|扩大|收窄|压减)$")


@dataclass(frozen=True, slots=True)
class Statement:
    """One figure of a sentence and what it says. A stand-in of the interface until the real one is merged."""

    indicator: str
    figure: Figure
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
            bool(_CHANGE.search(sentence[: figure.span.start])),
            _kind(sentence[: figure.span.start], section),
            next(
                (int(found[-1]) for words in (sentence, *section[::-1]) if (found := _YEAR.findall(words))),
                None,
            ),
            "",
        )
        for figure in find_figures(sentence)
        if figure.kind not in ("date", "ordinal")
    )


def _kind(before: str, section: Sequence[str]) -> Kind:
    for words in (*section, before):
        planned, achieved = _PLANNED.search(words), _ACHIEVED.search(words)
        if bool(planned) != bool(achieved):
            return "目标" if planned else "完成"
    return ""
