"""A library that follows a folder: what comes, changes and goes, and what is never taken out."""

import shutil
from pathlib import Path

import pytest

from index import Library, LibraryError, rebuild
from index.read import file_bytes
from index.sync import plan, sync
from tests.index.conftest import CountingEmbedder
from tests.index.reports import found, ids, write_report


@pytest.fixture
def library(library_anywhere: Library) -> Library:
    return library_anywhere


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three reports, one of them further down."""
    made = tmp_path / "各地 报告"
    for number, name in enumerate(["一.txt", "二.txt", "里层/三.txt"]):
        write_report(made, number, name)
    return made


def planned(library: Library, folder: Path) -> dict[str, str]:
    return {path: change for change, path in plan(library, folder)}


def sources(library: Library) -> list[str]:
    return [report.source for report in library.reports()]


def test_what_comes_changes_and_goes(library: Library, folder: Path, embedder: CountingEmbedder) -> None:
    assert planned(library, folder) == dict.fromkeys(["一.txt", "二.txt", "里层/三.txt"], "new")
    assert ids(library) == []
    assert [result.added for result in sync(library, folder).results] == [True] * 3
    before, embedder.embedded = library.reports(), 0

    again = sync(library, folder)
    assert (again.results, again.removed, again.unchanged) == ((), (), 3)
    assert library.reports() == before and embedder.embedded == 0 and planned(library, folder) == {}

    write_report(folder, 7, "二.txt")
    write_report(folder, 8, "新.txt")
    (folder / "一.txt").unlink()
    assert planned(library, folder) == {"一.txt": "gone", "二.txt": "changed", "新.txt": "new"}
    assert library.reports() == before
    done = sync(library, folder)
    assert [result.added for result in done.results] == [True, True] and done.unchanged == 1
    assert set(done.removed) == set(before[:2])
    assert sources(library) == ["三.txt", "二.txt", "新.txt"]
    assert found(library, "群众表示满意") == set(ids(library))


def test_a_file_that_moved_stays(library: Library, folder: Path) -> None:
    sync(library, folder)
    before = ids(library)
    (folder / "一.txt").rename(folder / "里层" / "改了名.txt")
    assert planned(library, folder) == {"里层/改了名.txt": "new", "一.txt": "left"}
    assert sync(library, folder).removed == ()
    assert ids(library) == before
    (folder / "里层" / "改了名.txt").unlink()
    assert len(sync(library, folder).removed) == 1


def test_what_was_added_by_hand_stays(library: Library, folder: Path, tmp_path: Path) -> None:
    """Before the sync, after it, and beside the folder."""
    library.add([folder / "一.txt", write_report(tmp_path, 9)])
    sync(library, folder)
    library.add([folder / "二.txt"])
    for name in ("一.txt", "二.txt", "里层/三.txt"):
        (folder / name).unlink()
    write_report(folder, 8, "还有.txt")
    assert planned(library, folder)["一.txt"] == "left"
    assert [report.source for report in sync(library, folder).removed] == ["三.txt"]
    assert sources(library) == ["一.txt", "报告 9.txt", "二.txt", "还有.txt"]


def test_what_another_synced_folder_holds_stays(library: Library, folder: Path, tmp_path: Path) -> None:
    sync(library, folder)
    other = tmp_path / "另一处"
    other.mkdir()
    shutil.copy(folder / "一.txt", other / "同一份.txt")
    sync(library, other)
    (folder / "一.txt").unlink()
    assert sync(library, folder).removed == ()
    write_report(other, 8, "同一份.txt")
    assert [report.source for report in sync(library, other).removed] == ["一.txt"]


@pytest.mark.parametrize("how", ["missing", "empty", "without reports", "file"])
def test_a_folder_that_cannot_be_gone_by_changes_nothing(library: Library, folder: Path, how: str) -> None:
    sync(library, folder)
    before = ids(library)
    shutil.rmtree(folder)
    if how == "file":
        folder.write_text("x")
    elif how != "missing":
        folder.mkdir()
        if how == "without reports":
            (folder / "照片.heic").write_bytes(b"\0\0\0\x18ftypheic")
    for work in (sync, plan):
        with pytest.raises(LibraryError, match="资料库没有改动。请检查路径") as caught:
            work(library, folder)
        assert str(folder) in str(caught.value)
    assert ids(library) == before


def test_a_folder_that_cannot_be_read_to_its_end_changes_nothing(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sync(library, folder)
    before = ids(library)
    import os

    scan = os.scandir

    def fail(path: str) -> object:
        if str(path).endswith("里层"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr("os.scandir", fail)
    with pytest.raises(LibraryError, match="里层.*没有改动"):
        sync(library, folder)
    assert ids(library) == before


def test_a_file_that_can_no_longer_be_read_leaves_its_report(library: Library, folder: Path) -> None:
    sync(library, folder)
    before = ids(library)
    (folder / "一.txt").write_bytes(b"")
    (folder / "二.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    done = sync(library, folder)
    assert [result.error is not None for result in done.results] == [True, True]
    assert done.removed == () and ids(library) == before


def test_corrections_stay_with_a_file_that_changed(library: Library, folder: Path) -> None:
    sync(library, folder)
    first = library.reports()[0]
    library.set_metadata(first.id, year="1998", region="青石县")
    write_report(folder, 7, "一.txt")
    sync(library, folder)
    [changed] = [report for report in library.reports() if report.source == "一.txt"]
    assert changed.id != first.id and (changed.metadata.year, changed.metadata.region) == (1998, "青石县")


def test_a_small_change_is_no_twin_of_what_it_changes(library: Library, folder: Path) -> None:
    sync(library, folder)
    path = folder / "一.txt"
    path.write_text(path.read_text("utf-8") + "\n", encoding="utf-8")
    assert [result.added for result in sync(library, folder).results] == [True]
    assert len(ids(library)) == 3


def test_correcting_and_rebuilding_keep_what_is_synced(library: Library, folder: Path) -> None:
    sync(library, folder)
    library.set_metadata(library.reports()[0].id, year="2020")
    rebuild(library.home.address, embedder=library.embedder)
    (folder / "一.txt").unlink()
    assert [report.source for report in sync(library, folder).removed] == ["一.txt"]


def test_what_a_user_removed_comes_back_while_the_file_is_there(library: Library, folder: Path) -> None:
    sync(library, folder)
    library.remove(ids(library)[0])
    sync(library, folder)
    assert len(ids(library)) == 3
    assert file_bytes(folder / "一.txt") in [
        library.original(report).read_bytes() for report in library.reports()
    ]
