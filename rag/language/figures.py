"""Find the figures of a text: amounts, shares, dates, ranks, each with its unit, qualifier and place.

A figure is an Arabic numeral, or a Chinese one that a measure word follows. What only looks like one is
left out: names (“十四五”, 两岸, 5G, 6+x, PM2.5), the article 一个, list numbers, titles in 《》.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from index.models import Span

from .numerals import ARABIC, fold, number, percent
from .units import LATIN, MEASURES, MONEY, SAME_UNIT

Kind = Literal["count", "percent", "point", "money", "multiple", "date", "ordinal", "range", "number"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure. ``text[span.start:span.end]`` of the searched text is ``Figure.text``, always.

    ``value`` is in the base unit: 195万余元 is 1950000 元. Dates are digits, year first: 2021年2月5日 is
    20210205 日, 2月5日 is 205 日, 2024年 is 2024 年. Fractions are per cents. Of a range it is the lower end.
    It is negative after a minus sign or 负, which belong to the text, and where a share falls (下降2.3%).
    """

    span: Span
    text: str  # as printed, with qualifier and unit
    value: Decimal
    unit: str  # as printed, without the scale: 元, 人次, 百分点; "%" for all shares; "" for none
    qualifier: str  # as printed: 近, 余, 以上, 约左右 (both sides); "" where the figure is exact
    kind: Kind
    upper: Decimal | None = None  # the upper end of a range


# The parts of a figure, as patterns over folded text.
_A = rf"(?<![A-Za-z_\d.+×])(?<![A-Za-z]-)(?>{ARABIC})"
_C1 = "(?:[〇零一二两三四五六七八九十]|百(?!分点)|千(?![瓦米克卡伏安]))"
_NINE = "一二三四五六七八九"
_NOT_CUT = f"(?<![几数〇零两{_NINE}十百千万亿])"  # not in the middle of a numeral
_C = rf"{_NOT_CUT}(?>{_C1}+(?:[万亿]{_C1}*)*(?:点[零{_NINE}]+[万亿]*)?)"
_BIG = "(?:百万|千万|[百千]亿|万亿?|亿|百(?!分)|千(?![瓦米克卡伏安]))"
_AMOUNT = rf"(?:{_A}(?: ?{_BIG})?(?:(?<=[亿万]){ARABIC}[万千百])?|{_C})"
_N = f"(?:{_A}|{_C})"
_MEETING = f"中全会|中(?=[、和]{_N}中全会)|次(?=(?:[、和]{_N}次)*全[会体])"  # 二中、三中全会, 六次、七次全会
_TO = "(?:[-—–－~～]{1,2}|[至到])"
_BEFORE = (
    "(?:大?(?<![节签履预违集公契邀条相])约|将近|接近|(?<![附邻最临靠])近|(?<!赶)超过?|逾|突破|"
    "不[低少高多]于|不超过|不足|不到|[低高]于|至少|至多|最多|最少)"
)
_UNIT = rf"(?: ?(?:[%‰]|{MONEY}|{MEASURES}|{LATIN})(?:/(?:{MONEY}|平方米|立方米|小时|[一-龥]))?)"
_YEAR = rf"(?:(?<![\d.])(?:1[5-9]|20|21)\d\d ?|{_NOT_CUT}[一二][〇零{_NINE}]{{3}})年"
_MONTH = rf"(?:(?<![\d.])(?:1[0-2]|0?[1-9]) ?|{_NOT_CUT}(?:十[一二]?|[{_NINE}]))月"
_DAY = rf"(?:(?:3[01]|[12]\d|0?[1-9]) ?|三十一?|二?十[{_NINE}]?|[{_NINE}])[日号]"
_LONE_DAY = r"(?<![\d.])\d\d? ?日(?![均内])"
_DATE = rf"{_YEAR}(?:{_MONTH}(?:{_DAY})?)?|{_MONTH}(?:{_DAY})?|{_LONE_DAY}|前?[一二三四1-4]季度"
_MINUS = r"(?:(?<![\dA-Za-z%‰+×）)])[-−－﹣]|负(?:增长)?)"
_SHARE = (
    rf"(?:[百千万]|{_AMOUNT})分之(?:百|{_A}|{_C})|(?<![\d.])\d{{1,2}}/\d{{1,3}}(?!\d)|"
    rf"(?:(?<![统单第划百几数])[一二两三四五六七八九]|{_A})成(?:[一二三四五六七八九](?!是)|半)?"
    r"(?![为立果功效员本都长熟套品才就交形色分型因不])|一半|半数|[过超]半数?(?![年个月天日小径生百])"
)
_TOKEN = re.compile(
    rf"(?P<date>{_DATE})"
    rf"|(?P<ordinal>第(?P<place>{_N})(?P<rank>{_UNIT})?|(?P<session>{_N})(?P<meeting>{_MEETING}))"
    rf"|(?P<before>{_BEFORE})?(?:(?P<share>{_SHARE})|(?<![双个])翻了?(?P<fold>{_N})?番"
    rf"|(?P<low>{_AMOUNT})(?P<lowunit>{_UNIT})?{_TO}(?P<high>{_AMOUNT})(?P<highunit> ?[月日]|{_UNIT})?"
    rf"|(?P<minus>{_MINUS})?(?P<amount>{_AMOUNT})(?P<more>[余多几])?(?P<scale> ?{_BIG})?(?P<unit>{_UNIT})?)"
    rf"(?P<after>以上|以下|以内|左右|上下)?"
)
# What holds no figures: titles, list numbers, times of day, the parts of a code.
_BLANK = re.compile(
    r"《[^《》\n]{1,80}》|(?m:^)[ \u3000]*\d{1,2}[.．、)）](?!\d)|[(（]\d{1,2}[)）]|\d{1,2}[:：]\d\d(?!\d)"
    rf"|(?<!\d)\d++(?:\.\d++)?(?=[A-Za-z+×后])(?!{LATIN})"
)
# After one Chinese digit these make a word, not an amount: 十分, 三方, 三级联动, 五线谱.
_NO_AMOUNT = frozenset(
    "分方里寸尺级号线室厅卷首曲声道股口井眼孔床桌字头角对双副把版斤伏度点班代强金银铜省市县区州盟旗乡镇村"
)
_RANKED = frozenset(("届", "号", "线", "世纪", "年代"))
_NAMES = re.compile("五家渠|三门[峡县]|三次产业|[三五]位一体|四周(?![年岁])")
_ENUMERATED = re.compile("[，,、：:是]")  # 第一，… at the start of a sentence counts the sentences
_JOINS = "-−－﹣—–~～"  # after a figure they lead to the end of a range
_FALLS = re.compile("(?:下降|减少|降低|回落|下滑|下跌|减|降)了?$")
_COUPLED = re.compile("(?:、|和|与|及)$")
_DURATIONS = frozenset(("年", "天", "周", "个月", "小时"))


