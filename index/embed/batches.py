"""Embeds the many texts of a report, and tells how far it is."""

from collections.abc import Sequence

import numpy as np

from ..progress import Progress, Step
from .embedder import Embedder, Vectors

_AT_ONCE = 64  # texts between two reports of progress


def embed_all(embedder: Embedder, texts: Sequence[str], name: str, tell: Progress) -> Vectors:
    """Vectors of passages, shape (len(texts), dimension), in order; (0, 0) for none. name: what they are of."""
    parts: list[Vectors] = []
    # Long ones together: a batch is padded to its longest text.
    order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
    for start in range(0, len(order), _AT_ONCE):
        tell(Step("embedding", name, start, len(order)))
        parts.append(embedder.embed_passages([texts[i] for i in order[start : start + _AT_ONCE]]))
    tell(Step("embedding", name, len(order), len(order)))
    if not parts:
        return np.empty((0, 0), np.float32)
    return np.concatenate(parts)[np.argsort(order)]
