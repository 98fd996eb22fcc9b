"""A library: adding, removing, the derived indexes, several threads and processes."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from index import AddResult, Candidate, Library, LibraryError, Step, UnknownReport, UnreadableFile
from index.home import SEEDS, home_for
from index.parse import chunk_report, parse, report_from_text
from index.read import load
from tests.index.conftest import CountingEmbedder
from tests.index.reports import found, ids, report_text, write_report


@pytest.fixture
def library(library_anywhere: Library) -> Library:
    return library_anywhere


# Opening


def test_open_creates_and_seeds(tmp_path: Path, embedder: CountingEmbedder) -> None:
    told: list[Step] = []
    folder = tmp_path / "数据 data" / "library"
    with Library.open(folder, embedder=embedder, seeds=True, progress=told.append) as library:
        assert ids(library) == [parse(load(path)).id for path in sorted(SEEDS.glob("*.txt"))]
        assert embedder.embedded > 0
        assert found(library, "提案") == set(ids(library))
        for report in library.reports():
            assert library.original(report).read_bytes() == (SEEDS / report.source).read_bytes()
    assert list(dict.fromkeys(step.stage for step in told)) == ["reading", "parsing", "embedding", "storing"]
    embedding = [step for step in told if step.stage == "embedding"]
    assert embedding[0].done == 0 and embedding[-1].done == embedding[-1].total == embedder.embedded
    assert {step.name for step in told} == {path.name for path in SEEDS.glob("*.txt")}


def test_second_open_embeds_and_writes_nothing(tmp_path: Path, embedder: CountingEmbedder) -> None:
    with Library.open(tmp_path, embedder=embedder, seeds=True) as library:
        first = library.reports()
    derived = {path: path.stat().st_mtime_ns for path in tmp_path.glob("words/*.*")}
    derived[tmp_path / "vectors.faiss"] = (tmp_path / "vectors.faiss").stat().st_mtime_ns
    embedder.embedded = 0
    with Library.open(tmp_path, embedder=embedder) as library:
        assert library.reports() == first
        assert library.candidates("提案")
    assert embedder.embedded == 0
    assert {path: path.stat().st_mtime_ns for path in derived} == derived


def test_seed_that_was_removed_stays_removed(tmp_path: Path, embedder: CountingEmbedder) -> None:
    with Library.open(tmp_path, embedder=embedder, seeds=True) as library:
        library.remove(ids(library)[0])
    with Library.open(tmp_path, embedder=embedder, seeds=True) as library:
        assert library.reports() == []


def test_seeding_that_was_interrupted_is_finished(tmp_path: Path, embedder: CountingEmbedder) -> None:
    def interrupt(step: Step) -> None:
        if step.stage == "embedding":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Library.open(tmp_path, embedder=embedder, seeds=True, progress=interrupt)
    with Library.open(tmp_path, embedder=embedder, seeds=True) as library:
        assert len(ids(library)) == len(list(SEEDS.glob("*.txt")))


def test_only_the_default_library_starts_with_seeds(
    tmp_path: Path, embedder: CountingEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.home.DEFAULT_LIBRARY", tmp_path / "data" / "library")
    with Library.open(tmp_path / "别处", embedder=embedder) as library:
        assert ids(library) == []
    with Library.open(tmp_path / "别处", embedder=embedder, seeds=True) as library:  # on request, later, too
        [seed] = ids(library)
        library.remove(seed)
    with Library.open(tmp_path / "别处", embedder=embedder, seeds=True) as library:
        assert ids(library) == []
    for path in (None, tmp_path / "data" / "library"):
        with Library.open(path, embedder=embedder) as library:
            assert ids(library) == [seed]
        shutil.rmtree(tmp_path / "data")
    monkeypatch.setenv("ASKREPORT_LIBRARY", str(tmp_path / "那里"))
    with Library.open(embedder=embedder) as library:
        assert ids(library) == []


def test_opened_where_the_environment_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASKREPORT_LIBRARY", str(tmp_path / "那里"))
    assert home_for(None).folder == tmp_path / "那里"
    assert home_for("~/lib").folder == Path.home() / "lib"


def test_closed_library_leaves_one_database_file(tmp_path: Path, embedder: CountingEmbedder) -> None:
    with Library.open(tmp_path / "库", embedder=embedder, seeds=False) as library:
        library.add([write_report(tmp_path, 1)])
    assert [path.name for path in library.folder.glob("library.db*")] == ["library.db"]


# Adding


def test_add_keeps_the_report_as_parsed(library: Library, tmp_path: Path) -> None:
    path = write_report(tmp_path, 1)
    assert library.add([path]) == [AddResult(path, parse(load(path)), added=True)]
    assert library.reports() == [parse(load(path))]
    assert library.original(library.reports()[0]).read_bytes() == path.read_bytes()


def test_add_is_incremental(library: Library, tmp_path: Path, embedder: CountingEmbedder) -> None:
    library.add([write_report(tmp_path, 1)])
    once = embedder.embedded
    library.add([write_report(tmp_path, 1), write_report(tmp_path, 2)])
    assert embedder.embedded == 2 * once
    assert len(ids(library)) == 2


def test_what_two_reports_share_is_embedded_once(
    library: Library, tmp_path: Path, embedder: CountingEmbedder
) -> None:
    shared = "甲县工作报告\n\n全年办理各类提案共计十二件，委员都满意。\n\n"
    for name, last in (
        ("一", "全县粮食产量同比保持了稳定增长。"),
        ("二", "全县森林覆盖率同比保持了稳定增长。"),
    ):
        (tmp_path / name).mkdir()
        (tmp_path / name / "报告.txt").write_text(shared + last, encoding="utf-8")
        library.add([tmp_path / name / "报告.txt"])
    (first, _), (second, _) = (library.store.chunks_with_vectors(report_id) for report_id in ids(library))
    assert first[0].digest == second[0].digest
    assert embedder.embedded == len({chunk.digest for chunk in first + second}) < len(first + second)
    assert library.known("another model", [first[0].digest]) == {}


def test_same_content_under_another_name_is_held_already(
    library: Library, tmp_path: Path, embedder: CountingEmbedder
) -> None:
    first = write_report(tmp_path, 1)
    other = write_report(tmp_path / "别处", 1, "改了名.txt")
    before = library.add([first])[0].report
    embedded = embedder.embedded
    assert library.add([other, first]) == [AddResult(other, before, False), AddResult(first, before, False)]
    assert embedder.embedded == embedded
    assert len(ids(library)) == 1


def test_same_file_twice_in_one_call(library: Library, tmp_path: Path) -> None:
    path = write_report(tmp_path, 1)
    assert [result.added for result in library.add([path, path])] == [True, False]


def test_one_bad_file_never_stops_the_others(library: Library, tmp_path: Path) -> None:
    empty = tmp_path / "空.txt"
    empty.touch()
    paths = [empty, write_report(tmp_path, 1), tmp_path / "没有.txt", write_report(tmp_path, 2)]
    results = library.add(paths)
    assert [result.path for result in results] == paths
    assert [result.added for result in results] == [False, True, False, True]
    for result in (results[0], results[2]):
        assert isinstance(result.error, UnreadableFile) and result.report is None
        assert result.path.name in str(result.error)
    assert ids(library) == [results[1].report.id, results[3].report.id]  # type: ignore[union-attr]


def test_order_of_reports_is_that_of_adding(library: Library, tmp_path: Path) -> None:
    added = [library.add([write_report(tmp_path, number)])[0].report for number in (3, 1, 2)]
    assert library.reports() == added


def test_folder_stands_for_the_reports_below_it(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "各地 报告"
    wanted = [write_report(folder, 1, "a.txt"), write_report(folder / "里层", 2, "b.TXT")]
    (folder / "照片.heic").write_bytes(b"\0\0\0\x18ftypheic")
    (folder / "目录.txt").mkdir()
    for office in ("~$报告.docx", "._报告.docx", ".隐藏.txt"):  # owner files of Word, forks of macOS
        (folder / office).write_bytes(b"\0" * 165)
    results = library.add([folder])
    assert sorted(result.path for result in results) == sorted(wanted)
    assert all(result.added for result in results)


def test_folder_without_reports_adds_nothing(library: Library, tmp_path: Path) -> None:
    (tmp_path / "空文件夹").mkdir()
    assert library.add([tmp_path / "空文件夹"]) == []


def test_paths_may_be_strings_in_chinese_with_spaces(library: Library, tmp_path: Path) -> None:
    path = write_report(tmp_path / "政协 报告（2021）", 1, "工作 报告.txt")
    assert library.add([str(path)])[0].added
    assert library.reports()[0].source == "工作 报告.txt"


def test_reports_made_in_memory(library: Library) -> None:
    reports = [report_from_text(report_text(number)) for number in (1, 2)]
    library.add_reports(reports)
    assert library.reports() == reports
    library.remove(reports[0].id)
    assert library.reports() == reports[1:]


def test_failing_embedder_adds_nothing(library: Library, tmp_path: Path, embedder: CountingEmbedder) -> None:
    path = write_report(tmp_path, 1)

    def fail(step: Step) -> None:
        if step.done:
            raise RuntimeError("out of memory")

    with pytest.raises(RuntimeError):
        library.add([path], fail)
    assert library.reports() == []
    assert library.add([path])[0].added


def test_folder_that_cannot_be_written_is_told(tmp_path: Path, embedder: CountingEmbedder) -> None:
    with Library.open(tmp_path / "库", embedder=embedder, seeds=False) as library:
        (library.folder / "files").write_text("a file in the folder's place")
        [result] = library.add([write_report(tmp_path, 1)])
        assert isinstance(result.error, LibraryError) and str(library.folder) in str(result.error)
        assert library.reports() == []


# Removing


def test_remove_forgets_report_file_and_index(library: Library, tmp_path: Path) -> None:
    first, second = (
        result.report for result in library.add([write_report(tmp_path, 1), write_report(tmp_path, 2)])
    )
    assert first is not None and second is not None
    library.remove(first.id)
    assert ids(library) == [second.id]
    assert found(library, "第1号报告 工作 提案 群众满意") == {second.id}
    assert not library.original(first).exists() and library.original(second).exists()
    with pytest.raises(UnknownReport):
        library.report(first.id)


def test_removed_report_leaves_no_trace(library: Library, tmp_path: Path) -> None:
    kept, other = write_report(tmp_path, 1), write_report(tmp_path, 2)
    library.add([kept])
    words = ["第", "2", "号", "提案", "委员", "协商", "工作"]
    alone, weights = snapshot(library), library.word_weights(words)
    result = library.add([other])[0].report
    assert result is not None and snapshot(library) != alone
    library.remove(result.id)
    assert snapshot(library) == alone
    assert library.word_weights(words) == weights


def test_removed_report_can_be_added_again(library: Library, tmp_path: Path) -> None:
    path = write_report(tmp_path, 1)
    for _ in range(2):
        report = library.add([path])[0].report
        assert report is not None and found(library, "群众满意") == {report.id}
        library.remove(report.id)
        assert found(library, "群众满意") == set()


@pytest.mark.parametrize("unknown", ["", "没有", "0" * 12, "' OR 1=1 --", "*", "\ud800", "a" * 10_000])
def test_unknown_id(library: Library, tmp_path: Path, unknown: str) -> None:
    library.add([write_report(tmp_path, 1)])
    calls: list[Callable[[], object]] = [
        lambda: library.report(unknown),
        lambda: library.remove(unknown),
        lambda: library.candidates("提案", reports=[unknown]),
    ]
    for call in calls:
        with pytest.raises(UnknownReport, match="没有编号"):
            call()
    assert len(ids(library)) == 1


# Searching


def test_candidates_carry_both_scores(library: Library, tmp_path: Path) -> None:
    library.add([write_report(tmp_path, number) for number in range(3)])
    candidates = library.candidates("第1号报告的提案工作")
    assert candidates
    for candidate in candidates:
        paragraph = library.report(candidate.report).paragraph(candidate.paragraph)
        assert [chunk.span for chunk in candidate.chunks] == [
            chunk.span
            for chunk in chunk_report(library.report(candidate.report))
            if chunk.paragraph == paragraph.number
        ]
        assert 0 <= candidate.lexical <= 1 and -1.001 <= candidate.dense <= 1.001
    assert max(candidates, key=lambda candidate: candidate.lexical).lexical > 0


def test_candidates_stay_within_reports(library: Library, tmp_path: Path) -> None:
    library.add([write_report(tmp_path, number) for number in range(4)])
    first, second, *_ = ids(library)
    assert {c.report for c in library.candidates("工作", reports=[second])} == {second}
    assert {c.report for c in library.candidates("工作", reports=[first, second, first])} == {first, second}
    assert library.candidates("工作", reports=[]) == []


def test_empty_library_finds_nothing(library: Library) -> None:
    assert library.candidates("提案") == []
    assert library.word_weights(["提案"])["提案"] > 0


# Derived indexes


@pytest.fixture(scope="module")
def master(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of a closed library of four reports; tests damage copies of it."""
    folder = tmp_path_factory.mktemp("master")
    with Library.open(folder / "library", embedder=CountingEmbedder(), seeds=False) as library:
        for number in range(4):  # a commit each, so that words/ has several segments
            library.add([write_report(folder, number)])
    return folder / "library"


