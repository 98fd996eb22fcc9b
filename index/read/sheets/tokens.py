"""A number format's parts: ``#,##0.0"亿元";[Red]-0.0`` is two sections of digits, marks and words."""

import re
from typing import Literal, NamedTuple

Kind = Literal[
    "digit", "point", "comma", "percent", "exponent", "fraction", "date", "words", "general", "text", "rule"
]


class Token(NamedTuple):
    """One part of a format."""

    kind: Kind
    text: str  # as it is printed, if it is text


_TOKEN = re.compile(
    r"""
    "(?P<quoted>[^"]*)"
  | [\\!](?P<escaped>.)
  | [_*].                                   # a space as wide as a letter, a letter that fills the cell
  | \[\$(?P<currency>[^\]-]*)(?P<locale>-[^\]]*)?\]
  | (?P<elapsed>\[(?:h+|m+|s+)\])
  | (?P<rule>\[[^\]]*\])
  | (?P<general>General|G/通用格式)
  | (?P<half>AM/PM|A/P|上午/下午)
  | (?P<exponent>E[+-])
  | (?P<date>y+|e+|m+|d+|h+|s+(?:\.0+)?|a{3,4})
  | (?P<digit>[0\#?])
  | (?P<point>\.)
  | (?P<comma>,)
  | (?P<percent>%)
  | (?P<words>@)
  | (?P<fraction>/)
  | (?P<text>.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_SECTION = re.compile(r'(?:"[^"]*"|[\\!_*].|\[[^\]]*\]|[^;])*', re.DOTALL)


def sections_of(code: str) -> list[list[Token]]:
    """The sections of a format: for what is above zero, below it, for zero, for words."""
    sections = []
    place = 0
    while place <= len(code):
        match = _SECTION.match(code, place)
        end = match.end() if match else len(code)
        sections.append(_tokens(code[place:end]))
        place = end + 1
    return sections


def _tokens(section: str) -> list[Token]:
    tokens = []
    for match in _TOKEN.finditer(section):
        token = _token(match)
        if token is not None:
            tokens.append(token)
    return tokens


def _token(match: re.Match[str]) -> Token | None:
    kind, text = match.lastgroup, match[0]
    if kind in ("quoted", "escaped"):
        return Token("text", match[kind])
    if kind in ("currency", "locale"):
        if (match["locale"] or "").upper() in ("-F800", "-F400"):  # the long date or time of the system
            return Token("rule", match["locale"].upper())
        return Token("text", match["currency"])
    if kind in ("elapsed", "half", "date"):
        return Token("date", text.lower())
    kinds: dict[str | None, Kind] = {
        "rule": "rule",
        "general": "general",
        "exponent": "exponent",
        "digit": "digit",
        "point": "point",
        "comma": "comma",
        "percent": "percent",
        "words": "words",
        "fraction": "fraction",
        "text": "text",
    }
    return Token(kinds[kind], text) if kind in kinds else None
