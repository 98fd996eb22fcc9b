"""Questions that set several places or years against each other, made into one that asks about each alone."""

import re
from enum import Enum, auto

from ..language import asked_figures
from .grammar import PUNCTUATION

# 谁的就业多, 哪个省增速更快, 四川大还是广东大
_WHICH = r"(?:谁|哪一?(?:[个家边方]|里|儿)?(?:省|市|县|地区|地方|年)?|何者)"
_DEGREE = r"(?<!多)(?:比较|[更较最])?(?!多少)(?:高|低|多|少|快|慢|大|小|好|差|强|弱|长|短)(?:一?[些点])?"
_CHANGE = "增长|增加|增|上升|上涨|涨|提高|下降|减少|减|降低|降|跌"
_END = "(?=[呢啊呀吗，,。？?！!]|$)"
_WHICH_MORE = re.compile(rf"{_WHICH}(?P<what>[^，,。？?]{{0,14}}?)(?P<change>{_CHANGE})?得?{_DEGREE}{_END}")
_MORE = re.compile(rf"[，,]?(?:{_DEGREE}(?:还是)?)+(?=[？?。]*$)")
_DIFFERENCE = re.compile(
    r"(?:[相之]差|差距|(?<![减降缩扩提增加放变])[差高低多少快慢大小]出?)(?:有|是|了)?(?:多少|几|多大)[^，,。；？?]{0,6}"
)
_ALIKE = re.compile(
    r"(?:是不是|是否)?(?:一样|相同)[吗么]?|有?(?:什么|哪些|何|啥)(?:不同|区别|差别|差异|异同)(?:之处|点)?"
)
_COMPARE = re.compile(
    r"^(?:请|帮我|麻烦)*(?:比较|对比|比一?比)(?:一下|下)?|相比(?:较|起来|之下)?[，,]?|比(?:较|起来)[，,]?"
)
_RATE = re.compile("[率比占幅]|增[速长]|强度")  # what is told in % itself
_TREND = re.compile(
    "(?:[一逐每历各][年一]+)*(?:是|有)?(?:怎么|怎样|如何|什么)(?:变化|变动|变|走)的?|(?:变化|走势|趋势)(?:情况|如何|怎样|怎么样)?(?=[？?]*$)"
)
_OF_EACH = re.compile("各(?=[有是为多几])")  # but 每年, which is of many years
_MONEY = re.compile("(?<=[少几])亿(?=[呢啊，,。？?]|$)")
_OR = re.compile("还是")
_EACH = re.compile(
    r"[，,]?每[年省市县区]各?(?=[^，,]*[多几])|分别|各自?(?=[有是为多几])|各自|\b(?:both|each|respectively)\b",
    re.IGNORECASE,
)

_TOTAL = re.compile(
    r"(?:(?<![0-9])[这近]?[两二三四五六七八九十几0-9]{1,2}[年省市县区地]{1,2}(?:一起)?)?(?:合计|总计|总共|一共|共计|总和|加起来|加在一起|相加)(?:起来)?(?:是|为|有)?"
)
_AGAIN = re.compile("(?:比[，,])?是多少(?:[，,。？?]*是多少)+|比[，,]是多少")  # 哪个高，高多少
_LESS = re.compile("[低少慢小差弱短]")

_ENGLISH_DEGREE = (
    r"\b(?:faster|slower|higher|lower|larger|bigger|greater|smaller|stronger|weaker|better|worse|more|fewer|less"
    r"|highest|lowest|largest|biggest|greatest|fastest|most|least)\b"
)
_ENGLISH_COMPARE = re.compile(
    rf"\bcompar\w+|{_ENGLISH_DEGREE}|\b(?:vs|versus)\b\.?|\bdifferen\w+(?: (?:in|of|between))?", re.IGNORECASE
)
_COUNTED = re.compile(r"\b(?:more|fewer|most)\s+(?!than\b)(\w+)", re.IGNORECASE)
_FRAME = re.compile(  # what is left of a comparison when its sides and its degree are gone
    r"^\W*(?:which|who|what|where|how(?= does| did| do))\b(?: (?:one|side|place|province|region|economy|city|county|year)\b)?"
    r"|\b(?:is|are|was|were|do|does|did|has|have|had|the|a|an|there|between|among)\b"
    r"|\b(?:of|in|for|by|than|with|to|and|or)\b(?=\W*$)|[?.,:;!]",
    re.IGNORECASE,
)
_TIME = re.compile(r"\b(?:in )?(?:19|20)\d\d\b|\b(?:last|this|next) year\b", re.IGNORECASE)
_GROWTH_ALONE = re.compile(
    r"\s*(?:the )?(?:economy |economic(?:ally)? )?(?:grow|grew|growing|grown|growth)\s*", re.IGNORECASE
)


class Goal(Enum):
    """What a question wants to know of the sides that it names."""

    EACH = auto()  # what is said of each
    MOST = auto()  # which is more, and by how much
    LEAST = auto()
    TOTAL = auto()


