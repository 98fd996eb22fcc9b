"""What a question for a figure of just one thing, year or part demands; see `rag.unmet`."""

import re

import jieba

from index.tokens import INDICATORS, content_words, normalise

from .kinds import TOLD_APART
from .places import OPENING, PROVINCES
from .question import FIGURE_KINDS, Kind, Question, asking_part
from .quoted import Evidence
from .years import agreement, asked_years

# ---- the other one of two that are told apart


def _contrary(question: Question, evidence: Evidence) -> str | None:
    """进口 is asked about, and only 出口 spoken of."""
    if question.kind not in FIGURE_KINDS:
        return None
    text, said = normalise(question.text), normalise(" ".join(evidence.quotes))
    for kinds in TOLD_APART:
        asked = [match[0] for kind in kinds if (match := re.search(kind, text))]
        held = [re.search(kind, said) for kind in kinds]
        wanted = [held_one for kind, held_one in zip(kinds, held, strict=True) if re.search(kind, text)]
        if asked and any(held) and not any(wanted):
            return f"没有单独说到{asked[0]}"
    return None


# ---- another year, or planned where done was asked


def _other_year(question: Question, evidence: Evidence) -> str | None:
    """What was done in one year is asked, and the figure is of another, or a goal for it."""
    if question.kind not in FIGURE_KINDS:
        return None
    other = agreement(asked_years(question.text, evidence.given), evidence.years) < 0
    return "只有其他年份的数字" if other else None


_MOST_ASKED = re.compile(
    "最[多高大低少快长短远小]的?(?:是|为|要数)?(?:哪|谁|什么)|(?:哪|谁)[^,。?]{0,10}最[多高大低少快长短远小]"
)
_RANKED = re.compile("最|第[一1]|首位|居首|领先|之冠")


def _no_extreme(question: Question, evidence: Evidence) -> str | None:
    """The most of several is asked for, and none is told to be."""
    if not _MOST_ASKED.search(normalise(question.text)):
        return None
    return None if any(_RANKED.search(quote) for quote in evidence.quotes) else "没有作出比较"


def _other_place(question: Question, evidence: Evidence) -> str | None:
    """上海 is asked about, and the figure is of the country, though the report names 上海 elsewhere."""
    if question.kind not in FIGURE_KINDS:
        return None
    own = evidence.title + evidence.report[:OPENING]
    asked = [name for name in PROVINCES if name in question.text and name not in own]
    missing = [name for name in asked if name not in evidence.around]
    return f"没有单独说到{missing[0]}" if missing else None


# ---- a part, where the clause speaks of the whole

_WITHIN = "(?P<whole>[^,。?!]{2})(?P<within>里面?|当中|其中|之中|中(?![小学]))"
_PARTS = (
    # 提案里教育类有几件, 提案里有几件是教育类的
    re.compile(f"{_WITHIN}[,的有]?(?P<part>[^,。?!]{{2,12}}?)的?[有占是了]?(?:多少|(?<!哪)几)"),
    re.compile(f"{_WITHIN}有?(?:多少|几)[个件名条项家篇场次]?是(?P<part>[^,。?!]{{2,8}}?)的"),
)
_NO_WHOLE = re.compile(
    "报告|工作|过程|期间|时间|机关|[会年城村县市省家校心这那哪兜库手袋江河湖海山田地]$"
)  # where, and not of what
_NO_PART = re.compile(
    "(?:一共|总共|共|具体|大概|大约|都|究竟|到底|分别|包含|包括|涉及|提到|列出?|去年|今年|排名?|位列|位居|居)+"
)


_COUNTED = re.compile("[0-9]")  # 37件议案里,教育类的
_FROM_WITHIN = re.compile("[从往到向][^,。?!]{2,10}$")  # 从深山里挪到新家的: where from, and not of what


def _part_of_whole(question: Question, evidence: Evidence) -> str | None:
    """民生类提案里教育方面的有几件, and the clause counts 民生类提案."""
    text = normalise(question.text)
    match = next((match for pattern in _PARTS if (match := pattern.search(text))), None)
    if question.kind not in FIGURE_KINDS or not match:
        return None
    if (
        match.end("within") not in {end for _, _, end in jieba.tokenize(text)}  # 高中, 中转
        or _FROM_WITHIN.search(text[: match.start("part")])
        or (text.startswith(",", match.end("within")) and not _COUNTED.search(text, 0, match.end("whole")))
        or _NO_WHOLE.search(match["whole"])
        or _NO_PART.fullmatch(match["part"])
    ):
        return None
    part = [word for word in content_words(match["part"]) if word not in match["whole"]]  # 委员中女委员
    clause = normalise(evidence.clause)
    missing = bool(part) and not any(word in clause for word in part)
    return f"没有单独说到“{match['part']}”" if missing else None


# ---- an indicator or rate that is not there


_OF_GROWTH = "增速"  # 经济增速: the report may say of 经济 that it grew


def _other_indicator(question: Question, evidence: Evidence) -> str | None:
    """GDP is asked for, and neither the paragraph nor its headings speak of it."""
    if question.kind not in FIGURE_KINDS:
        return None
    text, around = normalise(question.text), normalise(evidence.around)
    for name, *others in INDICATORS:
        # 生产总值 alone is that of the region
        if any(each in text for each in (name, *others)) and not any(
            each.removeprefix("地区").removesuffix(_OF_GROWTH) in around for each in (name, *others)
        ):
            return f"没有说到{name.upper() if name.isascii() else name}"
    return None


_RATE = re.compile("(?P<of>[一-龥]{2})(?<!增长|占比|比例)率")


def _other_rate(question: Question, evidence: Evidence) -> str | None:
    """满意率 is asked for, and nobody's satisfaction is spoken of."""
    asked = _RATE.search(normalise(question.text))
    if question.kind not in FIGURE_KINDS or not asked:
        return None
    said = re.search(f"{asked['of']}|[{asked['of']}].?率", normalise(evidence.around))  # 镇划率 is 镇化率
    return None if said else f"没有说到{asked[0]}"


_EACH = re.compile("人均|户均|亩均|平均|每[一个]?(?:个|名|位|人|户|亩|件|家|吨|公里|平方米)")
_AVERAGED = re.compile("[均每]|标准|人次?/|/[人户亩]")


def _no_average(question: Question, evidence: Evidence) -> str | None:
    """每人多少钱 is asked, and the sum for all is there."""
    asked = question.kind is Kind.FIGURE and _EACH.search(asking_part(question))
    said = any(_AVERAGED.search(quote) for quote in evidence.quotes)
    return f"没有给出{asked[0]}的数" if asked and not said else None


# ---- nothing of it


_HOW_MANY = re.compile("几|多少")
_FEW = 3  # words: a longer question may be put in other words altogether


def _nothing_of_it(question: Question, evidence: Evidence) -> str | None:
    """下雨 is asked about, and the report has no such word, nor an official one for it."""
    title = normalise(evidence.title)
    asked = [word for word in question.words if word not in title and not _HOW_MANY.search(word)]
    if len(question.words) > _FEW or question.text.isascii() or (question.words and not asked):
        return None
    held = normalise(evidence.report)
    official = [words for word in asked for words in question.official.get(word, ())]
    known = any(word in held for word in asked) or any(all(w in held for w in words) for words in official)
    return None if known else "没有说到所问的事"


RULES = (
    _contrary,
    _other_year,
    _no_extreme,
    _other_place,
    _part_of_whole,
    _other_indicator,
    _other_rate,
    _no_average,
    _nothing_of_it,
)
