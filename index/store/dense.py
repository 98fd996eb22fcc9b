"""The FAISS index over chunk vectors: derived from the store, never the only copy of anything."""

import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import faiss
import numpy as np
from numpy.typing import NDArray

from ..embed import Vectors
from ..files import write_atomically

_CHECKSUM_BYTES = 4


@contextmanager
def on_one_thread() -> Iterator[None]:
    """FAISS works in this thread alone: several wait for each other longer than they search for one question."""
    threads = faiss.omp_get_max_threads()
    faiss.omp_set_num_threads(1)
    try:
        yield
    finally:
        faiss.omp_set_num_threads(threads)


class DenseIndex:
    """Exact inner-product search over unit vectors, by chunk row id."""

    def __init__(self, index: faiss.IndexIDMap2) -> None:
        self._index = index

    @classmethod
    def empty(cls, dimension: int) -> "DenseIndex":
        """An index of no vectors, for vectors of so many numbers."""
        return cls(faiss.IndexIDMap2(faiss.IndexFlatIP(dimension)))

    @classmethod
    def read(cls, path: Path, dimension: int) -> "DenseIndex | None":
        """The saved index; None when the file is missing, damaged or of another dimension.

        Python reads the file, as FAISS cannot open paths with Chinese characters on Windows.
        """
        if not path.is_file():
            return None
        data = path.read_bytes()
        body, checksum = data[:-_CHECKSUM_BYTES], data[-_CHECKSUM_BYTES:]
        if not body or zlib.crc32(body).to_bytes(_CHECKSUM_BYTES, "little") != checksum:
            return None
        index = faiss.deserialize_index(np.frombuffer(body, np.uint8))
        return cls(index) if index.d == dimension else None

    def write(self, path: Path) -> None:
        """Save it with a checksum, in one step."""
        body = faiss.serialize_index(self._index).tobytes()
        write_atomically(path, body + zlib.crc32(body).to_bytes(_CHECKSUM_BYTES, "little"))

    def ids(self) -> set[int]:
        """The row ids of the chunks whose vectors it holds."""
        return set(faiss.vector_to_array(self._index.id_map).tolist())

    def add(self, ids: Sequence[int] | NDArray[np.int64], vectors: Vectors) -> None:
        """Hold the vectors, unit-length and of shape (len(ids), dimension), under these ids."""
        self._index.add_with_ids(np.ascontiguousarray(vectors, np.float32), np.asarray(ids, np.int64))

    def add_missing(self, ids: NDArray[np.int64], vectors: Vectors) -> None:
        """The same of those that it does not hold yet."""
        lacks = ~np.isin(ids, faiss.vector_to_array(self._index.id_map))
        if lacks.any():
            self.add(ids[lacks], vectors[lacks])

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def remove(self, ids: Iterable[int]) -> None:
        """Hold the vectors of these ids no longer; an id not held is no error."""
        self._index.remove_ids(np.fromiter(ids, np.int64))

    def search(
        self, question: NDArray[np.float32], k: int, within: faiss.IDSelector | None
    ) -> list[tuple[int, float]]:
        """The k nearest (chunk row id, cosine), best first; of all, or of some ids.

        question: a unit-length vector, shape (dimension,).
        """
        parameters = None if within is None else faiss.SearchParameters(sel=within)
        with on_one_thread():
            scores, ids = self._index.search(question[None, :], k, params=parameters)
        return [(int(i), float(score)) for i, score in zip(ids[0], scores[0], strict=True) if i >= 0]

    def vectors(self, ids: Sequence[int]) -> Vectors:
        """Shape (len(ids), dimension)."""
        vectors: Vectors = self._index.reconstruct_batch(np.asarray(ids, np.int64))
        return vectors
