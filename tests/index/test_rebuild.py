"""Building a library anew with another model: the way out of a mismatch."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from index import Library, LibraryError, ModelMismatch, Report, Step, rebuild
from index.embed import DEFAULT_MODEL, Vectors
from tests.index.conftest import CountingEmbedder


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of a closed library of four reports, one of which was removed."""
    files = tmp_path_factory.mktemp("files")
    with Library.open(files / "旧 库", embedder=CountingEmbedder("model/old"), seeds=False) as library:
        for number in range(4):
            path = files / f"报告 {number}.txt"
            path.write_text(
                f"第{number}县工作报告\n\n办理提案{number + 10}件。\n\n委员满意。", encoding="utf-8"
            )
            library.add([path])
        library.remove(library.reports()[1].id)
    return library.folder


@pytest.fixture
def built(made: Path, tmp_path: Path) -> Path:
    """The test's own copy of it."""
    return Path(shutil.copytree(made, tmp_path / "旧 库"))


def state(folder: Path, embedder: CountingEmbedder) -> tuple[list[Report], set[str]]:
    """The reports, and those in which the question finds something; the originals are all there."""
    with Library.open(folder, embedder=embedder) as library:
        for report in library.reports():
            assert library.original(report).is_file()
        return library.reports(), {candidate.report for candidate in library.candidates("提案")}


def test_other_model_is_refused_with_the_way_out(built: Path) -> None:
    with pytest.raises(ModelMismatch) as caught:
        Library.open(built, embedder=CountingEmbedder("model/new"))
    for part in (
        "model/old",
        "model/new",
        "python -m index rebuild",
        "ASKREPORT_EMBEDDING_MODEL",
        str(built),
    ):
        assert part in str(caught.value)
    assert len(state(built, CountingEmbedder("model/old"))[0]) == 3


@pytest.mark.parametrize("name", ["model/new", "model/old"])
@pytest.mark.parametrize("dimension", [256, 16])
def test_rebuild(built: Path, name: str, dimension: int) -> None:
    before, _ = state(built, CountingEmbedder("model/old"))
    embedder = CountingEmbedder(name, dimension)
    told: list[Step] = []
    assert rebuild(built, embedder=embedder, progress=told.append) == before
    assert {step.name for step in told} == {report.source for report in before}
    embedded, embedder.embedded = embedder.embedded, 0
    assert state(built, embedder) == (before, {report.id for report in before})
    assert embedded > 0 and embedder.embedded == 0
    assert sorted(path.name for path in built.iterdir()) == [
        "files",
        "library.db",
        "lock",
        "strings",
        "vectors.faiss",
        "vectors.json",
        "words",
    ]


def test_rebuild_with_the_default_model_embeds_nothing_again(tmp_path: Path) -> None:
    """A name that a user gives may stand for other weights by now; the default model's does not."""
    file = tmp_path / "报告.txt"
    file.write_text("甲县工作报告\n\n办理提案12件。", encoding="utf-8")
    for name, again in ((DEFAULT_MODEL, False), ("model/old", True)):
        with Library.open(tmp_path / name, embedder=CountingEmbedder(name), seeds=False) as library:
            library.add([file])
        embedder = CountingEmbedder(name)
        (report,) = rebuild(tmp_path / name, embedder=embedder)
        assert bool(embedder.embedded) is again
        assert state(tmp_path / name, embedder) == ([report], {report.id})


def test_rebuild_of_nothing_makes_a_new_library(tmp_path: Path, embedder: CountingEmbedder) -> None:
    assert rebuild(tmp_path / "新", embedder=embedder) == []
    Library.open(tmp_path / "新", embedder=embedder).close()


class FailingEmbedder(CountingEmbedder):
    """Fails after a number of passages."""

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        if self.embedded > 3:
            raise RuntimeError("out of memory")
        return super().embed_passages(texts)


def test_rebuild_that_fails_leaves_the_old_library(built: Path) -> None:
    before = state(built, CountingEmbedder("model/old"))
    with pytest.raises(RuntimeError, match="out of memory"):
        rebuild(built, embedder=FailingEmbedder("model/new"))
    assert state(built, CountingEmbedder("model/old")) == before
    with pytest.raises(ModelMismatch):
        Library.open(built, embedder=CountingEmbedder("model/new"))


def test_rebuild_with_a_lost_file_leaves_the_old_library(built: Path) -> None:
    before = state(built, CountingEmbedder("model/old"))
    with Library.open(built, embedder=CountingEmbedder("model/old")) as library:
        lost = library.original(before[0][1])
    content = lost.read_bytes()
    lost.unlink()
    with pytest.raises(LibraryError, match="没有改动") as caught:
        rebuild(built, embedder=CountingEmbedder("model/new"))
    assert lost.name in str(caught.value)
    lost.write_bytes(content)
    assert state(built, CountingEmbedder("model/old")) == before


