"""The two searches over a store, by vectors and by words, and what they find together.

Their indexes are derived from the store: whatever they lack or have too much is told by row ids.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .models import Report, Span
from .store import DenseIndex, LexicalIndex, Store


class ScoredChunk(NamedTuple):
    """A chunk's place and its cosine with the question."""

    span: Span
    cosine: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """A paragraph that one of the two searches found, with both scores."""

    report: str
    paragraph: int  # 1-based number
    chunks: tuple[ScoredChunk, ...]  # all of the paragraph's, in order; never empty
    lexical: float  # BM25 as a share of the most the question could score, in [0, 1]

    @property
    def dense(self) -> float:
        """The cosine of its best chunk."""
        return max(chunk.cosine for chunk in self.chunks)


class Searches:
    """The dense and the lexical index of one library.

    Whoever makes or refreshes them holds the library's file lock; whoever uses them, its thread lock.
    """

    def __init__(self, folder: Path, store: Store) -> None:
        self._store = store
        self._vectors = folder / "vectors.faiss"
        self._dense: DenseIndex | None = None  # until the store holds a vector
        self._lexical = LexicalIndex(folder / "words")

    def refresh(self, report_of: Callable[[str], Report]) -> None:
        """Bring both indexes up to the store. Nothing is embedded: the store has the vectors."""
        self._refresh_lexical(report_of)
        self._refresh_dense()

    def faults(self) -> list[str]:
        """What of the indexes is not as the store says, in words."""
        found = []
        if self._lexical.ids() != set(self._store.paragraph_ids()):
            found.append("词语索引与数据库不一致")
        vectors = dict(self._store.vectors(self._store.chunk_ids()))
        if vectors:
            rows, wanted = list(vectors), np.stack(list(vectors.values()))
            kept = DenseIndex.read(self._vectors, wanted.shape[1])
            if kept is None or kept.ids() != vectors.keys() or not np.allclose(kept.vectors(rows), wanted):
                found.append("向量索引与数据库不一致")
        return found

    def renew(self, report_of: Callable[[str], Report]) -> None:
        """Make both indexes anew from the store."""
        self._vectors.unlink(missing_ok=True)
        self._dense = None
        self._refresh_lexical(report_of, anew=True)
        self._refresh_dense()

    def _refresh_lexical(self, report_of: Callable[[str], Report], anew: bool = False) -> None:
        wanted, have = set(self._store.paragraph_ids()), self._lexical.ids()
        if wanted != have or anew:
            anew = anew or not have <= wanted
            keys = self._store.paragraph_keys(wanted if anew else wanted - have)
            self._lexical.add(
                (
                    (row, key.report, _indexed_text(report_of(key.report), key.number))
                    for row, key in keys.items()
                ),
                anew=anew,
            )

    def _refresh_dense(self) -> None:
        wanted = set(self._store.chunk_ids())
        if not wanted:
            self._dense = None
            self._vectors.unlink(missing_ok=True)
            return
        if self._dense is None or self._dense.ids().isdisjoint(wanted):  # maybe of another model
            dimension = len(next(self._store.vectors([min(wanted)]))[1])
            self._dense = DenseIndex.read(self._vectors, dimension) or DenseIndex.empty(dimension)
        have = self._dense.ids()
        if have - wanted:
            self._dense.remove(have - wanted)
        missing = list(self._store.vectors(wanted - have))
        if missing:
            self._dense.add([row for row, _ in missing], np.stack([vector for _, vector in missing]))
        if wanted != have or not self._vectors.is_file():
            self._dense.write(self._vectors)

    def candidates(
        self, question: str, vector: NDArray[np.float32], k: int, reports: Sequence[str] | None
    ) -> list[Candidate]:
        """Paragraphs among the k best chunks or the k best paragraphs by words, in no order."""
        if self._dense is None:
            return []
        with self._store.snapshot():
            within = None if reports is None else self._store.chunk_ids(reports)
            nearest = self._store.chunk_paragraphs(row for row, _ in self._dense.search(vector, k, within))
            lexical = dict(self._lexical.search(question, k, reports))
            # Whichever search found a paragraph, all its chunks get their exact cosine.
            chunks = self._store.chunks_of(lexical.keys() | set(nearest.values()))
            keys = self._store.paragraph_keys(chunk.paragraph for chunk in chunks)
        cosines = (self._dense.vectors([chunk.row for chunk in chunks]) @ vector).tolist()
        scored: dict[int, list[ScoredChunk]] = {}
        for chunk, cosine in zip(chunks, cosines, strict=True):
            scored.setdefault(chunk.paragraph, []).append(ScoredChunk(chunk.span, cosine))
        return [Candidate(*keys[row], tuple(parts), lexical.get(row, 0.0)) for row, parts in scored.items()]

    def word_weights(self, words: Iterable[str]) -> dict[str, float]:
        """Inverse document frequency of each (normalised) word over the paragraphs."""
        return self._lexical.weights(words)


def _indexed_text(report: Report, number: int) -> str:
    """A paragraph with what it stands under, as words see it."""
    paragraph = report.paragraph(number)
    return " ".join([report.metadata.short_title, *paragraph.section, report.quote(paragraph.span)])