@pytest.fixture
def built(tmp_path: Path, master: Path) -> Path:
    return Path(shutil.copytree(master, tmp_path / "已建 library"))


def snapshot(library: Library) -> list[object]:
    """What a few questions find, exactly."""
    questions = ["第3号报告的提案", "港口 铁路 501", "森林 群众表示满意", "完全无关的问题"]
    return [sorted(library.candidates(question), key=_place) for question in questions]


def _place(candidate: Candidate) -> tuple[str, int]:
    return candidate.report, candidate.paragraph


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(data)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def fill(content: bytes) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        path.write_bytes(content)

    return change


def replace_by_file(path: Path) -> None:
    shutil.rmtree(path)
    path.write_text("x")


CHANGES: dict[str, Callable[[Path], None]] = {
    "missing": Path.unlink,
    "empty": fill(b""),
    "four zero bytes": fill(bytes(4)),
    "garbage": fill(os.urandom(3000)),
    "half": cut,
    "flipped": flip,
    "missing altogether": lambda path: shutil.rmtree(path) if path.is_dir() else path.unlink(),
    "a file": replace_by_file,
}
FILE_CHANGES = ("missing", "empty", "four zero bytes", "garbage", "half", "flipped")
WORDS = (
    "*.idx",
    "*.term",
    "*.pos",
    "*.store",
    "*.fast",
    "*.fieldnorm",
    "meta.json",
    ".managed.json",
    "[!.]*.*",
)
DAMAGE: list[tuple[str, str]] = [
    *(("vectors.faiss", change) for change in FILE_CHANGES),
    *((f"words/{files}", change) for files in WORDS for change in ("missing", "half", "flipped")),
    *(("words/meta.json", change) for change in FILE_CHANGES),
    *(("vectors.json", change) for change in FILE_CHANGES[:-1]),
    *(
        (f"{folder}/manifest.json", change)
        for folder in ("words", "strings")
        for change in ("missing", "garbage")
    ),
    *((f"strings/{files}", "flipped") for files in WORDS if files not in ("*.fast",)),
    ("[svw]*", "missing altogether"),
    ("words", "a file"),
]


@pytest.mark.parametrize(("files", "change"), dict.fromkeys(DAMAGE))
def test_damaged_index_is_made_again_without_embedding(built: Path, files: str, change: str) -> None:
    with Library.open(built, embedder=CountingEmbedder()) as library:
        whole, reports = snapshot(library), library.reports()
    damaged = list(built.glob(files))
    assert damaged
    for path in damaged:
        CHANGES[change](path)
    embedder = CountingEmbedder()
    for _ in range(2):  # mended, and mended for good
        with Library.open(built, embedder=embedder) as library:
            assert library.reports() == reports
            assert snapshot(library) == whole
    assert embedder.embedded == 0