def find_figures(text: str) -> list[Figure]:
    """The figures of ``text`` in order, without overlap."""
    return _fallen(_share_units(list(_figures(text)), text), text)


def same_figure(a: Figure, b: Figure) -> bool:
    """Whether two figures say the same: value and unit equal, however they are printed.

    13场 = 十三场, 195万元 = 1950000元, 60% = 六成; 5.5% is not 5.5个百分点, 第3位 is not 3位.
    Qualifiers do not count: 20万人次 is the same as 20多万人次, for reports' own summaries drop them too.
    """
    return _meaning(a) == _meaning(b)


def _meaning(figure: Figure) -> tuple[object, ...]:
    unit = SAME_UNIT.get(figure.unit, figure.unit)
    return figure.value, figure.upper, unit, figure.kind == "ordinal", figure.kind == "date"


def _figures(text: str) -> Iterator[Figure]:
    folded = _BLANK.sub(lambda match: "\0" * len(match[0]), fold(text))
    position = 0
    while match := _TOKEN.search(folded, position):
        figure = _read(match, text)
        position = figure.span.end if figure else match.end("low") if match["low"] else match.end()
        if figure:
            position += text.startswith(tuple(_JOINS), position)
            yield figure


def _share_units(figures: list[Figure], text: str) -> list[Figure]:
    """4.2和0.7个百分点, 2023、2024年: a bare number has the unit of the one it is coupled with."""
    for i in range(len(figures) - 2, -1, -1):
        figure, after = figures[i], figures[i + 1]
        between = text[figure.span.end : after.span.start]
        if figure.kind == "number" and between in ("、", "和", "与", "及", "或") and after.kind != "range":
            figures[i] = replace(figure, unit=after.unit, kind=after.kind)
    return figures


def _fallen(figures: list[Figure], text: str) -> list[Figure]:
    """Shares and points that something fell by are negative: 下降22.2%和25%, as -22.2% would be."""
    for i, figure in enumerate(figures):
        if figure.kind in ("percent", "point") and figure.value > 0:
            before = text[max(0, figure.span.start - 4) : figure.span.start]
            last = figures[i - 1] if i else None
            coupled = last is not None and last.kind == figure.kind and last.value < 0
            between = text[last.span.end : figure.span.start] if last is not None else ""
            if _FALLS.search(before) or (coupled and _COUPLED.fullmatch(between)):
                figures[i] = replace(figure, value=-figure.value)
    return figures


def _read(match: re.Match[str], text: str) -> Figure | None:
    if match["date"]:
        return _date(match, text)
    if match["ordinal"]:
        return _ordinal(match, text)
    if match["share"]:
        return _share(match, text)
    if match["low"]:
        return _range(match, text)
    if match["amount"]:
        return _amount(match, text)
    value = number(match["fold"] or "一")
    return None if value is None else _figure(match, text, value, "番", "multiple")


def _ordinal(match: re.Match[str], text: str) -> Figure | None:
    value = number(match["place"] or match["session"])
    unit = (match["rank"] or match["meeting"] or "").strip()
    starts = text[: match.start()].rstrip(" \u3000")[-1:] in ("", "\n", "。", "；", "：")
    if value is None or (starts and not unit and _ENUMERATED.match(text, match.end())):
        return None
    return _figure(match, text, value, "中全会" if unit == "中" else unit, "ordinal")


