"""The database: what it gives back, damage, and transactions."""

import random
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import URL, NullPool, create_engine

from index import Card, Library, LibraryError, Span, UnknownReport
from index.models import Metadata
from index.parse import chunk_report, report_from_text
from index.shelf import Noted
from index.store import Store
from index.store.database.migrations import HEAD
from index.store.database.tables import metadata
from index.store.feed import Mark
from tests.index.conftest import CountingEmbedder

REPORT = replace(
    report_from_text(
        "开化县政协工作报告\n\n一、工作回顾\n\n全年提案𠮷件😀。报送成果18篇！\n\n委员履职。", "报告.txt"
    ),
    notes=(Span(0, 2),),
    truncated=True,
    encoding="gb18030",
    doubtful=(Span(16, 18),),
)
NEWER = str(int(HEAD) + 1)
CHUNKS = chunk_report(REPORT)
VECTORS = np.eye(len(CHUNKS), 4, dtype=np.float32)


@pytest.fixture
def store(place: Path | str) -> Iterator[Store]:
    if isinstance(place, Path):
        place.mkdir()
    with closing(Store(place / "library.db" if isinstance(place, Path) else place)) as opened:
        yield opened


def chunk_ids(store: Store) -> list[int]:
    return [row for row, *_ in store.chunks_of(store.paragraph_ids())]


def test_report_comes_back_as_it_was(store: Store) -> None:
    assert store.insert(REPORT, CHUNKS, VECTORS)
    assert store.report(REPORT.id) == REPORT
    assert store.report_ids() == [REPORT.id]


def test_what_is_noted_of_a_report_comes_back_without_the_rest(store: Store) -> None:
    store.insert(replace(REPORT, remarks=("第2页没有文字。",)), CHUNKS, VECTORS)
    assert store.noted([REPORT.id, "没有"]) == {REPORT.id: Noted(("第2页没有文字。",), REPORT.doubtful)}
    assert store.noted([]) == {}


def test_vectors_come_back_as_they_were(store: Store) -> None:
    store.insert(REPORT, CHUNKS, VECTORS)
    rows = chunk_ids(store)
    assert np.array_equal(np.stack([vector for _, vector in store.vectors(rows)]), VECTORS)
    spans = [(start, end) for *_, start, end in store.chunks_of(store.paragraph_ids())]
    assert spans == [c.span for c in CHUNKS]


def test_report_is_inserted_once(store: Store) -> None:
    assert store.insert(REPORT, CHUNKS, VECTORS)
    assert not store.insert(replace(REPORT, metadata=Metadata("另一个")), CHUNKS, VECTORS)
    assert store.report(REPORT.id) == REPORT
    assert len(chunk_ids(store)) == len(CHUNKS)


def test_report_with_too_few_vectors_leaves_nothing(store: Store) -> None:
    with pytest.raises(ValueError):
        store.insert(REPORT, CHUNKS, VECTORS[:-1])
    assert (store.report_ids(), store.paragraph_ids(), chunk_ids(store)) == ([], [], [])
    assert store.insert(REPORT, CHUNKS, VECTORS)


def test_delete_takes_all_that_belongs_to_a_report(store: Store) -> None:
    store.insert(REPORT, CHUNKS, VECTORS)
    store.delete(REPORT.id)
    assert (store.report_ids(), store.paragraph_ids(), chunk_ids(store)) == ([], [], [])
    with pytest.raises(UnknownReport):
        store.delete(REPORT.id)


def test_row_ids_are_never_used_twice(store: Store) -> None:
    seen: set[int] = set()
    for _ in range(3):
        store.insert(REPORT, CHUNKS, VECTORS)
        rows = set(chunk_ids(store))
        assert rows and not rows & seen
        seen |= rows
        store.delete(REPORT.id)


def test_rows_are_told_by_report(store: Store) -> None:
    other = replace(REPORT, id="other")
    store.insert(REPORT, CHUNKS, VECTORS)
    store.insert(other, CHUNKS, VECTORS)
    runs = store.chunk_rows([REPORT.id, "other"])
    assert [row for run in runs for row in range(run.first, run.last + 1)] == chunk_ids(store)
    assert [run.size for run in runs] == [len(CHUNKS)] * 2
    assert not set(store.paragraph_ids([REPORT.id])) & set(store.paragraph_ids(["other"]))
    assert store.chunk_rows([]) == [] and store.paragraph_ids(["没有"]) == []
    keys = store.paragraph_keys(store.paragraph_ids(["other"]))
    assert {key.report for key in keys.values()} == {"other"}
    assert sorted(key.number for key in keys.values()) == [p.number for p in REPORT.paragraphs]


