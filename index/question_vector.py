"""The vector that a question is searched by: what it asks about, less that it is a question.

A model's vectors share a large common part, and questions one of their own; passages near to that part come
near to every question (Radovanović et al. 2010, "Hubs in Space"; Mu & Viswanath 2018, "All-but-the-Top").
Taking part of it out helps most where the question shares no word with the report.
"""

import numpy as np
from numpy.typing import NDArray

from .embedder import Embedder
from .tokens import spelled_out

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


class QuestionVectors:
    """Questions to unit vectors, by one model."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._empty: NDArray[np.float32] | None = None  # until the first question: the model loads late

    def embed(self, question: str) -> NDArray[np.float32]:
        """Shape (dimension,)."""
        if self._empty is None:
            self._empty = _unit(self._embedder.embed_questions(_EMPTY_QUESTIONS).mean(axis=0))
        vector = self._embedder.embed_questions([spelled_out(question)])[0]
        return _unit(vector - _TAKEN_OUT * self._empty)


def _unit(vector: NDArray[np.float32]) -> NDArray[np.float32]:
    unit: NDArray[np.float32] = vector / max(float(np.linalg.norm(vector)), 1e-9)
    return unit.astype(np.float32)
