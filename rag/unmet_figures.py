"""What a question for a figure demands that the quotes do not hold; see `rag.unmet`."""

import re

from index.tokens import INDICATORS, content_words, normalise, tokenise

from .dimensions import asked_dimension, is_said_in_words, lacks_what_is_counted, said_dimensions
from .figures import find_figures
from .question import Kind, Question
from .quoted import Evidence

_FIGURES = (Kind.FIGURE, Kind.PERCENT)


def _other_dimension(question: Question, evidence: Evidence) -> str | None:
    """岁 are asked for, and there are only per cents."""
    if question.kind not in _FIGURES or not any(map(find_figures, evidence.quotes)):
        return None
    return "没有给出所问的数字" if lacks_what_is_counted(question, evidence.quotes) else None


# ---- no figure, or one of something else

_PIECES = re.compile("[,，;；。:：!！]")
_GOES_ON = re.compile("(?:达|占|比|同比|约|共|总|增|下降|降|为|其中|分别|超|突破|实现|完成)")
_NO_FIGURE_NEEDED = re.compile("[零两半双]|没有|未发生|全部|全覆盖|首位|第一")
_MOST = 0.6  # of the question's words: a clause that holds them speaks of what is asked


def _no_figure(question: Question, evidence: Evidence) -> str | None:
    """A figure is asked for, and the sentence holds none, nor a word that stands for one."""
    if question.kind not in _FIGURES:
        return None
    said = any(
        find_figures(quote) or is_said_in_words(quote) or _NO_FIGURE_NEEDED.search(quote)
        for quote in evidence.quotes
    )
    return None if said else "没有给出所问的数字"


def _other_dimension_there(question: Question, evidence: Evidence) -> str | None:
    """收入是多少元 is asked, and of 收入 it says by how much it grew, though there are sums of other things."""
    if question.kind is not Kind.FIGURE or not (asked := asked_dimension(question)):
        return None
    words = [word for word in question.words if len(word) > 1]
    for quote in evidence.quotes:
        pieces = _PIECES.split(quote)
        held = [sum(word in tokenise(piece) for word in words) for piece in pieces]
        best = max(range(len(pieces)), key=held.__getitem__)
        if not words or held[best] < _MOST * len(words):
            continue
        there = pieces[best]
        for piece in pieces[best + 1 :]:
            if not _GOES_ON.match(piece.strip()):
                break
            there += "，" + piece
        said = said_dimensions(there)
        if said and "" not in said and asked not in said:
            return "没有给出所问的数字"
    return None


_MONEY = re.compile(
    "(?:多少|几)[万亿千百]*(?:元|钱)|多少(?:经费|资金|补贴|利润|费用|奖金|补助|债务|贷款)"
    "|(?:经费|资金|补贴|利润|费用|成本|造价|预算|债务)(?:一共|总共|总额|规模)?(?:是|有|为)?(?:多少|多大)"
)


def _no_money(question: Question, evidence: Evidence) -> str | None:
    """A sum of money is asked for, and there is none."""
    if question.kind is not Kind.FIGURE or not _MONEY.search(normalise(question.text)):
        return None
    return None if any("元" in quote for quote in evidence.quotes) else "没有给出金额"


_COUNTED = re.compile(
    "(?:多少|几)[万亿千百]*(?:[个家名位项件条次场所座套户篇起只种类批届枚块辆])?(?P<noun>(?!个)[一-龥]{2,6})"
)


def _other_thing_counted(question: Question, evidence: Evidence) -> str | None:
    """多少个外资项目: the rest of the question is there, and no 外资项目."""
    match = _COUNTED.search(normalise(question.text))
    if question.kind is not Kind.FIGURE or not match:
        return None
    nouns = [word for word in content_words(match["noun"]) if len(word) > 1]
    others = [word for word in question.words if len(word) > 1 and word not in nouns]
    said = {word for excerpt in evidence.excerpts for word in tokenise(excerpt)}
    if not nouns or sum(word in said for word in others) < max(1.0, _MOST * len(others)):
        return None
    alike = any(character in excerpt for excerpt in evidence.excerpts for character in "".join(nouns))
    return None if alike else f"没有说到{''.join(nouns)}的数目"


# ---- the other one of two that are told apart

_CONTRASTS = (
    ("城镇", "农村"),
    ("城镇", "乡村"),
    ("进口", "出口"),
    ("收入", "支出"),
    ("新增", "累计"),
    ("新建", "累计"),
    ("高铁", "公路"),
    ("铁路", "公路"),
    ("入境", "国内"),
    ("贷款", "存款"),
    ("小学", "中学"),
    ("增加值", "投资"),
    ("产值", "投资"),
    ("顺差", "总额"),
)


def _contrary(question: Question, evidence: Evidence) -> str | None:
    """进口 is asked about, and only 出口 spoken of."""
    if question.kind not in _FIGURES:
        return None
    text, said = normalise(question.text), normalise(" ".join(evidence.quotes))
    for pair in _CONTRASTS:
        for asked, other in (pair, pair[::-1]):
            if asked in text and other not in text and asked not in said and other in said:
                return f"没有单独说到{asked}"
    return None


_GROWTH_ASKED = re.compile("增长|增速|增幅|涨幅|降幅|同比|比上年|比上一年|上涨|下降|[涨降增升跌]了")
_GROWTH = re.compile("[增涨升降减快慢翻跌]|提高|回落|倍|持平|同步|高于|低于|加|扩大")
_SHARE_ASKED = re.compile("占(?:了|到)?.{0,12}(?:比重|比例|多少|几成|百分之几)|占比|所占")
_SHARE = re.compile("占|比重|比例|率|成|分之|半|[%％]的")


