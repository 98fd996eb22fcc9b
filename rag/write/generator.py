"""What a language model must do for an answer, and how it fails.

What it writes is never shown as it comes: `rag.write.grounding` checks it first.
"""

from collections.abc import Iterator, Sequence
from typing import Protocol

from index import AskReportError

from ..models import Passage, Turn


class GeneratorError(AskReportError):
    """The language model gave nothing that can be used; the message says why, never with the key."""


class Generator(Protocol):
    """What writes answers from passages. Both methods raise GeneratorError, and nothing else."""

    def rewrite(self, question: str, history: Sequence[Turn]) -> str:
        """The question as it would be asked without the conversation before it."""

    def stream(self, question: str, passages: Sequence[Passage]) -> Iterator[str]:
        """The answer piece by piece; a mark [n] in it refers to ``passages[n - 1]``."""