def test_rebuild_while_the_library_is_open_elsewhere(built: Path, tmp_path: Path) -> None:
    new = tmp_path / "新.txt"
    new.write_text("新县工作报告\n\n办理提案99件。", encoding="utf-8")
    with Library.open(built, embedder=CountingEmbedder("model/old")) as elsewhere:
        before = elsewhere.reports()
        assert rebuild(built, embedder=CountingEmbedder("model/old")) == before
        assert {candidate.report for candidate in elsewhere.candidates("提案")} == {r.id for r in before}
        added = elsewhere.add([new])[0].report
        assert added is not None
        rebuild(built, embedder=CountingEmbedder("model/new", dimension=16))
        with pytest.raises(ModelMismatch, match="model/new"):
            elsewhere.candidates("提案")
        with pytest.raises(ModelMismatch, match="model/new"):
            elsewhere.add([new])
    reports, found = state(built, CountingEmbedder("model/new", dimension=16))
    assert reports == [*before, added]
    assert found == {report.id for report in reports}


def test_rebuild_that_was_killed_goes_on(built: Path) -> None:
    before = state(built, CountingEmbedder("model/old"))
    with pytest.raises(RuntimeError, match="out of memory"):
        rebuild(built, embedder=FailingEmbedder("model/new"))
    whole, rest = CountingEmbedder("model/new"), CountingEmbedder("model/new")
    copy = Path(shutil.copytree(built, built.with_name("另一份 copy")))
    shutil.rmtree(copy / "rebuilding")
    rebuild(copy, embedder=whole)
    rebuild(built, embedder=rest)
    assert 0 < rest.embedded < whole.embedded
    assert state(built, CountingEmbedder("model/new")) == before


def test_what_another_model_left_is_not_mixed_in(built: Path) -> None:
    with pytest.raises(RuntimeError, match="out of memory"):
        rebuild(built, embedder=FailingEmbedder("model/other", dimension=16))
    embedder = CountingEmbedder("model/new", dimension=32)
    rebuild(built, embedder=embedder)
    with Library.open(built, embedder=embedder) as library:
        assert library.candidates("提案") and library.embedder is embedder


def test_progress_counts_over_all_reports(built: Path) -> None:
    told: list[Step] = []
    before, _ = state(built, CountingEmbedder("model/old"))
    rebuild(built, embedder=CountingEmbedder("model/new"), progress=told.append)
    assert {step.total for step in told} == {sum(len(report.text) for report in before)}
    assert [step.done for step in told] == sorted(step.done for step in told)


class AddingEmbedder(CountingEmbedder):
    """Others add a report, and ask, while it embeds for the first time."""

    def __init__(self, name: str, folder: Path, new: Path) -> None:
        super().__init__(name)
        self._todo = (folder, new)
        self.found: set[str] = set()

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        if not self.embedded:
            folder, new = self._todo
            with Library.open(folder, embedder=CountingEmbedder("model/old")) as library:
                assert library.add([new])[0].added
                self.found = {candidate.report for candidate in library.candidates("提案")}
        return super().embed_passages(texts)


def test_library_answers_and_grows_while_it_is_rebuilt(built: Path, tmp_path: Path) -> None:
    new = tmp_path / "新.txt"
    new.write_text("新县工作报告\n\n办理提案99件。", encoding="utf-8")
    embedder = AddingEmbedder("model/new", built, new)
    reports = rebuild(built, embedder=embedder)
    assert len(reports) == 4 and embedder.found == {report.id for report in reports}
    assert state(built, CountingEmbedder("model/new")) == (reports, embedder.found)


def test_former_default_model_answers_until_the_library_is_rebuilt(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.model.BASE_MODEL", "model/old")
    monkeypatch.setattr("index.model.DEFAULT_MODEL", "model/new")
    monkeypatch.setattr("index.model.embedder_named", CountingEmbedder)
    new = CountingEmbedder("model/new", dimension=16)
    with Library.open(built, embedder=new) as library:
        before = library.reports()
        assert library.outdated and library.embedder.name == "model/old"
        assert {candidate.report for candidate in library.candidates("提案")} == {r.id for r in before}
        rebuild(built, embedder=new)
        assert {candidate.report for candidate in library.candidates("提案")} == {r.id for r in before}
        assert not library.outdated and library.embedder is new
