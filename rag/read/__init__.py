"""Which words answer, if any do.

A question and the windows found for it go in; the paragraphs ranked by what a reader makes of them, the words that answer
as excerpts, and the probability that there is an answer at all come out.
"""

from .answerability import answerability, answerability_of, confidence, sure, unsure
from .excerpts import LIST_CHARS, MAX_CHARS, Excerpt, excerpt_at, nearest_excerpt, read_excerpt, trimmed
from .rank import Ranker, Ranking, joined, passages, rank
from .reader import Reader, Reading, configured_reader, load_reader

__all__ = [
    "LIST_CHARS",
    "MAX_CHARS",
    "Excerpt",
    "Ranker",
    "Ranking",
    "Reader",
    "Reading",
    "answerability",
    "answerability_of",
    "confidence",
    "configured_reader",
    "excerpt_at",
    "joined",
    "load_reader",
    "nearest_excerpt",
    "passages",
    "rank",
    "read_excerpt",
    "sure",
    "trimmed",
    "unsure",
]
