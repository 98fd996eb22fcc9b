"""Whether a figure of a quote was recognised without certainty."""

from collections.abc import Iterable

from index import Span

from .figures import find_figures

_BESIDE = 1  # character: what was recognised beside a figure may be the rest of it, 9.8l


def has_doubtful_figure(quote: str, start: int, doubtful: Iterable[Span]) -> bool:
    """``start``: where the quote begins in the text that the spans of what is doubtful lie in."""
    figures = [
        Span(start + figure.span.start - _BESIDE, start + figure.span.end + _BESIDE)
        for figure in find_figures(quote)
    ]
    return any(doubt.start < each.end and each.start < doubt.end for doubt in doubtful for each in figures)
