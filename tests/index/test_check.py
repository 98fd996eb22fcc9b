"""Whether a library is whole: each way in which it can be not is told with the way out, and mended where that can be."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from index import Library, LibraryError
from index.check import check
from index.store.dense import DenseIndex
from tests.index.conftest import CountingEmbedder
from tests.index.reports import found, ids, write_report


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of a closed library of three reports, one of them corrected."""
    files = tmp_path_factory.mktemp("files")
    with Library.open(files / "资料 库", embedder=CountingEmbedder(), seeds=False) as library:
        library.add([write_report(files, number) for number in range(3)])
        library.set_metadata(ids(library)[0], region="青石县")
        library.candidates("提案")
    return library.folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    """The test's own copy of it."""
    return Path(shutil.copytree(made, tmp_path / "资料 库"))


def sql(statement: str) -> Callable[[Library], None]:
    def change(library: Library) -> None:
        library.store.write(text(statement))

    return change


def damage(folder: Path, how: Callable[[Library], None]) -> None:
    with Library(folder, CountingEmbedder()) as library:
        how(library)


def turn_vectors(library: Library) -> None:
    """The index, sound in itself, holds under each id another vector than the database."""
    ids, vectors = library.store.vectors_between(1, library.store.last_chunk())
    index = DenseIndex.empty(256)
    index.add(ids, -vectors)
    index.write(library.folder / "vectors.faiss")


def checked(folder: Path, repair: bool = False) -> list[tuple[str, bool]]:
    return [tuple(fault) for fault in check(folder, repair=repair, embedder=CountingEmbedder())]  # type: ignore[misc]


def test_a_whole_library_has_no_faults(folder: Path) -> None:
    assert checked(folder) == checked(folder, repair=True) == []


MENDED: dict[str, tuple[Callable[[Library], None], str]] = {
    "vector lost": (sql("DELETE FROM chunks WHERE id = (SELECT min(id) FROM chunks)"), "缺少向量"),
    "vector short": (
        sql("UPDATE chunks SET vector = x'00000000' WHERE id = (SELECT min(id) FROM chunks)"),
        "长度不对",
    ),
    "vector of nought": (
        sql("UPDATE chunks SET vector = zeroblob(1024) WHERE id = (SELECT min(id) FROM chunks)"),
        "数值不对",
    ),
    "paragraph lost": (sql("DELETE FROM paragraphs WHERE number = 2"), "对不上"),
    "text short": (sql("UPDATE reports SET text = substr(text, 1, 9) WHERE position = 2"), "对不上"),
    "sections garbled": (sql("UPDATE reports SET sections = '[[' WHERE position = 2"), "读不出"),
    "metadata of other fields": (sql("""UPDATE reports SET metadata = '{"a": 1}'"""), "读不出"),
    "other vectors in the index": (lambda library: turn_vectors(library), "向量索引"),
}


@pytest.mark.parametrize("how", MENDED)
def test_what_can_be_mended_is(folder: Path, how: str) -> None:
    with Library.open(folder, embedder=CountingEmbedder()) as library:
        before = {report.id: report for report in library.reports()}
    change, told = MENDED[how]
    damage(folder, change)
    faults = checked(folder)
    assert any(told in words for words, _ in faults)
    assert all("--repair" in words and not mended for words, mended in faults)
    assert all(mended for _, mended in checked(folder, repair=True))
    assert checked(folder) == []
    with Library.open(folder, embedder=CountingEmbedder()) as library:
        assert {report.id: report for report in library.reports()} == before
        assert found(library, "群众表示满意") == before.keys()


def test_a_lost_index_is_no_fault(folder: Path) -> None:
    """It is made anew whenever a library is opened, and so it is here."""
    (folder / "vectors.faiss").unlink()
    shutil.rmtree(folder / "words")
    assert checked(folder) == []


def test_a_lost_or_damaged_file_is_told_and_comes_back_with_the_same_file(
    folder: Path, tmp_path: Path
) -> None:
    def lose(library: Library) -> None:
        first, second, _ = map(library.original, library.reports())
        first.unlink()
        second.write_bytes(second.read_bytes()[:-1] + b"!")

    damage(folder, lose)
    for repair in (False, True):
        faults = checked(folder, repair)
        assert [mended for _, mended in faults] == [False, False]
        assert all("再次加入原来的文件" in words for words, _ in faults)
    with Library.open(folder, embedder=CountingEmbedder()) as library:
        results = library.add([write_report(tmp_path, number) for number in range(3)])
        assert not any(result.added or result.error for result in results)
    assert checked(folder) == []


def test_what_has_neither_data_nor_file_is_said(folder: Path) -> None:
    def lose(library: Library) -> None:
        library.original(library.reports()[1]).unlink()
        library.store.write(text("UPDATE reports SET sections = '[[' WHERE position = 3"))

    damage(folder, lose)
    faults = checked(folder, repair=True)
    assert any("没有原始文件可以重读。请移除它" in words and not mended for words, mended in faults)
    with Library(folder, CountingEmbedder()) as library:
        library.remove(library.store.report_ids()[1])
    assert checked(folder, repair=True) == []


def test_a_damaged_database_is_told(folder: Path) -> None:
    path = folder / "library.db"
    data = bytearray(path.read_bytes())
    for page in range(4, len(data) // 4096):
        data[page * 4096 : page * 4096 + 60] = b"\xff" * 60
    path.write_bytes(data)
    try:
        faults = checked(folder, repair=True)
    except LibraryError as error:
        faults = [(str(error), False)]
    assert faults and all("重新加入" in words and not mended for words, mended in faults)


def test_a_file_of_no_report_is_told(folder: Path) -> None:
    stray = folder / "files" / ("0" * 64 + ".txt")
    stray.write_text("x")
    [(told, mended)] = checked(folder, repair=True)
    assert str(stray) in told and not mended and stray.exists()


def test_where_there_is_no_library_none_is_made(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="没有资料库"):
        check(tmp_path / "没有")
    assert not (tmp_path / "没有").exists()