def goal_of(text: str) -> Goal:
    """What a simplified question with several sides wants; those that are only put side by side are compared."""
    if _TOTAL.search(text):
        return Goal.TOTAL
    if is_comparison(text):
        which = _WHICH_MORE.search(text) or _MORE.search(text)
        return Goal.LEAST if which and _LESS.search(which[0]) else Goal.MOST
    return Goal.EACH if asks_of_each(text) else Goal.MOST


def is_comparison(text: str) -> bool:
    """Whether a (simplified) question asks which of several is more, or how they differ."""
    patterns = (_WHICH_MORE, _DIFFERENCE, _ALIKE, _COMPARE, _OR, _ENGLISH_COMPARE)
    return any(pattern.search(text) for pattern in patterns)


def where_it_compares(text: str, start: int) -> int:
    """Where the words of a simplified question that compare begin, at ``start`` or behind: at 哪个多 or a mark before it."""
    patterns = (_WHICH_MORE, _MORE, _DIFFERENCE, _ALIKE, _OR, _TOTAL, PUNCTUATION)
    found = (pattern.search(text, start) for pattern in patterns)
    return min((match.start() for match in found if match), default=len(text))


def asks_of_each(text: str) -> bool:
    """Whether a question asks for the value of each of several: 分别是多少."""
    return bool(_EACH.search(text))


def asks_for_figures(text: str) -> bool:
    """Whether a simplified question wants several figures: to compare, to add up, or as many as it asks how much."""
    asked = asked_figures(text)
    of_each = bool(asked) and asks_of_each(text)
    return is_comparison(text) or bool(_TOTAL.search(text)) or of_each or len(asked) > 1


def less_comparison(text: str) -> str:
    """A simplified question without the words that compare."""
    return text if text.isascii() else _chinese(text, "")


def asked_alone(text: str) -> str:
    """A question of which each report is asked, none being named, as each is asked it: 收入各是多少亿 to 收入是多少亿元."""
    alone = _OF_EACH.sub("", text)
    return _MONEY.sub("亿元", alone) if alone != text else text


def asked_of_one(text: str, side: str) -> str:
    """A comparison of which only ``side`` is left, as a question about it alone.

    江苏的增速哪个高？ to 江苏的增速是多少？; Which grew faster, Jiangsu? to What is the GDP growth of Jiangsu?
    """
    return _english(text, side) if text.isascii() else _chinese(text, side)


def _chinese(text: str, side: str) -> str:
    text = _TOTAL.sub("", _EACH.sub("", _COMPARE.sub("", text)))
    text = _WHICH_MORE.sub(lambda m: f"{m['what']}{m['change'] or '是'}多少", text)
    text = _DIFFERENCE.sub(_how_much, text)
    text = _ALIKE.sub("有哪些", _TREND.sub("是多少", text))
    text = re.sub(rf"(?<={re.escape(side)}){_DEGREE}(?=[，,。？?])", "", text)  # 2024年多还是2025年多
    text = _AGAIN.sub("是多少", _MORE.sub("", text))
    # 谁增长快: what grows is the economy
    return re.sub(
        rf"^({re.escape(side)}(?:去年|今年|[0-9]{{4}}年)?)(?=(?:{_CHANGE})多少)", r"\1地区生产总值", text
    )


def _how_much(difference: re.Match[str]) -> str:
    """是多少个 for 差多少个: each side is counted in the measure word of the difference, but in % where that is in points."""
    return how_much(difference.string[: difference.start()], difference[0])


def how_much(ahead: str, difference: str) -> str:
    """What each side is asked for where a difference is asked for behind some words that name what it is of."""
    units = [figure.unit for figure in asked_figures(difference)]
    if units == ["百分点"]:
        return "是多少" if _RATE.search(ahead) else "增速是多少"
    measures = [figure.text[1:] for figure in asked_figures(difference)]
    return f"是多少{measures[0] if len(measures) == 1 else ''}"


def _english(text: str, side: str) -> str:
    if not _ENGLISH_COMPARE.search(text):
        return text
    counted = _COUNTED.search(text)
    what = re.sub(rf"\b{re.escape(side)}\b(?:'s?\b)?", "", text, flags=re.IGNORECASE)
    for pattern in (_COUNTED, _ENGLISH_COMPARE, _FRAME, _FRAME):  # twice: more words may come to stand last
        what = pattern.sub(" ", what)
    time = _TIME.search(what)
    what, when = " ".join(_TIME.sub(" ", what).split()), f" {time.group()}" if time else ""
    if counted:  # Who created more jobs?
        return f"How many {counted[1]} {what} in {side}{when}?".replace("  ", " ")
    if what == "economy":
        what = "GDP"
    elif _GROWTH_ALONE.fullmatch(what):  # Which grew faster?
        what = "GDP growth"
    return f"What is the {what} of {side}{when}?"
