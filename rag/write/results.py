"""What figures of several reports come to: which is more and by how much, their order, their total; or why they do not."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from ..facts import Value, are_comparable, same_indicator
from ..language import in_base, plain_figure, written_sum

_SHARES = re.compile("%|百分点|.+/.+")  # are higher, where counts are more
_OPPOSITE = {"高": "低", "低": "高", "多": "少", "少": "多"}
_ABOUT = "约"


class Side(NamedTuple):
    """One figure of a comparison under what it is called there."""

    label: str
    value: Value

    @property
    def told(self) -> str:
        """The figure as printed; one that fell with its sign, for the verb stays behind."""
        figure = self.value.figure
        return figure.text if figure.value >= 0 else plain_figure(figure)


def why_apart(sides: Sequence[Side], asked: str, *, same_time: bool) -> str:
    """Why figures that answer a question cannot be set against each other; "" where they can. same_time: of one time, as well."""
    first, *others = (side.value for side in sides)
    told = "、".join(f"{side.label}{side.told}" for side in sides)
    if any(in_base(value.figure)[1] != in_base(first.figure)[1] for value in others):
        return f"数字的单位不同（{told}），不能直接比较。"
    if not all(are_comparable(first, value, asked) for value in others):
        return other_names(sides, apart=True)
    if same_time and len({value.time for value in (first, *others) if value.time}) > 1:
        times = "、".join(f"{side.label}{side.value.time}" for side in sides)
        return f"数字的年份不同（{times}），不能直接比较。"
    if any(value.figure.upper is not None for value in (first, *others)):
        return f"其中有的是区间（{told}），不能直接比较。"
    return ""


def go_by_other_names(sides: Sequence[Side], asked: str) -> bool:
    """Whether figures that may be set against each other are not all of one name."""
    first, *others = (side.value.statement.indicator for side in sides)
    return not all(same_indicator(first, name, asked) for name in others)


def other_names(sides: Sequence[Side], *, apart: bool) -> str:
    """Says by which names figures go that are set against each other; apart: that are not."""
    if apart:
        return f"数字的口径不同（{_names(sides)}），不能直接比较。"
    return f"各处的说法不同（{_names(sides)}），口径请以原文为准。"


def _names(sides: Sequence[Side]) -> str:
    names = dict.fromkeys(side.value.statement.indicator for side in sides)
    return "、".join(f"“{name}”" for name in names if name)


def comparison(sides: Sequence[Side], *, lowest: bool = False) -> str:
    """浙江更高：5.5%，比贵州高0.2个百分点（5.5%－5.3%＝0.2个百分点）; several in their order. lowest: that is asked for."""
    ranked = sorted(sides, key=lambda side: in_base(side.value.figure)[0], reverse=not lowest)
    first, last = ranked[0], ranked[-1]
    word, gap = _gap(first, last)
    if not gap:
        return f"{'、'.join(side.label for side in sides)}相同：{first.told}" if word else ""
    if len(ranked) == 2:
        return f"{first.label}更{word}：{first.told}，比{last.label}{gap}"
    order = "、".join(f"{side.label}{side.told}" for side in ranked)
    return f"从{word}到{_OPPOSITE[word]}：{order}；{first.label}最{word}，比{last.label}{gap}"


def against(side: Side, base: Side) -> str:
    """完成112公里，比计划多7公里（112公里－105公里＝7公里）."""
    word, gap = _gap(side, base)
    if not gap:
        return f"{side.label}与{base.label}相同：{side.told}" if word else ""
    return f"{side.label}{side.told}，比{base.label}{gap}"


def _gap(side: Side, base: Side) -> tuple[str, str]:
    """高, and 高0.2个百分点 with its sum; 高 and nothing where they are the same, nothing at all where there is no sum."""
    ranked = sorted((side, base), key=lambda each: -in_base(each.value.figure)[0])
    by = written_sum("－", [each.value.figure for each in ranked])
    if by is None:
        return "", ""
    word = "高" if _SHARES.fullmatch(side.value.figure.unit) else "多"
    word = word if ranked[0] is side else _OPPOSITE[word]
    rough = _ABOUT if side.value.figure.qualifier or base.value.figure.qualifier else ""
    return word, f"{word}{rough}{by.result.text}（{by.text}）" if by.result.value else ""


def total(sides: Sequence[Side]) -> str:
    """合计217公里（105公里＋112公里＝217公里）; "" for what does not add up, as rates do not."""
    added = written_sum("＋", [side.value.figure for side in sides])
    rough = _ABOUT if any(side.value.figure.qualifier for side in sides) else ""
    return f"合计{rough}{added.result.text}（{added.text}）" if added else ""
