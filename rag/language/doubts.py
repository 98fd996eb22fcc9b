"""Whether a figure of a quote was recognised without certainty."""

import re
from collections.abc import Iterable

from index import Span

from .figures import find_figures

_LIKE_FIGURE = re.compile(r"[0-9A-Za-z.,]*[0-9][0-9A-Za-z.,]*")  # 9.8l is a figure, however it was read


def has_doubtful_figure(quote: str, start: int, doubtful: Iterable[Span]) -> bool:
    """``start``: where the quote begins in the text that the spans of what is doubtful lie in."""
    found = [figure.span for figure in find_figures(quote)]
    found += [Span(*match.span()) for match in _LIKE_FIGURE.finditer(quote)]
    return any(
        doubt.start < start + each.end and start + each.start < doubt.end
        for doubt in doubtful
        for each in found
    )
