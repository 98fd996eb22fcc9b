"""Cuts sentences into clauses, the smallest parts that can be quoted whole."""

import re
from collections.abc import Iterator

from ..models import Span

_BREAK = re.compile(r"[，；：,;:]|——")
_IN_NUMBER = re.compile(r"\d[,:]\d|[０-９]，[０-９]")  # 3,500 and ２９，７３１
_OPEN, _CLOSE = "（(《〈“‘「『【[", "）)》〉”’」』】]"
_MIN_CHARS = 4  # shorter ones join what follows: 其中, 同时


def split_clauses(text: str, sentence: Span) -> list[Span]:
    """Clauses of a sentence, as spans of ``text`` that cover it in order with nothing between them.

    Not cut inside quotation marks, brackets or numbers (3,500). The mark that ends a clause belongs to it.
    """
    clauses: list[Span] = []
    start = sentence.start
    for cut in _cuts(text, sentence):
        if cut - start > _MIN_CHARS:
            clauses.append(Span(start, cut))
            start = cut
    if start < sentence.end:
        clauses.append(Span(start, sentence.end))
    return clauses


def _cuts(text: str, sentence: Span) -> Iterator[int]:
    depth, scanned = 0, sentence.start
    for match in _BREAK.finditer(text, sentence.start, sentence.end):
        between = text[scanned : match.start()]
        depth = max(0, depth + sum(c in _OPEN for c in between) - sum(c in _CLOSE for c in between))
        scanned = match.end()
        around = text[max(0, match.start() - 1) : match.end() + 1]
        if not depth and not _IN_NUMBER.fullmatch(around):
            yield match.end()
