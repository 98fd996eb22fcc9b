"""What a question for a figure demands that the quotes do not hold; see `rag.unmet`."""

import re
from collections.abc import Sequence

from index.tokens import content_words, normalise, tokenise

from .dimensions import asked_dimension, asked_unit, is_said_in_words, lacks_what_is_counted, said_dimensions
from .figures import find_figures
from .places import PROVINCES
from .question import FIGURE_KINDS, PUNCTUATION, Kind, Question, asking_part
from .quoted import Evidence, without


def _other_dimension(question: Question, evidence: Evidence) -> str | None:
    """岁 are asked for, and the clause has only per cents."""
    if question.kind not in FIGURE_KINDS or not find_figures(evidence.best):
        return None
    return "没有给出所问的数字" if lacks_what_is_counted(question, [evidence.best]) else None


# ---- no figure, or one of something else

_GOES_ON = re.compile("(?:[从由]|达|占|比|同比|约|共|总|增|下降|降|为|其中|分别|超[过出0-9]|突破|实现|完成)")
_NO_FIGURE_NEEDED = re.compile(
    "[零两半双]|[ⅠⅡⅢⅣⅤ]|没有|未发生|全部|全覆盖|[三四五六七八九十百千]+[余多]?[个名位场次件条家项种类所座处张部本辑册集章层级步天年月日周岁元倍成]"
)
_MOST = 0.6  # of the question's words: a clause that holds them speaks of what is asked


def _no_figure(question: Question, evidence: Evidence) -> str | None:
    """A figure is asked for, and neither the clause nor what follows it holds one, nor a word that stands for one."""
    if question.kind not in FIGURE_KINDS or _RANK_ASKED.search(normalise(question.text)):
        return None
    if _has_figure(evidence.best):
        return None
    rest = evidence.quotes[0].partition(evidence.best)[2]
    following = next(filter(None, PUNCTUATION.split(rest)), "")
    follows = _has_figure(following) and not lacks_what_is_counted(question, [following])
    return None if follows else "没有给出所问的数字"


def _has_figure(text: str) -> bool:
    return bool(find_figures(text) or is_said_in_words(text) or _NO_FIGURE_NEEDED.search(text))


_OF_ANY = frozenset(
    "总量 总额 总数 数量 数额 金额 规模 完成额 完成 达到 达 实现 实际 全年 全省 全市 全县 全区 全国 年份 一年 年底 同比 目标 "
    "增速 增长 增幅 涨幅 上涨 下降 降幅 提高 比重 占比 幅度 还是 其中 突破".split()
)
_OF_THE_UNIT = re.compile("[0-9几多百千万亿]|元$")


def _subject(question: Question) -> list[str]:
    """The words that say what the figure is of, and not where, when or how much."""
    return [
        word
        for word in question.words
        if len(word) > 1 and word not in PROVINCES and word not in _OF_ANY and not _OF_THE_UNIT.search(word)
    ]


def _said_of(subject: Sequence[str], quote: str) -> str:
    """The parts of a sentence that speak of the subject, each up to where it speaks of something else; "" for none."""
    pieces = PUNCTUATION.split(quote)
    held = [len({*subject}.intersection(tokenise(piece))) for piece in pieces]
    most = max(held)
    if not subject or most < _MOST * len(subject):
        return ""
    said: list[str] = []
    going_on = False
    for piece, words in zip(pieces, held, strict=True):
        going_on = words == most or (going_on and bool(_GOES_ON.match(piece.strip())))
        said += [piece] if going_on else []
    return "，".join(said)


def _no_figure_there(question: Question, evidence: Evidence) -> str | None:
    """旅游业总收入增长多少 is asked, and of 旅游业总收入 no figure is said, though of other things there are."""
    if question.kind not in FIGURE_KINDS or asked_dimension(question) == "time":  # 1854年，车站建成
        return None
    subject = _subject(question)
    there = _said_of(subject, evidence.quotes[0])
    all_of_it = len(subject) > 1 and {*subject} <= {*tokenise(there)}
    return "没有给出所问的数字" if all_of_it and not _has_figure(there) else None


