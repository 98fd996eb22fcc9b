"""What the searches on a Milvus server do besides: as those in a folder, left at any step, out of reach."""

import logging
import os
import socket
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from index import Library, LibraryError, rebuild
from index.milvus import Server
from index.milvus import server as milvus_client
from index.parse import report_from_text
from tests.index.conftest import CountingEmbedder
from tests.index.reports import found, ids, report_text, write_report
from tests.index.searches import again, assert_searches_as_a_folder_does, assert_whole, shown
from tests.milvus import milvus_server
from tests.processes import run

TRIES = 10_000

# What another process does.
ADDING = """
import os
import sys
from index import Library
from tests.fake_embedder import FakeEmbedder
os.environ["ASKREPORT_MILVUS"], folder, path = sys.argv[1:]
with Library.open(folder, embedder=FakeEmbedder(), seeds=False) as library:
    print(library.add([path])[0].report.id)
"""


@pytest.fixture
def on_milvus(milvus: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASKREPORT_MILVUS", milvus)


@pytest.mark.e2e
def test_the_same_is_found_as_in_a_folder(on_milvus: None, library: Library, tmp_path: Path) -> None:
    """Also once the paragraphs have become longer than those that were there first, and one without words has come."""
    library.add_reports([report_from_text(report_text(number)) for number in range(3)])
    assert_searches_as_a_folder_does(library, tmp_path / "folder")
    long = "\n\n".join("，".join(report_text(number + i).split("\n\n")) for i in range(9) for number in (3,))
    library.add_reports([report_from_text(f"长县工作报告\n\n{long}\n\n＊＊＊＊＊＊＊＊")])
    assert_searches_as_a_folder_does(library, tmp_path / "folder")
    library.remove(ids(library)[1])
    assert_searches_as_a_folder_does(library, tmp_path / "folder")


@pytest.mark.e2e
def test_what_is_dropped_on_the_server_is_a_fault_until_it_is_mended(
    on_milvus: None, library: Library, tmp_path: Path
) -> None:
    library.add_reports([report_from_text(report_text(number)) for number in range(3)])
    kept = Server(milvus_address(), str(library.store.meta("identity")))
    for family, told in (("chunks_", "向量"), ("words_", "词语"), ("", "词语")):
        kept.drop(family)
        with pytest.raises(LibraryError, match=r"check --repair"):
            library.candidates("提案")
        assert any(told in fault for fault in library.faults_of_indexes(mend=True))
        assert_searches_as_a_folder_does(library, tmp_path / "folder")
    kept.close()


def milvus_address() -> str:
    return os.environ["ASKREPORT_MILVUS"]


@pytest.mark.e2e
def test_made_anew_by_another_one_it_is_found_under_its_new_name(on_milvus: None, library: Library) -> None:
    library.add_reports([report_from_text(report_text(number)) for number in range(3)])
    with again(library) as other:
        before = shown(other.candidates("提案"))
        library._searches.renew(library.store.report)
        assert shown(other.candidates("提案")) == before


@pytest.mark.e2e
@pytest.mark.parametrize("large", [False, True])
def test_interrupted_at_any_step_it_is_whole_the_next_time(
    on_milvus: None, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, large: bool
) -> None:
    """Each round adds and removes a report, and the server is left after one step more.

    Where words are many, those of what is removed are counted out, and not all anew.
    """
    if large:
        monkeypatch.setattr("index.search._SOON_DONE", 0)
        monkeypatch.setattr("index.search._DRIFT", 1.0)
    steps = Steps(monkeypatch)
    library.add_reports([report_from_text(report_text(number)) for number in range(2)])
    number = 2
    while True:
        steps.left = number - 1
        try:
            library.keep(report_from_text(report_text(number)), None, lambda step: None)
            library.remove(ids(library)[0])
            library.refresh()
        except Interrupted:
            steps.left = -1
            with again(library) as other:
                assert_whole(other)
            number += 1
        else:
            break
    assert number > 6  # so many steps there are
    assert_searches_as_a_folder_does(library, tmp_path / "folder")


class Interrupted(BaseException):
    """As if the process died."""


class Steps:
    """Lets some writes to the server through, then none; all of them when negative."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.left = -1
        for name in ("create", "drop", "put", "take_out"):
            self._watch(name, monkeypatch)

    def _watch(self, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
        write = getattr(Server, name)

        def counted(server: Server, *arguments: object, **options: object) -> None:
            if self.left == 0:
                raise Interrupted
            self.left -= 1
            write(server, *arguments, **options)

        monkeypatch.setattr(Server, name, counted)


@pytest.mark.e2e
def test_what_one_process_has_indexed_the_others_only_read(
    on_milvus: None, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    arguments = (milvus_address(), str(library.folder), str(write_report(tmp_path, 1)))
    other = run(sys.executable, "-c", ADDING, *arguments)
    assert other.returncode == 0, other.stderr
    added = other.stdout.strip()
    steps = Steps(monkeypatch)
    steps.left = 0
    assert found(library, "群众表示满意") == {added}


@pytest.mark.e2e
def test_a_rebuild_leaves_nothing_aside(on_milvus: None, library: Library, tmp_path: Path) -> None:
    library.add([write_report(tmp_path, number) for number in range(2)])
    before = collections()
    library.close()
    rebuild(library.folder, embedder=CountingEmbedder("another model"))
    assert len(collections()) == len(before)
    with Library.open(library.folder, embedder=CountingEmbedder("another model")) as rebuilt:
        assert_searches_as_a_folder_does(rebuilt, tmp_path / "folder")


def collections() -> list[str]:
    import pymilvus

    client = pymilvus.MilvusClient(milvus_address())
    names = [str(name) for name in client.list_collections()]
    client.close()
    return names


@pytest.mark.e2e
def test_milvus_in_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    manager = pytest.importorskip(
        "milvus_lite.server_manager", reason="requirements-scale.txt is not installed"
    )
    monkeypatch.setenv("ASKREPORT_MILVUS", str(tmp_path / "milvus.db"))
    for _ in range(2):
        with Library.open(tmp_path / "library", embedder=CountingEmbedder(), seeds=False) as library:
            library.add_reports([report_from_text(report_text(1))])
            assert_searches_as_a_folder_does(library, tmp_path / "folder")
        manager.server_manager_instance.release_server(str(tmp_path / "milvus.db"))


# What goes wrong


@pytest.mark.e2e
def test_a_server_that_went_is_told_and_goes_on_when_it_is_back(
    tmp_path: Path, embedder: CountingEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was added meanwhile is in the library, and found then."""
    with milvus_server(tmp_path / "data") as address:
        monkeypatch.setenv("ASKREPORT_MILVUS", address)
        library = Library.open(tmp_path / "library", embedder=embedder, seeds=False)
        library.add([write_report(tmp_path, 1)])
    monkeypatch.setattr(milvus_client, "WAIT_SECONDS", 1)
    with pytest.raises(LibraryError, match="Milvus 服务器"):
        library.candidates("提案")
    with pytest.raises(LibraryError, match="没有受影响"):
        library.add([write_report(tmp_path, 2)])
    with milvus_server(tmp_path / "data", int(address.rpartition(":")[2])), library:
        connected(library)
        assert found(library, "群众表示满意") == set(ids(library)) and len(ids(library)) == 2


def test_a_server_out_of_reach_is_told_without_its_address(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    pytest.importorskip("pymilvus", reason="requirements-scale.txt is not installed")
    monkeypatch.setattr(milvus_client, "WAIT_SECONDS", 0.2)
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{nobody.getsockname()[1]}"
        monkeypatch.setenv("ASKREPORT_MILVUS", f"http://root:secret@{address}")
        with caplog.at_level(logging.DEBUG), pytest.raises(LibraryError, match="Milvus 服务器") as told:
            Library.open(tmp_path / "library", embedder=CountingEmbedder(), seeds=False)
    written = str(told.value) + caplog.text + "".join(capfd.readouterr())
    assert address not in written and "secret" not in written


def connected(library: Library) -> None:
    """Ask until the server is noticed to be back."""
    for _ in range(TRIES):
        with suppress(LibraryError):
            library.refresh()
            return


@pytest.mark.parametrize("address", ["ftp://127.0.0.1", "127.0.0.1:19530", "nowhere/milvus.db"])
def test_what_is_no_address_is_told(address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pymilvus", reason="requirements-scale.txt is not installed")
    monkeypatch.setenv("ASKREPORT_MILVUS", address)
    with pytest.raises(LibraryError, match="Milvus 服务器"):
        Library.open(tmp_path / "library", embedder=CountingEmbedder(), seeds=False)


def test_without_the_client_it_is_told_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASKREPORT_MILVUS", "http://127.0.0.1:19530")
    monkeypatch.setitem(sys.modules, "pymilvus", None)
    with pytest.raises(LibraryError, match=r"requirements-scale\.txt"):
        Library.open(tmp_path / "library", embedder=CountingEmbedder(), seeds=False)
