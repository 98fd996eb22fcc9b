"""While one report is embedded the next file is read and parsed, and only that one; nothing of it is left behind."""

import signal
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from index import Library, Report, UnreadableFile
from index.embed import Vectors
from index.parse import parse
from index.progress import Step
from index.read import LoadedFile, loaded
from tests.index.conftest import CountingEmbedder
from tests.index.read.test_sandbox import HOSTILE, LINUX, Pipe
from tests.index.reports import ids, write_report
from tests.processes import started
from tests.waiting import PATIENCE, Changing

FILES = 4


class Course(Changing):
    """What was done with which file, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.events: list[str] = []

    def note(self, event: str) -> None:
        with self.changed:
            self.events.append(event)
            self.changed.notify_all()


class Patient(CountingEmbedder):
    """Is done with a report when the next one, if there is one, is parsed."""

    def __init__(self, course: Course) -> None:
        super().__init__()
        self._course = course
        self._reports = 0

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        number, self._reports = self._reports, self._reports + 1
        self._course.note(f"embedding {number}")
        if number + 1 < FILES:
            self._course.wait_until(lambda: f"parsed {number + 1}" in self._course.events)
        self._course.note(f"embedded {number}")
        return super().embed_passages(texts)


@pytest.fixture
def course(monkeypatch: pytest.MonkeyPatch) -> Course:
    made = Course()

    def noted(file: LoadedFile) -> Report:
        report = parse(file)
        made.note(f"parsed {Path(file.source).stem}")
        return report

    monkeypatch.setattr("index.adding.parse", noted)
    return made


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    return [write_report(tmp_path / "各地 报告", number, f"{number}.txt") for number in range(FILES)]


def test_the_next_file_is_parsed_while_one_is_embedded(
    course: Course, files: list[Path], tmp_path: Path
) -> None:
    told: list[Step] = []

    def tell(step: Step) -> None:
        told.append(step)
        if (step.stage, step.done) == ("storing", 1):
            course.note(f"stored {Path(step.name).stem}")

    with Library.open(tmp_path / "库", embedder=Patient(course), seeds=False) as library:
        results = library.add(files, tell)
        assert [report.source for report in library.reports()] == [file.name for file in files]
    assert [result.added for result in results] == [True] * FILES
    at = course.events.index
    for number in range(FILES - 1):
        assert at(f"embedding {number}") < at(f"embedded {number}") < at(f"stored {number}")
        assert at(f"parsed {number + 1}") < at(f"embedded {number}")
        assert at(f"stored {number}") < at(f"embedding {number + 1}")
        if number + 2 < FILES:
            assert at(f"stored {number}") < at(f"parsed {number + 2}")  # the next one and no more
    assert len(course.events) == len(set(course.events))  # each once
    assert [step.file for step in told] == sorted(step.file for step in told)  # told when its turn comes


def test_a_file_that_cannot_be_read_is_told_in_its_place(library: Library, files: list[Path]) -> None:
    files[1].write_bytes(bytes(range(256)) * 40)
    files[2].write_bytes(b"")
    results = library.add_each(files)
    assert next(results).added
    for bad in files[1:3]:
        result = next(results)
        assert isinstance(result.error, UnreadableFile) and bad.name in str(result.error)
        assert len(ids(library)) == 1
    assert next(results).added and len(ids(library)) == 2


def test_a_file_that_nobody_waits_for_is_not_read_on(
    library: Library, course: Course, files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    left = threading.Event()

    def by_pages(data: bytes, name: str, pages: Callable[[int, int], None]) -> LoadedFile:
        if name == files[1].name:
            pages(1, 2)
            course.note("at page 2")
            assert left.wait(PATIENCE)
            try:
                pages(2, 2)
            finally:
                course.note("given up")
            course.note("went on")
        return loaded(data, name)

    monkeypatch.setattr("index.adding.loaded", by_pages)
    with closing(library.add_each(files)) as results:
        assert next(results).added
        course.wait_until(lambda: "at page 2" in course.events)
    left.set()
    course.wait_until(lambda: "given up" in course.events)
    assert "went on" not in course.events and "parsed 1" not in course.events and len(ids(library)) == 1


@LINUX
@pytest.mark.e2e
@pytest.mark.parametrize("stuck", ["first", "next"])
def test_an_interruption_ends_what_is_read(stuck: str, files: list[Path], tmp_path: Path) -> None:
    """Whether the file is waited for, or comes next while one is embedded."""
    with closing(Pipe(tmp_path)) as pipe:
        hanging = tmp_path / "停住.docx"
        hanging.write_text(f"wait PIPE {pipe.path}")
        order = [str(path) for path in ([hanging] if stuck == "first" else [files[0], hanging])]
        program = f"""
import threading
from unittest.mock import patch
from index import Library
from index.read.sandbox import Sandbox
from tests.fake_embedder import FakeEmbedder
with (
    patch("index.read.sandbox.sandbox._SANDBOX", Sandbox({HOSTILE!r})),
    patch.object(FakeEmbedder, "embed_passages", lambda *_: threading.Event().wait()),
    Library.open({str(tmp_path / "库")!r}, embedder=FakeEmbedder(), seeds=False) as library,
):
    library.add({order!r})
"""
        with started(sys.executable, "-c", program) as process:
            assert pipe.read(3) == b"up\n"
            process.send_signal(signal.SIGINT)
            assert process.wait(PATIENCE) == -signal.SIGINT
            assert pipe.read(1) == b""