def test_version_tells_every_change(store: Store) -> None:
    versions = [store.version()]
    store.insert(REPORT, CHUNKS, VECTORS)
    versions.append(store.version())
    assert store.version() == versions[-1]
    with closing(Store(store.address)) as elsewhere:
        elsewhere.delete(REPORT.id)
    versions.append(store.version())
    assert len(set(versions)) == 3


def test_transaction_is_undone_by_an_error(store: Store) -> None:
    with pytest.raises(KeyboardInterrupt), store.transaction():
        store.insert(REPORT, CHUNKS, VECTORS)  # a transaction inside is a part of it
        raise KeyboardInterrupt
    assert store.report_ids() == []
    assert store.insert(REPORT, CHUNKS, VECTORS)


def test_snapshot_stays_while_others_write(store: Store) -> None:
    store.insert(REPORT, CHUNKS, VECTORS)
    with store.snapshot():
        assert store.report_ids() == [REPORT.id]
        with closing(Store(store.address)) as elsewhere:
            elsewhere.delete(REPORT.id)
        assert store.report(REPORT.id) == REPORT
    assert store.report_ids() == []


def test_writer_that_does_not_end_is_told(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    for kind in ("sqlite", "postgresql"):
        monkeypatch.setattr(f"index.store.database.{kind}.WAIT_SECONDS", 0.1)
    with closing(Store(store.address)) as waiting, store.transaction():
        assert waiting.report_ids() == []  # reading goes on
        with pytest.raises(LibraryError, match="另一个程序正在写"):
            waiting.insert(REPORT, CHUNKS, VECTORS)


# Damage


def library_at(folder: Path) -> Path:
    """A closed library of a few reports."""
    with Library.open(folder, embedder=CountingEmbedder(), seeds=False) as library:
        for number in range(3):
            path = folder.parent / f"{number}.txt"
            path.write_text(
                f"第{number}县工作报告\n\n" + f"完成{number}件。委员满意。\n\n" * 20, encoding="utf-8"
            )
            assert library.add([path])[0].added
    return folder


def use(folder: Path) -> None:
    """Everything that reads or writes."""
    extra = folder.parent / "新.txt"
    extra.write_text("新县工作报告\n\n提案办理完成9件。", encoding="utf-8")
    with Library.open(folder, embedder=CountingEmbedder()) as library:
        for report in library.reports():
            library.report(report.id)
        library.candidates("提案 委员")
        for result in library.add([extra]):
            if result.error:
                raise result.error
            assert result.report is not None
            library.remove(result.report.id)


@pytest.mark.parametrize("content", [b"x" * 5000, b"SQLite format 3\0" + b"\xff" * 5000, bytes(8192)])
def test_database_that_is_none_is_told_and_kept(tmp_path: Path, content: bytes) -> None:
    folder = library_at(tmp_path / "library")
    (folder / "library.db").write_bytes(content)
    with pytest.raises(LibraryError, match="无法读写") as caught:
        use(folder)
    assert str(folder / "library.db") in str(caught.value) and str(folder / "files") in str(caught.value)
    assert (folder / "library.db").read_bytes() == content
    assert len(list((folder / "files").iterdir())) == 3


def test_truncated_database_is_told(tmp_path: Path) -> None:
    folder = library_at(tmp_path / "library")
    whole = (folder / "library.db").read_bytes()
    (folder / "library.db").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(LibraryError, match="无法读写"):
        use(folder)
    assert len(list((folder / "files").iterdir())) == 3


def test_damage_anywhere_is_told_or_harmless(tmp_path: Path) -> None:
    master = library_at(tmp_path / "library")
    size, chance, told = (master / "library.db").stat().st_size, random.Random(7), 0
    for trial in range(30):
        folder = Path(shutil.copytree(master, tmp_path / str(trial) / "library"))
        data = bytearray((folder / "library.db").read_bytes())
        start = chance.randrange(size)
        data[start : start + 64] = chance.randbytes(64)
        (folder / "library.db").write_bytes(data[:size])
        try:
            use(folder)
        except LibraryError as error:
            told += 1
            assert str(folder / "library.db") in str(error)
        assert len(list((folder / "files").iterdir())) >= 3
    assert told


def test_library_of_another_version_is_told(tmp_path: Path) -> None:
    folder = library_at(tmp_path / "library")
    with closing(sqlite3.connect(folder / "library.db")) as database, database:
        database.execute("UPDATE alembic_version SET version_num = ?", (NEWER,))
    with pytest.raises(LibraryError, match=f"版本为 {NEWER}.*请更新本程序"):
        Library.open(folder, embedder=CountingEmbedder())


def test_database_of_another_program_is_told_and_kept(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "library.db")) as database, database:
        database.execute("CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT)")
        database.execute("INSERT INTO meta VALUES ('app', 'another')")
    with pytest.raises(LibraryError):
        Library.open(tmp_path, embedder=CountingEmbedder())


