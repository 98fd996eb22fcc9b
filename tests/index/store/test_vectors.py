"""The search by vectors as a library grows and shrinks: flat, then in cells, and always what the store holds."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from index import Chunk, Span
from index.parse import report_from_text
from index.store import Store, VectorIndex, vectors
from index.store.cells import cells_for

DIMENSION, EACH = 16, 40  # numbers a vector, chunks a report
REPORT = report_from_text("甲县工作报告\n\n办理提案12件。\n", "甲.txt")
Vector = NDArray[np.float32]


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sizes at which a few reports are many."""
    monkeypatch.setattr(vectors, "FLAT_UP_TO", 3 * EACH)
    monkeypatch.setattr(vectors, "EXACT_WITHIN", EACH)
    monkeypatch.setattr("index.store.vectors.TRAINED_ON", 2)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store(tmp_path / "library.db")) as opened:
        yield opened


def vectors_of(number: int) -> Vector:
    made = np.random.default_rng(number).standard_normal((EACH, DIMENSION), np.float32)
    unit: Vector = made / np.linalg.norm(made, axis=1, keepdims=True)
    return unit


def add(store: Store, *numbers: int) -> None:
    for number in numbers:
        chunks = [Chunk(1, Span(0, 1))] * EACH
        assert store.insert(replace(REPORT, id=f"report {number}"), chunks, vectors_of(number))


def refreshed(store: Store) -> VectorIndex:
    """As a process that opens the library finds it."""
    index = VectorIndex(Path(store.address).parent, store)
    index.refresh()
    return index


def assert_finds(index: VectorIndex, store: Store, *numbers: int) -> None:
    """Each sentence of these reports is nearest to itself, and no other report is found."""
    for number in numbers:
        (run,) = store.chunk_rows([f"report {number}"])
        for place, vector in enumerate(vectors_of(number)):
            (row, cosine), *_ = index.search(vector, 1, None)
            assert row == run.first + place and cosine == pytest.approx(1, abs=1e-5)
    every = {row for row, _ in index.search(vectors_of(0)[0], 10_000, [f"report {n}" for n in numbers])}
    runs = store.chunk_rows([f"report {number}" for number in numbers])
    assert every <= {row for run in runs for row in range(run.first, run.last + 1)}


def cells_in(store: Store) -> list[str]:
    return sorted(path.name for path in Path(store.address).parent.glob("cells-*"))


def test_grows_from_flat_into_cells_and_on(store: Store) -> None:
    index = refreshed(store)
    assert index.search(vectors_of(0)[0], 3, None) == []
    seen = []
    for number in range(12):
        add(store, number)
        index.refresh()
        seen.append(cells_in(store))
        assert_finds(index, store, *range(number + 1))
    assert seen[2] == [] and len(seen[3]) == 1 and seen[3] == seen[5] != seen[11] and len(seen[11]) == 1
    again = refreshed(store)
    question = vectors_of(99)[0]
    assert again.search(question, 5, None) == index.search(question, 5, None)


def test_exact_scores_and_scope(store: Store) -> None:
    add(store, *range(6))
    index, question = refreshed(store), vectors_of(99)[0]
    assert cells_in(store)
    for numbers in ([2], [1, 3, 4]):  # compared one by one, and looked for in the cells
        found = index.search(question, EACH, [f"report {number}" for number in numbers])
        wanted = np.sort(np.concatenate([vectors_of(number) @ question for number in numbers]))[::-1]
        assert np.allclose([score for _, score in found], wanted[:EACH], atol=1e-5)
    assert index.search(question, 5, []) == [] == index.search(question, 5, ["report 77"])


@pytest.mark.parametrize("reports", [2, 6], ids=["flat", "in cells"])
def test_every_chunk_of_a_paragraph_is_scored_exactly(store: Store, reports: int) -> None:
    add(store, *range(reports))
    index, question = refreshed(store), vectors_of(99)[0]
    assert bool(cells_in(store)) == (reports > 3)
    scored = index.scored(store.paragraph_ids(["report 0", "report 1"]), question)
    assert [chunk[2:6] for chunk in scored] == [(f"report {n}", 1, 0, 1) for n in (0, 1) for _ in range(EACH)]
    wanted = np.concatenate([vectors_of(0), vectors_of(1)]) @ question
    assert np.allclose([cosine for *_, cosine in scored], wanted, atol=1e-6)
    assert index.scored([], question) == []


def test_what_is_removed_is_not_found(store: Store) -> None:
    add(store, *range(30))
    index = refreshed(store)
    first = cells_in(store)
    store.delete("report 3")
    index.refresh()
    assert cells_in(store) == first  # not laid out anew for one of thirty
    assert_finds(index, store, 0, 1, 2, *range(4, 30))
    for number in range(4, 10):
        store.delete(f"report {number}")
    index.refresh()
    assert_finds(index, store, 0, 1, 2, *range(10, 30))
    for number in (0, 1, 2, *range(10, 30)):
        store.delete(f"report {number}")
    index.refresh()
    assert index.search(vectors_of(1)[0], 3, None) == [] and cells_in(store) == []


def test_another_process_sees_what_this_one_saved(store: Store) -> None:
    add(store, 0, 1)
    one, other = refreshed(store), refreshed(store)
    for number in range(2, 8):
        add(store, number)
        one.refresh()
        other.refresh()
        assert_finds(other, store, *range(number + 1))
    assert len(cells_in(store)) == 1


@pytest.mark.parametrize("name", ["vectors.json", "vectors.faiss", "cells-*.faiss"])
def test_damage_is_mended_from_the_store(store: Store, name: str) -> None:
    add(store, *range(5))
    refreshed(store)
    for change in (
        Path.unlink,
        lambda path: path.write_bytes(path.read_bytes()[:-1] + b"?"),
        lambda path: path.write_bytes(b"x"),
    ):
        (path,) = Path(store.address).parent.glob(name)
        change(path)
        assert_finds(refreshed(store), store, *range(5))


def test_history_of_another_library_is_noticed(store: Store, tmp_path: Path) -> None:
    """As when the database is put back as it was, and goes on otherwise."""
    add(store, 0, 1)
    refreshed(store)
    (tmp_path / "other").mkdir()
    with closing(Store(tmp_path / "other" / "library.db")) as other:
        add(other, 7, 8, 9)
        for saved in ("vectors.json", "vectors.faiss"):
            (tmp_path / "other" / saved).write_bytes((tmp_path / saved).read_bytes())
        assert_finds(refreshed(other), other, 7, 8, 9)


def test_cells_grow_with_the_root_of_the_vectors() -> None:
    assert [cells_for(size) for size in (0, 1, 50_000, 250_000, 1_000_000)] == [64, 64, 256, 512, 1024]
