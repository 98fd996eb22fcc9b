"""What is asked for against what is said: 多少场 wants a number of times, and 4321亩 is none."""

import re
from collections.abc import Iterable
from functools import lru_cache

from index.tokens import normalise

from .figures import Figure, find_figures
from .question import Kind, Question

_HOW_MANY = re.compile(r"多少|(?<![第哪那这好近前头后十百千])几(?![乎经度]|方面)")
_DIMENSIONS = {
    "money": "元 美元 欧元 港元 港币 日元 英镑 澳元 钱",
    "people": "人 名 位 人次 车次",
    "area": "亩 公顷 平方公里 平方千米 平方米 平方 平米",
    "length": "公里 千米 米 厘米 毫米 微米 纳米 海里 里 km m",
    "mass": "吨 公斤 千克 克 斤 毫克 微克",
    "volume": "立方米 立方 方 升 毫升",
    "energy": "千瓦时 千瓦 兆瓦时 兆瓦 吉瓦 瓦 度电 kWh kW MW 千伏安 千伏",
    "time": "年 个月 月 天 日 周 小时 分钟 秒 周年 岁 工作日 学时 课时",
    "share": "% 百分点",
}
_DIMENSION_OF = {unit: dimension for dimension, units in _DIMENSIONS.items() for unit in units.split()}
# What a noun beside 多少 counts where no measure word says it: 预算是多少, 面积有多大, 多少经费.
_NOUNS = {
    "money": "预算|经费|资金|收入|投资额?|支出|产值|保费|税收|利润|销售额|营收|增加值|生产总值|gdp|(?:直接)?(?:经济)?损失|费用|造价|成本|补贴|补助|奖金|债务|贷款",
    "area": "面积",
    "people": "人口",
}
_ANY_NOUN = "|".join(f"(?P<{dimension}>{nouns})" for dimension, nouns in _NOUNS.items())
_NOUN_BEFORE = re.compile(
    f"(?:{_ANY_NOUN})(?:总额|总量|规模|余额)?(?:一共|总共|共|大概|具体)?(?:是|为|有|达到?|要)?(?:多少(?=[?，。,]|$)|多大)"
)
_NOUN_AFTER = re.compile(f"(?:{_ANY_NOUN}){{1,2}}(?=[?，。,是为有了的用到给]|$)")  # and not 多少投资项目
_IN_WORDS = re.compile("同步|持平|不变|相当|翻番|翻一番|[过一]半")
_MONEY = re.compile("[块毛]?钱")
_PEOPLE = re.compile("口人")
_POINTS = re.compile("点(?![钟半整开])")  # 几点想法
_HOW_LONG = re.compile("多久|多长时间")
_SPENT = re.compile("(?:花[了费掉]*|耗资|斥资|赔付了?)多少(?=[?，。,]|$)")
_BY_ANY = re.compile(
    "(?:增加|减少|提高|降低|上调|下调)了?多少[?，。,]?$"
)  # 比上年增加了多少: a sum, or a share
_ANY = ("", "倍", "番", "成")  # may be of anything


def lacks_what_is_counted(question: Question, quotes: Iterable[str]) -> bool:
    """Whether none of the quotes' figures has the dimension that the question names by its measure word.

    Measure words for things (件, 项, 场) are one dimension, as readers and reports use now one, now another.
    A question for a rate, share or change names one without a measure word.
    """
    asked = _asked_dimensions(question.text, question.kind)
    if len(asked) != 1 or "" in asked:
        return False
    held = list(quotes)
    said = {dimension for quote in held for dimension in said_dimensions(quote)}
    if "share" in asked and any(is_said_in_words(quote) for quote in held):
        return False
    return said != {"rank"} and "" not in said and asked.isdisjoint(said)


def asked_dimension(question: Question) -> str:
    """The one dimension that the question names; "" where it names none, or several."""
    asked = _asked_dimensions(question.text, question.kind)
    return next(iter(asked)) if len(asked) == 1 else ""


def asked_unit(question: Question) -> str:
    """The unit of the one figure asked for, without scale: 件 in 多少件; "" where there is none, or several."""
    text = normalise(question.text)
    units = {_unit(text, match) for match in _HOW_MANY.finditer(text)}
    return units.pop() if len(units) == 1 else ""


def said_dimensions(text: str) -> set[str]:
    """Those of the figures in a text; "" stands for any."""
    return {dimension_of(figure) for figure in find_figures(text)}


def is_said_in_words(text: str) -> bool:
    """Whether a share or change is told without a figure."""
    return bool(_IN_WORDS.search(text))


@lru_cache(maxsize=1024)
def _asked_dimensions(question: str, kind: Kind) -> frozenset[str]:
    text = normalise(question)
    asked = {_asked(text, match) for match in _HOW_MANY.finditer(text)}
    if kind is Kind.PERCENT and asked <= {"things", ""}:  # 占比多少, 涨了几个点
        asked = {""} if _BY_ANY.search(text) else {"share"}
    if asked <= {""} and _HOW_LONG.search(text):
        return frozenset({"time"})
    if asked <= {""} and kind is Kind.FIGURE and _SPENT.search(text):
        return frozenset({"money"})
    if asked <= {""} and kind is Kind.FIGURE and (noun := _NOUN_BEFORE.search(text)):
        asked = {noun.lastgroup or ""}
    return frozenset(asked)


def _asked(question: str, match: re.Match[str]) -> str:
    """The dimension of the figure that would stand in the place of 多少."""
    unit = _unit(question, match)
    if _MONEY.match(question, match.end()):
        return "money"
    if noun := _NOUN_AFTER.match(question, match.end()):
        return noun.lastgroup or ""
    if _PEOPLE.match(question, match.end()):
        return "people"
    if _POINTS.match(question, match.end()):
        return "things"
    return "" if unit == "个" else _dimension(unit)  # 多少个 may be of persons


def _unit(question: str, match: re.Match[str]) -> str:
    filled = f"{question[: match.start()]}3{question[match.end() :]}"
    return next((f.unit for f in find_figures(filled) if f.span.start <= match.start() < f.span.end), "")


def dimension_of(figure: Figure) -> str:
    """That of a figure; "" for what may be of anything."""
    if figure.kind in ("percent", "point"):
        return "share"
    if figure.kind == "ordinal":
        return "rank"
    return "time" if figure.kind == "date" else _dimension(figure.unit)


def _dimension(unit: str) -> str:
    return "" if unit in _ANY else _DIMENSION_OF.get(unit.split("/")[0], "things")