@pytest.mark.parametrize("place", ["文件", "文件/里面"])
def test_path_that_cannot_be_a_folder_is_told(tmp_path: Path, place: str) -> None:
    (tmp_path / "文件").write_text("x")
    with pytest.raises(LibraryError, match="文件夹"):
        Library.open(tmp_path / place, embedder=CountingEmbedder())
    assert (tmp_path / "文件").read_text() == "x"


# What takes a database back from a version to the one before.
UNDONE = {
    8: ("DROP TABLE alembic_version", "DROP TABLE originals", "UPDATE meta SET key = 'schema'"),
    7: ("ALTER TABLE reports DROP COLUMN doubtful",),
    6: ("DROP TABLE cards", "DROP TABLE changes"),
    5: ("DROP TABLE prints", "DROP TABLE synced", "DROP TABLE brought"),
    4: ("DROP INDEX chunks_by_digest", "ALTER TABLE chunks DROP COLUMN digest"),
    3: ("ALTER TABLE reports DROP COLUMN remarks", "ALTER TABLE paragraphs DROP COLUMN breaks"),
    2: (
        'ALTER TABLE paragraphs DROP COLUMN "row"',
        "ALTER TABLE chunks ADD COLUMN is_clause INTEGER NOT NULL DEFAULT 0",
        'INSERT INTO chunks (paragraph, start, "end", vector, is_clause)'
        " SELECT paragraph, start, start + 1, vector, 1 FROM chunks",
    ),
}


@pytest.mark.parametrize("version", range(1, int(HEAD)))
def test_database_of_an_older_version_becomes_one_of_today(tmp_path: Path, version: int) -> None:
    """The clause vectors of version 1 go, everything else stays."""
    path = tmp_path / "library.db"
    store = Store(path)
    store.insert(REPORT, CHUNKS, VECTORS)
    store.close()
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        for newer in range(int(HEAD), version, -1):
            for statement in UNDONE[newer]:
                database.execute(statement)
        database.execute("UPDATE meta SET value = ?", (str(version),))
    held = REPORT if version >= 7 else replace(REPORT, doubtful=())
    chunks_held = CHUNKS if version >= 4 else [replace(chunk, digest=b"") for chunk in CHUNKS]
    for _ in range(2):
        store = Store(path)
        assert store.report(REPORT.id) == held
        chunks, vectors = store.chunks_with_vectors(REPORT.id)
        assert chunks == chunks_held and np.array_equal(vectors, VECTORS)
        assert store.cards([1]) == {1: Card.of(REPORT)}
        (run,) = store.chunk_rows([REPORT.id])
        assert np.array_equal(store.vectors_between(run.first, run.last)[1], VECTORS)
        changes = store.changes_since(Mark())
        assert changes
        (change,) = changes
        assert change.added and change.chunks == run and change.paragraphs.size == len(REPORT.paragraphs)
        store.close()
    engine = create_engine(URL.create("sqlite", database=str(path)), poolclass=NullPool)
    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), metadata)
    # What SQLite's older tables say of a key inside a column is not read from there: that it is not NULL, and CASCADE.
    added_or_missing = {each[0] for each in differences if isinstance(each, tuple)}
    assert added_or_missing <= {"add_fk", "remove_fk"}
    with closing(Store(path)) as store:
        store.delete(REPORT.id)
        assert (store.positions(), store.paragraph_ids(), store.last_chunk()) == ([], [], 0)


def test_reports_of_another_store_take_the_place_of_these(tmp_path: Path) -> None:
    store, other = Store(tmp_path / "library.db"), Store(tmp_path / "other.db")
    store.insert(REPORT, CHUNKS, VECTORS)
    before = chunk_ids(store)
    other.insert(REPORT, CHUNKS, VECTORS[:, ::-1])
    store.replace_all(other, [REPORT.id], "model/new")
    assert store.report(REPORT.id) == REPORT and store.meta("model") == "model/new"
    assert np.array_equal(store.chunks_with_vectors(REPORT.id)[1], VECTORS[:, ::-1])
    assert not set(chunk_ids(store)) & set(before)  # so that the derived indexes notice
    with pytest.raises(UnknownReport):
        store.replace_all(other, [REPORT.id, "none"], "model/newer")
    assert store.report_ids() == [REPORT.id] and store.meta("model") == "model/new"
