"""One library, used by several threads and several processes at the same time."""

import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

import index.home
from index import Library, UnknownReport
from tests.index.conftest import CountingEmbedder
from tests.processes import Process, ended, line_with, started

pytestmark = pytest.mark.e2e

# What another process does: open the library, tell it, wait for the word, run the statement.
CHILD = """
import sys
from pathlib import Path
import index.home
from index import Library, rebuild
from tests.fake_embedder import FakeEmbedder
place, servers, *paths = sys.argv[1:]
paths = [Path(path) for path in paths]
index.home.SERVERS = Path(servers)
print("ready", flush=True)
sys.stdin.readline()
with Library.open(place, embedder=FakeEmbedder(), seeds=False) as library:
    {statement}
"""


class Child:
    """Another process that is about to run one statement over a library."""

    def __init__(self, process: Process) -> None:
        self._process = process
        assert line_with(process, "ready")

    def start(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write("\n")
        self._process.stdin.flush()

    def end(self) -> str:
        output, errors = ended(self._process)
        assert self._process.returncode == 0, errors
        return output


@contextmanager
def child(statement: str, place: Path | str, *paths: Path, servers: Path | None = None) -> Iterator[Child]:
    """servers: where it keeps what it derives of a library on a server; where this process does, when None."""
    code = CHILD.format(statement=statement)
    arguments = map(str, (place, servers or index.home.SERVERS, *paths))
    with started(sys.executable, "-c", code, *arguments) as process:
        yield Child(process)


def write_reports(folder: Path, numbers: range) -> list[Path]:
    paths = [folder / f"报告 {number}.txt" for number in numbers]
    for number, path in zip(numbers, paths, strict=True):
        body = "\n\n".join(f"第{number}号报告的第{i}项提案办理完成{number}件，委员满意。" for i in range(5))
        path.write_text(f"第{number}县工作报告\n\n{body}", encoding="utf-8")
    return paths


def found(library: Library) -> set[str]:
    return {candidate.report for candidate in library.candidates("提案办理", k=1000)}


def assert_whole(library: Library, count: int) -> None:
    """So many reports, each with its file, each found, each paragraph once."""
    reports = library.reports()
    assert len(reports) == len({report.id for report in reports}) == count
    candidates = library.candidates("提案办理", k=1000)
    places = [(candidate.report, candidate.paragraph) for candidate in candidates]
    assert sorted(places) == sorted((r.id, p.number) for r in reports for p in r.paragraphs)
    for report in reports:
        assert library.original(report).is_file()
    assert len(list((library.folder / "files").iterdir())) == count


def together(*works: Callable[[], None]) -> None:
    """Run each in a thread of its own; the first error of any is raised."""
    with ThreadPoolExecutor(len(works)) as pool:
        for future in [pool.submit(work) for work in works]:
            future.result()


def test_addition_by_another_process_becomes_searchable(library: Library, tmp_path: Path) -> None:
    paths = write_reports(tmp_path, range(3))
    library.add(paths[:1])
    with child("print(library.add(paths)[-1].report.id)", library.home.address, *paths[1:]) as other:
        other.start()
        added = other.end().strip()
    assert added in found(library) and len(found(library)) == 3
    assert_whole(library, 3)


def test_removal_by_another_process_is_seen(library: Library, tmp_path: Path) -> None:
    first, second = (result.report for result in library.add(write_reports(tmp_path, range(2))))
    assert first is not None and second is not None and len(found(library)) == 2
    with child(f"library.remove({first.id!r})", library.home.address) as other:
        other.start()
        other.end()
    assert found(library) == {second.id}
    assert_whole(library, 1)


def test_processes_that_add_at_the_same_time(library: Library, tmp_path: Path) -> None:
    paths = write_reports(tmp_path, range(12))
    # Shared files, in opposite orders, beside ones of their own.
    statement = "assert all(r.error is None for r in library.add(paths))"
    with ExitStack() as all_at_once:
        others = [
            all_at_once.enter_context(child(statement, library.home.address, *mine))
            for mine in (paths[:8], paths[:3:-1], paths[4:])
        ]
        for other in others:
            other.start()
        library.add(paths[2:6])
        for other in others:
            other.end()
    assert_whole(library, 12)
    with Library.open(library.home.address, embedder=CountingEmbedder()) as again:
        assert_whole(again, 12)


def test_processes_that_make_a_library_at_the_same_time(place: Path | str, tmp_path: Path) -> None:
    paths = write_reports(tmp_path, range(2))
    statement = "library.add(paths); print(len(library.reports()))"
    with ExitStack() as all_at_once:
        others = [all_at_once.enter_context(child(statement, place, *paths)) for _ in range(3)]
        for other in others:
            other.start()
        assert [other.end().strip() for other in others] == ["2"] * 3
    with Library.open(place, embedder=CountingEmbedder(), seeds=False) as library:
        assert_whole(library, 2)


def test_threads_that_add_the_same_files(library_anywhere: Library, tmp_path: Path) -> None:
    paths = write_reports(tmp_path, range(6))
    added: list[bool] = []

    def add() -> None:
        added.extend(result.added for result in library_anywhere.add(paths))

    together(*[add] * 4)
    assert added.count(True) == 6 and added.count(False) == 18
    assert_whole(library_anywhere, 6)


def test_threads_that_add_and_remove_one_report(library: Library, tmp_path: Path) -> None:
    paths = write_reports(tmp_path, range(2))
    kept, changing = (result.report for result in library.add(paths))
    assert kept is not None and changing is not None

    def add() -> None:
        for _ in range(100):
            assert all(result.error is None for result in library.add(paths))

    def remove() -> None:
        for _ in range(100):
            try:
                library.remove(changing.id)
            except UnknownReport:
                continue

    together(add, add, remove, remove)
    library.add(paths)
    assert_whole(library, 2)


def test_report_added_again_while_it_is_removed_keeps_its_file(
    library_anywhere: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = write_reports(tmp_path, range(1))
    [result] = library_anywhere.add(paths)
    assert result.report is not None
    with Library.open(library_anywhere.home.address, embedder=CountingEmbedder()) as elsewhere:
        forget = library_anywhere._forget

        def forget_and_add_again(report_id: str) -> tuple[str, str]:
            kept = forget(report_id)
            assert elsewhere.add(paths)[0].added
            return kept

        monkeypatch.setattr(library_anywhere, "_forget", forget_and_add_again)
        library_anywhere.remove(result.report.id)
    assert_whole(library_anywhere, 1)


def test_searching_while_others_add_and_remove(library_anywhere: Library, tmp_path: Path) -> None:
    paths = write_reports(tmp_path, range(9))
    kept = [result.report for result in library_anywhere.add(paths[:3])]
    changed = threading.Event()
    changing = paths[3:6]
    statement = "\n    ".join(
        ["for _ in range(8):", "    for result in library.add(paths): library.remove(result.report.id)"]
    )

    def change() -> None:
        try:
            for _ in range(8):
                for result in library_anywhere.add(changing):
                    assert result.report is not None
                    library_anywhere.remove(result.report.id)
        finally:
            changed.set()

    def search() -> None:
        while not changed.is_set():
            assert {report.id for report in kept if report} <= found(library_anywhere)
            assert {report.id for report in kept if report} <= {
                report.id for report in library_anywhere.reports()
            }

    with child(statement, library_anywhere.home.address, *paths[6:]) as other:
        other.start()
        together(change, search, search)
        other.end()
    assert_whole(library_anywhere, 3)
