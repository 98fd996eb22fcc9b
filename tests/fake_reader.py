"""A deterministic stand-in for the reader."""

import re
from collections.abc import Sequence
from operator import add

from index import Span
from index.text import split_clauses
from rag.read.reader import Reading
from rag.search import Window


class FakeReader:
    """Reads by shared character bigrams: the clause that holds most of the question's answers, its figure above all."""

    def read(self, question: str, windows: Sequence[Window]) -> list[Reading]:
        asked = set(map(add, question, question[1:]))
        return [self._reading(asked, window) for window in windows]

    def _reading(self, asked: set[str], window: Window) -> Reading:
        clauses = split_clauses(window.text, Span(0, len(window.text)))

        def shared(text: str) -> float:
            return len(asked & set(map(add, text, text[1:]))) / max(1, len(asked))

        best = max(clauses, key=lambda clause: shared(window.text[clause.start : clause.end]))
        words = window.text[best.start : best.end].rstrip("，。；、：,.;")
        found = re.search(r"\d[\d.]*[%\w]?", words)
        answer = Span(*found.span()) if found else Span(0, len(words))
        start = window.span.start + best.start
        return Reading(
            window,
            16 * shared(window.context + window.text) - 4,
            Span(start, start + len(words)),
            Span(start + answer.start, start + answer.end),
        )