def _date(match: re.Match[str], text: str) -> Figure | None:
    if match["date"].endswith("季度"):  # 三季度 is the third, 前三季度 are three
        value, counted = number(match["date"].strip("前季度")), match["date"][0] == "前"
        return _figure(match, text, value or Decimal(0), "季度", "count" if counted else "date")
    value, unit = Decimal(0), match["date"][-1]
    for digits in re.split("[年月日号]", match["date"])[:-1]:
        part = number(digits)
        if part is None:
            return None
        value = value * 100 + part
    return _figure(match, text, value, "日" if unit == "号" else unit, "date")


def _share(match: re.Match[str], text: str) -> Figure | None:
    above, slash, below = match["share"].partition("/")
    value = percent(f"{below}分之{above}" if slash else match["share"])
    qualifier = match["share"][0] if match["share"][0] in "过超" else ""
    return None if value is None else _figure(match, text, value, "%", "percent", qualifier=qualifier)


def _range(match: re.Match[str], text: str) -> Figure | None:
    low, high = number(match["low"].replace(" ", "")), number(match["high"].replace(" ", ""))
    unit = match["highunit"] or ""
    if low is None or high is None or not (unit or match["low"].isascii()):
        return None
    scale = re.search("[百千万亿]+$", match["high"])
    if scale and not match["lowunit"] and match["low"][-1].isdecimal():  # 3—5万: both ends in 万
        low = number(match["low"] + scale[0]) or low
    return _figure(match, text, low, unit, "range", upper=high)


def _amount(match: re.Match[str], text: str) -> Figure | None:
    value = number(re.sub(" ", "", match["amount"] + (match["scale"] or "")))
    unit = (match["unit"] or "").strip()
    start, end = match.span("amount")
    if value is None or (not match["amount"][0].isdecimal() and _is_word(match, text, unit)):
        return None
    if not unit and (text[:start].endswith("“") or text.startswith("”", end)):  # “1269”行动, “中国制造2025”
        return None
    if unit == "次" and text[:start].endswith("届"):  # 十届五次会议
        return _figure(match, text, value, unit, "ordinal")
    scaled = match["scale"] or match["amount"][-1] in "万亿"  # 2.9亿在校学生
    if match["minus"]:
        return _negative(match, text, value, unit)
    return _figure(match, text, value, unit, "count" if scaled and not unit else None)


def _negative(match: re.Match[str], text: str, value: Decimal, unit: str) -> Figure | None:
    """A figure with its sign; without a unit, or with a rank for one, the sign is a hyphen: 嫦娥-5号."""
    kind = _kind(_plain_unit(unit, "")[0])
    if kind in ("number", "ordinal"):
        return _figure(match, text, value, unit, start=match.start("amount"))
    return _figure(match, text, -value, unit)


def _is_word(match: re.Match[str], text: str, unit: str) -> bool:
    """Whether a Chinese numeral is part of a word or name: 一个, 二次, 三方, “四个意识”, 五家渠."""
    start = match.start("amount")
    digits = match["amount"]
    single = len(digits) == 1 and not (match["more"] or match["scale"])
    return (
        not unit
        or (single and (digits in "〇零一二" or unit[0] in _NO_AMOUNT or text[:start].endswith(("“", "‘"))))
        or (unit == "大" and not (single and text[max(0, start - 2) : start] != "党的"))
        or bool(_NAMES.match(text, start))
    )


def _figure(
    match: re.Match[str],
    text: str,
    value: Decimal,
    unit: str,
    kind: Kind | None = None,
    *,
    upper: Decimal | None = None,
    qualifier: str = "",
    start: int | None = None,
) -> Figure:
    start, end = match.start() if start is None else start, match.end()
    before, more, after = match["before"] or "", match["more"] or "", match["after"] or ""
    unit, more = _plain_unit(unit.strip(), more)
    if before in ("近", "突破") and unit in _DURATIONS:  # 近三年 are the last three
        before, start = "", start + len(before)
    if unit == "‰":
        value, unit = value / 10, "%"
    return Figure(
        Span(start, end),
        text[start:end],
        value,
        unit,
        before + qualifier + more + after,
        kind or _kind(unit),
        upper,
    )


def _plain_unit(unit: str, more: str) -> tuple[str, str]:
    """个百分点 is 百分点, 个多月 is 个月 with 多."""
    if unit == "个多月":
        return "个月", more + "多"
    return (unit[1:] if len(unit) > 2 and unit[0] == "个" else unit), more


def _kind(unit: str) -> Kind:
    if unit == "%":
        return "percent"
    if unit == "百分点":
        return "point"
    if unit.split("/")[0] in MONEY.split("|"):
        return "money"
    if unit == "倍":
        return "multiple"
    if unit in _RANKED:
        return "ordinal"
    return "count" if unit else "number"