def _other_dimension_there(question: Question, evidence: Evidence) -> str | None:
    """收入是多少元 is asked, and of 收入 it says by how much it grew, though there are sums of other things."""
    if question.kind not in FIGURE_KINDS or not (asked := asked_dimension(question)):
        return None
    subject = _subject(question)
    said = said_dimensions(there := _said_of(subject, evidence.quotes[0]))
    only_in_clause = {*subject}.intersection(tokenise(evidence.best)) - {*tokenise(there)}
    if only_in_clause and asked in said_dimensions(evidence.best):  # 医保项目引进195万元，承保4.9万名
        return None
    other = said and "" not in said and asked not in said and not is_said_in_words(there)
    return "没有给出所问的数字" if other else None


def _no_money(question: Question, evidence: Evidence) -> str | None:
    """A sum of money is asked for, and there is none."""
    if question.kind is not Kind.FIGURE or asked_dimension(question) != "money":
        return None
    return None if any("元" in quote for quote in evidence.quotes) else "没有给出金额"


# Sums that are told by their names, and how else reports call each.
_SUMS = (
    ("经费|预算|支出|花费|开支", "经费|预算|支出|花费|开支|资金|投入|投资|安排|拨付|补助|费用"),
    ("工资|薪酬|薪水|年薪", "工资|薪|收入|待遇|报酬"),
    ("罚款|罚没", "罚"),
    ("利润|盈利", "利润|盈利|效益|利税"),
    ("赔付|理赔|赔偿", "赔"),
    ("营收|销售额|营业额", "营收|营业|销售|收入|产值|贸易"),
    ("涉案", "涉案"),
    ("债务|负债", "债"),
    ("造价|成本", "造价|成本|投资|费"),
)


def _other_sum(question: Question, evidence: Evidence) -> str | None:
    """经费 are asked for, and the paragraph speaks of donations."""
    if question.kind not in FIGURE_KINDS:
        return None
    text, around = normalise(question.text), normalise(evidence.around)
    asked = (
        match[0] for name, said in _SUMS if (match := re.search(name, text)) and not re.search(said, around)
    )
    return next((f"没有说到{name}" for name in asked), None)


_COUNTED = re.compile(
    "(?:多少|几)[万亿千百]*(?:[个家名位项件条次场所座套户篇起只种类批届枚块辆])?(?P<noun>(?!个)[一-龥]{2,6})"
)


_COUNTABLE = ("", "things", "people")


def _other_thing_counted(question: Question, evidence: Evidence) -> str | None:
    """多少个外资项目: the rest of the question is there, and no 外资项目."""
    match = _COUNTED.search(normalise(question.text))
    if question.kind is not Kind.FIGURE or not match or asked_dimension(question) not in _COUNTABLE:
        return None
    nouns = [word for word in content_words(match["noun"]) if len(word) > 1]
    others = [word for word in question.words if len(word) > 1 and word not in nouns]
    said = {word for excerpt in evidence.excerpts for word in tokenise(excerpt)}
    if not nouns or sum(word in said for word in others) < max(1.0, _MOST * len(others)):
        return None
    rest = without(others, " ".join(evidence.excerpts))
    alike = any(character in rest for character in "".join(nouns))
    officially = any(question.is_said_officially(noun, frozenset(said)) for noun in nouns)
    return None if alike or officially else f"没有说到{''.join(nouns)}的数目"


def _only_restated(question: Question, evidence: Evidence) -> str | None:
    """42条建议办结了多少条, and 42条 are all that is spoken of."""
    unit = asked_unit(question)
    if question.kind not in FIGURE_KINDS or not unit:
        return None
    known = {figure.value for figure in find_figures(normalise(question.text)) if figure.unit == unit}
    said = {f.value for quote in evidence.quotes for f in find_figures(quote) if f.unit == unit}
    return "只有问题中已经说到的数字" if said and said <= known else None


