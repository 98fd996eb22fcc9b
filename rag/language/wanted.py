"""The figures that a question asks for."""

import re

from index.text import normalise

from .figures import Figure, find_figures

_HOW_MANY = re.compile("多少|(?<![第哪那这好近前头后十百千])几(?![乎经度])")


def asked_figures(question: str) -> list[Figure]:
    """The figures of a question, as if it said a number where it asks for one: 投入2万元 for 投入多少万元."""
    before, *parts = _HOW_MANY.split(normalise(question))
    told, places = before, []
    for part in parts:
        places.append(len(told))
        told += f"2{part}"
    return [f for f in find_figures(told) if any(f.span.start <= place < f.span.end for place in places)]
