"""Reports made by tasks, which here run in this process: what is sent, in which order, and what comes of the answers."""

from collections.abc import Callable
from pathlib import Path

import pytest

from index import Library, ModelError, Report
from index.adding import Found
from index.progress import keep_quiet
from index.read import Member, file_bytes
from index.tasks import Answer, by_tasks, made
from tests.index.conftest import CountingEmbedder
from tests.index.reports import ids, write_report, write_table

FILES = 6


class Begun:
    """Remembers of which files a task was begun, and for which an answer was asked; begins none for real."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.answered: list[str] = []

    def __call__(self, data: bytes, name: str, model: str) -> Callable[[], Answer]:
        self.names.append(name)

        def answer() -> Answer:
            self.answered.append(name)
            return made(data, name, model)

        return answer


@pytest.fixture(autouse=True)
def worker(monkeypatch: pytest.MonkeyPatch) -> CountingEmbedder:
    """The model of the processes in which tasks run."""
    model = CountingEmbedder()
    monkeypatch.setattr("index.tasks._embedder", lambda name: model)
    return model


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Reports with paragraphs and with a table."""
    made = tmp_path / "各地 报告"
    for number in range(FILES - 1):
        write_report(made, number, f"{number}.txt")
    write_table(made, f"{FILES - 1}.docx")
    return made


def names(first: int, end: int) -> list[str]:
    return [f"{number}.{'docx' if number == FILES - 1 else 'txt'}" for number in range(first, end)]


def state(library: Library) -> list[tuple[Report, list[bytes], list[bytes]]]:
    """Each report with the digests of its texts and their vectors."""
    parts = [(report, *library.store.chunks_with_vectors(report.id)) for report in library.reports()]
    return [
        (report, [c.digest for c in chunks], [row.tobytes() for row in rows])
        for report, chunks, rows in parts
    ]


def test_a_library_is_the_same_whoever_made_its_reports(
    library: Library, folder: Path, embedder: CountingEmbedder, worker: CountingEmbedder, tmp_path: Path
) -> None:
    results = list(library.add_each([folder], maker=by_tasks(Begun(), 4)))
    assert [result.added for result in results] == [True] * FILES
    assert embedder.embedded == 0 < worker.embedded  # all was embedded there
    with Library.open(tmp_path / "这里", embedder=embedder) as here:
        here.add([folder])
        assert state(library) == state(here)


def test_the_next_files_are_begun_and_not_all(library: Library, folder: Path) -> None:
    begun = Begun()
    results = library.add_each([folder], maker=by_tasks(begun, 2))
    for number in range(FILES):
        assert next(results).path.name == names(number, number + 1)[0]
        assert begun.names == names(0, min(number + 3, FILES)) and begun.answered == names(0, number + 1)


def test_large_files_wait_for_those_before_them(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.ahead._MOST_BYTES", 1)
    begun = Begun()
    next(library.add_each([folder], maker=by_tasks(begun, 100)))
    assert begun.names == names(0, 1)


def test_what_is_there_is_not_sent(library: Library, folder: Path) -> None:
    """A restart goes on; the same file under another name is sent once."""
    library.add([folder / name for name in names(0, 4)])
    (folder / "4 副本.txt").write_bytes((folder / "4.txt").read_bytes())
    begun = Begun()
    results = list(library.add_each([folder], maker=by_tasks(begun, 100)))
    assert [result.added for result in results] == [False] * 4 + [True, False, True]
    assert begun.names == ["4 副本.txt", f"{FILES - 1}.docx"] and len(ids(library)) == FILES


def test_a_bad_file_is_one_message_and_so_is_one_that_had_its_content(library: Library, folder: Path) -> None:
    for name in ("2.txt", "9.txt"):
        (folder / name).write_bytes(bytes(range(256)) * 40)
    (folder / "3.txt").write_bytes(b"")
    begun = Begun()
    results = list(library.add_each([folder], maker=by_tasks(begun, 100)))
    told = {result.path.name: str(result.error) for result in results if result.error}
    assert told.keys() == {"2.txt", "3.txt", "9.txt"} and all(name in text for name, text in told.items())
    assert begun.names == ["0.txt", "1.txt", "2.txt", "4.txt", f"{FILES - 1}.docx"]
    assert len(ids(library)) == 4


def test_a_model_that_is_not_there_is_told(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(name: str) -> CountingEmbedder:
        raise ModelError(f"无法加载向量模型 {name!r}")

    monkeypatch.setattr("index.tasks._embedder", missing)
    [result] = library.add_each([folder / "0.txt"], maker=by_tasks(Begun(), 4))
    assert isinstance(result.error, ModelError) and CountingEmbedder.name in str(result.error)


def test_vectors_are_used_for_the_texts_and_the_model_that_they_were_made_for(
    library: Library, folder: Path, embedder: CountingEmbedder
) -> None:
    """What is corrected of a report's title is embedded here, once."""
    path = folder / "0.txt"
    [(_, make)] = by_tasks(Begun(), 4)(library, [Found(path, Member("0.txt", file_bytes(path)), keep_quiet)])
    report, known = make(Member("0.txt", file_bytes(path)), keep_quiet)
    assert known is not None and known("another/model", []) == {}
    library.store.set_corrections(report.id, {"region": "青石县"})
    [result] = library.add_each([path], maker=by_tasks(Begun(), 4))
    assert result.report is not None and result.report.metadata.region == "青石县"
    assert embedder.embedded == len(report.paragraphs)
