"""Paragraphs that only <br> parts: where most begin with an indent, a line without one goes on with a sentence."""

import re
from collections.abc import Sequence
from itertools import groupby

from ..lines import glue
from .flow import Printed

_INDENT = re.compile(r"[\u3000\u2003]|[ \xa0]{2}")
_FINISHED = re.compile(r"[。！？：；!?:;”）)]\s*$")


def join_breaks(lines: Sequence[Printed]) -> list[Printed]:
    """The lines of a page, those that a <br> broke in mid-sentence put together again."""
    joined: list[Printed] = []
    for (broken, _), group in groupby(lines, lambda line: (line.broken, line.element)):
        run = list(group)
        if broken and 2 * sum(map(_is_indented, run)) >= len(run):
            joined += _by_indents(run)
        else:
            joined += run
    return joined


def _by_indents(run: Sequence[Printed]) -> list[Printed]:
    joined: list[Printed] = []
    for line in run:
        last = joined[-1] if joined else None
        if _is_indented(line):
            line.gap = max(line.gap, 1)
        elif last is not None and not line.gap and _is_indented(last) and not _FINISHED.search(last.text):
            last.pieces += [(glue(last.text, line.text.lstrip()), False), *line.pieces]
            continue
        joined.append(line)
    return joined


def _is_indented(line: Printed) -> bool:
    return bool(_INDENT.match(line.text))
