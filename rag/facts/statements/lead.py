"""What leads up to a figure in its own clause: who or what is measured, and whether the figure says by how much it changed."""

import re
from dataclasses import dataclass

from index.metadata import regions_named

from .times import without_times
from .words import MEASURES, direction, direction_of_noun, is_among, is_function, is_light, reaches, tagged

Words = list[tuple[str, str]]

_EACH = frozenset(("分别", "均", "都", "各"))
_GOVERNED = frozenset(("d", "p", "c", "u", "ul", "uj", "zg", "y", "ad"))
_ARRIVES = frozenset("到至为成")
_WITH_OBJECT = 4  # characters of a verb, from which it has its object in it: 提起公诉
_OWN = frozenset(
    ("实际", "名义", "平均", "可", "能", "再", "超", "转", "合", "前")
)  # may open a name: 实际使用外资
_JOINTS = frozenset("、和及与跟或")
_COMPARED = frozenset(("比", "较", "相比", "同比", "环比", "比较"))
_CLOSED, _OPENED = (
    re.compile("^(?:[^（(]*|[（(][^（(]*)[）)](?:左右|以[上下内])?"),
    re.compile("^.*[（(](?=[^）)]*$)"),
)
_BASIS = re.compile("按照?[^，、]{1,8}?计算")  # of how it was reckoned, not of what: 按不变价格计算增长
_ZONE = re.compile("(?:[东中西]部|东北)地区")
_INTENDS = re.compile("(?<![模虚草])拟(?![定合人])")  # which jieba takes for part of other words


@dataclass(frozen=True, slots=True)
class Lead:
    """The clause before a figure, taken apart.

    name: what is measured; "" where the clause leaves it to the one before. names: the same, one for each of a
    coordination.
    verb: the verb at the head of the name or, without a name, the one that what follows the figure is the object of.
    """

    name: str = ""
    names: tuple[str, ...] = ()
    verb: str = ""
    change: int = 0  # 1 it grew by the figure, -1 it fell by it, 0 the figure is its level
    each: bool = False  # 均, 都: what is said holds for each of the names
    reached: bool = False  # 达到, 为, 降至: the figure is the level
    inner: bool = False  # 其中
    summed: bool = False  # 累计
    region: str = ""  # the place that the name began with


def read_lead(text: str) -> Lead:
    """Take apart the words of a clause before its figure."""
    inner, summed = "其中" in text, "累计" in text
    text = _BASIS.sub("", _OPENED.sub("", _CLOSED.sub("", text)))
    words = [word for word in tagged(without_times(_INTENDS.sub("将", text))) if word[0].strip(" \u3000")]
    words, change, reached, each = _less_predicate(words)
    words = _less_opening(words)
    words, verb_change = _less_verb_of_change(words) if not (change or reached) else (words, 0)
    change = change or verb_change
    if words and (noun := direction_of_noun(words[-1][0])):
        words, change = words[:-1], noun
    region, words = _less_place(words)
    verb = words[0][0] if words and words[0][1] == "v" else ""
    alone = verb and len(words) == 1 and len(verb) < _WITH_OBJECT and not MEASURES.fullmatch(verb)
    name = "" if alone else "".join(word for word, _ in words)
    return Lead(name, () if alone else _names(words), verb, change, each, reached, inner, summed, region)


def _less_predicate(words: Words) -> tuple[Words, int, bool, bool]:
    """The words before those that govern the figure; then its direction, whether it is a level, and 均."""
    end, change, reached, each, arrives = len(words), 0, False, False, False
    compared = [i for i, (word, _) in enumerate(words) if word in _COMPARED]
    while end:
        word, tag = words[end - 1]
        if word == "、" or (is_among(word) and end > 1 and words[end - 2][0] == "占"):
            break
        if word[-1] in _ARRIVES and (len(word) == 1 or reaches(word)):
            reached = arrives = not change
        elif sign := direction(word, tag):
            change = change or (0 if arrives else sign)  # 提高到 is the level
            reached, arrives = reached or not change, False
        elif reaches(word):
            reached, arrives = reached or not change, False
        elif not (is_function(word) or word.startswith("每") or tag in _GOVERNED or is_among(word)):
            break
        each = each or word in _EACH
        end -= 1
    if compared and compared[0] < end:
        before = _less_function(words[: compared[0]])
        verbs = (i for i in range(compared[0] + 1, end) if words[i][1] == "v")  # 比改革前减轻企业负担
        return before or words[next(verbs, end) : end], change, reached, each
    return words[:end], change, reached, each


def _less_function(words: Words) -> Words:
    while words and (is_function(words[-1][0]) or words[-1][1] in ("d", "p", "c")):
        words = words[:-1]
    return words


