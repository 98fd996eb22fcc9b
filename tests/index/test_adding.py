"""Many files into a library: what is told while it goes on, what an interruption leaves, what is to be known afterwards."""

import io
import sys
from pathlib import Path

import docx
import pytest

from index import Library, Report, Step
from index.parse import parse
from index.progress import ProgressBar
from index.read import LoadedFile, load
from index.read.blocks import Block, Content
from index.read.sandbox import Sandbox
from tests.index.conftest import CountingEmbedder
from tests.index.reports import ids, write_report

FILES = 12


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "各地 报告"
    for number in range(FILES):
        write_report(made, number, f"{number:02}.txt")
    return made


def test_one_progress_over_all_files(library: Library, folder: Path) -> None:
    told: list[Step] = []
    library.add([folder], told.append)
    assert {step.files for step in told} == {FILES}
    assert list(dict.fromkeys(step.file for step in told)) == list(range(1, FILES + 1))
    shares = [step.share for step in told]
    assert shares == sorted(shares) and shares[-1] == 1 and 0 <= shares[0] < 1 / FILES


def test_an_interruption_leaves_what_is_done_and_it_is_not_done_twice(
    library: Library, folder: Path, embedder: CountingEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(step: Step) -> None:
        if step.file == 6 and step.stage == "embedding":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        library.add([folder], interrupt)
    assert len(ids(library)) == 5
    embedder.embedded = 0
    read: list[str] = []

    def noted(file: LoadedFile) -> Report:
        read.append(file.source)
        return parse(file)

    monkeypatch.setattr("index.adding.parse", noted)
    results = library.add([folder])
    assert [result.added for result in results] == [False] * 5 + [True] * 7
    assert read == [
        f"{number:02}.txt" for number in range(5, FILES)
    ]  # what was done is not even parsed again
    assert embedder.embedded == sum(len(report.paragraphs) for report in library.reports()[5:])


def test_results_come_one_by_one(library: Library, folder: Path) -> None:
    results = library.add_each([folder])
    assert next(results).added and len(ids(library)) == 1


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_the_bar_shows_which_file_of_how_many_and_the_time_left(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    with ProgressBar() as bar:
        bar.update(Step("embedding", "甲.txt", 32, 64, 7, 400))
        bar.update(Step("reading", "扫描.pdf", 3, 30, 8, 400))
        bar.print("✗ 读不了", errors=True)
    shown = screen.getvalue()
    assert (
        "第 7 份，共 400 份 向量化 甲.txt" in shown
        and "第 8 份，共 400 份 读取 扫描.pdf（第 3 页，共 30 页）" in shown
    )
    assert "  2%|" in shown and "还需" in shown and "✗ 读不了\n" in shown


def test_remarks_of_a_file_are_kept_and_told(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    remark = "第2、3页是图片，没有文字。"
    blocks = (Block("甲县工作报告", "paragraph"), Block("全年办理提案12件。", "paragraph"))
    monkeypatch.setattr(Sandbox, "read", lambda *_: Content(blocks, remarks=(remark,)))
    path = tmp_path / "扫描.pdf"
    path.write_bytes(b"%PDF-1.4")
    [result] = library.add([path])
    assert result.remarks == (remark,) and library.reports()[0].remarks == (remark,)
    [again] = library.add([path])
    assert again.remarks == ()


def test_a_word_file_is_read_in_the_worker_as_it_is_here(library: Library, tmp_path: Path) -> None:
    from index.read.formats import read

    document = docx.Document()
    for line in ("甲县工作报告", "全年办理提案12件。"):
        document.add_paragraph(line)
    table = document.add_table(rows=2, cols=2)
    for row, words in enumerate([("指标", "2020年"), ("产值", "12亿元")]):
        for column, word in enumerate(words):
            table.cell(row, column).text = word
    path = tmp_path / "报告.docx"
    document.save(str(path))
    here = read(path.read_bytes(), path.name)
    assert (load(path).blocks, load(path).remarks) == (here.blocks, here.remarks)
    assert library.add([path])[0].report == parse(load(path))