def _growth_or_share(question: Question, evidence: Evidence) -> str | None:
    """增长百分之几 is asked, and only a share said; or the other way round."""
    if question.kind is not Kind.PERCENT:
        return None
    text, said = normalise(question.text), " ".join(evidence.quotes)
    if _SHARE_ASKED.search(text):
        return None if _SHARE.search(said) else "没有给出占比"
    if _GROWTH_ASKED.search(text) and not _GROWTH.search(evidence.clause):
        return "没有给出增减的幅度"
    return None


# ---- planned, where done was asked

_DONE_ASKED = re.compile("实际|去年|上年|究竟|到底|完成")
_PLAN_ASKED = re.compile("目标|计划|预期|打算|今年|明年|要")
_PLAN = re.compile("预期目标|目标是|目标为|目标[:：]")
_PLAN_REACHES = 200  # characters


def _only_planned(question: Question, evidence: Evidence) -> str | None:
    """What came of it last year is asked, and the figure is a goal for this one."""
    text = normalise(question.text)
    if question.kind not in _FIGURES or _PLAN_ASKED.search(text) or not _DONE_ASKED.search(text):
        return None
    start = max(0, evidence.around.find(evidence.clause))
    near = evidence.around[max(0, start - _PLAN_REACHES) : start] + evidence.clause
    return "只有目标，没有给出实际完成的数" if _PLAN.search(near) else None


_MOST_ASKED = re.compile(
    "最[多高大低少快长短远小]的?(?:是|为|要数)?(?:哪|谁|什么)|(?:哪|谁)[^,。?]{0,10}最[多高大低少快长短远小]"
)
_RANKED = re.compile("最|第[一1]|首位|居首|领先|之冠")


def _no_extreme(question: Question, evidence: Evidence) -> str | None:
    """The most of several is asked for, and none is told to be."""
    if not _MOST_ASKED.search(normalise(question.text)):
        return None
    return None if any(_RANKED.search(quote) for quote in evidence.quotes) else "没有作出比较"


# ---- a count of changes, where what there is was asked for

_STOCK = re.compile("现有|目前|现在|总共有|一共有|共有")
_REACHED = re.compile("达|增至|增加到|总数|总量|共有|现有")
_CHANGES = re.compile("增补|新增|增加|净增|新建|新设|辞去|退出|减少|注销|取消")


def _change_for_stock(question: Question, evidence: Evidence) -> str | None:
    """How many there are is asked, and the clause says how many came or went."""
    text = normalise(question.text)
    if question.kind is not Kind.FIGURE or not _STOCK.search(text) or _CHANGES.search(text):
        return None
    reached = any(_REACHED.search(quote) for quote in evidence.quotes)
    only_changes = _CHANGES.search(evidence.clause) and not reached
    return "没有给出所问的总数" if only_changes else None


# ---- a part, where the clause speaks of the whole

_PART = re.compile(
    "(?P<whole>[^,。?!]{2})(?:里面?|当中|其中|之中|中)[的有]?(?P<part>[^,。?!]{2,12}?)的?[有占是了]?(?:多少|(?<!哪)几)"
)
_NO_WHOLE = re.compile(
    "报告|工作|过程|期间|时间|机关|[会年城村县市省家校心这那哪兜库手袋]$"
)  # where, and not of what
_NO_PART = re.compile(
    "(?:一共|总共|共|具体|大概|大约|都|究竟|到底|分别|包含|包括|涉及|提到|列出?|去年|今年|排名?|位列|位居|居)+"
)


def _part_of_whole(question: Question, evidence: Evidence) -> str | None:
    """民生类提案里教育方面的有几件, and the clause counts 民生类提案."""
    match = _PART.search(normalise(question.text))
    if question.kind not in _FIGURES or not match:
        return None
    if _NO_WHOLE.search(match["whole"]) or _NO_PART.fullmatch(match["part"]):
        return None
    part = content_words(match["part"])
    clause = normalise(evidence.clause)
    missing = bool(part) and not any(word in clause for word in part)
    return f"没有单独说到“{match['part']}”" if missing else None


# ---- an indicator or rate that is not there


def _other_indicator(question: Question, evidence: Evidence) -> str | None:
    """GDP is asked for, and neither the paragraph nor its headings speak of it."""
    if question.kind not in _FIGURES:
        return None
    text, around = normalise(question.text), normalise(evidence.around)
    for name, *others in INDICATORS:
        # 生产总值 alone is that of the region
        if any(each in text for each in (name, *others)) and not any(
            each.removeprefix("地区") in around for each in (name, *others)
        ):
            return f"没有说到{name.upper() if name.isascii() else name}"
    return None


_RATE = re.compile("(?P<of>[一-龥]{2})(?<!增长|占比|比例)率")


def _other_rate(question: Question, evidence: Evidence) -> str | None:
    """满意率 is asked for, and nobody's satisfaction is spoken of."""
    asked = _RATE.search(normalise(question.text))
    if question.kind not in _FIGURES or not asked:
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


RULES = (
    _other_dimension,
    _no_figure,
    _other_dimension_there,
    _no_money,
    _other_thing_counted,
    _contrary,
    _growth_or_share,
    _only_planned,
    _no_extreme,
    _change_for_stock,
    _part_of_whole,
    _other_indicator,
    _other_rate,
    _no_average,
)
