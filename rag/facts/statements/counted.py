"""What follows a figure and is counted by it: 个(国家级高新区), 亿元(失业保险基金)."""

import re

from .words import tagged

_LONGEST = 24  # characters of a clause that is taken whole: 国家扶贫开发工作重点县免征农业税
_SHORT = 4  # characters of a noun after its verb: (互助)幸福院
_MILESTONE = re.compile("(?:[百千万]?亿)?(?:关口|大关|台阶)")  # 突破5万关口
_KINDS = re.compile(".+(?:[县市区村镇乡园户]|基地|项目|中心|平台|工程|试点|机构|企业|人才)")
_HEAD_TAGS = ("n", "vn", "j", "l", "i", "s", "eng", "x")  # what a noun phrase may end with; x is quoted
_INNER_TAGS = (*_HEAD_TAGS, "a", "b", "f", "t", "c", "u", "q", "g", "zg", "h")


def counted(clause: str, governed: bool) -> str:
    """The noun phrase at the head of what follows a figure: 政协委员和界别群众代表 of …代表参与协商.

    governed: a verb before the figure has it for its object, so that a verb in it is none of its own: 新增(农业转移人口).
    """
    clause = clause.removeprefix("的")
    if _MILESTONE.match(clause):
        return ""
    words: list[str] = []
    length = 0
    tags = list(tagged(clause))
    for place, (word, tag) in enumerate(tags):
        verb_first = tag == "v" and not length  # 调整改造项目
        if tag in ("v", "d") and place == length > 0 and _ends_in_kind(tags[place + 1 :]):
            return "".join(each for each, _ in tags[: place + 2])
        if tag == "v" and governed and (after := _noun_after(tags[place + 1 :])):
            return "".join(each for each, _ in tags[: place + 1 + after])
        if word in "、（）()中" or not (tag.startswith(_INNER_TAGS) or verb_first):
            break
        words.append(word)
        if tag.startswith(_HEAD_TAGS):
            length = len(words)
    return "".join(words[:length])


def _noun_after(tags: list[tuple[str, str]]) -> int:
    """How many words after a verb are the noun that it belongs to; 0 where they are its object."""
    length = 0
    for word, tag in tags:
        if not tag.startswith((*_INNER_TAGS, "v")) or word in "、（）()中":
            break
        length += 1
    last = tags[length - 1][1] if length else ""
    short = len("".join(word for word, _ in tags[:length])) <= _SHORT
    return length if last.startswith(("n", "j")) and short else 0


def starts_with_noun(clause: str) -> bool:
    """Whether a clause begins with what may be counted."""
    return next((tag.startswith(_HEAD_TAGS) for _, tag in tagged(clause)), False)


def predicated(clause: str) -> str:
    """The whole clause, where what is counted is its subject: 国家扶贫开发工作重点县免征农业税."""
    return clause if len(clause) <= _LONGEST else ""


def _ends_in_kind(rest: list[tuple[str, str]]) -> bool:
    return len(rest) == 1 and rest[0][1].startswith("n") and bool(_KINDS.fullmatch(rest[0][0]))
