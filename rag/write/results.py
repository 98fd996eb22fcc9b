"""What figures of several reports come to: which is more and by how much, their order, their total; or why they do not."""

from collections.abc import Sequence
from typing import NamedTuple

from ..facts import Value, are_alike
from ..language import in_base, plain_figure, written_sum

_SHARES = ("%", "百分点")  # are higher, where counts are more
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


def why_apart(sides: Sequence[Side], *, same_time: bool) -> str:
    """Why figures cannot be set against each other; "" where they can. same_time: of one time, as well."""
    first, *others = (side.value for side in sides)
    told = "、".join(f"{side.label}{side.told}" for side in sides)
    if any(in_base(value.figure)[1] != in_base(first.figure)[1] for value in others):
        return f"数字的单位不同（{told}），不能直接比较。"
    if not all(are_alike(first, value) for value in others):
        named = "、".join(
            f"“{name}”" for name in dict.fromkeys(s.value.statement.indicator for s in sides) if name
        )
        return f"数字的口径不同（{named}），不能直接比较。"
    if same_time and len({value.time for value in (first, *others) if value.time}) > 1:
        times = "、".join(f"{side.label}{side.value.time}" for side in sides)
        return f"数字的年份不同（{times}），不能直接比较。"
    if any(value.figure.upper is not None for value in (first, *others)):
        return f"其中有的是区间（{told}），不能直接比较。"
    return ""


def comparison(sides: Sequence[Side], *, lowest: bool = False) -> str:
    """浙江更高：5.5%，比贵州高0.2个百分点（5.5%－5.3%＝0.2个百分点）; several in their order. lowest: that is asked for."""
    ranked = sorted(sides, key=lambda side: -in_base(side.value.figure)[0])
    high, low = ranked[0], ranked[-1]
    more, less = ("高", "低") if high.value.figure.unit in _SHARES else ("多", "少")
    by = written_sum("－", [high.value.figure, low.value.figure])
    if by is None or not by.result.value:
        return f"{'、'.join(side.label for side in sides)}相同：{high.told}" if by else ""
    first, last, word = (low, high, less) if lowest else (high, low, more)
    rough = _ABOUT if high.value.figure.qualifier or low.value.figure.qualifier else ""
    gap = f"{word}{rough}{by.result.text}（{by.text}）"
    if len(ranked) == 2:
        return f"{first.label}更{word}：{first.told}，比{last.label}{gap}"
    order = "、".join(f"{side.label}{side.told}" for side in (ranked[::-1] if lowest else ranked))
    towards = f"从{word}到{less if word == more else more}"
    return f"{towards}：{order}；{first.label}最{word}，比{last.label}{gap}"


def total(sides: Sequence[Side]) -> str:
    """合计217公里（105公里＋112公里＝217公里）; "" for what does not add up, as rates do not."""
    added = written_sum("＋", [side.value.figure for side in sides])
    rough = _ABOUT if any(side.value.figure.qualifier for side in sides) else ""
    return f"合计{rough}{added.result.text}（{added.text}）" if added else ""


def share(part: Side, whole: Side) -> str:
    """民生类提案占提案总数的59.4%（82件÷138件≈59.4%）; "" where they have no unit in common."""
    found = written_sum("÷", [part.value.figure, whole.value.figure])
    return f"{part.label}占{whole.label}的{found.result.text}（{found.text}）" if found else ""
