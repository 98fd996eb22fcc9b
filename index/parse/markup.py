"""Markdown that was left in a text: headings, list items and emphasis read as what they are.

Tables become rows when the file is loaded; the marks of a link stay with its words, its address becomes a note.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from ..read import Line

_HEADING = re.compile(r"(#{1,6})\s+(?=\S)")
_ITEM = re.compile(r"[-*+•]\s+(?=\S)|>\s*(?=\S)")
_RULE = re.compile(r"([-*_])(?:\s*\1){2,}")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![A-Za-z0-9*])\*(?=[^\s*])([^*]+?)(?<=\S)\*(?![A-Za-z0-9*])|`([^`]+)`")
_LINK = re.compile(r"!?\[([^\[\]]+)\]\((\S+?)\)")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>|~])")


def read_markup(lines: Sequence[Line]) -> list[Line]:
    """The lines without Markdown's marks, if the text is Markdown: if it has a heading or a word in bold."""
    plain = [line for line in lines if line.kind == "line"]
    if not any(_HEADING.match(line.text) or _STRONG.search(line.text) for line in plain):
        return list(lines)
    return [_read(line) if line.kind == "line" else line for line in lines]


def _read(line: Line) -> Line:
    text, level, item = line.text, line.level, line.item
    if _RULE.fullmatch(text):
        return line
    while match := _HEADING.match(text):
        text, level = text[match.end() :], len(match[1])
    if level is not None:
        text = text.rstrip("# ") or text
    elif match := _ITEM.match(text):
        text, item = text[match.end() :], True
    addresses = tuple(match[2] for match in _LINK.finditer(text))
    text = _LINK.sub(r"\1", text)
    text = _STRONG.sub(r"\2", _STRONG.sub(r"\2", text))
    text = _EMPHASIS.sub(lambda match: match[1] or match[2], text)
    text = _ESCAPED.sub(r"\1", text).strip()
    return replace(line, text=text or line.text, level=level, item=item, notes=line.notes + addresses)
