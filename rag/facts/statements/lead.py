"""What leads up to a figure in its own clause: who or what is measured, and whether the figure says by how much it changed."""

import re
from dataclasses import dataclass

from .times import without_times
from .words import direction, direction_of_noun, is_among, is_function, is_light, reaches, tagged

Words = list[tuple[str, str]]

_JOINTS = frozenset("、和及与跟或")
_COMPARED = frozenset(("比", "较", "相比", "同比", "环比", "比较"))
_BETTER = re.compile("[高低快慢多少大小]于")


@dataclass(frozen=True, slots=True)
class Lead:
    """The clause before a figure, taken apart.

    names: what is measured, one for each of a coordination; () where the clause leaves it to the one before.
    verb: the verb at the head of the name or, without a name, the one that what follows the figure is the object of.
    """

    names: tuple[str, ...] = ()
    verb: str = ""
    change: int = 0  # 1 it grew by the figure, -1 it fell by it, 0 the figure is its level
    each: bool = False  # 均, 都: what is said holds for each of the names
    reached: bool = False  # 达到, 为, 降至: the figure is the level
    inner: bool = False  # 其中


def read_lead(text: str) -> Lead:
    """Take apart the words of a clause before its figure."""
    inner = "其中" in text
    words = [word for word in tagged(without_times(text)) if word[0].strip(" \u3000、（(）)")or word[0] == "、"]
    words, change, reached, each = _less_predicate(words)
    words = _less_opening(words)
    words, verb_change = _less_verb_of_change(words) if not (change or reached) else (words, 0)
    change = change or verb_change
    if words and (noun := direction_of_noun(words[-1][0])):
        words, change = words[:-1], noun
    verb = words[0][0] if words and words[0][1] == "v" else ""
    if verb and len(words) == 1:
        return Lead((), verb, change, each, reached, inner)
    return Lead(_names(words), verb, change, each, reached, inner)


def _less_predicate(words: Words) -> tuple[Words, int, bool, bool]:
    """The words before those that govern the figure; then its direction, whether it is a level, and 均."""
    end, change, reached, each = len(words), 0, False, False
    compared = [i for i, (word, _) in enumerate(words) if word in _COMPARED]
    while end:
        word, tag = words[end - 1]
        if word == "、":
            break
        if sign := direction(word) if tag[0] in "vnad" else 0:
            change = change or (0 if reached else sign)
        elif reaches(word) or word in ("到", "至", "为"):
            reached = reached or not change
        elif not (is_function(word) or tag in ("d", "p", "c", "u", "ul", "uj", "zg", "y", "ad") or is_among(word)):
            break
        each = each or word in ("均", "都", "各")
        end -= 1
    if compared and compared[0] < end:
        return _less_function(words[: compared[0]]), change, reached, each
    return words[:end], change, reached, each


def _less_function(words: Words) -> Words:
    while words and (is_function(words[-1][0]) or words[-1][1] in ("d", "p", "c")):
        words = words[:-1]
    return words


def _less_opening(words: Words) -> Words:
    """Without what opens the clause: adverbs, conjunctions, the agent before an adverb (各地已偿还…), light verbs."""
    for place in range(len(words) - 2, 0, -1):
        if words[place - 1][1] == "d" and words[place][1] == "v" and not direction(words[place][0]):
            words = words[place:]
            break
    while words and (
        is_function(words[0][0]) or words[0][1] in ("d", "c", "u", "r", "t") or words[0][0] == "、"
    ):
        words = words[1:]
    while len(words) > 1 and words[0][1] in ("v", "nz") and is_light(words[0][0]):
        words = words[1:]
    return words


def _less_verb_of_change(words: Words) -> tuple[Words, int]:
    """增加支出(42亿元) is by how much 支出 grew, as is 中央财政将增加支出."""
    for place, (word, tag) in enumerate(words[:-1]):
        opens = place == 0 or words[place - 1][1] in ("d", "r", "c")
        if tag == "v" and opens and (sign := direction(word)):
            before = [one for one in words[:place] if one[1] not in ("d", "r", "c", "p")]
            return before + words[place + 1 :], sign
    return words, 0


def _names(words: Words) -> tuple[str, ...]:
    """The name, or those of a coordination with what they share: 二氧化硫、氮氧化物排放."""
    parts: list[list[str]] = [[]]
    for word, _ in words:
        if word in _JOINTS:
            parts.append([])
        else:
            parts[-1].append(word)
    parts = [part for part in parts if part]
    if len(parts) < 2:
        return tuple("".join(part) for part in parts)
    return tuple("".join(part + _shared(part, parts[-1])) for part in parts)


def _shared(part: list[str], last: list[str]) -> list[str]:
    """What the last of a coordination has for all: 居民人均可支配收入 of 城镇、农村居民人均可支配收入."""
    if part is last or part[-1][-1] == last[-1][-1]:
        return []
    return last[len(part) :]
