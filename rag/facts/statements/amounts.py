"""Which figures say how much: not when, for how long, or what something is called."""

import re

from ...language import Figure

# How long a name or a habit is about: 三年行动, 连续四年, 近三年, 十年禁渔; not 平均8.5年, 再延长三十年.
_TIMES = frozenset(("年", "个月", "季度", "天", "周"))
_BEFORE_SPAN = re.compile("(?:连续|[近过前后]|过去|未来|今后|[历用]时?|时隔)$")
_AFTER_SPAN = re.compile("行动|计划|规划|时间|[以之]?[来前后内间]")
_BEFORE_LENGTH = re.compile("(?:延长|缩短|提前|长达|[达满])$")
_RANKED_AMONG = re.compile("(?:全[国省区市县州球]|世界|亚洲|国内|[中东西]部|东北|[居列名])$")
_CLAUSE_END = re.compile(r"[，,。；;、！（）)]|\s*$")
_SIZES, _NOUN = frozenset(("英寸", "千伏", "伏", "纳米", "毫米")), re.compile("[一-龥]")
_CLASSED_FROM = 10_000  # 千亿级产业, but 7.1级地震
_OPENING, _CLOSING = re.compile("“([^“”]*)$"), re.compile("([^“”]*)”")
_LONGEST_TERM = 14  # characters between “ and ” that are still a term, and not speech


def is_amount(sentence: str, figure: Figure) -> bool:
    """Whether a figure says how much or in which rank, not when, for how long, or what something is called."""
    before, after = sentence[: figure.span.start], sentence[figure.span.end :]
    if _is_length_of_time(before, after, figure) or _is_name(before, after, figure):
        return False
    if figure.kind == "ordinal":
        first = not figure.unit and _RANKED_AMONG.search(before) and _CLAUSE_END.match(after)  # 居全国第一
        return figure.unit in ("位", "名") or bool(first)
    return figure.kind not in ("date", "number")


def _is_length_of_time(before: str, after: str, figure: Figure) -> bool:
    if figure.unit not in _TIMES and not after.startswith("季度"):
        return False
    if after.startswith("的") and figure.unit == "年":  # 是53年的总和
        return True
    of_habit = _BEFORE_SPAN.search(before) or _AFTER_SPAN.match(after)
    in_words = _is_in_words(figure) and not _BEFORE_LENGTH.search(before)
    return bool(figure.kind != "count" or of_habit or in_words)


def _is_name(before: str, after: str, figure: Figure) -> bool:
    """成立75周年, 2.0版, 1—5号泊位, 世界500强, 千亿级产业, 4000吨级起重机, “18条”, 劣五类水体, 三期工程, 八项规定."""
    match figure.unit:
        case "周年" | "版" | "号":
            return True
        case "强":
            return not before.endswith("前")
        case "级":
            return figure.value >= _CLASSED_FROM
        case "期":
            return _is_in_words(figure)
        case "项" if after.startswith("规定"):
            return _is_in_words(figure)
    if figure.unit in _SIZES and _NOUN.match(after):  # 12英寸产线, 500千伏变电站
        return True
    return before.endswith("劣") or after.startswith("级") or _is_in_term(before, after, figure)


def _is_in_term(before: str, after: str, figure: Figure) -> bool:
    opening, closing = _OPENING.search(before), _CLOSING.match(after)
    if not (opening and closing):
        return False
    return len(opening[1]) + len(figure.text) + len(closing[1]) <= _LONGEST_TERM


def _is_in_words(figure: Figure) -> bool:
    return not any(character.isdecimal() for character in figure.text)
