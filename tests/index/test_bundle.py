"""A library as one file, and back: what comes through, what is verified, and what is believed."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from index import Library, LibraryError, UnreadableFile
from index.bundle import export, import_archive
from index.sync import sync
from tests.index.conftest import CountingEmbedder
from tests.index.reports import found, ids, write_report


@pytest.fixture
def filled(library: Library, tmp_path: Path) -> Library:
    """Two reports by hand, one of them corrected, and two by a sync."""
    library.add([write_report(tmp_path, number) for number in range(2)])
    folder = tmp_path / "同步 的"
    for number in (2, 3):
        write_report(folder, number)
    sync(library, folder)
    library.set_metadata(library.reports()[0].id, year="1998", region="青石县")
    return library


@pytest.fixture
def archive(filled: Library, tmp_path: Path) -> Path:
    path = tmp_path / "导出 的.zip"
    assert export(filled, path) == (4, [])
    return path


def opened(folder: Path, embedder: CountingEmbedder) -> Library:
    return Library.open(folder / "另一个库", embedder=embedder)


def test_what_was_exported_comes_back_without_embedding_again(
    filled: Library, archive: Path, tmp_path: Path
) -> None:
    embedder = CountingEmbedder()
    with opened(tmp_path, embedder) as other:
        assert all(result.added and not result.error for result in import_archive(other, archive))
        key = lambda report: report.id  # noqa: E731
        assert sorted(other.reports(), key=key) == sorted(filled.reports(), key=key)
        assert embedder.embedded == 1  # a sample
        for report in filled.reports():
            assert other.original(report).read_bytes() == filled.original(report).read_bytes()
            assert np.array_equal(
                other.store.chunks_with_vectors(report.id)[1], filled.store.chunks_with_vectors(report.id)[1]
            )
        assert found(other, "群众表示满意") == set(ids(filled))
        corrected = other.report(next(r.id for r in filled.reports() if r.metadata.year == 1998))
        assert other.store.corrections(corrected.id) == {"year": 1998, "region": "青石县"}
        (tmp_path / "同步 的" / "报告 2.txt").unlink()  # the sync goes on from there
        assert [report.source for report in sync(other, tmp_path / "同步 的").removed] == ["报告 2.txt"]


def test_what_is_there_stays_as_it_is(archive: Path, tmp_path: Path) -> None:
    with opened(tmp_path, CountingEmbedder()) as other:
        [own] = other.add([tmp_path / "报告 0.txt"])
        assert own.report is not None
        other.set_metadata(own.report.id, region="别处县")
        results = import_archive(other, archive)
        assert [result.added for result in results].count(False) == 1
        assert other.report(own.report.id).metadata.region == "别处县"
        assert len(ids(other)) == 4
        assert not any(result.added for result in import_archive(other, archive))


@pytest.mark.parametrize("model", ["another/model", CountingEmbedder.name])
def test_vectors_of_another_model_are_made_anew(archive: Path, tmp_path: Path, model: str) -> None:
    """By its name, or only by what it gives."""

    class Other(CountingEmbedder):
        def embed_questions(self, texts: Any) -> Any:
            return -super().embed_questions(texts)

    embedder = Other(model)
    with opened(tmp_path, embedder) as other:
        assert all(result.added for result in import_archive(other, archive))
        assert embedder.embedded >= sum(len(report.paragraphs) for report in other.reports())
        assert found(other, "群众表示满意") == set(ids(other))


def changed(path: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """The archive with other members."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    other = path.with_name("改过.zip")
    with zipfile.ZipFile(other, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return other


def another_byte(kind: str) -> Callable[[dict[str, bytes]], None]:
    def change(members: dict[str, bytes]) -> None:
        name = next(each for each in members if each.startswith(kind))
        members[name] = members[name][:-1] + b"!"

    return change


def without(kind: str) -> Callable[[dict[str, bytes]], None]:
    def change(members: dict[str, bytes]) -> None:
        del members[next(each for each in members if each.startswith(kind))]

    return change


def manifest(**fields: Any) -> Callable[[dict[str, bytes]], None]:
    def change(members: dict[str, bytes]) -> None:
        members["manifest.json"] = json.dumps(json.loads(members["manifest.json"]) | fields).encode()

    return change


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (another_byte("files/"), "与清单不符"),
        (another_byte("vectors/"), "与清单不符"),
        (without("files/"), "与清单不符"),
        (without("manifest"), "不是本程序导出"),
        (manifest(checksums={}), "与清单不符"),
        (manifest(version=2), "新版的程序.*请先更新"),
        (manifest(reports=[{"id": 1}]), "不是完好的"),
        (lambda members: members.update({"manifest.json": b"["}), "不是完好的"),
    ],
)
def test_an_archive_that_is_not_as_it_was_changes_nothing(
    archive: Path, tmp_path: Path, change: Callable[[dict[str, bytes]], None], told: str
) -> None:
    path = changed(archive, change)
    with opened(tmp_path, CountingEmbedder()) as other:
        with pytest.raises(UnreadableFile, match=f"改过.zip.*{told}.*没有导入|改过.zip.*{told}"):
            import_archive(other, path)
        assert ids(other) == []


@pytest.mark.parametrize("data", [b"", b"x" * 99, b"PK\x03\x04" + bytes(99), "half"])
def test_what_is_no_archive_is_told(archive: Path, tmp_path: Path, data: bytes | str) -> None:
    path = tmp_path / "坏.zip"
    path.write_bytes(archive.read_bytes()[:900] if isinstance(data, str) else data)
    with opened(tmp_path, CountingEmbedder()) as other:
        with pytest.raises(UnreadableFile, match="坏.zip 不是完好的导出文件.*请"):
            import_archive(other, path)
        with pytest.raises(UnreadableFile, match="找不到文件"):
            import_archive(other, tmp_path / "没有.zip")


def test_a_name_in_an_archive_leads_nowhere_else(archive: Path, tmp_path: Path) -> None:
    def change(members: dict[str, bytes]) -> None:
        said = json.loads(members["manifest.json"])
        said["reports"][0]["source"] = "../../../外面.txt"
        members["manifest.json"] = json.dumps(said).encode()

    with opened(tmp_path, CountingEmbedder()) as other:
        assert all(result.added for result in import_archive(other, changed(archive, change)))
        assert {other.original(report).parent for report in other.reports()} == {other.folder / "files"}
    assert not list(tmp_path.parent.glob("外面*"))


def test_nothing_is_overwritten_and_no_half_is_left(
    filled: Library, archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = archive.read_bytes()
    with pytest.raises(LibraryError, match="已有文件"):
        export(filled, archive)
    with pytest.raises(LibraryError, match="无法写入"):
        export(filled, tmp_path / "没有的文件夹" / "a.zip")

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export(filled, tmp_path / "b.zip", interrupt)
    assert archive.read_bytes() == before
    assert not list(tmp_path.glob("*b.zip*")) and not list(tmp_path.glob(".*part"))


def test_a_report_whose_file_is_lost_is_left_out_and_said(filled: Library, tmp_path: Path) -> None:
    lost, damaged, *_ = filled.reports()
    filled.original(lost).unlink()
    filled.original(damaged).write_text("x")
    assert export(filled, tmp_path / "a.zip") == (2, [lost, damaged])
