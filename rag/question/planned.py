"""Questions that set what came of something against what was planned for it: 收入比年初预算短收了多少, 离规划目标还差多少."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from typing import NamedTuple

from ..language import years_away
from .comparison import how_much
from .grammar import PUNCTUATION, asks
from .periods import Kind, of_kind
from .place_names import Word, words_of

_LINKS = frozenset(("比", "较", "离", "距", "距离", "跟", "与", "和", "同", "低于", "高于"))
_SET = frozenset(("目标", "计划", "预算", "任务", "规划", "预期", "安排", "定", "定下"))
_DIFFERS = re.compile("[超短差缺欠余多少高低快慢大小增减升降提]")  # 短收, 超额, 提高
_ENDINGS = "dyux"
_MOST = 8  # words of what was planned


class Base(NamedTuple):
    """What was planned, as the question calls it, and the words ahead of the link to it."""

    name: str
    head: str
    difference: str  # how it is asked for

    @property
    def sides(self) -> Mapping[Kind, str]:
        """A question for the plan and one for what came of it."""
        came = of_kind(self.head, Kind.RESULT).removesuffix("是多少？").removesuffix("没")
        asked = how_much(came, self.difference)
        return {Kind.PLAN: f"{came}{self.name}{asked}？", Kind.RESULT: f"{came}{asked}？"}


def planned_base(text: str) -> Base | None:
    """What a simplified question that asks for a difference sets something against, if that was planned."""
    words = words_of(text)
    return next((base for i in range(1, len(words)) for base in _bases(text, words, i)), None)


def _bases(text: str, words: Sequence[Word], link: int) -> Iterator[Base]:
    if words[link].text not in _LINKS:
        return
    behind = words[link + 1 : link + 1 + _MOST]
    for place, word in enumerate(takewhile(lambda each: not PUNCTUATION.search(each.text), behind)):
        end = word.start + len(word.text)
        name, rest = text[behind[0].start : end], text[end:]
        after = behind[place + 1] if place + 1 < len(behind) else None
        # 预算收入 goes on, and 计划新增的 is what is planned of another thing
        goes_on = after and after.tag[0] in "nv" and not _DIFFERS.search(after.text)
        ends = not goes_on and "的" not in rest[1:]
        if word.text in _SET and ends and asks(rest) and not years_away(name):
            yield Base(name + "的" * rest.startswith("的"), _less_end(text, words[:link]), rest)


def _less_end(text: str, ahead: Sequence[Word]) -> str:
    """The words ahead without the particles and marks that end them: 2025年固投没完成目标吧，."""
    ahead = list(ahead)
    while ahead and ahead[-1].tag[0] in _ENDINGS:
        ahead.pop()
    return text[: ahead[-1].start + len(ahead[-1].text)] if ahead else ""
