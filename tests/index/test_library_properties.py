"""What holds of a library whatever is done to it, in whatever order."""

import shutil
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from index import Library, Report
from index.parse import parse, report_from_text
from index.read import load
from tests.index.conftest import CountingEmbedder

FILES = 5


class LibraryMachine(RuleBasedStateMachine):
    """A library against a plain list of the reports that it should hold."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp())
        self.files = [self.root / f"报告 {number}.txt" for number in range(FILES)]
        for number, path in enumerate(self.files):
            path.write_text(f"第{number}县工作报告\n\n办理提案{number}件。\n\n委员满意。", encoding="utf-8")
        self.held: list[Report] = []
        self.library = self.opened()

    def opened(self) -> Library:
        return Library.open(self.root / "library", embedder=CountingEmbedder(), seeds=False)

    @rule(numbers=st.lists(st.integers(0, FILES - 1), min_size=1, max_size=3))
    def add(self, numbers: list[int]) -> None:
        for number, result in zip(numbers, self.library.add([self.files[n] for n in numbers]), strict=True):
            report = parse(load(self.files[number]))
            assert result.added == (report not in self.held)
            if result.added:
                self.held.append(report)

    @precondition(lambda self: self.held)
    @rule(position=st.integers(0, FILES - 1))
    def remove(self, position: int) -> None:
        self.library.remove(self.held.pop(position % len(self.held)).id)

    @rule(lost=st.sets(st.sampled_from(["vectors.faiss", "words"])))
    def open_again(self, lost: set[str]) -> None:
        """Perhaps after a derived index was lost."""
        self.library.close()
        for name in lost:
            path = self.library.folder / name
            shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
        self.library = self.opened()
        assert isinstance(self.library.embedder, CountingEmbedder)
        assert self.library.embedder.embedded == 0

    @rule(position=st.integers(0, FILES - 1))
    def keep_a_copy_of_an_index_behind(self, position: int) -> None:
        """The indexes of now come back after the library has gone on."""
        older = Path(tempfile.mkdtemp(dir=self.root)) / "words"
        self.library.close()
        shutil.copytree(self.library.folder / "words", older)
        self.library = self.opened()
        self.add([position])
        self.library.close()
        shutil.rmtree(self.library.folder / "words")
        shutil.copytree(older, self.library.folder / "words")
        self.library = self.opened()

    @invariant()
    def holds_and_finds_what_was_added(self) -> None:
        assert self.library.reports() == self.held
        found = self.library.candidates("提案 委员", k=100)
        assert sorted((c.report, c.paragraph) for c in found) == sorted(
            (report.id, paragraph.number) for report in self.held for paragraph in report.paragraphs
        )
        files = {path.name for path in (self.library.folder / "files").glob("*")}
        assert files == {self.library.original(report).name for report in self.held}

    def teardown(self) -> None:
        self.library.close()
        shutil.rmtree(self.root)


TestLibrary = LibraryMachine.TestCase
TestLibrary.settings = settings(max_examples=8, stateful_step_count=8, deadline=None)


@settings(max_examples=25)
@given(st.lists(st.text(min_size=1, max_size=80), min_size=1, max_size=4), st.text(max_size=40))
def test_any_text_can_be_kept_and_asked(texts: list[str], question: str) -> None:
    reports = {report.id: report for report in map(report_from_text, texts)}
    with (
        tempfile.TemporaryDirectory() as folder,
        Library.open(folder, embedder=CountingEmbedder(), seeds=False) as library,
    ):
        library.add_reports(reports.values())
        assert library.reports() == list(reports.values())
        for candidate in library.candidates(question):
            report = reports[candidate.report]
            paragraph = report.paragraph(candidate.paragraph)
            for chunk in candidate.chunks:
                assert paragraph.span.start <= chunk.span.start < chunk.span.end <= paragraph.span.end
            assert 0 <= candidate.lexical <= 1
