"""Vectors in cells: an inverted file of 8-bit codes, as FAISS keeps it, written once and mapped into memory.

What it finds is near enough to be scored again by the vectors themselves. Opening it reads only its head.
"""

import math
from collections.abc import Iterable
from pathlib import Path
from typing import Self

import faiss
import numpy as np
from numpy.typing import NDArray

from ..embed import Vectors
from .dense import on_one_thread

Batch = tuple[NDArray[np.int64], Vectors]  # row ids, and their vectors of shape (rows, dimension)

TRAINED_ON = 64  # vectors a cell
_PROBED = 48  # cells looked into for a question to everything: tests/benchmarks/scale.py
_ROUNDS = 8  # of k-means: more find cells that are no better


def cells_for(vectors: int) -> int:
    """How many cells so many vectors are put into: a power of two near the square root, at least 64."""
    return 1 << max(6, round(math.log2(max(1, vectors)) / 2))


class CellIndex:
    """Approximate inner-product search over unit vectors, by chunk row id."""

    def __init__(self, index: faiss.IndexIVF) -> None:
        self._index = index
        self.size = int(index.ntotal)
        self.cells = int(index.nlist)
        self.dimension = int(index.d)

    @classmethod
    def write(cls, path: Path, cells: int, sample: Vectors, batches: Iterable[Batch]) -> None:
        """Lay out cells by a sample of vectors, and write all of them into a file."""
        dimension = sample.shape[1]
        quantizer = faiss.IndexFlatIP(dimension)
        index = faiss.IndexIVFScalarQuantizer(
            quantizer, dimension, cells, faiss.ScalarQuantizer.QT_8bit, faiss.METRIC_INNER_PRODUCT
        )
        index.cp.niter = _ROUNDS
        index.cp.min_points_per_centroid = 1
        index.train(np.ascontiguousarray(sample, np.float32))
        _fill(index, path, batches)

    @classmethod
    def open(cls, path: Path) -> Self:
        """What has been written, mapped into memory; read whole where the system cannot map it."""
        try:
            index = faiss.read_index(str(path), faiss.IO_FLAG_MMAP)
        except RuntimeError:  # FAISS opens no path with Chinese characters on Windows
            return cls(faiss.deserialize_index(np.fromfile(path, np.uint8)))
        # To start threads that read ahead takes as long as a search.
        faiss.downcast_InvertedLists(index.invlists).prefetch_nthread = 0
        return cls(index)

    @classmethod
    def extend(cls, path: Path, grown: Path, batches: Iterable[Batch]) -> None:
        """Write a file with more vectors, in the same cells."""
        _fill(faiss.deserialize_index(np.fromfile(path, np.uint8)), grown, batches)

    def search(
        self, question: NDArray[np.float32], k: int, within: faiss.IDSelector | None, share: float = 1.0
    ) -> list[int]:
        """About the k nearest row ids, best first; within: of all, a selector of this share of them."""
        probed = min(self.cells, int(_PROBED / max(share, _PROBED / self.cells)))
        parameters = faiss.SearchParametersIVF(sel=within, nprobe=probed)
        with on_one_thread():
            _, ids = self._index.search(question[None, :], k, params=parameters)
        return [row for row in ids[0].tolist() if row >= 0]


def _fill(index: faiss.IndexIVF, path: Path, batches: Iterable[Batch]) -> None:
    for ids, vectors in batches:
        index.add_with_ids(np.ascontiguousarray(vectors, np.float32), ids)
    partial = path.with_suffix(".partial")
    with partial.open("wb") as file:
        faiss.write_index(index, faiss.PyCallbackIOWriter(file.write))
    partial.replace(path)  # not into a file that someone has mapped
