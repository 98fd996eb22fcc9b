"""How a file shows where its paragraphs begin: by blank lines, by indents, or only by lines that are not full."""

import re
from dataclasses import dataclass
from itertools import pairwise

from ..read import Line

LONG = 45  # characters: no unmarked heading is as long
_WRAP_COLUMNS = range(24, 170)  # widths of hard-wrapped texts
_WRAP_LINES = 10  # fewer lines show no width
_WRAP_SHARE = 0.4  # least share of full lines in a hard-wrapped text
_WRAP_FOLLOWS = 3  # lines without an indent, each below a full one, that show as much
_OVER_SHARE = 0.05  # largest share of lines that run over the width all the same
LONG_WORD = re.compile(r"[\x21-\x7e]{40}")  # a URL or a code: it is as long as it is, in any column


@dataclass(frozen=True, slots=True)
class Layout:
    """How this file shows where its paragraphs begin."""

    width: int  # of a full line of a hard-wrapped text; 0 where lines are not wrapped
    in_columns: bool  # the width counts columns of print, not characters
    blank_lines: bool  # paragraphs are set apart by blank lines
    indents: bool  # paragraphs begin with an indent
    least_gap: int  # blank lines between any two lines

    def is_full(self, line: Line) -> bool:
        """Whether the next word did not fit in the line."""
        return self.width > 0 and _width(line, self.in_columns) >= self.width - _slack(self.in_columns)


def layout_of(lines: list[Line]) -> Layout:
    """Read the layout off the lines."""
    plain = [line for line in lines if line.kind == "line" and not LONG_WORD.search(line.text)]
    width, in_columns = max((_wrap_width(plain, unit) for unit in (True, False)), key=lambda found: found[2])[
        :2
    ]
    if width:
        least = sorted(line.gap for line in plain[1:])[len(plain) // 2 - 1]
        indents = sum(line.indented for line in plain) >= max(2, len(plain) // 50)
        return Layout(width, in_columns, any(line.gap > least for line in plain), indents, least)
    after_sentence = [b for a, b in pairwise(plain) if len(a.text) >= 30 and a.text.endswith("。")]
    apart = sum(line.gap > 0 for line in after_sentence)
    long = [line for line in lines if len(line.text) >= LONG]
    indents = sum(line.indented for line in long) >= max(1, 0.6 * len(long))
    return Layout(0, False, bool(apart) and apart >= 0.7 * len(after_sentence), indents, 0)


def _wrap_width(lines: list[Line], in_columns: bool) -> tuple[int, bool, float]:
    """Width of a full line if the text is hard-wrapped, else 0; and the share of full lines."""
    widths = sorted(_width(line, in_columns) for line in lines)
    if len(widths) < _WRAP_LINES:
        return 0, in_columns, 0.0
    width = widths[int(0.9 * (len(widths) - 1))]
    full = sum(abs(value - width) <= _slack(in_columns) for value in widths) / len(widths)
    over = sum(value > width + _slack(in_columns) for value in widths) / len(widths)
    follows = [last for last, line in pairwise(lines) if not (line.indented or line.gap)]
    goes_on = len(follows) >= _WRAP_FOLLOWS and all(
        abs(width - (_width(line, in_columns))) <= _slack(in_columns) for line in follows
    )
    wrapped = (
        (full >= _WRAP_SHARE or goes_on)
        and over <= _OVER_SHARE
        and (width if in_columns else 2 * width) in _WRAP_COLUMNS
    )
    return (width, in_columns, full) if wrapped else (0, in_columns, 0.0)


def _width(line: Line, in_columns: bool) -> int:
    return line.columns if in_columns else len(line.text) + 2 * line.indented


def _slack(in_columns: bool) -> int:
    """How far a full line may fall short: a mark that may not begin a line takes a character with it."""
    return 4 if in_columns else 2
