"""The search by vectors: exact while they are few; past that in cells, with those added since beside them.

vectors.faiss   the flat index: all vectors, or those that no cell has yet
cells-N.faiss   the vectors of rows up to N in cells
vectors.json    up to which change both go, and which cells belong to it
All of it is derived from the store, and made again from there where it does not fit.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import faiss
import numpy as np
from numpy.typing import NDArray

from ..embed import Vectors
from ..files import fingerprint, write_atomically
from .cells import TRAINED_ON, Batch, CellIndex, cells_for
from .dense import DenseIndex
from .feed import Change, Feed, Mark, Rows, ScoredRow

# Vectors in the flat index. 50,000 are 77 MB, and a search takes 6 ms: tests/benchmarks/scale.py
FLAT_UP_TO = 50_000
EXACT_WITHIN = 2_000  # vectors of a scope that are compared one by one rather than looked for in cells
_SCORED_AGAIN = 2  # times as many as wanted
_REMOVED = 0.1  # share of removed vectors in the cells at which they are laid out anew
_BATCH = 20_000  # rows in memory while cells are filled


@dataclass(frozen=True, slots=True)
class _State:
    """What the files hold."""

    position: int
    stamp: str
    dimension: int
    upto: int = 0  # rows up to this one are in the cells
    removed: int = 0  # of them, from the library
    cells: str = ""  # the fingerprint of their file; "" where there is none

    @property
    def mark(self) -> Mark:
        return Mark(self.position, self.stamp)


class VectorIndex:
    """Nearest chunks by row id. Whoever makes or refreshes it holds the library's file lock."""

    def __init__(self, folder: Path, feed: Feed) -> None:
        self._folder = folder
        self._feed = feed
        self._state: _State | None = None  # what is open
        self._flat = DenseIndex.empty(1)
        self._cells: CellIndex | None = None

    # Keeping up with the store

    def refresh(self) -> None:
        """Take in what has changed in the store, and save it."""
        dimension = self._feed.dimension()
        if not dimension:
            self._forget()
            return
        saved = self._saved()
        if saved is None or saved.dimension != dimension:
            self._make(dimension)
            return
        if saved != self._state and not self._open(saved):
            self._make(dimension)
            return
        changes = self._feed.changes_since(saved.mark)
        if changes is None:
            self._make(dimension)
        elif changes:
            self._apply(saved, changes)

    def _forget(self) -> None:
        self._state, self._cells = None, None
        self._flat = DenseIndex.empty(1)
        for path in (*self._folder.glob("cells-*.faiss"), self._flat_file, self._state_file):
            path.unlink(missing_ok=True)

    def _saved(self) -> _State | None:
        try:
            return _State(**json.loads(self._state_file.read_bytes()))
        except (OSError, ValueError, TypeError):  # none, or not one of ours
            return None

    def _open(self, state: _State) -> bool:
        """Open what was saved; whether it is all there and undamaged."""
        flat = DenseIndex.read(self._flat_file, state.dimension)
        if flat is None:
            return False
        cells = None
        if state.cells:
            path = self._cells_file(state.upto)
            if not path.is_file() or fingerprint(path) != state.cells:
                return False
            cells = CellIndex.open(path)
        self._state, self._flat, self._cells = state, flat, cells
        return True

    def _apply(self, state: _State, changes: Sequence[Change]) -> None:
        removed = 0
        for change in changes:
            rows = change.chunks
            if change.added:
                self._flat.add_missing(*self._feed.vectors_between(rows.first, rows.last))
            else:
                self._flat.remove(range(rows.first, rows.last + 1))
                removed += rows.size if rows.last <= state.upto else 0
        state = replace(state, removed=state.removed + removed)
        if self._cells and state.removed > _REMOVED * self._cells.size:
            self._make(state.dimension)
        elif len(self._flat) > FLAT_UP_TO:
            self._put_into_cells(state)
        else:
            self._save(state)

    def _put_into_cells(self, state: _State) -> None:
        """Move what has been added into the cells: laid out anew where there are none, or too few of them by now."""
        total = self._feed.chunk_count()
        if self._cells is None or self._cells.cells != cells_for(total):
            self._make(state.dimension)
            return
        upto = self._feed.last_chunk()
        CellIndex.extend(
            self._cells_file(state.upto), self._cells_file(upto), self._batches(state.upto + 1, upto)
        )
        self._take_over(replace(state, upto=upto))

    def _make(self, dimension: int) -> None:
        """Make all of it from the store."""
        state = _State(*self._feed.mark(), dimension)
        total, upto = self._feed.chunk_count(), self._feed.last_chunk()
        self._cells = None
        if total > FLAT_UP_TO:
            cells = cells_for(total)
            CellIndex.write(
                self._cells_file(upto), cells, self._sample(cells * TRAINED_ON), self._batches(1, upto)
            )
            self._take_over(replace(state, upto=upto))
            return
        self._flat = DenseIndex.empty(dimension)
        for ids, vectors in self._batches(1, upto):
            self._flat.add(ids, vectors)
        self._save(state)

    def _take_over(self, state: _State) -> None:
        """Go by new cells that have all vectors there are."""
        path = self._cells_file(state.upto)
        self._cells = CellIndex.open(path)
        self._flat = DenseIndex.empty(state.dimension)
        self._save(replace(state, cells=fingerprint(path)))

    def _save(self, state: _State) -> None:
        """The state last: until it is there, the next one to refresh goes by the former one, and adds nothing twice."""
        self._flat.write(self._flat_file)
        self._state = replace(state, **self._feed.mark()._asdict())
        write_atomically(self._state_file, json.dumps(asdict(self._state)).encode())
        for path in self._folder.glob("cells-*.faiss"):
            if not state.cells or path != self._cells_file(state.upto):
                _unlink(path)

    def _batches(self, first: int, last: int) -> Iterator[Batch]:
        for start in range(first, last + 1, _BATCH):
            ids, vectors = self._feed.vectors_between(start, min(last, start + _BATCH - 1))
            if len(ids):
                yield ids, vectors

    def _sample(self, size: int) -> Vectors:
        """Vectors to lay out cells by, drawn from all rows."""
        rows = np.random.default_rng(0).choice(self._feed.last_chunk(), size, replace=False) + 1
        return np.stack([vector for _, vector in self._feed.vectors(sorted(rows.tolist()))])

    @property
    def _flat_file(self) -> Path:
        return self._folder / "vectors.faiss"

    @property
    def _state_file(self) -> Path:
        return self._folder / "vectors.json"

    def _cells_file(self, upto: int) -> Path:
        return self._folder / f"cells-{upto}.faiss"

    # Whether it is right

    def is_whole(self) -> bool:
        """Whether it holds what the store does: of the flat index each vector, of the cells their number."""
        state = self._state
        if state is None:
            return not self._feed.dimension()
        if self._cells and self._size(self._cells) != self._feed.chunk_count():
            return False
        held = 0
        for ids, vectors in self._batches(state.upto + 1, self._feed.last_chunk()):
            held += len(ids)
            if not self._flat.ids().issuperset(ids.tolist()):
                return False
            if not np.allclose(self._flat.vectors(ids.tolist()), vectors):
                return False
        return held == len(self._flat)

    def _size(self, cells: CellIndex) -> int:
        """How many vectors of the library it holds, some of them in cells."""
        removed = self._state.removed if self._state else 0
        return len(self._flat) + cells.size - removed

    def renew(self) -> None:
        """Make it anew from the store."""
        self._forget()
        self.refresh()

    # Searching

    def search(
        self, question: NDArray[np.float32], k: int, reports: Iterable[str] | None
    ) -> list[tuple[int, float]]:
        """The k nearest (chunk row id, cosine), best first; of some reports, or of all.

        question: a unit-length vector, shape (dimension,).
        """
        runs = None if reports is None else self._feed.chunk_rows(reports)
        if self._state is None or runs == []:
            return []
        if self._cells is None:
            return self._flat.search(question, k, None if runs is None else _selector(runs))
        if runs and sum(rows.size for rows in runs) <= EXACT_WITHIN:
            near = [row for rows in runs for row in range(rows.first, rows.last + 1)]
        else:
            near = self._near(self._cells, question, k, runs)
        scored = self._feed.cosines(near, question)
        return sorted(scored.items(), key=lambda pair: -pair[1])[:k]

    def _near(
        self, cells: CellIndex, question: NDArray[np.float32], k: int, runs: Sequence[Rows] | None
    ) -> list[int]:
        """What the cells find, and what has been added since."""
        within, share = None, 1.0
        if runs:
            within, share = _selector(runs), sum(rows.size for rows in runs) / self._size(cells)
        found = cells.search(question, _SCORED_AGAIN * k, within, share)
        return found + [row for row, _ in self._flat.search(question, k, within)]

    def scored(self, paragraphs: Iterable[int], question: NDArray[np.float32]) -> list[ScoredRow]:
        """The chunks of some paragraphs, in order, each with its exact cosine."""
        if self._cells:
            return self._feed.scored_chunks(paragraphs, question)
        chunks = self._feed.chunks_of(paragraphs)  # without the vectors, which are in memory
        if not chunks:
            return []
        cosines = self._flat.vectors([row for row, *_ in chunks]) @ question
        return [(*chunk, cosine) for chunk, cosine in zip(chunks, cosines.tolist(), strict=True)]


def _selector(runs: Sequence[Rows]) -> faiss.IDSelector:
    """A bit a row: of a large library even a few years are hundreds of thousands."""
    chosen = np.zeros(max(rows.last for rows in runs) + 1, bool)
    for rows in runs:
        chosen[rows.first : rows.last + 1] = True
    return faiss.IDSelectorBitmap(np.packbits(chosen, bitorder="little"))


def _unlink(path: Path) -> None:
    """Another process that has a file mapped may keep it on Windows; whoever saves next removes it."""
    try:
        path.unlink(missing_ok=True)
    except PermissionError:
        return
