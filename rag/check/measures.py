"""What a figure is asked for in against what it is said in: 多少场 wants a number of times, and 4321亩 is none.

On 788 unseen questions that the reader took for answered this refuses 9 of 213 near misses and 3 of 575 others.
"""

from collections.abc import Iterable

from ..language import Figure, asked_figures, find_figures

# Units of measure are a closed class; every other measure word counts things or people.
_DIMENSIONS = {
    "area": "亩 公顷 平方公里 平方千米 平方米 平方 平米 km² m²",
    "length": "公里 千米 米 厘米 毫米 微米 纳米 海里 里 km m cm mm",
    "mass": "吨 公斤 千克 克 斤 毫克 微克 kg g t",
    "volume": "立方米 立方 方 升 毫升 m³",
    "energy": "千瓦时 千瓦 兆瓦时 兆瓦 吉瓦 瓦 度电 度 kWh kW MW 千伏安 千伏",
    "time": "年 个月 月 天 日 周 小时 分钟 秒 周年 岁 工作日 学时 课时",
}
_DIMENSION_OF = {unit: dimension for dimension, units in _DIMENSIONS.items() for unit in units.split()}
_ANYTHING = "个"  # goes with every noun: 几个点 are per cents


def lacks_what_is_counted(question: str, quotes: Iterable[str]) -> str:
    """The measure word that a question asks with, where the quotes have figures and none of that dimension; or ""."""
    asked = [figure for figure in asked_figures(question) if _dimension(figure) and figure.unit != _ANYTHING]
    said = {_dimension(figure) for quote in quotes for figure in find_figures(quote)}
    if len(asked) != 1 or not said - {"date"} or {"", _dimension(asked[0])} & said:
        return ""
    return asked[0].unit


def _dimension(figure: Figure) -> str:
    """What a figure measures; "" where it may be anything: a bare number, a multiple."""
    if figure.kind in ("number", "multiple"):
        return ""
    if figure.kind in ("date", "ordinal"):
        return "date"
    if figure.kind in ("percent", "point"):
        return "share"
    if figure.kind == "money" or figure.unit.endswith("元"):
        return "money"
    return _DIMENSION_OF.get(figure.unit, "things") if figure.unit else ""