_RANK_ASKED = re.compile(
    "第几(?=[名位]|[?，。]|$)|(?:(?<!安)排|[居列])[名在第]?(?:多少|几)(?=[名位]|[?，。]|$)"
)
_RANK = re.compile("第[0-9一二三四五六七八九十]|首位|榜首|居首|末位|倒数|前列")


def _no_rank(question: Question, evidence: Evidence) -> str | None:
    """第几位 is asked, and no place in an order said."""
    if question.kind is not Kind.FIGURE or not _RANK_ASKED.search(normalise(question.text)):
        return None
    return None if any(map(_RANK.search, evidence.quotes)) else "没有给出位次"


_GROWTH_ASKED = re.compile("增长|增速|增幅|涨幅|降幅|同比|比上年|比上一年|上涨|下降|[涨降增升跌]了")
_GROWTH = re.compile("[增涨升降减快慢翻跌]|提高|回落|倍|持平|同步|高于|低于|加|扩大")
_SHARE_ASKED = re.compile("占(?:了|到)?.{0,12}(?:比重|比例|多少|几成|百分之几)|占比|所占")
_SHARE = re.compile("占|比重|比例|之比|率|成|分之|半|[%％]的")


def _growth_or_share(question: Question, evidence: Evidence) -> str | None:
    """增长百分之几 is asked, and only a share said; or the other way round."""
    if question.kind is not Kind.PERCENT:
        return None
    text, said = normalise(question.text), " ".join(evidence.quotes)
    if _SHARE_ASKED.search(text):
        return None if _SHARE.search(said) else "没有给出占比"
    if (
        asked_dimension(question) == "share"
        and _GROWTH_ASKED.search(text)
        and not _GROWTH.search(evidence.clause)
    ):
        return "没有给出增减的幅度"
    return None


# ---- a count of changes, where what there is was asked for

_STOCK = re.compile("现有|目前|现在|总共|一共|共有|还剩|剩下|尚有|还有")
_REACHED = re.compile("达|增至|增加到|总数|总量|共有|现有")
_CHANGES = re.compile("增补|新增|增加|净增|新建|新设|辞去|退出|减少|注销|取消")


def _change_for_stock(question: Question, evidence: Evidence) -> str | None:
    """How many there are is asked, and the clause says how many came or went."""
    asking = asking_part(question)
    if question.kind is not Kind.FIGURE or not _STOCK.search(asking) or _CHANGES.search(asking):
        return None
    said = [_said_of(_subject(question), quote) or evidence.clause for quote in evidence.quotes]
    only_changes = all(_CHANGES.search(text) and not _REACHED.search(text) for text in said)
    return "没有给出所问的总数" if only_changes else None


_LEVEL_ASKED = re.compile(
    "(?:提高|增加|上调|上涨|[涨升增])完?(?:后|到|至|以后|之后)[^,，。?？]{0,8}(?:多少|几)"
)
_BY = re.compile("(?:提高|增加|上调|上涨|[涨升增])(?:了)?[0-9]")
_TO = re.compile("[到至达为]")


def _change_for_level(question: Question, evidence: Evidence) -> str | None:
    """What it was raised to is asked, and the clause says by how much."""
    if question.kind not in FIGURE_KINDS or not _LEVEL_ASKED.search(normalise(question.text)):
        return None
    said = [_said_of(_subject(question), quote) or quote for quote in evidence.quotes]
    only_by = any(map(_BY.search, said)) and not any(map(_TO.search, said))
    return "只给出增减的数" if only_by else None


RULES = (
    _no_money,
    _other_sum,
    _other_dimension,
    _no_figure,
    _no_figure_there,
    _other_dimension_there,
    _other_thing_counted,
    _only_restated,
    _no_rank,
    _growth_or_share,
    _change_for_stock,
    _change_for_level,
)
