"""What a question demands that the quotes chosen for it do not hold: the near misses.

A report may speak of just what is asked about and still not say it: the investment completed in per cent,
but no sum; who resigned, but no names; a plan, but not what stands in it. Word and vector similarity are
highest in just these cases and cannot tell, so each rule here reads one demand off the question's grammar
and looks for what meets it. They refuse only where nothing does.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.tokens import INDICATORS, content_words, normalise

from .dimensions import lacks_what_is_counted
from .names import may_name_someone
from .numerals import number
from .question import Kind, Question


@dataclass(frozen=True, slots=True)
class Evidence:
    """What an answer would be made of, as printed.

    ``excerpts`` as they would be quoted, likeliest first; ``quotes`` of each what stands in the sentence of
    its likeliest clause;
    ``clause`` is the likeliest clause with the one before it; ``around`` its paragraph with its headings;
    ``report`` the whole text of its report.
    """

    excerpts: Sequence[str]
    quotes: Sequence[str]
    clause: str
    around: str
    report: str


def unmet_demand(question: Question, evidence: Evidence) -> str | None:
    """Why the quotes cannot be the answer, in Chinese; None where no rule says so."""
    return next((reason for rule in _RULES if (reason := rule(question, evidence))), None)


def _other_dimension(question: Question, evidence: Evidence) -> str | None:
    """岁 are asked for, and there are only per cents."""
    if question.kind not in (Kind.FIGURE, Kind.PERCENT):
        return None
    return "没有给出所问的数字" if lacks_what_is_counted(question, evidence.quotes) else None


# ---- a count of changes, where what there is was asked for

_STOCK = re.compile("现有|目前|现在|总共有|一共有|共有")
_CHANGES = re.compile("增补|新增|增加|净增|新建|新设|辞去|退出|减少|注销|取消")


def _change_for_stock(question: Question, evidence: Evidence) -> str | None:
    """How many there are is asked, and the clause says how many came or went."""
    text = normalise(question.text)
    if question.kind is not Kind.FIGURE or not _STOCK.search(text) or _CHANGES.search(text):
        return None
    return "没有给出所问的总数" if _CHANGES.search(evidence.clause) else None


# ---- a part, where the clause speaks of the whole

_PART = re.compile(
    "(?P<whole>[^,。?!]{2})(?:里面?|当中|其中|之中|中)[的有]?(?P<part>[^,。?!]{2,12}?)的?[有占是了]?(?:多少|(?<!哪)几)"
)
_NO_WHOLE = re.compile(
    "报告|工作|过程|期间|时间|机关|[会年城村县市省家校心这那哪]$"
)  # where, and not of what
_NO_PART = re.compile(
    "(?:一共|总共|共|具体|大概|大约|都|究竟|到底|分别|包含|包括|涉及|提到|列出?|去年|今年|排名?|位列|位居|居)+"
)


def _part_of_whole(question: Question, evidence: Evidence) -> str | None:
    """民生类提案里教育方面的有几件, and the clause counts 民生类提案."""
    match = _PART.search(normalise(question.text))
    if question.kind not in (Kind.FIGURE, Kind.PERCENT) or not match:
        return None
    if _NO_WHOLE.search(match["whole"]) or _NO_PART.fullmatch(match["part"]):
        return None
    part = content_words(match["part"])
    clause = normalise(evidence.clause)
    missing = bool(part) and not any(word in clause for word in part)
    return f"没有单独说到“{match['part']}”" if missing else None


# ---- what is not in the reports at all

_PLACE_IN_TEXT = re.compile("第([0-9一二三四五六七八九十百]+)(条|章|节|款|页|部分)")


def _other_ordinal(question: Question, evidence: Evidence) -> str | None:
    """第五条: named by its number, and the report has no such number."""
    text = normalise(question.text)
    asked = [(number(m[1]), m[2], m[0]) for m in _PLACE_IN_TEXT.finditer(text)]
    if not asked:
        return None
    held = {(number(m[1]), m[2]) for m in _PLACE_IN_TEXT.finditer(normalise(evidence.report))}
    missing = [words for value, unit, words in asked if (value, unit) not in held]
    return f"没有“{missing[0]}”" if missing else None


def _other_indicator(question: Question, evidence: Evidence) -> str | None:
    """GDP is asked for, and neither the paragraph nor its headings speak of it."""
    if question.kind not in (Kind.FIGURE, Kind.PERCENT):
        return None
    text, around = normalise(question.text), normalise(evidence.around)
    for name, *others in INDICATORS:
        if any(each in text for each in (name, *others)) and not any(
            each in around for each in (name, *others)
        ):
            return f"没有说到{name.upper() if name.isascii() else name}"
    return None


_RATE = re.compile("(?P<of>[一-龥]{2})(?<!增长|占比|比例)率")


def _other_rate(question: Question, evidence: Evidence) -> str | None:
    """满意率 is asked for, and nobody's satisfaction is spoken of."""
    asked = _RATE.search(normalise(question.text))
    if question.kind not in (Kind.FIGURE, Kind.PERCENT) or not asked:
        return None
    said = re.search(f"{asked['of']}|[{asked['of']}].?率", normalise(evidence.around))  # 镇划率 is 镇化率
    return None if said else f"没有说到{asked[0]}"


