"""Letters that are set apart in print: 政 府 工 作 报 告, 标　　题：…"""

import re

_LETTER_SPACED = re.compile(r"(?:[\u4e00-\u9fff]\s+)+[\u4e00-\u9fff](?=\s*[:：]|$)")


def without_spacing(text: str) -> str:
    """The text without the spaces between all its letters, or all those of its label; other text as it is."""
    spaced = _LETTER_SPACED.match(text)
    return "".join(spaced[0].split()) + text[spaced.end() :] if spaced else text
