"""Figures that a question takes for granted and the quoted report does not say."""

from collections.abc import Iterable

from ..language import Figure, find_figures, same_figure


def unsupported_figures(question: str, quotes: Iterable[str]) -> list[Figure]:
    """Figures of the question for which the quotes give others of the same unit.

    A figure whose unit the quotes do not have at all, such as a number of points asked for, claims nothing
    about them; nor does a year, which says when and not how many.
    """
    quoted = [figure for quote in quotes for figure in find_figures(quote)]
    return [
        asked
        for asked in find_figures(question)
        if asked.unit
        and asked.unit != "年"
        and asked.kind != "ordinal"
        and any((said.kind, said.unit) == (asked.kind, asked.unit) for said in quoted)
        and not any(same_figure(said, asked) for said in quoted)
    ]
