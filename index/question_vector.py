"""The vector that a question is searched by: what it asks about, less that it is a question.

A model's vectors share a large common part, and questions one of their own; passages near to that part come
near to every question (Radovanović et al. 2010, "Hubs in Space"; Mu & Viswanath 2018, "All-but-the-Top").
Taking part of it out helps most where the question shares no word with the report.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from .embedder import Embedder
from .thesaurus import everyday_parts
from .tokens import normalise, simplified, spelled_out

# They ask, and ask about nothing.
_EMPTY_QUESTIONS = (
    "有多少？",
    "是什么？",
    "是谁？",
    "什么时候？",
    "在哪里？",
    "为什么？",
    "怎么做？",
    "有哪些？",
)
_TAKEN_OUT = 0.3
_WORDINGS = 2  # of a question in official words


class QuestionVectors:
    """Questions to unit vectors, by one model."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._empty: NDArray[np.float32] | None = None  # until the first question: the model loads late

    def embed(self, question: str, held: Callable[[str], int]) -> NDArray[np.float32]:
        """Shape (dimension,). held: how many paragraphs hold a word, for the choice among official ones."""
        if self._empty is None:
            self._empty = _unit(self._embedder.embed_questions(_EMPTY_QUESTIONS).mean(axis=0))
        asked = simplified(question)  # the model knows a word better by its simplified characters
        wordings = [spelled_out(asked), *_in_official_words(asked, held)]
        own, *others = [_unit(v - _TAKEN_OUT * self._empty) for v in self._embedder.embed_questions(wordings)]
        return _unit(own + np.mean(others, axis=0)) if others else own


def _in_official_words(question: str, held: Callable[[str], int]) -> list[str]:
    """The question with its everyday words replaced by official ones that the reports hold.

    One wording by those that they hold most, one by the next.
    """
    text = normalise(spelled_out(question))
    wordings = [""] * _WORDINGS
    end = 0
    for part in everyday_parts(text):
        paragraphs = {word: held(word) for word in part.official}
        official = sorted(filter(paragraphs.get, paragraphs), key=paragraphs.__getitem__, reverse=True)
        if official:
            for i in range(_WORDINGS):
                wordings[i] += text[end : part.start] + official[min(i, len(official) - 1)]
            end = part.end
    return list(dict.fromkeys(wording + text[end:] for wording in wordings)) if end else []


def _unit(vector: NDArray[np.float32]) -> NDArray[np.float32]:
    unit: NDArray[np.float32] = vector / max(float(np.linalg.norm(vector)), 1e-9)
    return unit.astype(np.float32)
