"""A number with nothing but a space after it (1　总则): it is a marker only where it counts on."""

import re

from ..read import Line
from ..text import DOTTED_RANK, Marker, is_line_heading

_BARE = re.compile(r"(0?[1-9]|[1-9][0-9])[ \u3000]+(?=[\u3400-\u9fff]{2})")


def bare_marker(line: Line, last: int) -> Marker | None:
    """The marker of a heading that begins with 1 or the number after ``last``; None for another line."""
    match = _BARE.match(line.text)
    if match is None or int(match[1]) not in (1, last + 1) or line.kind == "row" or line.finished:
        return None
    whole = is_line_heading(line.text[match.end() :], None)
    return Marker(DOTTED_RANK, int(match[1]), match.end()) if whole else None
