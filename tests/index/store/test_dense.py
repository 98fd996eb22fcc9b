"""The index over vectors."""

from pathlib import Path

import faiss
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from index.store.dense import DenseIndex, on_one_thread


def unit_vectors(
    count: int, dimension: int = 8, seed: int = 0
) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    vectors = np.random.default_rng(seed).standard_normal((count, dimension)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors


@pytest.fixture
def index() -> DenseIndex:
    index = DenseIndex.empty(8)
    index.add(range(10, 30), unit_vectors(20))
    return index


def test_search_is_exact(index: DenseIndex) -> None:
    vectors, question = unit_vectors(20), unit_vectors(1, seed=1)[0]
    found = index.search(question, 5, None)
    cosines = vectors @ question
    assert [row for row, _ in found] == [10 + i for i in np.argsort(-cosines)[:5]]
    assert np.allclose([score for _, score in found], np.sort(cosines)[::-1][:5], atol=1e-6)


def test_more_wanted_than_there_are(index: DenseIndex) -> None:
    assert len(index.search(unit_vectors(1)[0], 100, None)) == 20
    assert DenseIndex.empty(8).search(unit_vectors(1)[0], 3, None) == []


def test_search_within(index: DenseIndex) -> None:
    def found(*ids: int) -> list[int]:
        within = faiss.IDSelectorBatch(np.array(ids, np.int64))
        return sorted(row for row, _ in index.search(unit_vectors(1)[0], 100, within))

    assert found(12, 15, 999) == [12, 15] and found() == []


def test_ids_and_vectors_after_removal(index: DenseIndex) -> None:
    index.remove([10, 29, 15])
    assert index.ids() == set(range(11, 29)) - {15}
    assert np.array_equal(index.vectors([28, 11]), unit_vectors(20)[[18, 1]])
    assert index.vectors([]).shape[0] == 0
    assert all(row not in (10, 15, 29) for row, _ in index.search(unit_vectors(1)[0], 20, None))


def test_saved_and_read(index: DenseIndex, tmp_path: Path) -> None:
    path = tmp_path / "向量 文件" / "vectors.faiss"
    index.write(path)
    read = DenseIndex.read(path, 8)
    assert read is not None and read.ids() == index.ids()
    assert np.array_equal(read.vectors([11]), index.vectors([11]))
    read.add([99], unit_vectors(1))  # what was read can grow
    assert 99 in read.ids() and [p.name for p in path.parent.iterdir()] == ["vectors.faiss"]


def test_missing_or_of_another_dimension(index: DenseIndex, tmp_path: Path) -> None:
    assert DenseIndex.read(tmp_path / "none", 8) is None
    index.write(tmp_path / "vectors.faiss")
    assert DenseIndex.read(tmp_path / "vectors.faiss", 16) is None


def test_every_truncation_and_every_flipped_byte_is_noticed(index: DenseIndex, tmp_path: Path) -> None:
    path = tmp_path / "vectors.faiss"
    index.write(path)
    whole = path.read_bytes()
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        assert DenseIndex.read(path, 8) is None
    for position in range(len(whole)):
        path.write_bytes(whole[:position] + bytes([whole[position] ^ 1]) + whole[position + 1 :])
        assert DenseIndex.read(path, 8) is None


@given(st.binary(max_size=300))
def test_garbage_is_noticed(tmp_path_factory: pytest.TempPathFactory, garbage: bytes) -> None:
    path = tmp_path_factory.mktemp("garbage") / "vectors.faiss"
    path.write_bytes(garbage)
    assert DenseIndex.read(path, 8) is None


@given(arrays(np.float32, (6, 4), elements=st.floats(-1, 1, width=32)))
def test_vectors_come_back_as_they_were(vectors: np.ndarray[tuple[int, int], np.dtype[np.float32]]) -> None:
    index = DenseIndex.empty(4)
    index.add(range(6), vectors)
    assert np.array_equal(index.vectors(range(6)), vectors)


def test_a_search_leaves_the_threads_as_they_were() -> None:
    threads = faiss.omp_get_max_threads()
    with on_one_thread():
        assert faiss.omp_get_max_threads() == 1
    assert faiss.omp_get_max_threads() == threads
