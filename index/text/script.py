"""Both scripts of Chinese: rules are written in simplified characters and hold for texts in traditional ones too."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

import opencc

_Judged = TypeVar("_Judged")
TO_SIMPLIFIED = opencc.OpenCC("t2s")


def simplified(text: str) -> str:
    """The text in simplified characters, each in its place; half a surrogate pair is no character and becomes ``?``."""
    converted = TO_SIMPLIFIED.convert(text.encode("utf-8", "replace").decode())
    return converted if len(converted) == len(text) else text


@lru_cache(maxsize=4096)  # rules ask about the same lines many times
def simplified_line(text: str) -> str:
    """A line in simplified characters; one that has no others stays, though some of them are traditional too: 乾县."""
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return simplified(text)
    return text


def in_either_script(rule: Callable[[str], _Judged]) -> Callable[[str], _Judged]:
    """A rule for lines in simplified characters, made to hold for those in traditional ones."""

    @wraps(rule)
    def judge(text: str) -> _Judged:
        return rule(simplified_line(text))

    return judge