def _less_opening(words: Words) -> Words:
    """Without what opens the clause: adverbs, conjunctions, the agent before an adverb (各地已偿还…), light verbs."""
    for place in range(len(words) - 1, 0, -1):
        adverb = words[place - 1][1] == "d" and words[place - 1][0] not in _EACH
        if adverb and words[place][1] == "v" and not direction(*words[place]):
            words = words[place:]
            break
    while words and _only_opens(words):
        words = words[1:]
    while len(words) > 1 and words[0][1] in ("v", "nz") and is_light(words[0][0]):
        if len(words) == 2 and words[1][1] == "v":  # 安排支出, of which jieba takes both for verbs
            break
        words = words[1:]
    return words


def _only_opens(words: Words) -> bool:
    """Whether the first word is none of the name's: 全年, 分别; but 自然 of 自然岸线率, which jieba tags as an adverb."""
    (word, tag), after = words[0], words[1][1] if len(words) > 1 else ""
    if word in _OWN or (tag == "d" and after.startswith("n") and not is_function(word)):
        return False
    return is_function(word) or tag in ("d", "c", "u", "r", "t") or word == "、"


def _less_verb_of_change(words: Words) -> tuple[Words, int]:
    """增加支出(42亿元) is by how much 支出 grew, as is 中央财政将增加支出."""
    for place, (word, tag) in enumerate(words[:-1]):
        opens = place == 0 or words[place - 1][1] in ("d", "r", "c")
        if tag == "v" and len(word) > 1 and opens and (sign := direction(word, tag)):
            before = [one for one in words[:place] if one[1] not in ("d", "r", "c", "p")]
            return before + words[place + 1 :], sign
    return words, 0


def _less_place(words: Words) -> tuple[str, Words]:
    """The place that a name begins with, and the rest: 西部地区, 唐山; a province is as a rule the report's own."""
    if len(words) < 2:
        return "", words
    place = _ZONE.match("".join(word for word, _ in words[:2]))
    if place:
        return place[0], words[2 if len(place[0]) > len(words[0][0]) else 1 :]
    known = regions_named(words[0][0]) if words[0][1] == "ns" else ()
    is_city = any(region.level == "市级" for region in known) and words[1][0] not in _JOINTS
    return (words[0][0], words[1:]) if is_city else ("", words)


def _names(words: Words) -> tuple[str, ...]:
    """The name, or those of a coordination with what they share: 二氧化硫、氮氧化物排放."""
    parts: list[list[str]] = [[]]
    for place, (word, _) in enumerate(words):
        scope = words[place + 1 : place + 2]
        if word in _JOINTS and not (scope and scope[0][0] in ("以上", "以下", "其他")):  # 地级及以上城市
            parts.append([])
        elif word not in _EACH:
            parts[-1].append(word)
    parts = [part for part in parts if part]
    if parts and parts[-1][-1] == "等":
        return tuple("".join(part).removesuffix("等") for part in parts if part != ["等"])
    if len(parts) < 2:
        return tuple("".join(part) for part in parts)
    if parts[0][0] == "单位":  # 单位国内生产总值能耗和二氧化碳排放
        per = parts[0][:-1]
        return tuple("".join(part if part is parts[0] else per + part) for part in parts)
    shared = _shared(parts[-2], parts[-1])
    return tuple("".join(part) + shared for part in parts[:-1]) + ("".join(parts[-1]),)


def _shared(part: list[str], last: list[str]) -> str:
    """What the last of a coordination has for all: 居民人均可支配收入 of 城镇、农村居民人均可支配收入."""
    length, name = len("".join(part)), "".join(last)
    if part[-1] in last[:-1]:  # 养老保险、医疗保险|参保人数
        return "".join(last[last.index(part[-1]) + 1 :])
    if part[-1][-1] == name[-1] or length >= len(name):
        return ""
    cuts = [len("".join(last[:i])) for i in range(1, len(last))]
    cuts += [length] if length < len(last[0]) or MEASURES.fullmatch(name[length:]) else []
    return name[min(cuts, key=lambda cut: (abs(cut - length), cut)) :] if cuts else ""


def topic(clause: str) -> str:
    """What a clause without figures is about, by the noun phrase before its verb: 贸易顺差 of 贸易顺差连续两年下降."""
    words: Words = []
    for word, tag in tagged(without_times(clause)):
        if not tag.startswith(("n", "vn", "j", "l", "i", "s", "b", "x", "uj", "f", "h")) and not (
            words and tag == "a"
        ):
            break
        words.append((word, tag))
    name = "".join(word for word, _ in words)
    return name if len(name) > 1 and words[-1][1].startswith(("n", "vn", "j", "l", "x")) else ""
