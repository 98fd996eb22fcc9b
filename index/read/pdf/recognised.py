"""Text that a recogniser read off a picture, and the letters that it takes for digits."""

import re

_LIKE_DIGITS = str.maketrans("OoQlI|", "000111")
_FIGURE = re.compile(r"(?<![A-Za-z])(?=[OoQlI|.,]*\d)[\dOoQlI|]+(?:[.,][\dOoQlI|]+)*(?![A-Za-z])")


def with_figures(text: str) -> str:
    """The text with whole figures: 9.81 for 9.8l. In a word that holds a digit and no other letter, all are digits."""
    return _FIGURE.sub(lambda match: match[0].translate(_LIKE_DIGITS), text)
