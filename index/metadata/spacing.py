"""Letters that are set apart in print: 政 府 工 作 报 告."""

import re

_LETTER_SPACED = re.compile(r"(?:[\u4e00-\u9fff]\s+)+[\u4e00-\u9fff]")


def without_spacing(text: str) -> str:
    """The text without the spaces between all its letters; other text as it is."""
    return "".join(text.split()) if _LETTER_SPACED.fullmatch(text) else text
