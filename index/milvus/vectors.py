"""The search by vectors on Milvus: a row a chunk, found by HNSW, scored by the store's own vectors."""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from ..store import Change, Feed, Rows, ScoredRow
from .kept import Kept, State
from .server import Row, Server

_INDEX: Row = {"index_type": "HNSW", "metric_type": "IP", "params": {"M": 16, "efConstruction": 200}}
_LOOKED_AT = 2  # times as many as wanted
_BATCH = 20_000  # rows in memory while they are written


class MilvusVectors:
    """Nearest chunks by row id. Whoever makes or refreshes it holds the library's lock."""

    def __init__(self, server: Server, feed: Feed) -> None:
        self._feed = feed
        self._kept = Kept(server, "chunks")

    # Keeping up with the store

    def refresh(self) -> None:
        """Take in what has changed in the store and nobody has written yet."""
        self._kept.read()
        state, dimension = self._kept.state, self._feed.dimension()
        if not dimension:
            if state:
                self._kept.forget()
            return
        changes = None
        if state and state.figures.get("dimension") == dimension:
            changes = self._feed.changes_since(state.mark)
        if state is None or changes is None:
            self._make(dimension)
        elif changes:
            self._apply(state, changes)

    def _make(self, dimension: int) -> None:
        vector = {"datatype": "FLOAT_VECTOR", "dim": dimension}
        number = self._kept.begin({"vector": vector}, ("vector", _INDEX))
        for _, report in self._feed.positions():
            for run in self._feed.chunk_rows([report]):
                self._kept.put(number, self._rows(report, run))
        self._kept.commit(State(self._feed.mark(), number, {"dimension": dimension}))

    def _apply(self, state: State, changes: Sequence[Change]) -> None:
        for change in changes:
            run = change.chunks
            if change.added:
                self._kept.put(state.number, self._rows(change.report, run))
            else:
                self._kept.take_out(state.number, range(run.first, run.last + 1))
        self._kept.commit(State(self._feed.mark(), state.number, state.figures))

    def _rows(self, report: str, run: Rows) -> Iterator[Row]:
        for start in range(run.first, run.last + 1, _BATCH):
            ids, vectors = self._feed.vectors_between(start, min(run.last, start + _BATCH - 1))
            for row, vector in zip(ids.tolist(), vectors, strict=True):
                yield {"id": row, "report": report, "vector": vector}

    # Whether it is right

    def is_whole(self) -> bool:
        """Whether it holds what the store does, each vector as it is there."""
        held = 0
        for batch in self._kept.rows("id > 0", ["id", "vector"]):
            vectors = {row["id"]: np.asarray(row["vector"], np.float32) for row in batch}
            stored = dict(self._feed.vectors(vectors))
            if stored.keys() != vectors.keys():
                return False
            if not all(np.allclose(stored[row], vector) for row, vector in vectors.items()):
                return False
            held += len(batch)
        return held == self._feed.chunk_count()

    def renew(self) -> None:
        """Make it anew from the store."""
        self._kept.forget()
        self.refresh()

    # Searching

    def search(
        self, question: NDArray[np.float32], k: int, reports: Iterable[str] | None
    ) -> list[tuple[int, float]]:
        """The k nearest (chunk row id, cosine), best first; of some reports, or of all.

        question: a unit-length vector, shape (dimension,).
        """
        return self._kept.search("vector", question.tolist(), k, reports, {"ef": _LOOKED_AT * k})

    def scored(self, paragraphs: Iterable[int], question: NDArray[np.float32]) -> list[ScoredRow]:
        """The chunks of some paragraphs, in order, each with its exact cosine."""
        return self._feed.scored_chunks(paragraphs, question)