_EACH = re.compile("人均|户均|亩均|平均|每[一个]?(?:个|名|位|人|户|亩|件|家|吨|公里|平方米)")
_AVERAGED = re.compile("[均每]|人次?/|/[人户亩]")


def _no_average(question: Question, evidence: Evidence) -> str | None:
    """每人多少钱 is asked, and the sum for all is there."""
    asked = question.kind is Kind.FIGURE and _EACH.search(normalise(question.text))
    said = any(_AVERAGED.search(quote) for quote in evidence.quotes)
    return f"没有给出{asked[0]}的数" if asked and not said else None


# ---- times, names and kinds of places

_TIME = re.compile(
    "[0-9一二三四五六七八九十〇零]+(?:[年月日号周天届]|世纪)|[年月季]度?[初中底末]|季度|[上下]半年|[上下]旬|期间|时期|以来|当[年月日天]|"
    "[同次今去前昨明]年|同[月日]|春节|[之以][前后]|时[,，]?|随后|近日|目前|[前后][,，]|开局|十[一二三四五]五"
)
_NAMES_ASKED = re.compile("(?:都|分别|各)(?:是|叫|为)谁|有谁|叫(?:什么|啥)|姓名|名单|名字(?:是|叫)|作者|编者")
_NOT_PEOPLE = re.compile("公司|企业|项目|平台|活动|品牌|工程|系统|机制|地方|报告|文件")
_TITLED = re.compile("《[^》]*》")
_PLACES = {
    "乡镇": "[一-龥]{1,4}(?<![各个城下返还故家入])(?:镇|乡(?![村镇亲贤])|街道|办事处)",
    "村": "[一-龥]{1,4}(?<![各个农乡示范])村",
}
_WHICH_PLACE = re.compile("哪(?:几|些|[一二三两]?个)?(?:个)?(乡镇|村)")


def _no_time(question: Question, evidence: Evidence) -> str | None:
    """When is asked, and no time of any sort is said."""
    said = any(_TIME.search(_TITLED.sub("", text)) for text in evidence.excerpts)
    return None if question.kind is not Kind.DATE or said else "没有说明时间"


def _no_names(question: Question, evidence: Evidence) -> str | None:
    """Names are asked for, and there is none."""
    text = normalise(question.text)
    if question.kind not in (Kind.PERSON, Kind.LIST) or not _NAMES_ASKED.search(text):
        return None
    found = any(may_name_someone(_TITLED.sub("", quote)) for quote in evidence.quotes)
    return None if found or _NOT_PEOPLE.search(text) else "没有列出姓名"


def _no_such_place(question: Question, evidence: Evidence) -> str | None:
    """哪几个乡镇, and no 镇 or 乡 is named."""
    asked = _WHICH_PLACE.search(normalise(question.text))
    if not asked or any(re.search(_PLACES[asked[1]], quote) for quote in evidence.quotes):
        return None
    return f"没有列出是哪些{asked[1]}"


# ---- a list that is only counted

_WHICH_OF_MANY = re.compile("(?:是|有)哪(?:几|[0-9二两三四五六七八九十]+)|分别是(?:什么|哪)")
_SEVERAL = re.compile("[、；;]|一是|和|及|”“|》《")


def _only_counted(question: Question, evidence: Evidence) -> str | None:
    """是哪12条, and the report says that there are 12."""
    asked = _WHICH_OF_MANY.search(normalise(question.text))
    return "没有逐一列出" if asked and not any(_SEVERAL.search(q) for q in evidence.quotes) else None


# ---- nothing but the question again


def _echo(question: Question, evidence: Evidence) -> str | None:
    """How a thing is to be done is asked, and the report only says that it is to be done."""
    if question.kind not in (Kind.MANNER, Kind.REASON, Kind.LIST):
        return None
    said = {word for text in evidence.excerpts for word in content_words(text) if len(word) > 1}
    return "只提到这件事，没有展开" if said <= set(question.words) else None


_RULES = (
    _other_dimension,
    _change_for_stock,
    _part_of_whole,
    _other_ordinal,
    _other_indicator,
    _other_rate,
    _no_average,
    _no_time,
    _no_names,
    _no_such_place,
    _only_counted,
    _echo,
)
